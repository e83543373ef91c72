"""The one exception a user meets, and the exit codes of every command (DESIGN §5)."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command tells the shell."""

    FINE = 0
    FINDINGS = 1
    UNABLE = 2
    BUG = 3
    INTERRUPTED = 130


class ShudiError(Exception):
    """The command could not be carried out; nothing was changed.

    `message` says in one Chinese sentence what is wrong and where, `hint` what to do next.
    What is wrong *in* the files is never raised: it is a `Finding`. `done` marks the rare case in which the
    command was carried out all the same and only its aftermath was not; then the message says both.
    """

    def __init__(self, message: str, hint: str = "", *, done: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.done = done
