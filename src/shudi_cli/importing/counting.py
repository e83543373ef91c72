"""Numbers and names in headings: chapters, batches, and how many of them a title says there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shudi_cli.importing.neatening import narrowed, one_line

CN = "一二三四五六七八九十百"
#: A heading that runs across a table, as 一、自然资源领域（9项）.
BAND = re.compile(rf"^(?:[{CN}]{{1,4}}、|（[{CN}]{{1,4}}）|第[{CN}]{{1,4}}[章部]分?\s*|[0-9]{{1,2}}[、.]\s*)?(.{{1,30}}?)(?:（(?:共|计|合计)?([0-9]{{1,4}})[项条个件]）)?$")  # fmt: skip
_BATCH = re.compile(rf"第([0-9{CN}]{{1,3}})批")


def chapter_name(text: str) -> str:
    """The name of a chapter: without its number, its count, and the word every chapter has."""
    said = one_line(text)
    match = BAND.match(said)
    name = match.group(1) if match else said
    return re.sub("(?<=..)(?:领域|板块)$", "", name.strip()) or name


def batch_of(text: str) -> int | None:
    """The batch a text names; None for none."""
    found = set(_BATCH.findall(narrowed(text)))
    return arabic(found.pop()) if len(found) == 1 else None


def arabic(numeral: str) -> int:
    """A number below a thousand, in digits or as 一百三十二."""
    if numeral.isdecimal():
        return int(numeral)
    total = ones = 0
    for char in numeral:
        if char == "百":
            total, ones = total + (ones or 1) * 100, 0
        elif char == "十":
            total, ones = total + (ones or 1) * 10, 0
        else:
            ones = "零一二三四五六七八九".find(char.replace("两", "二").replace("〇", "零"))
    return total + max(ones, 0)


_DECLARED = (
    ("领域", re.compile(r"([0-9]{1,3}|[一二三四五六七八九十百]{1,5})\s*个?(?:领域|板块|大类|类别)")),
    ("事项", re.compile(r"([0-9]{1,4}|[一二三四五六七八九十百零]{1,7})\s*(?:项(?!目|规)|个事项|条事项)")),
)


def declared_totals(texts: Sequence[str]) -> dict[str, int]:
    """How many chapters and items a title says there are."""
    found: dict[str, int] = {}
    for text in texts:
        plain = narrowed(text)
        for what, pattern in _DECLARED:
            numbers = [arabic(number) for number in pattern.findall(plain)]
            if numbers and what not in found:
                found[what] = max(numbers)
    return found
