"""大事记: the changes and releases of a workspace, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shudi_cli.archive import Archive
from shudi_cli.changes import Standing, standings
from shudi_cli.model import Release, Settings
from shudi_cli.signers import Authority


@dataclass(frozen=True)
class ChangeTold:
    """A change: where it stands, and the number of the release that holds it."""

    standing: Standing
    release: str | None = None

    @property
    def day(self) -> str:
        """The day (ISO text) from which it has stood so."""
        return self.standing.since


@dataclass(frozen=True)
class ReleaseTold:
    """A release."""

    release: Release

    @property
    def day(self) -> str:
        """The day (ISO text) it was published."""
        return self.release.day


Entry = ChangeTold | ReleaseTold


def chronicle(archive: Archive, settings: Settings, number: str | None = None) -> Sequence[Entry]:
    """What happened, newest first; with an item's number, only the changes of it and the releases that took them in."""
    released = {entry.number: release.number for release in archive.releases for entry in release.changes}
    found: list[Entry] = [
        ChangeTold(standing, released.get(standing.change.number))
        for standing in _standings(archive, settings)
        if number is None or any(item.number == number for item in standing.change.items)
    ]
    holders = {entry.release for entry in found if isinstance(entry, ChangeTold)}
    if number is not None and (first := _first(archive.releases, number)):
        holders.add(first.number)
    found += [
        ReleaseTold(release) for release in archive.releases if number is None or release.number in holders
    ]
    return sorted(found, key=_order, reverse=True)


def _standings(archive: Archive, settings: Settings) -> Sequence[Standing]:
    authority = Authority(archive, settings)
    return standings(archive, authority)


def _first(releases: Sequence[Release], number: str) -> Release | None:
    """The first release that has an item."""
    return next(
        (release for release in releases if any(item.number == number for item in release.items)), None
    )


def _order(entry: Entry) -> tuple[str, int, tuple[int, int], str]:
    """By day; on one day a release after the changes it takes in."""
    if isinstance(entry, ReleaseTold):
        return entry.day, 1, entry.release.order, ""
    return entry.day, 0, (0, 0), entry.standing.change.number
