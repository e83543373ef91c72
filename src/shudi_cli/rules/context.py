"""What rules read: a workspace, the day it is judged on, and the indexes several rules share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.matching import skeleton
from shudi_cli.model import DutyList, Item, LawRegister, Responsibility, Settings, UnitRegister
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.roster import is_roster
from shudi_cli.model.units import TOWNSHIP, UNITS_FILE
from shudi_cli.workspace import Workspace

if TYPE_CHECKING:
    from shudi_cli.rules.docket import Docket
    from shudi_cli.rules.staffing import Staffing

_BLANKS = frozenset({"", "无", "略", "同上", "待定", "待补"})
_LONGEST_BLANK = 8


class Sentence(NamedTuple):
    """One duty (职责), task (职责任务), name or note, and where it stands; `nth` is its place in a list."""

    text: str
    owner: Place
    key: str
    nth: int | None = None
    unit: str | None = None

    @property
    def blank(self) -> bool:
        """Whether it says nothing at all (无, 略, ——): then it has a finding of its own and needs no other."""
        return len(self.text) <= _LONGEST_BLANK and skeleton(self.text) in _BLANKS

    @property
    def place(self) -> Place:
        """The place of the sentence itself; made only when it is wanted, since few sentences are wrong."""
        place = self.owner / self.key
        return place if self.nth is None else place / self.nth


@dataclass(frozen=True)
class Context:
    """A workspace judged on a day (ISO text); `today` is the one it is really, which 核对日 may lie before."""

    workspace: Workspace
    day: str
    today: str = ""

    @property
    def settings(self) -> Settings:
        """What `shudi.yaml` says."""
        return self.workspace.settings

    @property
    def lists(self) -> tuple[DutyList, ...]:
        """The lists that could be read."""
        return self.workspace.lists

    @property
    def units(self) -> UnitRegister | None:
        """The unit register; None when it could not be read, so that nothing is judged by it."""
        return None if UNITS_FILE in self.workspace.unread else self.workspace.units

    @property
    def laws(self) -> LawRegister | None:
        """The law register; None when it could not be read."""
        return None if LAWS_FILE in self.workspace.unread else self.workspace.laws

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item of every list."""
        return tuple(item for duty_list in self.lists for item in duty_list.items)

    @cached_property
    def responsibilities(self) -> tuple[Responsibility, ...]:
        """Every responsibility of every item."""
        return tuple(entry for item in self.items for entry in item.responsibilities)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every duty and task."""
        return tuple(_sentences(self.items))

    @cached_property
    def texts(self) -> tuple[Sentence, ...]:
        """Everything written in sentences or names: names and notes first, then duties."""
        names = [Sentence(item.name, item.place, "名称") for item in self.items]
        notes = [Sentence(item.note, item.place, "备注") for item in self.items if item.note]
        return (*names, *notes, *self.sentences)

    @cached_property
    def by_number(self) -> Mapping[str, Item]:
        """The first item of each number."""
        return {item.number: item for item in reversed(self.items)}

    @property
    def complete(self) -> bool:
        """Whether every list was read whole."""
        return len(self.lists) == len(self.settings.lists) and all(entry.complete for entry in self.lists)

    @cached_property
    def docket(self) -> Docket | None:
        """What rules of records read; None where there are no records, so that nothing is loaded for them."""
        if not self.workspace.archive.documents:
            return None
        from shudi_cli.rules.docket import Docket

        return Docket(self.workspace, self.units, complete=self.complete)

    @cached_property
    def staffing(self) -> Staffing | None:
        """What rules of the roster read; None where there is none, or where not all it rests on was read."""
        workspace = self.workspace
        if not workspace.roster.units or self.units is None or not self.complete:
            return None
        if any(is_roster(name) for name in workspace.unread):
            return None
        from shudi_cli.roster import Directory, demands
        from shudi_cli.rules.staffing import Staffing

        directory = Directory(workspace.roster, workspace.units, self.day)
        return Staffing(directory, tuple(demands(self.lists, directory)))

    @cached_property
    def township_names(self) -> frozenset[str]:
        """The names (groups included) that stand for townships and streets."""
        if self.units is None:
            return frozenset()
        known = self.units.by_name
        named = {entry.unit for entry in self.responsibilities}
        return frozenset(name for name in named & known.keys() if known[name].level == TOWNSHIP)


def _sentences(items: tuple[Item, ...]) -> Iterator[Sentence]:
    for item in items:
        for entry in item.responsibilities:
            for index, duty in enumerate(entry.duties):
                yield Sentence(duty, entry.place, "职责", index, entry.unit)
        for index, task in enumerate(item.tasks):
            yield Sentence(task, item.place, "职责任务", index, None)
