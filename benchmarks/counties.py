"""A province of made-up counties: the sample county with other names, numbers and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

#: The list that is taken over, and the files beside it.
LIST = "responsibility"
_REGISTERS = ("units.yaml", "laws.yaml")

# Heavenly stems and lunar mansions: names that no county bears.
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_MANSIONS = "角亢氐房心尾箕斗牛女虚危室壁奎娄胃昴毕觜参井鬼柳星张翼轸"

_ITEM = re.compile(r"^(  - 编号: [A-Z]+-\d\d-)(\d{3})\n(    名称: )", re.MULTILINE)
_DUTY = re.compile(r"^( {10}- .+)。$", re.MULTILINE)
_TAILS = (
    "，每{}个月汇总一次",
    "，{}个工作日内登记入册",
    "，每年抽查不少于{}次",
    "，相关记录保存{}年",
    "，每季度走访不少于{}户",
)


class LayoutError(Exception):
    """The sample is no longer laid out as the generator expects."""


@dataclass(frozen=True)
class Sample:
    """The sample workspace as text, read once."""

    folder: Path

    @cached_property
    def chapters(self) -> dict[str, str]:
        """File name → text, list.yaml included."""
        files = sorted((self.folder / LIST).glob("*.yaml"))
        return {path.name: path.read_text(encoding="utf-8") for path in files}

    @cached_property
    def registers(self) -> dict[str, str]:
        """The registers of units and laws: file name → text."""
        return {name: (self.folder / name).read_text(encoding="utf-8") for name in _REGISTERS}

    @cached_property
    def settings(self) -> str:
        """`shudi.yaml` with no other list than the one taken over."""
        data: Any = yaml.safe_load((self.folder / "shudi.yaml").read_text(encoding="utf-8"))
        data["清单"] = [entry for entry in data["清单"] if entry["目录"] == LIST]
        return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))

    @cached_property
    def region(self) -> str:
        """The sample county's name."""
        return str(yaml.safe_load(self.settings)["地区"]["名称"])

    @cached_property
    def townships(self) -> tuple[str, ...]:
        """The names of its townships and streets."""
        units = yaml.safe_load(self.registers["units.yaml"])["单位"]
        return tuple(unit["名称"] for unit in units if unit["层级"] == "乡级")


def county(sample: Sample, index: int) -> Iterator[tuple[str, str]]:
    """The files of county `index` (from 0): path relative to its workspace, and text."""
    names = {sample.region: county_name(index), **_townships(sample, index)}
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))

    def renamed(text: str) -> str:
        return pattern.sub(lambda match: names[match[0]], text)

    yield "shudi.yaml", renamed(sample.settings)
    for name, text in sample.registers.items():
        yield name, renamed(text)
    for name, text in sample.chapters.items():
        yield f"{LIST}/{name}", renamed(text if name == "list.yaml" else varied(text, index))


def county_name(index: int) -> str:
    """A name of its own for each of 280 counties."""
    return f"{_STEMS[index % len(_STEMS)]}{_MANSIONS[index // len(_STEMS)]}县"


def varied(chapter: str, index: int) -> str:
    """A chapter with this county's item numbers, item names and duty sentences.

    Each change leaves different texts different, so that a clean sample stays clean.
    """

    def item(match: re.Match[str]) -> str:
        return f"{match[1]}{int(match[2]) + index:03}\n{match[3]}{county_name(index)}"

    def duty(match: re.Match[str]) -> str:
        seed = index * 31 + match.start()
        tail = _TAILS[seed % len(_TAILS)].format(seed // len(_TAILS) % 28 + 2)
        return f"{match[1]}{tail}。"

    items, item_count = _ITEM.subn(item, chapter)
    duties, duty_count = _DUTY.subn(duty, items)
    if item_count != chapter.count("- 编号: ") or duty_count < item_count:
        message = "the sample's layout has changed: adapt the patterns in benchmarks/counties.py"
        raise LayoutError(message)
    return duties


def reworded(chapter: str, words: str) -> str:
    """A chapter with `words` added to its first duty."""
    return _DUTY.sub(rf"\1{words}。", chapter, count=1)


def _townships(sample: Sample, index: int) -> dict[str, str]:
    """Old name → new name; the kind (镇, 乡, 街道) stays."""
    first = _MANSIONS[index % len(_MANSIONS)]
    renamed = {}
    for offset, name in enumerate(sample.townships, 1):
        kind = "街道" if name.endswith("街道") else name[-1]
        renamed[name] = f"{first}{_MANSIONS[(index + offset) % len(_MANSIONS)]}{kind}"
    return renamed
