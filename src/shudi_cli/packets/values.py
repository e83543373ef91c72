"""A unit's packet and its answer, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

#: A contact as its row says it: one settled text (see `cells.settled`) for each of `CONTACT_FIELDS`.
ContactCells = tuple[str, ...]
CONTACT_FIELDS = (
    "责任人", "职务", "岗", "办公电话", "手机", "管辖区域", "领域", "事项", "起", "止", "确认",
)  # fmt: skip
#: Those whose cell lists names.
LISTED = frozenset({"管辖区域", "领域", "事项"})
MAIN, SUPPORT, TASKS = "主体责任", "配合责任", "职责任务"


class DutyRow(NamedTuple):
    """What one unit has to do in one item: its sentences as the list has them.

    `role` is the key that holds them; `unit` the name the list uses (a group's, for a township), "" where an
    item's 职责任务 are meant; `nth` tells apart entries of the same unit.
    """

    folder: str
    number: str
    role: str
    unit: str
    nth: int
    domain: str
    name: str
    leads: bool
    duties: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the row is known by."""
        nth = (str(self.nth),) if self.nth else ()
        return "/".join((self.folder, self.number, self.role, self.unit, *nth))


@dataclass(frozen=True)
class Packet:
    """What a unit is sent. `release` is the number and digest of the newest one, "" twice where there is none.

    `applies` says that the unit may apply for changes itself; it is not carried along.
    """

    county: str
    unit: str
    release: tuple[str, str]
    lists: tuple[tuple[str, str], ...]
    duties: tuple[DutyRow, ...] = field(repr=False)
    contacts: tuple[ContactCells, ...] = field(repr=False)
    applies: bool = field(default=True, compare=False)


class Spot(NamedTuple):
    """A place in a file that came back: 县公安局.xlsx 工作表“职责”G5; `where` is "" for the whole file."""

    file: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.where}".rstrip()


class Trouble(NamedTuple):
    """Why an answer cannot be taken: where, what, what to do; `texts` are what each side says, by whose they are."""

    spot: Spot
    message: str
    hint: str
    texts: tuple[tuple[str, str], ...] = ()


class DutyAnswer(NamedTuple):
    """A row of the sheet 职责 as it came back; `reason_spot` is where its reason stands."""

    row: DutyRow
    text: tuple[str, ...]
    reason: str
    spot: Spot
    reason_spot: Spot


class ContactAnswer(NamedTuple):
    """A row of the sheet 联络员 as it came back; `nth` counts the rows below the head, `spots` one a field."""

    cells: ContactCells
    nth: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Answer:
    """A packet as it came back. `person` is who filled it in; `notes` is what was written and is not taken."""

    file: str
    packet: Packet
    person: str
    person_spot: Spot
    duties: tuple[DutyAnswer, ...] = field(repr=False)
    contacts: tuple[ContactAnswer, ...] = field(repr=False)
    notes: tuple[str, ...] = ()
