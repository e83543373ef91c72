"""What is to be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Tag:
    """A name for the new version (git: an annotated tag), such as `release/2026.1`."""

    name: str
    message: str


@dataclass(frozen=True)
class Act:
    """An official act: one new version, and the files of the work tree that change with it.

    Paths count from the repository's top, with "/"; a content of None means that the file is gone.
    `base` is the id of the version the caller looked at: another newest one by now is a reason to refuse.
    `author` is name and mail, `when` an aware moment; both are git's author and committer.
    `saved` is what the new version holds, `working` what the work tree gets where that is not the same (a list
    put back as it was; it may name paths that `saved` does not), `found` what the caller read in the work tree.
    A path without `found` must be as it was saved in `base`, but for the line ends.
    """

    message: str
    base: str
    author: tuple[str, str]
    when: datetime
    saved: Mapping[str, bytes | None]
    working: Mapping[str, bytes | None] = field(default_factory=dict)
    found: Mapping[str, bytes | None] = field(default_factory=dict)
    tag: Tag | None = None

    @property
    def summary(self) -> str:
        """The first line of its message."""
        return (self.message.strip().splitlines() or ["（没有说明）"])[0]

    @property
    def becoming(self) -> Mapping[str, bytes | None]:
        """Path → what the work tree holds afterwards."""
        return {**self.saved, **self.working}
