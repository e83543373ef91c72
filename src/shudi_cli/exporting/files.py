"""The files of an export, by format; each format is one function, loaded when it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from shudi_cli.documents.csv_file import csv_bytes
from shudi_cli.errors import ShudiError
from shudi_cli.exporting.asked import Asked
from shudi_cli.model import DutyList, Release
from shudi_cli.office.word.look import Template
from shudi_cli.releases.output_json import LISTS, lists_data
from shudi_cli.releases.output_json import json_files as release_json
from shudi_cli.releases.outputs import Issue

#: Format → the ending of its files, where its writer is.
FORMATS: Mapping[str, tuple[str, str]] = {
    "word": ("docx", "shudi_cli.exporting.word"),
    "excel": ("xlsx", "shudi_cli.exporting.excel"),
    "csv": ("csv", "shudi_cli.exporting.files"),
    "json": ("json", "shudi_cli.exporting.files"),
}
#: A part of a file's name is cut here: a name of more than 255 bytes is refused by every system.
_LONGEST = 20
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True)
class Export:
    """What is exported, and what its files say of themselves. The template and whether it is a booklet are Word's.

    `day` (ISO text) is that on which the contacts on cards serve; `release` the one whose content this is.
    """

    asked: Asked
    face: Mapping[str, str]
    day: str
    release: Release | None = None
    template: Template | None = None
    booklet: bool = False

    def named(self, what: str, ending: str) -> str:
        """A file's name: county, what it is, which part, which version, which edition."""
        version = self.face.get("正式版本") or "草稿"
        edition = "内部版" if "内部" in self.face["版面"] else "公开版"
        parts = (self.face["地区"] + what, self.asked.wish.form, self.asked.extract, version, edition)
        return "-".join(_NOT_IN_NAMES.sub("_", part)[:_LONGEST] for part in parts if part) + f".{ending}"


Contents = Mapping[str, bytes]


def export_files(form: str, export: Export) -> Contents:
    """The files of an export, by name."""
    ending, module = FORMATS[form]
    write: Callable[[Export, str], Contents] = getattr(import_module(module), f"{form}_files")
    return write(export, ending)


def csv_files(export: Export, ending: str) -> Contents:
    """One table a list, with every column."""
    tables = export.asked.tables(export.face, whole=True)
    lists = zip(export.asked.lists, tables, strict=True)
    return {export.named(called(found, export), ending): csv_bytes(table) for found, table in lists}


def json_files(export: Export, ending: str) -> Contents:
    """The lists as data. All the lists of a release are its own JSON, with the manifest that proves it."""
    asked = export.asked
    if asked.extract or asked.wish.form:
        raise ShudiError(
            "JSON 是整份清单的数据，不能只取一部分",
            "去掉 --unit、--domain、--form 和事项编号，或导出成 Excel、CSV",
        )
    if export.release is not None and len(asked.lists) == len(asked.workspace.lists):
        (raw,) = release_json(Issue(export.release, asked.workspace, asked.wish.edition)).values()
        return {export.named(what_of(export), ending): raw}
    data: dict[str, Any] = {
        **export.face,
        LISTS: lists_data(asked.workspace, asked.lists, asked.wish.edition),
    }
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return {export.named(what_of(export), ending): text.encode()}


def what_of(export: Export) -> str:
    """What a file with all the lists is called: by the list where there is one."""
    lists = export.asked.lists
    return called(lists[0], export) if len(lists) == 1 else "清单"


def called(duty_list: DutyList, export: Export) -> str:
    """What a list's file is called: by its kind, and by its folder where the county has several of the kind."""
    kind = duty_list.notice.kind
    several = sum(other.notice.kind == kind for other in export.asked.workspace.lists) > 1
    return f"{kind}-{duty_list.folder}" if several else kind
