"""The result of one check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing is; the value is the word on screen."""

    GOOD = "好"
    MISSING = "缺"
    BROKEN = "坏"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what is so, and how to mend it. Work goes on without an `optional` one."""

    subject: str
    state: State
    message: str
    hint: str = ""
    optional: bool = False

    @property
    def fails(self) -> bool:
        """Whether something needed is not there."""
        return self.state is not State.GOOD and not self.optional


def good(subject: str, message: str) -> Check:
    """A thing that is as it should be."""
    return Check(subject, State.GOOD, message)
