"""The data of the benchmarks: made once from the sample workspace, kept until either changes.

<data>/stamp           the digest of the sample and of these generators
<data>/broken/         the sample with a fault in every chapter file
<data>/province/       c001 … c136, in a git repository with two saved versions and edited files
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import counties
import faults

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "lists"
COUNTIES = 136
#: How many files differ between the two versions, and again between the later one and the files.
EDITED = 40
BEFORE, AFTER = "before", "after"

_STAMP = "stamp"
_UNFINISHED = "unfinished\n"
_SOURCES = [Path(module.__file__ or "") for module in (counties, faults)] + [Path(__file__)]
_IDENTITY = {
    "GIT_AUTHOR_NAME": "benchmark",
    "GIT_AUTHOR_EMAIL": "benchmark@example.invalid",
    "GIT_COMMITTER_NAME": "benchmark",
    "GIT_COMMITTER_EMAIL": "benchmark@example.invalid",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00+0800",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00+0800",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


class ForeignFolderError(Exception):
    """The folder for the data holds something else, which is left alone."""


@dataclass(frozen=True)
class Data:
    """Where the generated files are."""

    folder: Path

    @property
    def lists(self) -> Path:
        """The sample's lists without its records: what a check of lists alone is compared on."""
        return self.folder / "lists"

    @property
    def broken(self) -> Path:
        """The workspace in which every chapter file is broken."""
        return self.folder / "broken"

    @property
    def province(self) -> Path:
        """The folder of the counties' workspaces."""
        return self.folder / "province"

    def chapters(self, count: int = COUNTIES) -> list[str]:
        """The chapter files of the first counties, relative to the province."""
        return [
            path.relative_to(self.province).as_posix()
            for index in range(count)
            for path in chapter_files(self.province / folder_name(index) / counties.LIST)
        ]


def chapter_files(folder: Path) -> list[Path]:
    """The chapter files of a list, in order."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.name != "list.yaml"]


def folder_name(index: int) -> str:
    """The folder of county `index` (from 0)."""
    return f"c{index + 1:03}"


def prepared(folder: Path) -> Data:
    """The data in `folder`, generated anew if the sample or a generator has changed."""
    data = Data(folder)
    stamp, wanted = folder / _STAMP, _wanted_stamp()
    if stamp.is_file() and stamp.read_text() == wanted:
        return data
    if folder.exists() and any(folder.iterdir()) and not stamp.is_file():
        message = f"{folder} is not empty and holds no benchmark data: name another folder"
        raise ForeignFolderError(message)
    folder.mkdir(parents=True, exist_ok=True)
    stamp.write_text(_UNFINISHED)
    for old in (data.lists, data.broken, data.province):
        shutil.rmtree(old, ignore_errors=True)
    _copy_lists(data.lists)
    _write_broken(data.broken)
    _write_province(data.province)
    stamp.write_text(wanted)
    return data


def _wanted_stamp() -> str:
    """A digest over the sample and the generators: no version number that someone forgets to raise."""
    total = hashlib.sha256()
    for path in [*sorted(SAMPLE.rglob("*.yaml")), *_SOURCES]:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest() + "\n"


def _copy_lists(folder: Path) -> None:
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("changes", "releases"))


def _write_broken(folder: Path) -> None:
    _copy_lists(folder)
    lists = [notice.parent for notice in sorted(folder.glob("*/list.yaml"))]
    chapters = [path for found in lists for path in chapter_files(found)]
    for index, path in enumerate(chapters):
        path.write_text(faults.broken(path.read_text(encoding="utf-8"), index), encoding="utf-8")


def _write_province(folder: Path) -> None:
    sample = counties.Sample(SAMPLE)
    for index in range(COUNTIES):
        for name, text in counties.county(sample, index):
            path = folder / folder_name(index) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    _git(folder, "init", "--quiet")
    _save(folder, BEFORE)
    chapters = Data(folder.parent).chapters()
    _edit(folder, chapters[:: len(chapters) // EDITED][:EDITED], "，并报县政府办公室备案")
    _save(folder, AFTER)
    _git(folder, "gc", "--quiet")
    _edit(folder, chapters[1 :: len(chapters) // EDITED][:EDITED], "，并抄送县委编办")
    _git(folder, "status", "--short")  # leaves a fresh index behind, as a person's own look would


def _edit(folder: Path, names: Sequence[str], words: str) -> None:
    """Reword one duty in each of these files."""
    for name in names:
        path = folder / name
        path.write_text(counties.reworded(path.read_text(encoding="utf-8"), words), encoding="utf-8")


def _save(folder: Path, tag: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message", tag)
    _git(folder, "tag", tag)


def _git(folder: Path, *words: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**environment, **_IDENTITY},
        stdout=subprocess.DEVNULL,
        check=True,
    )
