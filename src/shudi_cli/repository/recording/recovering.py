"""Finishing or undoing an act that was interrupted, by whoever comes next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import disk, journal
from shudi_cli.repository.recording.checking import check_quiet
from shudi_cli.repository.recording.finishing import finish, free_index
from shudi_cli.repository.recording.journal import Journal
from shudi_cli.repository.recording.locking import is_held, locked
from shudi_cli.repository.recording.place import Place, git_dir_above, place_of
from shudi_cli.repository.recording.stock import Stock
from shudi_cli.repository.recording.wording import AGAIN, kept, reason, refused
from shudi_cli.snapshot.naming import presentable

_LOCKS = {"index.lock", "HEAD.lock", "packed-refs.lock", "config.lock", "shallow.lock"}
_RECOVERER = "补完上次办理的命令"


def unfinished(folder: Path) -> str | None:
    """That an act was interrupted in the work tree of `folder`, and what to do; None if not. Nothing is written."""
    git_dir = git_dir_above(folder)
    if git_dir is None or not os.path.lexists(journal.path_in(git_dir)) or is_held(git_dir):
        return None
    return "上一次办理中断了，文件可能只更新了一半；运行 shudi doctor --repair 补完或撤回（再办理时也会先自动做）"


def leftovers(folder: Path) -> Sequence[Path]:
    """The lock files in git's folder of `folder`: of programs at work now, or left by one that was killed."""
    git_dir = git_dir_above(folder)
    if git_dir is None:
        return []
    found = [path for path in git_dir.glob("*.lock") if path.name in _LOCKS]
    return sorted([*found, *git_dir.glob("refs/heads/**/*.lock"), *git_dir.glob("refs/tags/**/*.lock")])


def recover(folder: Path) -> str | None:
    """Finish or undo what was interrupted; a sentence that says which, None if there was nothing.

    Raises ShudiError when that cannot be done now.
    """
    git_dir = git_dir_above(folder)
    if git_dir is None or not os.path.lexists(journal.path_in(git_dir)):
        return None
    with locked(place_of(folder), _RECOVERER, datetime.now().astimezone()) as place, Stock(place) as stock:
        return settle(place, stock)


def settle(place: Place, stock: Stock) -> str | None:
    """`recover`, for who has the lock."""
    try:
        content = disk.read(journal.path_in(place.git_dir))
    except (OSError, disk.ObstacleError) as error:
        raise refused(f"看不出上一次办理做完没有（{reason(error)}）", AGAIN) from error
    try:
        return None if content is None else _settled(place, stock, content)
    except (OSError, disk.ObstacleError) as error:
        why = reason(error)
        raise ShudiError(f"上一次办理中断了，这次还补不完（{why}）；下一次命令会再补", AGAIN) from error


def _settled(place: Place, stock: Stock, content: bytes) -> str:
    try:
        act = journal.parse(content)
    except ValueError:
        free_index(place)
        journal.drop(place)
        return "上一次办理留下的记录读不出来，已经清掉；请用 shudi diff 核对文件"
    free_index(place)
    title = f"上一次办理“{presentable(act.summary)}”中断了"
    here = stock.at(act.branch)
    if here is None or not _follows(place, here, act.version):
        journal.drop(place)
        return f"{title}，没有记入版本，已经撤回，文件没有改动；要办就再做一次"
    if act.branch != place.branch:
        journal.drop(place)
        return f"{title}，它已记入版本 {act.version[:7]}；现在停在别的版本上，文件没有改动"
    check_quiet(place)
    stayed = finish(place, _still_due(stock, act, here), stock.content)
    rest = f"；{kept(stayed)}，请用 shudi diff 核对" if stayed else ""
    return f"{title}，它已记入版本 {act.version[:7]}，文件现在补完了{rest}"


def _follows(place: Place, here: str, version: str) -> bool:
    if here == version:
        return True
    return place.git.ask("merge-base", "--is-ancestor", version, here).code == 0


def _still_due(stock: Stock, act: Journal, here: str) -> Journal:
    """What is left to do if somebody has saved further versions meanwhile: what these have not changed again."""
    if here == act.version:
        return act
    now, then = stock.tree(here), stock.tree(act.version)
    due = {path for path in act.entries if _at(stock, now, path) == _at(stock, then, path)}
    return Journal(
        act.summary, act.branch, act.base, act.version,
        [step for step in act.steps if step.path in due],
        {path: entry for path, entry in act.entries.items() if path in due},
    )  # fmt: skip


def _at(stock: Stock, tree: str, path: str) -> object:
    try:
        return stock.entry(tree, path)
    except ValueError:
        return path
