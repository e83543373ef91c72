"""号码: what kind of telephone number a text is, if it is one, and what is wrong with a field that holds some."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum


class Kind(Enum):
    """The kinds of numbers that one can call."""

    MOBILE = "手机"
    OFFICE = "固定电话"
    SERVICE = "400 电话"
    SHORT = "短号"


#: What parts numbers for certain.
_PARTED = re.compile(r"[、,;]+")
#: What parts numbers, and as often the digits of one: 138 0000 1234.
_LOOSE = re.compile(r"[\s/]+")
#: What people write between the digits of a number, after NFKC.
_JOINT = re.compile(r"[\s/.·_\-\u2010-\u2015\u2212\u30fb\ufe58\ufe63~]+")
#: The area codes (区号) there are; no line in a place begins with 1.
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_LINE = r"(?!1)\d{7,8}(?:-?(?:转|分机|-)-?\d{1,6})?"
_KINDS = (
    (Kind.SERVICE, re.compile(r"400-?\d{3}-?\d{4}|400-?\d{4}-?\d{3}")),
    (Kind.OFFICE, re.compile(rf"(?:{_AREA}-|\({_AREA}\)-?){_LINE}")),
    (Kind.SHORT, re.compile(r"\d{3,6}")),
)
_MOBILE = re.compile(r"(?:\+?(?:00)?86)?0?(1\d{10})")
#: A mobile number in a name or a post, however its digits are parted.
_IN_A_TEXT = re.compile(r"(?<!\d)1[3-9](?:[\W_]{0,3}\d){9}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
#: A personal number in a sentence that may hold any other: mobiles and identity numbers as there are some.
PERSONAL = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"|(?P<identity>\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]))(?!\d)"
)
#: What every such number holds. A pattern that begins by looking back is ten times as slow.
DIGITS = re.compile(r"\d[- ]?\d{4}")


def parts(text: str) -> Sequence[str]:
    """The numbers of a cell in which several may stand, parted by 、 or ；, or by blanks where each is whole."""
    found: list[str] = []
    for piece in _PARTED.split(unicodedata.normalize("NFKC", text)):
        pieces = [part for part in _LOOSE.split(piece) if part]
        whole = all(kind_of(part) not in {None, Kind.SHORT} for part in pieces)
        found += pieces if whole else [piece.strip()]
    return [part for part in found if part]


def kind_of(number: str) -> Kind | None:
    """What kind of number it is, however its digits are parted; None for none that one can call."""
    joined = _JOINT.sub("-", unicodedata.normalize("NFKC", number).strip())
    for kind, form in _KINDS:
        if form.fullmatch(joined):
            return kind
    return Kind.MOBILE if bare_mobile(joined) else None


def bare_mobile(number: str) -> str | None:
    """The eleven digits of a mobile number, however they are parted; None where it is none."""
    found = _MOBILE.fullmatch(re.sub(r"[()]", "", _JOINT.sub("", unicodedata.normalize("NFKC", number))))
    return found[1] if found else None


def kinds(text: str) -> Sequence[tuple[str, Kind | None]]:
    """The numbers of a cell with their kinds; one short number may stand in it, several are digits of another."""
    found = [(part, kind_of(part)) for part in parts(text)]
    short = sum(kind is Kind.SHORT for _, kind in found)
    return [(part, None if kind is Kind.SHORT and short > 1 else kind) for part, kind in found]


def fault_of(field: str, text: str) -> tuple[str, str] | None:
    """What is wrong with the numbers in a field of a contact (办公电话, 手机 or another), and what to do about it."""
    if IDENTITY.search(unicodedata.normalize("NFKC", text)):
        return "这里像是身份证号", "删去它，名录里不放身份证号"
    if field == "办公电话":
        found = kinds(text)
        if any(kind is Kind.MOBILE for _, kind in found) or bare_mobile("".join(part for part, _ in found)):
            return "这里是手机号码", "写到“手机”里，公布时才会遮盖"
        wrong = next((part for part, kind in found if kind is None), None)
        hint = "写区号、横线和号码，如 0530-0000001；几个号码用顿号隔开"
        return None if wrong is None else (f"“{wrong}”不是电话号码", hint)
    if field == "手机":
        wrong = next((part for part, kind in kinds(text) if kind is not Kind.MOBILE), None)
        return None if wrong is None else (f"“{wrong}”不是手机号码", "写十一位数字")
    if _IN_A_TEXT.search(unicodedata.normalize("NFKC", text)):
        return "这里有手机号码", "写到“手机”里，公布时才会遮盖"
    return None
