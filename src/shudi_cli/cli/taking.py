"""Packets that came back, taken at the desk: read, completed by whoever sits there, shown, confirmed, recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shudi_cli.acts.answering import Heard, Taken, Wish
from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.proposing import others_waiting
from shudi_cli.changes.drafting import standing_items
from shudi_cli.changes.standing import standing_of
from shudi_cli.cli.asking import agreed, ask, someone_there
from shudi_cli.cli.drafting import trigger_of
from shudi_cli.cli.session import Session, counted, write_lines
from shudi_cli.errors import ShudiError
from shudi_cli.office.reading import read_office
from shudi_cli.packets import Answer, Spot, Trouble
from shudi_cli.packets.duties import edited_items
from shudi_cli.packets.reading import answer_of
from shudi_cli.report.folding import folded
from shudi_cli.report.packets import (
    contact_lines,
    gap_lines,
    request_lines,
    taken_lines,
    trouble_lines,
    untouched_lines,
)

#: What workbooks are called.
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
_KEPT_BY_OTHERS = ("~$", ".", "thumbs.db", "desktop.ini")


def answers_in(paths: Sequence[Path], session: Session) -> tuple[list[Answer], list[Trouble]]:
    """The answers of every file, and what is wrong with them as they are read."""
    files = list(_files(paths, session))
    named = Counter(path.name for path in files)
    answers: list[Answer] = []
    troubles: list[Trouble] = []
    for path in counted(files, len(files), alone=True):
        name = path.name if named[path.name] == 1 else str(path)
        try:
            answer, against = answer_of(read_office(path), name)
        except ShudiError as error:
            answer, against = None, [Trouble(Spot(name), error.message, error.hint)]
        troubles += against
        if answer is not None:
            answers.append(answer)
    return answers, troubles


def _files(paths: Sequence[Path], session: Session) -> Iterator[Path]:
    """The files named, each once; of a folder its workbooks, and a word on what else lies there."""
    met: set[Path] = set()
    for path in paths:
        named = _workbooks(path, session) if path.is_dir() else [path]
        if not named:
            raise ShudiError(f"“{path}”里没有 Excel 文件", "核对文件夹；填报表是 .xlsx 文件")
        for file in named:
            if file.resolve() not in met:
                met.add(file.resolve())
                yield file


def _workbooks(folder: Path, session: Session) -> list[Path]:
    """The workbooks of a folder, without what Office and systems keep there for themselves."""
    inside = [file for file in sorted(folder.iterdir()) if not file.name.lower().startswith(_KEPT_BY_OTHERS)]
    found = [file for file in inside if file.suffix.lower() in _SUFFIXES and file.is_file()]
    others = [f"{file.name}{'/' if file.is_dir() else ''}" for file in inside if file not in found]
    if others:
        told = (
            f"注意：“{folder}”里没有读 {'、'.join(others)}；要收的另存为 .xlsx，放到这个文件夹里，或单写出来"
        )
        write_lines(folded(told, session.look, 0, "warning"))
    return found


def completed_wish(desk: Desk, found: Heard, wish: Wish) -> Wish:
    """The wish with what a person at the terminal can add where units left it out."""
    if found.troubles:
        return wish
    if found.without_reason and not wish.reason:
        numbers = "、".join(dict.fromkeys(edit.item.number for edit in found.without_reason))
        wish = replace(wish, reason=ask(f"{numbers} 没有写修改理由，理由"))
    if found.without_person and not wish.person:
        units = "、".join(answer.packet.unit for answer in found.without_person)
        wish = replace(wish, person=ask(f"{units}没有写填报人，姓名"))
    edits = [edit for edits in found.duties.values() for edit in edits]
    if edits and wish.trigger is None and someone_there():
        items = edited_items(edits, standing_items(desk.workspace.lists))
        wish = replace(wish, trigger=trigger_of(desk, items, wish.procedure))
    return wish


def _refuse(troubles: Sequence[Trouble], session: Session) -> None:
    if troubles:
        write_lines(trouble_lines(troubles, session.look))
        files = len({trouble.spot.file for trouble in troubles})
        raise ShudiError(
            f"{files} 个文件里有 {len(troubles)} 处收不了，什么也没有写", "照上面说的改好，再收一次"
        )


def take(desk: Desk, clerk: Clerk, made: Taken, session: Session, *, ask_first: bool, dry_run: bool) -> None:
    """Show what answers make of the workspace, and record it once someone agreed; ShudiError for what cannot be taken."""
    _refuse(made.troubles, session)
    write_lines(untouched_lines(made, session.look))
    if not made.files:
        write_lines(["没有要收的改动，什么也没有写。"])
        return
    write_lines(contact_lines(made.contacts, session.look))
    write_lines(request_lines(made, session.look))
    for change in made.changes:
        if others := others_waiting(desk, change):
            told = "、".join(item.number for item in change.items)
            note = f"注意：{'、'.join(others)} 也在改 {told}；哪一项先入册，另一项就要更新（--renew）以后再办"
            write_lines(folded(note, session.look, 0, "warning"))
    write_lines(gap_lines(made, session.look))
    if dry_run or not agreed("收下", yes=not ask_first):
        write_lines(["", "没有收，什么也没有写。"])
        return
    version = made.record(desk, clerk)
    standings = [standing_of(change, (), desk.authority) for change in made.changes]
    write_lines(["", *taken_lines(made, standings, version)])
