"""A disk and a git that fail where a test wants it: every call of `os` in `disk`, and every start of git, is a point."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.repository.plumbing import Answer, Git
from shudi_cli.repository.recording import disk, locking, making

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a kill without any cleaning up needs os.fork"
)
CHANGING = {"write", "fsync", "replace", "unlink", "rmdir", "mkdir", "link", "chmod", "ftruncate"}
FILLING = {"write", "mkdir", "link", "fsync"}
KILLED = 9


@dataclass
class Trouble:
    """What goes wrong, at which point, and how often (`lasting`: from there on).

    `what`: kill, half (of a write, then killed), interrupt, or the name of an errno; `loss` additionally empties
    (0.0) or halves (0.5) what was not synced when killed.
    """

    what: str
    point: int
    lasting: bool = False
    loss: float | None = None
    after: bool = False
    seen: int = -1
    fired: bool = False
    log: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    unsynced: set[str] = field(default_factory=set)

    def concerns(self, name: str) -> bool:
        """Whether this kind of trouble can befall a call."""
        if name.startswith("git"):
            return self.what != "half"
        if self.what == "kill":
            return name in CHANGING
        if self.what == "half":
            return name == "write"
        if self.what == "ENOSPC":
            return name in FILLING or name == "create"
        if self.what in {"EACCES", "EROFS"}:
            return name in CHANGING - {"fsync"} or name == "create"
        return True

    def comes(self, name: str) -> bool:
        """Count a call; whether it is the one (or one of those) to fail."""
        if not self.concerns(name):
            return False
        self.seen += 1
        self.log.append(name)
        hit = self.seen == self.point or (self.lasting and self.seen > self.point)
        self.fired |= hit
        return hit

    def strike(self) -> None:
        """Raise, or end the process at once."""
        if self.what == "interrupt":
            raise KeyboardInterrupt
        if self.what in {"kill", "half"}:
            self.lose()
            os._exit(KILLED)
        number = getattr(errno, self.what)
        raise OSError(number, os.strerror(number))

    def lose(self) -> None:
        """What a cut of power leaves of files that were not synced."""
        if self.loss is not None:
            for path in self.unsynced:
                with suppress(OSError):
                    os.truncate(path, int(Path(path).stat().st_size * self.loss))


class Disk:
    """`os` as `disk` sees it."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._failing(name, real) if callable(real) and name != "fspath" else real

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        trouble = self._trouble

        def call(*arguments: Any, **options: Any) -> Any:
            kind = "create" if name == "open" and arguments[1] & os.O_CREAT else name
            if trouble.comes(kind):
                if kind == "close":
                    real(*arguments)  # a file whose closing fails is closed all the same
                if trouble.what == "half":
                    real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                if trouble.after:
                    real(*arguments, **options)
                trouble.strike()
            if kind == "fsync":
                trouble.unsynced.discard(trouble.names.get(arguments[0], ""))
                return None  # nothing here outlives the machine
            answer = real(*arguments, **options)
            self._note(kind, arguments, answer)
            return answer

        return call

    def _note(self, kind: str, arguments: Any, answer: Any) -> None:
        trouble = self._trouble
        if kind in {"open", "create"}:
            trouble.names[answer] = str(arguments[0])
        elif kind in {"write", "ftruncate"}:
            trouble.unsynced.add(trouble.names[arguments[0]])
        elif kind == "replace" and str(arguments[0]) in trouble.unsynced:
            trouble.unsynced.discard(str(arguments[0]))
            trouble.unsynced.add(str(arguments[1]))


@contextmanager
def suffering(trouble: Trouble) -> Iterator[Trouble]:
    """Let it happen."""
    asking, starting = Git.ask, Git.start

    def start(git: Git, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        if "complaints" not in options and trouble.comes("git start"):
            trouble.strike()
        return starting(git, *arguments, **options)

    def ask(git: Git, *arguments: str, **options: Any) -> Answer:
        word = next(word for word in arguments if not word.startswith("-") and "=" not in word)
        if trouble.comes(f"git before {word}"):
            return strike_git()
        answer = asking(git, *arguments, **options)
        return strike_git() if trouble.comes(f"git after {word}") else answer

    def strike_git() -> Answer:
        if trouble.what in {"ENOSPC", "EROFS", "EACCES"}:
            said = {
                "ENOSPC": "No space left",
                "EROFS": "Read-only file system",
                "EACCES": "Permission denied",
            }
            return Answer(128, b"", f"fatal: {said[trouble.what]} on device")
        trouble.strike()
        raise AssertionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "os", Disk(trouble))
        patch.setattr(Git, "ask", ask)
        patch.setattr(Git, "start", start)
        patch.setattr(making, "DURABLE", ())
        patch.setattr(locking, "PATIENCE", 5.0)
        yield trouble


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own, which ends without any cleaning up; its exit code (1: an exception)."""
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the test runner has threads; the child uses none
        child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
