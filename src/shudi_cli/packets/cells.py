"""What a cell says, whatever a spreadsheet program made of its blanks, line ends, widths and days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from shudi_cli.model.roster import FIRST, SECOND

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_BLANKS = re.compile("[ \t\v\f\xa0\u2000-\u200a\u202f\u205f\u3000]+")
#: How programs write a carriage return into a cell.
_RETURN = re.compile("\r\n?|_x000[Dd]_\n?")
_NUMBERING = re.compile(r"(?:[（(]\d{1,2}[)）]|\d{1,2}[)）]|\d{1,2}[.．、](?!\d))\s*")
_BETWEEN = re.compile(r"[、，,；;\s]+")
_PHONE = re.compile(r"[-0-9()、,;/转 ]+", re.ASCII)
_NUMBER = re.compile(r"[A-Z]+(?:-[0-9]+)+")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 0?0:00(?::00)?)?")


def plain(text: str) -> str:
    """The text without what nobody typed: composition, line ends and runs of blanks made one."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", _RETURN.sub("\n", text)))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a cell, one a line, without their numbering (1. ……)."""
    lines = (
        _NUMBERING.sub("", line, count=1) if _NUMBERING.match(line) else line
        for line in plain(text).split("\n")
    )
    return tuple(line for line in lines if line)


def numbered(texts: Iterable[str]) -> str:
    """Sentences one a line, numbered where there are several; `sentences` reads them back."""
    known = tuple(texts)
    return "\n".join(f"{nth}. {text}" if len(known) > 1 else text for nth, text in enumerate(known, 1))


def names(text: str) -> tuple[str, ...]:
    """The names that a cell lists, each once."""
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(plain(text)) if name))


def settled(field: str, text: str) -> str:
    """What a cell of a contact says in its field; equal for cells that mean the same."""
    return _SETTLERS.get(field, _line)(plain(text))


def day(text: str) -> str:
    """A day as ISO text, however it was written; what is no day stays as it is."""
    written = _DAY.fullmatch(_narrow(text))
    if written is None:
        return text
    try:
        return date(*map(int, written.groups())).isoformat()
    except ValueError:
        return text


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\n", " "))


def _turn(text: str) -> str:
    meant = _narrow(text).upper().removesuffix("岗").strip() or FIRST
    return meant if meant in {FIRST, SECOND} else text


def _phone(text: str) -> str:
    line = _line(text)
    meant = re.sub(r"(?<=\d) ?[-–—―] ?(?=\d)", "-", _narrow(line))
    return meant if _PHONE.fullmatch(meant) else line


def _listed(text: str) -> str:
    return "、".join(names(text))


def _numbers(text: str) -> str:
    meant = (_narrow(name).upper() for name in names(text))
    return "、".join(
        dict.fromkeys(
            new if _NUMBER.fullmatch(new) else old for new, old in zip(meant, names(text), strict=True)
        )
    )


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_SETTLERS: Mapping[str, Callable[[str], str]] = {
    "岗": _turn,
    "办公电话": _phone,
    "手机": _phone,
    "管辖区域": _listed,
    "领域": _listed,
    "事项": _numbers,
    "起": day,
    "止": day,
    "确认": day,
}
