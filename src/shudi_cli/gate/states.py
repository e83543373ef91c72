"""One workspace before and after: what the checks of the gate read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from shudi_cli.archive import change_of, is_record
from shudi_cli.changes import Outcome, Standing, standings
from shudi_cli.changes.notices import same
from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.gate.grounds import Ground, data_of
from shudi_cli.model import Change
from shudi_cli.repository.entries import Entry
from shudi_cli.repository.trees import Sides
from shudi_cli.signers import Authority
from shudi_cli.snapshot import Snapshot
from shudi_cli.snapshot.naming import is_list_name
from shudi_cli.workspace import Workspace


@dataclass(frozen=True)
class States:
    """One workspace in two states. Names are relative to it.

    `differs` holds what git notes of every file that differs. `old` is the ground the newer side grew from,
    `judge` the one whose rosters and procedures decide; they differ where both sides went on. `workspace` is
    the newer side, read, with the records that differ or were not settled. `inside` gives what git notes of
    a folder of the newer side, `content` the bytes of a file.
    """

    before: Snapshot
    after: Snapshot
    differs: Mapping[str, Sides]
    old: Ground
    judge: Ground
    workspace: Workspace
    inside: Callable[[str], Mapping[str, Entry]] = field(repr=False)
    content: Callable[[Entry], bytes | None] = field(repr=False)

    @cached_property
    def added(self) -> Sequence[str]:
        """The files that were not there before, sorted."""
        return sorted(name for name, (old, new) in self.differs.items() if old is None and new is not None)

    @cached_property
    def authority(self) -> Authority:
        """Whose signature counts: by the rosters of the older side."""
        return Authority(self.judge.archive, self.judge.settings)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where each change stands that no release of the older side held, by number."""
        archive = self.workspace.archive
        changes = [change for number, change in archive.changes.items() if not self.old.settled(number)]
        found = standings(archive, self.authority, changes)
        return {standing.change.number: standing for standing in found}

    @cached_property
    def approved(self) -> Sequence[Change]:
        """The approved changes that no release of the older side held."""
        return [found.change for found in self.standings.values() if found.outcome is Outcome.APPROVED]

    @cached_property
    def moving(self) -> frozenset[str]:
        """The numbers of the changes to whose records something was added."""
        return frozenset(change_of(name) for name in self.differs if is_record(name)) - {""}

    @cached_property
    def edited(self) -> Sequence[str]:
        """The files whose content differs; layout and comments do not count. Hidden files are left out."""
        names = [name for name in self.differs if not any(part.startswith(".") for part in name.split("/"))]
        return sorted(name for name in names if not self._only_layout(name))

    def _only_layout(self, name: str) -> bool:
        old, new = self.differs[name]
        if old is None or new is None or not is_list_name(name):
            return False
        was, becomes = data_of(self.before, name), data_of(self.after, name)
        return was is not None and becomes is not None and same(was, becomes)


def error(code: str, place: Place, message: str, hint: str) -> Finding:
    """A finding that stops."""
    return Finding(code, Severity.ERROR, message, place, hint)


def warning(code: str, place: Place, message: str, hint: str) -> Finding:
    """A finding to look at."""
    return Finding(code, Severity.WARNING, message, place, hint)
