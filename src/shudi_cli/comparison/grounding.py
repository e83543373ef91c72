"""Two states of a workspace, read, with the approved changes that led from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shudi_cli.archive import everything
from shudi_cli.changes import Key, Outcome, standings, state_of
from shudi_cli.changes.explaining import explained
from shudi_cli.comparison.stating import Compared
from shudi_cli.diff import Diff
from shudi_cli.model import Change, Settings
from shudi_cli.signers import Authority
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, load


@dataclass(frozen=True)
class Grounded:
    """What differs, both states as they were read, and what made each item what it is, as far as that is known.

    `day` (ISO text) is that of the newer state: when it was saved or issued; of files not saved yet, when the
    newest change was approved or else when the older state was saved.
    """

    diff: Diff
    before: Workspace = field(repr=False)
    after: Workspace = field(repr=False)
    changes: Mapping[Key, Sequence[Change]] = field(repr=False)
    day: str

    @property
    def settings(self) -> Settings:
        """The newer settings; the older where the workspace is no more, or its settings cannot be read."""
        newer = self.after.settings
        return newer if newer.region.name else self.before.settings

    @property
    def titles(self) -> Mapping[str, str]:
        """A list's folder → what the list is called, the newer name where it has two."""
        return {found.folder: found.notice.name for side in (self.before, self.after) for found in side.lists}


def grounded(found: Compared) -> Grounded:
    """Read both states of a comparison; the records are those of the workspace as it is."""
    before, after = load(found.before.files), load(found.after.files)
    now = load(WorkTree(found.root), records=everything)
    judged = standings(now.archive, Authority(now.archive, now.settings))
    approved = [standing for standing in judged if standing.outcome is Outcome.APPROVED]
    changes = explained(
        state_of(before.lists), state_of(after.lists), [standing.change for standing in approved]
    )
    day = found.after.day or max([found.before.day or "", *(standing.since for standing in approved)])
    return Grounded(found.diff, before, after, changes, day)
