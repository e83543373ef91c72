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
#: How a sentence of a duty ends.
_ENDS = ("。", "。）", "。”", "！")
#: As much of a sentence as is told.
_LONG = 20


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
    answers = tuple(answers)
    for answer in filter(changed, answers):
        trouble = _slipped(answer, answers) or _refused(answer, stands, pending) or _unfinished(answer)
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


def _slipped(answer: DutyAnswer, answers: Iterable[DutyAnswer]) -> Trouble | None:
    """A text that stands in another row too is a slip of sorting, pasting or filling down, not an edit."""
    sent = _said(answer.row.duties)
    for other in answers:
        said = _said(other.row.duties)
        if other is not answer and said != sent and answer.text and answer.text in (said, other.text):
            message = f"{answer.row.number} 的这一格写的是 {other.row.number} 的职责，像是错了行"
            hint = "核对这两行；排过序的，撤销排序，或重新发一份填报表；真要写得一样，用 shudi propose 申请"
            return Trouble(answer.spot, message, hint)
    return None


def _unfinished(answer: DutyAnswer) -> Trouble | None:
    """What the unit wrote that is no whole sentence, or that it wrote twice."""
    known = _said(answer.row.duties)
    for sentence in answer.text:
        if sentence not in known and not sentence.endswith(_ENDS):
            message = f"{answer.row.number} 的“{_short(sentence)}”末尾不是句号"
            return Trouble(answer.spot, message, "一行写一条完整的话，以“。”结尾；一条话不要分成几行")
        if answer.text.count(sentence) > max(1, known.count(sentence)):
            message = f"{answer.row.number} 的“{_short(sentence)}”写了两遍"
            return Trouble(answer.spot, message, "留一条，多的删去")
    return None


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _LONG else f"{sentence[:_LONG]}……"


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
        if _takes_away(standing, row):
            number = standing.change.number
            hint = f"不减了，先撤回 {number}；还是要减，把这一格恢复原样"
            return Trouble(answer.spot, f"{row.number} 已在 {number} 里申请减去，又改了这段职责", hint, texts)
        asked = _asked(standing, row)
        if asked is not None and asked not in (answer.text, _said(now)):
            number = standing.change.number
            hint = f"要按交回的办，用 shudi propose --edit {number} 改好再 --renew；不要了，先撤回 {number}"
            asking = (*texts, (f"{number} 里", numbered(asked)))
            return Trouble(answer.spot, f"{row.number} 的这段职责已在 {number} 里申请改成别的", hint, asking)
    return None


def _takes_away(standing: Standing, row: DutyRow) -> bool:
    """Whether an application wants a row's item, or its unit in it, to be there no more."""
    for item in standing.change.items:
        if (standing.change.folder_of(item), item.number) == (row.folder, row.number):
            stood = bool(item.old and _duties(item.old, row))
            return stood and not (item.new and _duties(item.new, row))
    return False


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
