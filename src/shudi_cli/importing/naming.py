"""Whose name a text is: units of the register by any name they bear, new ones told by how they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from shudi_cli.importing.guessing import likely
from shudi_cli.model import UnitRegister
from shudi_cli.model.units import COUNTY, TOWNSHIP

#: The group of all townships where the register has no other, and how offices write it.
TOWNSHIPS = "乡镇（街道）"
_TOWN = "(?:乡镇街道|乡镇?|镇街道?|镇|街道)(?:办事处|人民政府|党委政府|政府|办)?"
_TOWNSHIPS = re.compile(rf"(?:各|属地|所在地?|辖区)?{_TOWN}(?:[、（(/和及]*(?:{_TOWN}|场|园区)[)）]?)*(?:人民政府|政府|党委政府)?")  # fmt: skip
_DOES = "负责|配合|做好|协助|组织|落实|开展|要|应|及时|定期|加强|履行|承担|按照|依法|参与|牵头|发现|对|在"
#: The same at the head of a text, where a colon, a word of doing or the end follows.
TOWNSHIPS_AT = re.compile(rf"{_TOWNSHIPS.pattern}(?=\s*(?:[：:、]|{_DOES}|$))")
#: What only streets are called.
_STREETS = re.compile("(?:各|属地|所在地?|辖区)?街道(?:办|办事处)?")
_SUFFIX = "局|委|委员会|办|办公室|部|院|中心|公司|大队|支队|中队|队|所|站|厅|会|社|联|馆|银行|政府|街道|街道办事处|乡|镇|法院|检察院|开发区|管委会|编办|法委|部门|单位|办事处"
_UNIT = re.compile(
    rf"(?:[省市县区各]?[\u3400-\u9fff（）·]{{1,24}}?)(?:{_SUFFIX})(?:（[\u3400-\u9fff]{{1,12}}）)?"
)
_AREA = re.compile("^[县区市旗]")
#: Words before a colon that are no units.
ROLES = ("牵头单位", "牵头部门", "责任单位", "责任部门", "主体单位", "主体责任单位", "主体责任", "主责单位", "主体部门", "主责部门", "配合单位", "配合部门", "配合责任单位", "配合责任", "协助单位", "协办单位", "主要职责", "职责分工", "工作职责", "赋权依据", "责任内容", "成员单位")  # fmt: skip
_VERTICAL = re.compile("税务局|气象局|烟草|海关|海事|银行|金融监管|消防救援|邮政管理")
_COMPANY = re.compile("公司$|供电")


class Resolved(NamedTuple):
    """A name as the register has it; `how` says how it was found, "" for the name itself."""

    name: str
    how: str = ""


@dataclass(frozen=True)
class Names:
    """Every name that is known: the register's, what a person answered, and (`new`) units that it has not.

    `told` are a person's words to a doubt about a cell, by its code, place and subject.
    """

    register: UnitRegister
    answered: Mapping[str, str] = field(default_factory=dict)
    new: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    told: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def resolve(self, text: str) -> Resolved | None:
        """The unit a text names as a whole; None where nothing is known of it."""
        name = re.sub(r"\s", "", text)
        if name in self.answered and (meant := self.meant(self.answered[name])):
            return Resolved(meant, "照处理意见")
        if name in self.register.by_name:
            return Resolved(name)
        return self._other(name) or (Resolved(name) if name in self.new else None) or self._alike(name)

    def meant(self, said: str) -> str | None:
        """The unit a person wrote as an answer: one of the register by any of its names, or one called as units are."""
        name = re.sub(r"\s", "", said)
        if name in self.register.by_name:
            return name
        known = self._other(name) or self._alike(name)
        return known.name if known else name if looks_like_unit(name) else None

    def nearest(self, name: str) -> str | None:
        """The unit of the register that a name may stand for, for a person to confirm."""
        return likely(name, self.register)

    @cached_property
    def whole(self) -> frozenset[str]:
        """Every name as it may stand in a text."""
        register = self.register
        others = {*register.by_other_name, *register.by_former_name, *self.answered, *self.new}
        return frozenset({*register.by_name, *others})

    @cached_property
    def official(self) -> frozenset[str]:
        """Names that a list may use as they are."""
        return frozenset({*self.register.by_name, *self.new})

    @cached_property
    def at_start(self) -> re.Pattern[str]:
        """One of the names, the longest that fits."""
        ordered = sorted(self.whole, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")

    def _other(self, name: str) -> Resolved | None:
        unit = self.register.by_other_name.get(name)
        if unit:
            return Resolved(unit.name, "别称")
        former = self.register.by_former_name.get(name)
        if former:
            return Resolved(former[0].name, "曾用名")
        return None

    def _alike(self, name: str) -> Resolved | None:
        """A name that differs only in the county's own word (区、县、市) or lacks it, or one for all townships."""
        if _TOWNSHIPS.fullmatch(name):
            groups = [group.name for group in self.register.groups if group.level == TOWNSHIP]
            group = groups[0] if len(groups) == 1 else TOWNSHIPS
            how = "街道的统称" if _STREETS.fullmatch(name) else "乡镇的统称"
            return Resolved(group, "" if group == name else how)
        bare = _AREA.sub("", name)
        found = set(self._bare.get(bare, ()))
        return Resolved(found.pop(), "只差县、区、市字") if len(found) == 1 else None

    @cached_property
    def _bare(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for unit in self.register.units:
            if unit.level == COUNTY:
                for name in (unit.name, *unit.aliases):
                    if len(bare := _AREA.sub("", name)) > 2:  # noqa: PLR2004 - shorter ones could be anything
                        found.setdefault(bare, set()).add(unit.name)
        return found


def looks_like_unit(text: str) -> bool:
    """Whether a text is called as units are."""
    name = text.strip()
    return name not in ROLES and bool(_TOWNSHIPS.fullmatch(name) or _UNIT.fullmatch(name))


def split_names(text: str) -> list[str]:
    """Names in a cell, whatever parts them; marks of who leads stay with their name."""
    return [name for part in re.split(r"[\n、，,；;/]+", text) if (name := part.strip(" 。：:"))]


def candidates(texts: Iterable[str]) -> dict[str, int]:
    """What stands before a colon at the start of a cell or line or after ；。 and is called as units are."""
    found: dict[str, int] = {}
    for text in texts:
        for match in _HEADS.finditer(text):
            for name in split_names(_MARKED.sub("", match.group(1))):
                if looks_like_unit(name):
                    found[name] = found.get(name, 0) + 1
        for together in TOGETHER.finditer(text):
            for name in (*together_names(together.group(1)), *together_names(together.group(2))):
                if looks_like_unit(name):
                    found[name] = found.get(name, 0) + 1
        for match in _DOING.finditer(text):
            found[match.group(1)] = found.get(match.group(1), 0) + 1
    return found


def together_names(text: str) -> list[str]:
    """The names in one half of “甲牵头，乙、丙配合”, of which the last may be joined by 和."""
    return [name for part in split_names(text) for name in _AND.split(part) if name]


#: 甲牵头，乙、丙配合: who leads and who helps, before the duties.
TOGETHER = re.compile(r"(?:^|(?<=[\n；。：]))\s*由?([^，,。；：\n]{2,40}?)牵头[，,]\s*(?:由|会同)?([^，,。；：\n]{2,60}?)(?:等(?:单位|部门))?(?:配合|协助|协同|协办|参与)(?=[。；，：,:\n]|$)[。；，：,:]?")  # fmt: skip
_AND = re.compile(r"(?<=[局委办部院站所心])(?:和|与|及)(?=[省市县区各])")
_MARKED = re.compile(r"（(?:牵头|主责|主办|配合|牵头单位)）")
#: A name that a word of doing, or the end of its line, follows: only where it is plainly an office of the county.
_DOING = re.compile(
    r"(?:^|(?<=[\n；。：]))\s*([省市县区][\u3400-\u9fff]{1,18}?(?:局|中心|公司|大队|办公室))(?=\s*(?:负责|牵头|配合|依法|承担|做好|协助|\n|$))"
)
_HEADS = re.compile(r"(?:^|(?<=[\n；。]))\s*(?:[0-9]{1,2}[.、)）]\s*|（[0-9一二三四五六七八九十]{1,3}）\s*|[①-⑳]\s*)?(?:(?:牵头|责任|主体|配合|主责|协办)(?:责任)?(?:单位|部门)：)?([^：:。；\n，]{2,40})(?:：)")  # fmt: skip


def guessed(name: str) -> tuple[str, str]:
    """层级 and 类别 of a new unit, by its name."""
    if name.endswith(("街道", "街道办事处", "街道办")):
        return TOWNSHIP, "街道"
    if re.search("[乡镇](?:人民政府|政府)?$", name):
        return TOWNSHIP, "乡镇"
    level = "市级" if name.startswith("市") else COUNTY
    if _VERTICAL.search(name):
        return level, "垂直管理"
    if _COMPANY.search(name):
        return level, "公共企业"
    if re.search("(?:委县政府|人民政府|县委|县政府|区政府)$", name):
        return level, "党委政府"
    return level, "部门"
