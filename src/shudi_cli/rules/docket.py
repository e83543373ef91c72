"""What rules of records read: where each change stands, what is wrong with it, and what the lists should be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from shudi_cli.archive import Archive
from shudi_cli.changes import (
    Key,
    Outcome,
    Standing,
    differences,
    flaws,
    replay,
    standings,
    state_at,
    state_of,
)
from shudi_cli.changes.ledger import Replayed
from shudi_cli.diagnostics import Fault
from shudi_cli.model import Change, UnitRegister
from shudi_cli.releases.chain import release_faults
from shudi_cli.signers import Authority, chain_faults
from shudi_cli.workspace import Workspace


class Docket:
    """The records of a workspace. What a release holds was judged in its day; here it is the rest that matters.

    `complete` says that every list could be read.
    """

    def __init__(self, workspace: Workspace, units: UnitRegister | None, *, complete: bool) -> None:
        self._workspace = workspace
        self._units = units
        self._complete = complete

    @property
    def archive(self) -> Archive:
        """The records as they were read."""
        return self._workspace.archive

    @cached_property
    def authority(self) -> Authority:
        """Whose signature counts."""
        return Authority(self.archive, self._workspace.settings)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where each change stands that no release holds yet."""
        archive = self.archive
        settled = {entry.number for release in archive.releases for entry in release.changes}
        changes = [change for change in archive.changes.values() if change.number not in settled]
        return tuple(standings(archive, self.authority, changes))

    @cached_property
    def flaws(self) -> tuple[Fault, ...]:
        """What is wrong with the applications that no release holds yet."""
        settings, units, archive = self._workspace.settings, self._units, self.archive
        changes = [found.change for found in self.standings]
        return tuple(flaw for change in changes for flaw in flaws(change, settings, units, archive))

    @cached_property
    def _replayed(self) -> Replayed | None:
        """The newest release and what was approved since; None where that cannot be known."""
        newest = self.archive.newest
        if newest is None or not self.archive.whole:
            return None
        approved: list[Change] = [
            found.change for found in self.standings if found.outcome is Outcome.APPROVED
        ]
        return replay(state_at(newest), approved)

    @property
    def stuck(self) -> Sequence[Change]:
        """Approved changes that could not enter."""
        return self._replayed.stuck if self._replayed else ()

    @property
    def edited(self) -> Sequence[Key]:
        """The items that are not what was approved; none where a list could not be read."""
        if self._replayed is None or not self._complete:
            return ()
        return differences(self._replayed.state, state_of(self._workspace.lists))

    @cached_property
    def release_faults(self) -> tuple[Fault, ...]:
        """What is wrong with the chain of releases; nothing where only a part of the records was read."""
        if not self.archive.whole:
            return ()
        return tuple(release_faults(self.archive, self._workspace.settings, self.authority))

    @cached_property
    def roster_faults(self) -> tuple[Fault, ...]:
        """What is wrong with the chain of signing rosters."""
        return tuple(chain_faults(self.archive.rosters, self._workspace.settings, self.archive.releases))
