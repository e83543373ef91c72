"""成品: the files of a release that are handed out, a public and an internal edition; same release, same bytes.

A format is one function from an `Issue` to named contents; it is added in `_writers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.editions import Edition
from shudi_cli.workspace import Workspace
from shudi_cli.writing import write_whole

Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Issue:
    """A release to be written out: its manifest, the workspace it holds (as released), the edition."""

    release: Release
    workspace: Workspace
    edition: Edition

    @property
    def stem(self) -> str:
        """How its file names begin: 2026.1-public."""
        return f"{self.release.number}-{self.edition.word}"

    @property
    def face(self) -> Mapping[str, str]:
        """What every file says of itself, by title."""
        return face_of(self.release, self.edition)


def face_of(release: Release, edition: Edition) -> Mapping[str, str]:
    """What every file of an edition says of itself, by title."""
    return {
        "版面": edition.title,
        "地区": release.region,
        "正式版本": release.number,
        "文号": release.document_number,
        "发布日期": release.day,
        "生效日期": release.effective,
        "发布单位": release.unit,
        "版本指纹": release.digest,
    }


def outputs(release: Release, workspace: Workspace, edition: Edition) -> Contents:
    """Every file of one edition of a release, by name; `workspace` is exactly what was released."""
    issue = Issue(release, workspace, edition)
    return {name: content for writer in _writers() for name, content in writer(issue).items()}


def _writers() -> tuple[Callable[[Issue], Contents], ...]:
    from shudi_cli.releases.output_csv import csv_files
    from shudi_cli.releases.output_excel import excel_files
    from shudi_cli.releases.output_json import json_files
    from shudi_cli.releases.output_word import word_files

    return json_files, csv_files, word_files, excel_files


def write_outputs(folder: Path, contents: Contents) -> None:
    """Write files into a folder, made where it is missing; each is written whole. ShudiError when one cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShudiError(
            f"建不了文件夹“{folder}”", "核对上级文件夹是否存在、是否有写入权限，有没有同名的文件"
        ) from error
    for name, content in contents.items():
        write_whole(folder / name, content)
