"""After the point of no return: files and index brought up to the new version. It can be begun again at any point."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.entries import Entry
from shudi_cli.repository.recording import disk, journal
from shudi_cli.repository.recording.checking import alike
from shudi_cli.repository.recording.journal import Journal, Step, fingerprint
from shudi_cli.repository.recording.making import DURABLE
from shudi_cli.repository.recording.place import Place
from shudi_cli.repository.recording.wording import complaint, how_to_free

#: What our lock of the index holds, so that whoever finds it knows that nobody else made it.
_MARK = b"shudi\n"
_PREPARED = "index"
_NOTHING = "0"


def finish(place: Place, act: Journal, content: Callable[[str], bytes]) -> Sequence[str]:
    """Bring everything up to the new version and drop the journal; the files left alone since somebody changed them.

    `content` gives a blob's bytes. OSError or ShudiError when something stands in the way: the journal stays.
    """
    stayed = [step.path for step in act.steps if not _carried_out(place, act, step, content)]
    disk.sync_folders(_folders(place, act))
    _register(place, act.entries)
    journal.drop(place)
    return stayed


def hold_index(place: Place) -> None:
    """Keep every other program from saving versions and from registering changes; ShudiError if one is at it.

    The journal stands by then, so that whoever comes after us knows to free it.
    """
    if _holds(place):
        return
    mark = place.own("mark")
    disk.write(mark, _MARK)
    try:
        disk.claim(place.index_lock, mark)
    except FileExistsError:
        raise ShudiError("另一个程序正在用这个版本库", how_to_free(place.index_lock)) from None


def free_index(place: Place) -> None:
    """Let others go on, if it is we who keep them from it."""
    if _holds(place):
        disk.discard(place.index_lock)


def _carried_out(place: Place, act: Journal, step: Step, content: Callable[[str], bytes]) -> bool:
    """Do one step, over the content expected only; False if there was another."""
    target = place.file(step.path)
    part = target.with_name(f".{target.name[:40]}.{act.version[:12]}.part")
    new = None if step.becomes is None else content(step.becomes)
    try:
        now = disk.read_below(place.top, step.path)
    except disk.ObstacleError:
        return False
    if now == new or fingerprint(now) != step.was:
        disk.discard(part)
        return alike(now, new)
    if new is None:
        disk.discard(target)
        disk.discard_empty(target.parent, place.top)
    else:
        disk.make_folders(target.parent)
        disk.write_whole(target, part, new, keeps_mode=now is not None)
    return True


def _folders(place: Place, act: Journal) -> set[Path]:
    return {place.file(step.path).parent for step in act.steps}


def _register(place: Place, entries: Mapping[str, Entry | None]) -> None:
    """Bring the index up to the new version; whatever else is registered stays."""
    prepared = place.own(_PREPARED)
    hold_index(place)
    disk.discard(place.own(f"{_PREPARED}.lock"))
    disk.write(prepared, disk.read(place.index) or b"") if disk.exists(place.index) else disk.discard(
        prepared
    )
    answer = place.git.ask(
        *DURABLE, "-c", "core.splitIndex=false", "update-index", "-z", "--index-info",
        stdin=b"".join(_line(path, entry, place.hashing) for path, entry in entries.items()),
        environment={"GIT_INDEX_FILE": str(prepared)},
    )  # fmt: skip
    if answer.code != 0:
        raise complaint(answer)
    if disk.exists(prepared):
        disk.sync(prepared)
        disk.replace(prepared, place.index)
    disk.discard(place.index_lock)
    disk.sync_folders([place.git_dir])


def _holds(place: Place) -> bool:
    return disk.read(place.index_lock) == _MARK


def _line(path: str, entry: Entry | None, hashing: str) -> bytes:
    """Mode, id, tab, path; a mode of nought takes it out."""
    mode, identity = entry or (_NOTHING, _NOTHING * (64 if hashing == "sha256" else 40))
    return f"{mode} {identity}\t{path}\0".encode("utf-8", "surrogateescape")
