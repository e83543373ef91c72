"""拷贝: a whole copy of a workspace, opened to be verified: its files, all its records, and git where it has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from shudi_cli.archive import Archive, everything
from shudi_cli.changes import Outcome, Standing, replay, standings, state_at
from shudi_cli.changes.ledger import Replayed
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Release
from shudi_cli.repository import Repository, open_repository
from shudi_cli.signers import Authority
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, load


@dataclass(frozen=True)
class Copy:
    """A copy at `root`. Without `repository` it came without git; `folder` is where it lies in it ("" is the top)."""

    root: Path
    repository: Repository | None = None
    folder: str = ""

    @cached_property
    def workspace(self) -> Workspace:
        """Everything in it, read."""
        return load(WorkTree(self.root), records=everything)

    @property
    def archive(self) -> Archive:
        """All its records."""
        return self.workspace.archive

    @cached_property
    def authority(self) -> Authority:
        """Whose signature counts."""
        return Authority(self.archive, self.workspace.settings)

    @cached_property
    def released(self) -> Mapping[str, Release]:
        """Change → the release that holds it."""
        return {entry.number: release for release in self.archive.releases for entry in release.changes}

    @cached_property
    def standings(self) -> Sequence[Standing]:
        """Where each change stands that no release holds yet."""
        archive = self.archive
        changes = [change for change in archive.changes.values() if change.number not in self.released]
        return list(standings(archive, self.authority, changes))

    @cached_property
    def since(self) -> Replayed:
        """What the changes approved since the newest release make of it."""
        approved = [found.change for found in self.standings if found.outcome is Outcome.APPROVED]
        newest = self.archive.newest
        return replay(state_at(newest), approved) if newest else Replayed({})

    def released_up_to(self, release: Release) -> Sequence[Change]:
        """The changes that a release and those before it hold, as far as they are here."""
        changes = self.archive.changes
        return [
            changes[number]
            for number, holder in self.released.items()
            if holder.order <= release.order and number in changes
        ]


def opened(root: Path, stack: ExitStack) -> Copy:
    """The copy at a workspace's folder, with git where git keeps it there; closed with `stack`."""
    try:
        repository = stack.enter_context(open_repository(root))
        folder = repository.folder_of(root)
        if folder in repository.workspaces(repository.resolve("HEAD")):
            return Copy(root, repository, folder)
    except ShudiError:  # no git, none that can be opened, nothing saved in it
        pass
    return Copy(root)
