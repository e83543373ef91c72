"""The labels of Word's automatic numbering, which stand nowhere in a paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from shudi_cli.numerals import numeral
from shudi_cli.office.reading.markup import attribute

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
          (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
#: Beyond this the rarer forms of numbers are written as digits.
_LARGEST = 9999


class Level(NamedTuple):
    """A level of a list: the form of its number, its text with %1 … for the numbers of the levels, its first number."""

    form: str
    text: str
    start: int


class Numbering:
    """The lists of a document: number → (what it counts with, its levels)."""

    def __init__(self, root: etree._Element | None) -> None:
        self.lists: dict[str, tuple[str, Mapping[int, Level]]] = {}
        if root is None:
            return
        forms = {attribute(found, "abstractNumId") or "": found for found in root.iterfind("{*}abstractNum")}
        for found in root.iterfind("{*}num"):
            number = attribute(found, "numId") or ""
            link = found.find("{*}abstractNumId")
            form = "" if link is None else attribute(link, "val") or ""
            levels = dict(_levels(forms[form])) if form in forms else {}
            anew = False
            for change in found.iterfind("{*}lvlOverride"):
                nth = _whole(attribute(change, "ilvl"), 0)
                levels.update(_levels(change))
                start = change.find("{*}startOverride")
                if start is not None and nth in levels:
                    levels[nth] = levels[nth]._replace(start=_whole(attribute(start, "val"), 1))
                    anew = True
            self.lists[number] = (f"num {number}" if anew else f"form {form}"), levels


class Counters:
    """How far each list has counted; a new one where counting starts anew."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counted: dict[str, dict[int, int]] = {}

    def label(self, place: tuple[str, int]) -> str:
        """The label of the next paragraph of a list and level, "" for none, with what parts it from the text."""
        number, nth = place
        counts_with, levels = self._numbering.lists.get(number, ("", {}))
        level = levels.get(nth)
        if level is None:
            return ""
        counted = self._counted.setdefault(counts_with, {})
        counted[nth] = counted.get(nth, level.start - 1) + 1
        for deeper in [found for found in counted if found > nth]:
            del counted[deeper]
        if level.form == "bullet":
            return "· "

        def counted_at(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return written(counted.get(at, other.start), other.form)

        text = re.sub(r"%([1-9])", counted_at, level.text)
        return f"{text} " if text and text[-1].isascii() else text


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; as digits in a form that is not known."""
    how = _FORMS.get(form)
    return str(number) if how is None or not 0 < number <= _LARGEST else how(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else str(number)  # noqa: PLR2004 - there is no ㉑ in old fonts


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
         "ideographDigital", "chineseLegalSimplified"), numeral,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
}  # fmt: skip


def _levels(owner: etree._Element) -> Mapping[int, Level]:
    return {
        _whole(attribute(found, "ilvl"), 0): Level(
            _said(found, "numFmt", "decimal"),
            _said(found, "lvlText", ""),
            _whole(_said(found, "start", "1"), 1),
        )
        for found in owner.iterfind("{*}lvl")
    }


def _said(owner: etree._Element, name: str, otherwise: str) -> str:
    found = owner.find(f"{{*}}{name}")
    said = None if found is None else attribute(found, "val")
    return otherwise if said is None else said


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 7 else otherwise  # noqa: PLR2004 - longer is nonsense
