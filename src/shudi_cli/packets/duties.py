"""The rows of duties that came back, held against what the lists say now and what was applied for already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shudi_cli.changes import Standing
from shudi_cli.changes.drafting import Edited, Stood
from shudi_cli.changes.ledger import Key
from shudi_cli.packets.cells import numbered, sentences
from shudi_cli.packets.merging import CLASH, merged
from shudi_cli.packets.values import TASKS, DutyAnswer, DutyRow, Trouble

Stands = Mapping[Key, Stood]


class DutyEdit(NamedTuple):
    """A row whose text is to change, and what it is to be: sentences nobody touched as the list has them."""

    answer: DutyAnswer
    duties: tuple[str, ...]

    @property
    def item(self) -> Key:
        """The item it stands in."""
        return Key(self.answer.row.folder, self.answer.row.number)


def changed(answer: DutyAnswer) -> bool:
    """Whether the unit wrote something else than it was sent."""
    return answer.text != _said(answer.row.duties)


def merged_duties(
    answers: Iterable[DutyAnswer], stands: Stands, pending: Sequence[Standing]
) -> tuple[list[DutyEdit], list[Trouble]]:
    """The edits that are still to be applied for, and what stands against them.

    `pending` are the unit's own applications under way: what they ask for already is not asked for again.
    """
    edits: list[DutyEdit] = []
    troubles: list[Trouble] = []
    touched = [answer for answer in answers if changed(answer)]
    for answer in touched:
        trouble = _slipped(answer, touched) or _refused(answer, stands, pending)
        if trouble is not None:
            troubles.append(trouble)
            continue
        now = _duties(stands[Key(answer.row.folder, answer.row.number)].content, answer.row) or ()
        if answer.text != _said(now) and not any(
            _asked(standing, answer.row) == answer.text for standing in pending
        ):
            edits.append(DutyEdit(answer, _written(answer.text, now)))
    return edits, troubles


def edited_items(edits: Iterable[DutyEdit], stands: Stands) -> list[Edited]:
    """The items with all edits of one unit made, by list and number."""
    found: dict[Key, Edited] = {}
    for edit in edits:
        key = edit.item
        entry = found.get(key) or Edited(key, stands[key], stands[key])
        assert entry.new is not None
        content = _rewritten(entry.new.content, edit.answer.row, edit.duties)
        found[key] = entry._replace(new=entry.new._replace(content=content))
    return [found[key] for key in sorted(found)]


def _slipped(answer: DutyAnswer, touched: Iterable[DutyAnswer]) -> Trouble | None:
    """Texts that changed places are a slip of sorting or pasting, not an edit."""
    for other in touched:
        if other is not answer and answer.text == _said(other.row.duties):
            message = f"{answer.row.number} 的这一格写的是 {other.row.number} 的职责，像是错了行"
            return Trouble(answer.spot, message, "核对这两行；排过序的，撤销排序，或重新发一份填报表")
    return None


def _refused(answer: DutyAnswer, stands: Stands, pending: Sequence[Standing]) -> Trouble | None:
    row, sent = answer.row, _said(answer.row.duties)
    texts = (("发出时", numbered(sent)), ("交回的", numbered(answer.text)))
    if not answer.text:
        hint = "不改的照左边一栏抄回；不再承担的，另行申请"
        return Trouble(answer.spot, f"{row.number} 的职责全删了", hint, texts)
    stood = stands.get(Key(row.folder, row.number))
    now = _duties(stood.content, row) if stood else None
    if stood is None or now is None:
        gone = f"这项里已没有{row.unit}的{row.role}" if stood and row.unit else "已经不在清单里"
        hint = "重新发一份填报表，照现在的清单填"
        return Trouble(answer.spot, f"{row.number} {gone}，交回的改动落不下来", hint, texts)
    if merged(sent, answer.text, _said(now)) is CLASH:
        hint = "照现在的清单重新改这一格，或重新发一份填报表"
        three = (*texts, ("现在清单", numbered(_said(now))))
        return Trouble(answer.spot, f"{row.number} 的这段职责两边都改了，改得不一样", hint, three)
    for standing in pending:
        asked = _asked(standing, row)
        if asked is not None and asked not in (answer.text, _said(now)):
            number = standing.change.number
            hint = f"要按交回的办，用 shudi propose --edit {number} 改好再 --renew；不要了，先撤回 {number}"
            asking = (*texts, (f"{number} 里", numbered(asked)))
            return Trouble(answer.spot, f"{row.number} 的这段职责已在 {number} 里申请改成别的", hint, asking)
    return None


def _asked(standing: Standing, row: DutyRow) -> tuple[str, ...] | None:
    """What an application wants a row to say, where it changes it."""
    for item in standing.change.items:
        if (standing.change.folder_of(item), item.number) == (row.folder, row.number):
            old, new = (_duties(content, row) if content else None for content in (item.old, item.new))
            return None if new is None or new == old else _said(new)
    return None


def _said(duties: Sequence[str]) -> tuple[str, ...]:
    """Sentences as a cell that holds them says them."""
    return sentences(numbered(duties))


def _written(text: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """What a cell says, with the sentences that stand in the list already as they stand there."""
    known = {said[0]: duty for duty in now if len(said := _said((duty,))) == 1}
    return tuple(known.get(sentence, sentence) for sentence in text)


def _entries(content: Mapping[str, Any], row: DutyRow) -> Iterator[int]:
    """The places of a row's unit under its role; the row means the one at its `nth`."""
    return (nth for nth, entry in enumerate(content.get(row.role, ())) if entry["单位"] == row.unit)


def _duties(content: Mapping[str, Any], row: DutyRow) -> tuple[str, ...] | None:
    if row.role == TASKS:
        return tuple(content[TASKS]) if TASKS in content else None
    places = list(_entries(content, row))
    return tuple(content[row.role][places[row.nth]]["职责"]) if row.nth < len(places) else None


def _rewritten(content: Mapping[str, Any], row: DutyRow, duties: Sequence[str]) -> Mapping[str, Any]:
    if row.role == TASKS:
        return {**content, TASKS: list(duties)}
    entries = list(content[row.role])
    place = list(_entries(content, row))[row.nth]
    entries[place] = {**entries[place], "职责": list(duties)}
    return {**content, row.role: entries}
