"""What the older side vouches for: its settings, its newest release, its signing rosters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.archive import Archive, load_archive, record_kind, unsettled_records
from shudi_cli.model import Settings, UnitRegister
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER
from shudi_cli.model.releases import RELEASES_FOLDER
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.signers import SIGNERS_FOLDER
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.schema import check_document, schema_named
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import read_document


@dataclass(frozen=True)
class Ground:
    """A state that new records are judged by. Its archive holds rosters and the newest release, no changes.

    `content` is the data of its `shudi.yaml` (empty when it cannot be read), `released` whether any release
    was made by then, `unsettled` which records were not yet held by a release.
    """

    settings: Settings
    content: Mapping[str, Any]
    archive: Archive
    released: bool
    unsettled: Callable[[str], bool] = field(repr=False)

    def settled(self, change: str) -> bool:
        """Whether a release held a change."""
        return not self.unsettled(f"{CHANGES_FOLDER}/{change}/{CHANGE_FILE}")


def ground_of(snapshot: Snapshot) -> Ground:
    """The ground that a state is; of a snapshot without its changes as well."""
    settings, content = _settings(snapshot)
    unsettled = unsettled_records(snapshot)

    def vouches(name: str) -> bool:
        return name.startswith((f"{RELEASES_FOLDER}/", f"{SIGNERS_FOLDER}/")) and unsettled(name)

    released = any(record_kind(name) == "release" for name in snapshot.names())
    return Ground(settings, content, load_archive(snapshot, vouches), released, unsettled)


def data_of(snapshot: Snapshot, name: str) -> Any:
    """The data of a file as it is written; None when it is not there or cannot be read."""
    raw = snapshot.read(name) if name in snapshot.names() else None
    return read_document(name, raw).data if isinstance(raw, bytes) else None


def units_of(snapshot: Snapshot) -> UnitRegister | None:
    """The unit register of a state; None when it cannot be read."""
    data = _checked(snapshot, UNITS_FILE, "units")
    return None if data is None else UnitRegister.of(data)


def _settings(snapshot: Snapshot) -> tuple[Settings, Mapping[str, Any]]:
    data = _checked(snapshot, SETTINGS_FILE, "shudi")
    return (Settings.unknown(), {}) if data is None else (Settings.of(data), data)


def _checked(snapshot: Snapshot, name: str, kind: str) -> Any:
    raw = snapshot.read(name) if name in snapshot.names() else None
    if not isinstance(raw, bytes):
        return None
    document = read_document(name, raw)
    fits = document.readable and not list(check_document(document, schema_named(kind)))
    return document.data if fits else None
