"""Where the changes of a workspace stand, by its files as they are; it only looks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shudi_cli.archive import Archive, everything, unsettled_records
from shudi_cli.changes.ledger import Key, State, differences, fits, replay, state_at, state_of
from shudi_cli.changes.standing import Outcome, Standing, standings
from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean
from shudi_cli.opening import workspace_at
from shudi_cli.signers import Authority
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, load

#: What somebody still has to do something about: give an opinion, renew, publish.
_OF_INTEREST = {Outcome.UNDER_WAY, Outcome.RETURNED, Outcome.UNPROVEN, Outcome.APPROVED}


@dataclass(frozen=True)
class Survey:
    """Standings of changes; `released` gives, by change, the release that holds it.

    `unfit` are open changes whose items the list no longer has as they say; `edited` the items of the lists
    that are not what they should be: edits nobody has applied for yet. `days` counts from a day until today.
    """

    standings: Sequence[Standing]
    workspace: Workspace
    released: Mapping[str, str]
    unfit: Collection[str]
    edited: Sequence[Key]
    today: str

    @property
    def archive(self) -> Archive:
        """The records."""
        return self.workspace.archive

    def days(self, since: str) -> int:
        """How many days have passed since a day (ISO text)."""
        return (date.fromisoformat(self.today) - date.fromisoformat(since)).days


def survey(start: Path, number: str | None = None, *, every: bool = False, today: str) -> Survey:
    """The changes at `start` that are under way, all with `every`, or the one numbered.

    ShudiError when there is no such change.
    """
    tree = WorkTree(workspace_at(start))
    workspace = load(tree, records=everything if every else unsettled_records(tree))
    archive = workspace.archive
    authority = Authority(archive, workspace.settings)
    found = list(standings(archive, authority))
    released = {entry.number: release.number for release in archive.releases for entry in release.changes}
    lists = state_of(workspace.lists)
    wanted: State = lists
    if archive.newest is not None and workspace.lists:
        approved = [
            standing.change
            for standing in found
            if standing.outcome is Outcome.APPROVED and standing.change.number not in released
        ]
        wanted = replay(state_at(archive.newest), approved).state
    unfit = {
        standing.change.number for standing in found if standing.open and not fits(standing.change, wanted)
    }
    edited = differences(wanted, lists)
    if any(name in workspace.documents for name in workspace.unread):
        edited = [key for key in edited if key in lists]  # the others may stand in what cannot be read
    if not every:
        found = [standing for standing in found if standing.outcome in _OF_INTEREST]
    if number is not None:
        found = [_numbered(found, number.strip().upper())]
    return Survey(found, workspace, released, unfit, edited, today)


def _numbered(found: Sequence[Standing], number: str) -> Standing:
    by_number = {standing.change.number: standing for standing in found}
    if number not in by_number:
        raise ShudiError(
            f"没有变更“{number}”", did_you_mean(number, by_number, "用 shudi status --all 看全部变更")
        )
    return by_number[number]
