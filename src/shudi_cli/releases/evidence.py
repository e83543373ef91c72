"""附件: whether the scans that records speak of are beside them, and are the same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from shudi_cli.canon import bytes_digest
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Opinion
from shudi_cli.model.changes import CHANGES_FOLDER, Attachment
from shudi_cli.releases.copies import Copy
from shudi_cli.releases.parts import Part
from shudi_cli.repository import Repository, Version
from shudi_cli.snapshot import Kind
from shudi_cli.snapshot.naming import is_hidden, is_list_name, presentable

ATTACHMENTS_FOLDER = "attachments"
#: What Windows puts into folders by itself.
_LITTER = frozenset({"thumbs.db", "desktop.ini"})
#: The bytes of a file named relative to the workspace; None where there is none, or it cannot be read.
Fetch = Callable[[str], bytes | None]


def attachments_of(change: Change, opinions: Sequence[Opinion]) -> Iterator[Attachment]:
    """Every attachment a change and its opinions speak of."""
    yield from change.application.attachments
    for opinion in opinions:
        yield from opinion.attachments


def attachment_file(number: str, attachment: Attachment) -> str:
    """The file of an attachment, relative to the workspace."""
    return f"{CHANGES_FOLDER}/{number}/{ATTACHMENTS_FOLDER}/{attachment.file}"


def evidence_faults(change: Change, opinions: Sequence[Opinion], fetch: Fetch) -> Iterator[Fault]:
    """The attachments of one change that are missing, or are not what was attached."""
    for attachment in attachments_of(change, opinions):
        file = attachment_file(change.number, attachment)
        content = fetch(file)
        if content is None:
            message = f"附件“{file}”不见了，或读不出来"
            yield Fault("C205", attachment.place, message, "把原来的扫描件放回去，不要改名")
        elif (len(content), bytes_digest(content)) != (attachment.size, attachment.digest):
            message = f"附件“{file}”不是登记时的那一份"
            yield Fault("C205", attachment.place, message, "核对原件，换回原来的扫描件")


def on_disk(root: Path) -> Fetch:
    """Files of a folder; links are not followed."""

    def fetch(name: str) -> bytes | None:
        path = root / name
        try:
            steps = [path, *path.parents[: len(Path(name).parts) - 1]]
            if any(step.is_symlink() for step in steps) or not path.is_file():
                return None
            return path.read_bytes()
        except OSError:
            return None

    return fetch


def in_version(repository: Repository, version: Version, folder: str) -> Fetch:
    """Files of a workspace in `folder` of a saved version."""

    def fetch(name: str) -> bytes | None:
        above, _, last = (f"{folder}/{name}" if folder else name).rpartition("/")
        try:
            entry = repository.entries(version, above).get(last)
            return repository.content(entry) if entry and entry.kind is Kind.FILE else None
        except ShudiError:  # a damaged copy of the repository
            return None

    return fetch


def evidence_part(copy: Copy) -> Part:
    """The scans beside the records, and files among the records that no record speaks of."""
    archive, fetch = copy.archive, on_disk(copy.root)
    faults: list[Fault] = []
    known: set[str] = set()
    for change in archive.changes.values():
        opinions = archive.opinions.get(change.number, ())
        faults += evidence_faults(change, opinions, fetch)
        known |= {attachment_file(change.number, found) for found in attachments_of(change, opinions)}
    unread = any(name.startswith(f"{CHANGES_FOLDER}/") for name in archive.unread)
    for name in [] if unread else _strays(copy.root, known):
        message = f"“{name}”没有哪份记录提到，是多出来的"
        faults.append(Fault("", Place(name), message, "把它移走；附件用 shudi approve --attach 添"))
    return Part(faults, [f"附件 {len(known)} 个，与登记时相同"] if known else [])


def _strays(root: Path, known: Collection[str]) -> Iterator[str]:
    """The files below the records' folder that are neither records nor attachments."""
    for above, folders, names in os.walk(root / CHANGES_FOLDER):
        folders[:] = sorted(folder for folder in folders if not is_hidden(folder))
        for name in sorted(names):
            path = (Path(above) / name).relative_to(root).as_posix()
            if not (is_hidden(name) or is_list_name(name) or name.lower() in _LITTER or path in known):
                yield presentable(path)
