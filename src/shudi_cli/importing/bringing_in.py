"""Bringing lists in: files and what is known of the county, to the lists of a draft with every doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shudi_cli.errors import ShudiError
from shudi_cli.importing.answers import Answers, Key
from shudi_cli.importing.composing import compose
from shudi_cli.importing.dividing import names_in
from shudi_cli.importing.doubts import Query, Weight, in_weight
from shudi_cli.importing.lists import DraftList
from shudi_cli.importing.naming import Names, candidates, looks_like_unit
from shudi_cli.importing.neatening import neat
from shudi_cli.importing.tables import FileRead, read_file
from shudi_cli.model import LawRegister, UnitRegister
from shudi_cli.office.grid import OfficeFile

_DUTIES = ("主体责任", "配合责任", "县级职责", "乡级职责")
_LISTS = ("牵头单位", "主体单位", "配合单位")


@dataclass(frozen=True)
class Known:
    """What the present workspace knows, as data and as values; empty where there is none."""

    units: UnitRegister = field(default_factory=UnitRegister)
    laws: LawRegister = field(default_factory=LawRegister)
    units_data: Mapping[str, Any] = field(default_factory=dict)
    laws_data: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, Any] = field(default_factory=dict)
    region: str = ""


@dataclass(frozen=True)
class BroughtIn:
    """The lists, the doubts that are still open, and the tables as they were understood."""

    lists: Sequence[DraftList]
    queries: Sequence[Query]
    files: Sequence[FileRead] = field(repr=False)
    units: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def to_answer(self) -> int:
        """How many doubts must be answered."""
        return sum(query.weight is Weight.MUST for query in self.queries)

    @property
    def items(self) -> int:
        """How many items there are."""
        return sum(len(list(found.items)) for found in self.lists)


def bring_in(
    files: Sequence[OfficeFile], known: Known, answers: Answers, *, kind: str | None = None
) -> BroughtIn:
    """The lists of the files. ShudiError where no table of any file is one."""
    several = len(files) > 1
    read = [
        read_file(
            file,
            prefix=f"{file.name}：" if several else "",
            columns=answers.columns,
            skipped=answers.skipped,
        )
        for file in files
    ]
    if not any(table.rows for file in read for table in file.tables):
        raise ShudiError(
            f"在“{'、'.join(file.name for file in files)}”里没有找到清单的表格",
            "核对表头：要有“事项名称”和“主体责任”“配合责任”“依据”这样的栏目，表头在前 12 行里",
        )
    names = Names(known.units, answers.units, refused=answers.not_units)
    names = Names(known.units, answers.units, _new_units(read, names), answers.not_units)
    answers = _following(answers, names)
    names = replace(names, told=answers.told)
    prefixes = {name: entry["编号前缀"] for name, entry in known.kinds.items()}
    composed = compose(read, names, prefixes, kind=kind)
    told = [query for file in read for query in file.queries]
    queries = in_weight(answers.open([*told, *composed.queries]))
    return BroughtIn(composed.lists, queries, read, composed.units)


def _following(answers: Answers, names: Names) -> Answers:
    """What was said of a unit holds under the name that another answer gave it."""

    def now(key: Key) -> Key:
        called = [(name, names.resolve(name)) for name in key[2].split("、")]
        return key[0], key[1], "、".join(found.name if found else name for name, found in called)

    told = {now(key): said for key, said in answers.told.items()} | dict(answers.told)
    return replace(answers, told=told, settled=answers.settled | {now(key) for key in answers.settled})


def _new_units(files: Sequence[FileRead], names: Names) -> frozenset[str]:
    """First pass: what stands where units stand and is called as they are, and the register has not."""
    heads = set(candidates(_texts(files, _DUTIES)))
    for text in _texts(files, _LISTS):
        heads |= {name for name, _ in names_in(text) if looks_like_unit(name) or len(name) <= 20}  # noqa: PLR2004
    return frozenset(name for name in heads if names.resolve(name) is None and name not in names.refused)


def _texts(files: Sequence[FileRead], fields: Sequence[str]) -> Iterator[str]:
    for file in files:
        for table in file.tables:
            for row in table.rows:
                yield from (text for name in fields if (text := neat(row.text(name))))
