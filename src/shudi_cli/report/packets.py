"""Telling what answers in packets change, and what keeps them from being taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from shudi_cli.acts.answering import Taken
from shudi_cli.acts.contacting import ContactChange
from shudi_cli.acts.filing import changed_items
from shudi_cli.acts.proposing import summary
from shudi_cli.changes.standing import Standing
from shudi_cli.diff.slide import Levels
from shudi_cli.packets import Trouble
from shudi_cli.report.diff_text import item_change_lines
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.repository import Version

#: As many units as are named where nothing is to be said of them.
_FEW = 6
#: As many places of a file as are told.
_MANY = 20


def trouble_lines(troubles: Iterable[Trouble], look: Look) -> Iterator[str]:
    """What keeps answers from being taken, place by place, with what each side says; of a file the first ones."""
    for file, found in groupby(troubles, key=lambda trouble: trouble.spot.file):
        of_file = list(found)
        for trouble in of_file[:_MANY]:
            yield from _trouble_lines(trouble, look)
        if len(of_file) > _MANY:
            told = f"{file} 共 {len(of_file)} 处，只列了前 {_MANY} 处；改好以后再收一次"
            yield from folded(told, look, 0, "warning")
            yield ""


def _trouble_lines(trouble: Trouble, look: Look) -> Iterator[str]:
    yield from folded(str(trouble.spot), look, 0, "file")
    yield from folded(trouble.message, look, 2, "error")
    for whose, text in trouble.texts:
        first, *rest = text.split("\n")
        yield from folded(f"{whose}：{first}", look, 4)
        for line in rest:
            yield from folded(line, look, 6)
    yield from folded(f"怎么办：{trouble.hint}", look, 2, "hint")
    yield ""


def gap_lines(made: Taken, look: Look) -> Iterator[str]:
    """What nobody would answer for any more."""
    for gap in made.gaps[:_MANY]:
        yield from folded(f"注意：收下后，{gap}", look, 0, "warning")
    if len(made.gaps) > _MANY:
        yield from folded(f"注意：这样的共 {len(made.gaps)} 处，只列了前 {_MANY} 处", look, 0, "warning")


def contact_lines(changes: Iterable[ContactChange], look: Look) -> Iterator[str]:
    """The contacts that change, unit by unit."""
    unit = ""
    for change in changes:
        if change.unit != unit:
            unit = change.unit
            yield from folded(f"联络员名录：{unit}", look, 0, "title")
        if change.new:
            told = "，".join(f"{title} {text}" for title, _, text in change.fields[1:])
            yield from folded(f"＋ {change.name}（{told}）", look, 2, "added")
            continue
        yield from folded(f"△ {change.name}", look, 2)
        for title, was, text in change.fields:
            yield from folded(f"{title}：{was or '（空）'} → {text or '（空）'}", look, 6)


def request_lines(made: Taken, look: Look) -> Iterator[str]:
    """The applications that are about to be made, before the difference itself."""
    for change in made.changes:
        yield from folded(f"{change.application.unit}申请：{summary(change)}", look, 0, "title")
        yield from folded(f"填报人：{change.application.person}；理由：{change.reason}", look, 2)
        for item in changed_items(change, Levels.known(made.heard.workspace.units)):
            yield from item_change_lines(item, look)
        yield ""
    for number, units in made.rivals.items():
        told = f"注意：{'、'.join(units)}都在改 {number}；哪一项先入册，别的就要更新（--renew）以后再办"
        yield from folded(told, look, 0, "warning")


def untouched_lines(made: Taken, look: Look) -> Iterator[str]:
    """The units whose answers change nothing, and what was written and is not taken."""
    if made.untouched:
        yield from folded(f"没有改动：{_several(made.untouched)}", look, 0, "dim")
    for answer in made.heard.answers:
        for note in answer.notes[:_MANY]:
            yield from folded(f"注意：{note}", look, 0, "warning")
        if len(answer.notes) > _MANY:
            told = f"注意：{answer.file} 里这样的共 {len(answer.notes)} 处，只列了前 {_MANY} 处"
            yield from folded(told, look, 0, "warning")


def _several(units: Sequence[str]) -> str:
    told = "、".join(units[:_FEW])
    return f"{told}等 {len(units)} 个单位" if len(units) > _FEW else told


def taken_lines(made: Taken, standings: Iterable[Standing], version: Version) -> Iterator[str]:
    """What was recorded, and who is next."""
    if made.contacts:
        units = list(dict.fromkeys(entry.unit for entry in made.contacts))
        yield f"已更新联络员 {len(made.contacts)} 人：{_several(units)}"
    for standing in standings:
        change = standing.change
        waiting = "、".join(seat.unit for seat in standing.waiting)
        yield f"已报送 {change.number}：{change.application.unit}，{summary(change)}"
        yield f"  下一步：等{waiting}（{standing.stage.name if standing.stage else ''}）"
    yield f"都记在一个版本里（版本 {version.short}）。"
