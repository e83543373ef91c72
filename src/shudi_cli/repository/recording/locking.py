"""One act at a time in a work tree, by a lock of the operating system that dies with its holder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import disk
from shudi_cli.repository.recording.place import Place, own_folder
from shudi_cli.repository.recording.wording import failed, refused

NAME = "lock"
#: Seconds to wait for another process: acts are short.
PATIENCE = 1.0
_PAUSE = 0.02


@contextmanager
def locked(place: Place, who: str, when: datetime) -> Iterator[Place]:
    """The place, held for us alone; ShudiError that names who has it.

    The programs of git that we start hold the lock too: should we be killed, nobody comes between until the
    last of them has ended. (On Windows the lock ends with us; there a killed window takes its programs along.)
    """
    try:
        disk.make_folders(own_folder(place.git_dir))
        handle = disk.open_lock(place.own(NAME))
    except OSError as error:
        raise failed(error) from error
    try:
        _take(place, handle, who, when)
        yield replace(place, git=replace(place.git, keep=(handle,)))
    finally:
        with suppress(OSError):
            disk.close(handle)


def is_held(git_dir: Path) -> bool:
    """Whether a living process is at work here; looks only."""
    try:
        handle = disk.open_to_read(own_folder(git_dir) / NAME)
    except OSError:
        return False
    try:
        return not disk.seize(handle)
    except OSError:
        return False
    finally:
        disk.close(handle)


def _take(place: Place, handle: int, who: str, when: datetime) -> None:
    end = time.monotonic() + PATIENCE
    try:
        while not disk.seize(handle):
            if time.monotonic() > end:
                raise _busy(disk.read(place.own(NAME)) or b"")
            time.sleep(_PAUSE)
        disk.inscribe(handle, f"{who}\n{when.isoformat(timespec='seconds')}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise failed(error) from error


def _busy(text: bytes) -> ShudiError:
    who, _, moment = text.decode("utf-8", "replace").strip().partition("\n")
    since = moment[:16].replace("T", " ")
    owner = f"“{who}”" if who else "另一个窗口"
    began = f"（{since} 开始）" if since else ""
    return refused(f"{owner}正在这里办理{began}，还没有做完", "等它做完再做一次")
