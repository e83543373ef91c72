"""Numbers and dates of a sheet as the person before it sees them; a program only sees a number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

#: Formats that a file names by number only, as the Chinese Excel shows them.
BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%",
    "14": "yyyy/m/d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM", "19": "h:mm:ss AM/PM",
    "20": "h:mm", "21": "h:mm:ss", "22": "yyyy/m/d h:mm", "27": "yyyy年m月", "28": "m月d日", "29": "m月d日",
    "30": "m/d/yy", "31": "yyyy年m月d日", "32": "h时mm分", "33": "h时mm分ss秒", "34": "h时mm分", "35": "h时mm分ss秒",
    "36": "yyyy年m月", "37": "#,##0", "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00", "45": "mm:ss", "46": "h:mm:ss",
    "47": "mm:ss", "50": "yyyy年m月", "51": "m月d日", "52": "yyyy年m月", "53": "m月d日", "54": "m月d日", "55": "h时mm分",
    "56": "h时mm分ss秒", "57": "yyyy年m月", "58": "m月d日",
}  # fmt: skip
_NOISE = re.compile(r"\[[^\]]*\]|_.|\*.|\\(.)")
_TOKEN = re.compile(r'"([^"]*)"|(am/pm|上午/下午|y+|m+|d+|h+|s+)', re.IGNORECASE)
_AROUND = re.compile(r'^(?:"[^"]*")+'), re.compile(r'(?<=[^"])(?:"[^"]*")+$')
_PLAIN = re.compile(r"[#,]*(0*)(?:\.(0+))?(%?)")
_DAY = 86400
#: Stands for a cell's text in what `text_format` gives.
TEXT = "\ufdd0"
_SECTION = re.compile(r'(?:"[^"]*"|\\.|_.|\*.|[^;"])*')
_TEXT_PIECE = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*(.)|(@)|(.)', re.DOTALL)
_SECTIONS = 4
#: Excel takes 1900 for a leap year: its days up to the false 29 February are one off.
_FALSE_LEAP_DAY = 60


class NumberFormat(NamedTuple):
    """A format: a `date` pattern, or digits of a number: how many at least, how many decimals, thousands, percent; words around it."""

    date: str | None = None
    digits: int = 0
    decimals: int = 0
    thousands: bool = False
    percent: bool = False
    general: bool = False
    before: str = ""
    after: str = ""


def number_format(code: str) -> NumberFormat | None:
    """What a format code asks for; None for "as it is" and for what we do not follow."""
    first = _NOISE.sub(lambda found: f'"{found[1]}"' if found[1] else "", _sections(code)[0])
    bare = re.sub(r'"[^"]*"', "", first)
    words = [around[0].replace('"', "") if (around := end.search(first)) else "" for end in _AROUND]
    if bare.lower() == "general" and any(words):
        return NumberFormat(general=True, before=words[0], after=words[1])
    if bare.lower() == "general" or "@" in bare:
        return None
    if re.search(r"[ymdhs]", bare, re.IGNORECASE):
        return NumberFormat(date=first)
    found = _PLAIN.fullmatch(bare)
    if found is None or not bare:
        return None
    return NumberFormat(
        None,
        len(found[1]) if "," not in bare else 0,
        len(found[2] or ""),
        "," in bare,
        bool(found[3]),
        before=words[0],
        after=words[1],
    )


def text_format(code: str) -> str | None:
    """What a format code makes of a text, with `TEXT` in its place; None where it shows it as it is."""
    sections = _sections(code)
    last = sections[-1]
    if len(sections) < _SECTIONS and "@" not in re.sub(r'"[^"]*"|\\.', "", last):
        return None
    pieces = [
        TEXT if found[4] else found[1] or found[2] or found[3] or found[5] or ""
        for found in _TEXT_PIECE.finditer(last)
    ]
    face = "".join(pieces)
    return None if face == TEXT or face.lower() == "general" else face


def _sections(code: str) -> list[str]:
    """The parts of a format code: for numbers, those below zero, zero, and texts."""
    sections, at = [], 0
    while True:
        found = _SECTION.match(code, at)
        at = found.end() if found else len(code)
        sections.append(found[0] if found else "")
        if at >= len(code):
            return sections[:_SECTIONS]
        at += 1


def number_text(said: str, wanted: NumberFormat | None, *, since_1904: bool) -> tuple[str, bool]:
    """A number as its cell shows it, and whether it is a date. What is no number stays as it is."""
    try:
        value = Decimal(said)
    except InvalidOperation:
        return said, False
    if not value.is_finite() or abs(value.adjusted()) > 40:  # noqa: PLR2004 - nobody writes such numbers
        return said, False
    if wanted is not None and wanted.date is not None:
        shown = _date(float(value), wanted.date, since_1904=since_1904)
        return (_general(said), False) if shown is None else (shown, True)
    if wanted is None:
        return _general(said), False
    text = _general(said) if wanted.general else _formatted(value, wanted)
    return f"{wanted.before}{text}{wanted.after}", False


def _general(said: str) -> str:
    """All digits that are meant: a file holds 0.1 as 0.10000000000000001."""
    value = Decimal(f"{float(said):.15g}")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(value: Decimal, wanted: NumberFormat) -> str:
    value = Decimal(f"{float(value):.15g}") * (100 if wanted.percent else 1)
    rounded = value.quantize(Decimal(1).scaleb(-wanted.decimals), ROUND_HALF_UP)
    whole, _, rest = f"{abs(rounded):f}".partition(".")
    whole = f"{int(whole):,}" if wanted.thousands else whole.zfill(wanted.digits)
    return f"{'-' if rounded < 0 else ''}{whole}{'.' if rest else ''}{rest}{'%' if wanted.percent else ''}"


def _date(value: float, pattern: str, *, since_1904: bool) -> str | None:
    """The date as its pattern shows it; None for what is no date."""
    ago = 0 if since_1904 else 1461 if value < _FALSE_LEAP_DAY else 1462
    start = datetime(1904, 1, 1) - timedelta(days=ago)  # noqa: DTZ001 - a date in a cell has no zone
    try:
        moment = start + timedelta(seconds=round(value * _DAY))
    except OverflowError:
        return None
    half = re.search(r"am/pm|上午/下午", pattern, re.IGNORECASE) is not None
    pieces, at, clock = [], 0, False
    tokens = list(_TOKEN.finditer(pattern))
    for nth, found in enumerate(tokens):
        pieces.append(pattern[at : found.start()])
        at = found.end()
        token = (found[2] or "").lower()
        after = next(((later[2] or "").lower() for later in tokens[nth + 1 :] if later[2]), "")
        minutes = token.startswith("m") and len(token) <= 2 and (clock or after.startswith("s"))  # noqa: PLR2004
        pieces.append(found[1] if found[1] is not None else _piece(token, moment, minutes=minutes, half=half))
        clock = token.startswith("h") or (clock and not token)
    return "".join([*pieces, pattern[at:]]).strip()


def _piece(token: str, moment: datetime, *, minutes: bool, half: bool) -> str:
    if token in {"am/pm", "上午/下午"}:
        return "上午" if moment.hour < 12 else "下午"  # noqa: PLR2004
    if token.startswith("y"):
        return f"{moment.year:04}" if len(token) > 2 else f"{moment.year % 100:02}"  # noqa: PLR2004
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "s": moment.second,
              "h": (moment.hour - 1) % 12 + 1 if half else moment.hour}[token[0]]  # fmt: skip
    return f"{number:02}" if len(token) == 2 else str(number)  # noqa: PLR2004
