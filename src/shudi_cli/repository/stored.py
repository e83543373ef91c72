"""Snapshots of what git keeps: a version, or the changes staged for the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shudi_cli.diagnostics import Finding
from shudi_cli.repository.entries import Entry
from shudi_cli.repository.objects import Objects
from shudi_cli.snapshot import obstacles
from shudi_cli.snapshot.listing import Kind, Listing, obstacle
from shudi_cli.source.decoding import MAX_BYTES


class Stored:
    """A snapshot whose files are git's blobs. It can be read until its repository is closed."""

    def __init__(self, title: str, listing: Listing[Entry], objects: Objects) -> None:
        self.title = title
        self._listing = listing
        self._objects = objects

    def names(self) -> Sequence[str]:
        """See `Snapshot`."""
        return self._listing.names

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`. Bytes are as they were saved: git's conversion of line ends does not run."""
        entry = self._listing.files.get(name)
        if entry is None:
            return obstacles.absent(name)
        if not entry.id:
            return obstacles.unsettled(name)
        if entry.kind is not Kind.FILE:
            return obstacle(name, entry.kind)
        blob = self._objects.get(entry.id, limit=MAX_BYTES)
        if blob.size > MAX_BYTES:
            return obstacles.too_large(name, blob.size)
        if blob.kind != "blob" or blob.content is None:
            return obstacles.unreadable(name)
        return blob.content

    def identities(self) -> Mapping[str, str]:
        """See `Snapshot`. Nothing is read; only plain files that are settled have an identity."""
        entries = self._listing.files.items()
        return {name: entry.id for name, entry in entries if entry.id and entry.kind is Kind.FILE}

    def oddities(self) -> Iterable[Finding]:
        """See `Snapshot`."""
        return self._listing.oddities()


def listing_below(files: Mapping[str, Entry], folder: str) -> Listing[Entry]:
    """The workspace files among a flat list of paths, as if the folders were walked."""
    listing: Listing[Entry] = Listing()
    prefix = f"{folder}/" if folder else ""
    entered: dict[str, bool] = {"": True}
    for path, entry in files.items():
        if path.startswith(prefix):
            name = path[len(prefix) :]
            if _enter(listing, name.rpartition("/")[0], entered):
                listing.take(name, entry.kind, entry)
    return listing


def _enter(listing: Listing[Entry], folder: str, entered: dict[str, bool]) -> bool:
    """Whether a walk would come into `folder`; each folder is considered once."""
    if folder not in entered:
        above = folder.rpartition("/")[0]
        entered[folder] = _enter(listing, above, entered) and listing.take(
            folder, Kind.FOLDER, Entry("40000", "?")
        )
    return entered[folder]
