"""What answers make of the roster of contacts (联络员名录库): the files, and the changes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shudi_cli.errors import ShudiError
from shudi_cli.formatting import key_order, new_text, revised_text
from shudi_cli.model import UnitContacts
from shudi_cli.model.roster import ROSTER_FOLDER, is_roster
from shudi_cli.packets import Answer, ContactAnswer, Spot, Trouble
from shudi_cli.packets.gathering import contact_cells
from shudi_cli.packets.judging import Known, faults
from shudi_cli.packets.layout import CONTACTS
from shudi_cli.packets.merging import ContactClash, ContactMerge, merged_contacts
from shudi_cli.packets.straying import strayed
from shudi_cli.packets.values import CONTACT_FIELDS, LISTED, ContactCells
from shudi_cli.schema import check_document, schema_named
from shudi_cli.source import read_document
from shudi_cli.workspace import Workspace

Files = dict[str, bytes | None]
_NAME = 0


class ContactsTaken(NamedTuple):
    """What changes in the roster, the files that say so, whose answer each file is, and what stands against it."""

    changes: Sequence[ContactChange]
    files: Files
    sources: Mapping[str, Answer]
    troubles: Sequence[Trouble]


class ContactChange(NamedTuple):
    """One contact that changes: the fields with their old and new texts; `new` says that it is added."""

    unit: str
    name: str
    fields: tuple[tuple[str, str, str], ...]
    new: bool = False


def contacts_taken(answers: Sequence[Answer], workspace: Workspace, day: str) -> ContactsTaken:
    """What answers make of the roster."""
    if broken := sorted(name for name in workspace.unread if is_roster(name)):
        raise ShudiError(f"上次保存的“{broken[0]}”有错，读不出来", "改正以后用 shudi save 保存")
    known = Known.of(workspace, day)
    elsewhere = _rows_of_units(answers, workspace)
    changes: list[ContactChange] = []
    files: Files = {}
    sources: dict[str, Answer] = {}
    troubles: list[Trouble] = []
    for answer in answers:
        unit = answer.packet.unit
        ours = [contact_cells(contact) for contact in workspace.roster.by_unit.get(unit, ())]
        made = merged_contacts(answer.packet.contacts, answer.contacts, ours)
        against = strayed(answer, elsewhere) or [
            *(_clash(answer, clash) for clash in made.clashes),
            *_faults(made, known),
            *_twice(made, answer.contacts),
        ]
        troubles += against
        if not against and (made.edits or made.added):
            changes += _changes(unit, made, ours)
            written, faulty = _files(answer, made, workspace, files)
            files |= written
            sources |= dict.fromkeys(written, answer)
            troubles += faulty
    return ContactsTaken(changes, files, sources, troubles)


def _rows_of_units(answers: Iterable[Answer], workspace: Workspace) -> dict[ContactCells, set[str]]:
    """The rows of contacts that are known, each with the units whose it is: in the roster, or as it was sent."""
    found: dict[ContactCells, set[str]] = {}
    for unit, contacts in workspace.roster.by_unit.items():
        for contact in contacts:
            found.setdefault(contact_cells(contact), set()).add(unit)
    for answer in answers:
        for cells in answer.packet.contacts:
            found.setdefault(cells, set()).add(answer.packet.unit)
    return found


def _faults(made: ContactMerge, known: Known) -> Iterator[Trouble]:
    for edit in made.edits:
        yield from faults(edit.answer, edit.fields, known)
    for answer in made.added:
        yield from faults(answer, range(len(CONTACT_FIELDS)), known)


def _twice(made: ContactMerge, rows: Sequence[ContactAnswer]) -> Iterator[Trouble]:
    first: dict[ContactCells, int] = {}
    for row in rows:
        first.setdefault(row.cells, row.nth)
    for row in made.added:
        if first[row.cells] < row.nth:
            yield Trouble(row.spots[_NAME], f"联络员“{row.cells[_NAME]}”写了两行，一模一样", "删去一行")


def _clash(answer: Answer, clash: ContactClash) -> Trouble:
    base, row, ours, at = clash
    if row is None:
        assert base is not None
        edited = "，而名录里又改过" if base != ours else ""
        message = f"联络员“{base[_NAME]}”的一行不在了{edited}"
        hint = "删行不算离任：照原样补上这一行，不再担任的在“止”里写上从哪一天起"
        return Trouble(Spot(answer.file, f"工作表“{CONTACTS}”"), message, hint, (("发出时", _told(base)),))
    if at is None or ours is None:
        message = f"联络员“{row.cells[_NAME]}”改了，名录里却已经没有原来的这一条"
        sent = (("发出时", _told(base)),) if base else ()
        hint = "重新发一份填报表，照现在的名录填"
        return Trouble(row.spots[_NAME], message, hint, (*sent, ("交回的", _told(row.cells))))
    title = CONTACT_FIELDS[at]
    texts = (("发出时", base[at] if base else ""), ("交回的", row.cells[at]), ("现在名录", ours[at]))
    message = f"联络员“{row.cells[_NAME]}”的“{title}”两边都改了，改得不一样"
    told = tuple((whose, text or "（空）") for whose, text in texts)
    return Trouble(row.spots[at], message, "核对哪一个对：照现在的名录改这一格，或先改名录再收", told)


def _told(cells: ContactCells) -> str:
    return "，".join(cell for cell in cells if cell)


def _changes(unit: str, made: ContactMerge, ours: Sequence[ContactCells]) -> Iterator[ContactChange]:
    for edit in made.edits:
        was = ours[edit.nth]
        fields = tuple((CONTACT_FIELDS[at], was[at], edit.answer.cells[at]) for at in edit.fields)
        yield ContactChange(unit, was[_NAME], fields)
    for answer in made.added:
        fields = tuple(
            (title, "", cell) for title, cell in zip(CONTACT_FIELDS, answer.cells, strict=True) if cell
        )
        yield ContactChange(unit, answer.cells[_NAME], fields, new=True)


def _files(
    answer: Answer, made: ContactMerge, workspace: Workspace, others: Files
) -> tuple[Files, list[Trouble]]:
    """The files of one unit's contacts as they become; a unit with none gets one."""
    unit = answer.packet.unit
    entries = [entry for entry in workspace.roster.units if entry.unit == unit]
    added = [_data(row, {}, range(len(CONTACT_FIELDS))) for row in made.added]
    contents: dict[str, Any] = {}
    for nth, entry in enumerate(entries):
        name = entry.place.file
        before = sum(len(other.contacts) for other in entries[:nth])
        contents[name] = _revised(entry, before, made, workspace, added if nth == len(entries) - 1 else [])
    if not entries:
        contents[_new_name(unit, workspace, others)] = {"单位": unit, "联络员": added}
    order = key_order(schema_named("contacts").body)
    files: Files = {}
    for name, data in contents.items():
        document = workspace.documents.get(name)
        if document is not None and document.data == data:
            continue
        text = revised_text(document, data, order) if document is not None else new_text(data, order)
        files[name] = text.encode()
    return files, [trouble for name, raw in files.items() for trouble in _unfit(answer, name, raw)]


def _revised(
    entry: UnitContacts,
    before: int,
    made: ContactMerge,
    workspace: Workspace,
    added: Sequence[Mapping[str, Any]],
) -> Mapping[str, Any]:
    data: Mapping[str, Any] = workspace.documents[entry.place.file].data
    contacts = list(data["联络员"])
    for edit in made.edits:
        at = edit.nth - before
        if 0 <= at < len(contacts):
            contacts[at] = _data(edit.answer, contacts[at], edit.fields)
    return {**data, "联络员": [*contacts, *added]}


def _data(row: ContactAnswer, old: Mapping[str, Any], fields: Iterable[int]) -> Mapping[str, Any]:
    """A contact as its file has it, with some fields as the row says."""
    data = dict(old)
    for at in fields:
        title, text = CONTACT_FIELDS[at], row.cells[at]
        if text:
            data[title] = text.split("、") if title in LISTED else text
        else:
            data.pop(title, None)
    return data


def _unfit(answer: Answer, name: str, raw: bytes | None) -> Iterator[Trouble]:
    document = read_document(name, raw or b"")
    findings = [
        *document.findings,
        *(check_document(document, schema_named("contacts")) if document.readable else ()),
    ]
    for finding in findings[:1]:
        yield Trouble(
            Spot(answer.file, f"工作表“{CONTACTS}”"), f"写成名录有错：{finding.message}", finding.hint
        )


def _new_name(unit: str, workspace: Workspace, others: Files) -> str:
    """The name of a file for a unit that has none: by its place in the register."""
    nth = next(nth for nth, entry in enumerate(workspace.units.units, 1) if entry.name == unit)
    name = f"{ROSTER_FOLDER}/unit-{nth:03}"
    while f"{name}.yaml" in workspace.documents or f"{name}.yaml" in others:
        name += "-2"
    return f"{name}.yaml"
