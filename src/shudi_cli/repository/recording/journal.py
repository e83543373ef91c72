"""What is about to be done, written down so that whoever comes next can finish or undo it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.repository.entries import Entry
from shudi_cli.repository.recording import disk
from shudi_cli.repository.recording.place import Place, own_folder

NAME = "journal.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A file of the work tree: fingerprint of what it holds, and the blob whose content it gets; None for no file."""

    path: str
    was: str | None
    becomes: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """An act that is under way: `branch` goes from version `base` to `version`.

    `entries` is what the index notes afterwards of each file concerned.
    """

    summary: str
    branch: str
    base: str
    version: str
    steps: Sequence[Step]
    entries: Mapping[str, Entry | None]


def fingerprint(content: bytes | None) -> str | None:
    """What tells a content from any other; None of None."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def path_in(git_dir: Path) -> Path:
    """Where the journal stands while an act is under way."""
    return own_folder(git_dir) / NAME


def keep(place: Place, journal: Journal) -> None:
    """Write it down, and wait until it is on the disk."""
    data = {
        "format": _FORMAT,
        "summary": journal.summary,
        "branch": journal.branch,
        "base": journal.base,
        "version": journal.version,
        "steps": [[step.path, step.was, step.becomes] for step in journal.steps],
        "entries": {path: entry and list(entry) for path, entry in journal.entries.items()},
    }
    path = path_in(place.git_dir)
    disk.write_whole(path, place.own(f"{NAME}.part"), json.dumps(data, indent=1).encode())
    disk.sync_folders([own_folder(place.git_dir)])


def parse(content: bytes) -> Journal:
    """Read it back; ValueError if it is none of ours."""
    try:
        data = json.loads(content)
        if data["format"] != _FORMAT:
            raise ValueError("format")
        return Journal(
            summary=str(data["summary"]),
            branch=str(data["branch"]),
            base=str(data["base"]),
            version=str(data["version"]),
            steps=[Step(*step) for step in data["steps"]],
            entries={path: entry and Entry(*entry) for path, entry in data["entries"].items()},
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no journal") from error


def drop(place: Place) -> None:
    """The act is finished or undone."""
    disk.discard(path_in(place.git_dir))
    disk.sync_folders([own_folder(place.git_dir)])
