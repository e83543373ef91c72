"""号码: what kind of telephone number a text is, if it is one."""

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


_BETWEEN = re.compile(r"[、，,；;/／\s]+")
_EXTENSION = r"(?:(?:转|分机|-)\d{1,6})?"
_KINDS = (
    (Kind.MOBILE, re.compile(r"(?:\+?86-?)?1\d{10}|1\d{2}-\d{4}-\d{4}")),
    (Kind.SERVICE, re.compile(r"400-?\d{3}-?\d{4}|400-?\d{4}-?\d{3}")),
    (Kind.OFFICE, re.compile(rf"(?:0\d{{2,3}}-|[(（]0\d{{2,3}}[)）])\d{{7,8}}{_EXTENSION}")),
    (Kind.SHORT, re.compile(r"\d{3,6}")),
)
#: The length of an identity number.
IDENTITY = re.compile(r"(?<![0-9])\d{17}[\dXx](?![0-9])")


def parts(text: str) -> Sequence[str]:
    """The numbers of a cell in which several may stand, parted by 、 or ；."""
    return [part for part in _BETWEEN.split(unicodedata.normalize("NFKC", text).strip()) if part]


def kind_of(number: str) -> Kind | None:
    """What kind of number it is; None for none that one can call."""
    return next((kind for kind, form in _KINDS if form.fullmatch(number)), None)
