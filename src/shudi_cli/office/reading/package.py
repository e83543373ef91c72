"""A .docx or .xlsx as the package of parts it is: limits kept, XML traps refused, nothing outside ever fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import cached_property
from types import TracebackType
from typing import NamedTuple, Self

from lxml import etree

from shudi_cli.errors import ShudiError
from shudi_cli.office.reading.markup import local, parsed, refuse_declarations
from shudi_cli.office.reading.sniffing import Kind

_PARTS = 3000
_TOTAL = 300_000_000
_PART = 120_000_000
_RATIO = 200
#: Below this size nothing is a bomb, however well it is packed.
_HARMLESS = 1_000_000
_ENCRYPTED_BIT = 0x1
_BROKEN = "可能没有下载完，或文件坏了；重新要一份，或用 Word、Excel、WPS 打开，另存一份再读"
#: What stands in the content type of the main part → what the file is.
_MAIN = (("wordprocessingml", "Word 文件"), ("ms-word.document", "Word 文件"), ("sheet.binary", "二进制的 Excel 文件（.xlsb）"),
         ("spreadsheetml", "Excel 文件"), ("ms-excel.sheet", "Excel 文件"), ("presentation", "演示文稿"))  # fmt: skip
_WANTED = {Kind.DOCX: "Word 文件", Kind.XLSX: "Excel 文件"}


class Relation(NamedTuple):
    """A relation between parts: its id, the last word of its type, the part it points to."""

    id: str
    type: str
    target: str


class Package:
    """An opened package; every part is read whole, within limits."""

    def __init__(self, name: str, raw: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise ShudiError(f"“{name}”不完整或已经损坏", _BROKEN) from error
        self._entries = self._checked()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        """The parts by name. ShudiError when the package is no honest one."""
        entries = self._zip.infolist()
        named = {entry.filename.lower(): entry for entry in entries}
        told = None
        if len(entries) > _PARTS:
            told = f"里面有 {len(entries)} 个部件，太多了"
        elif len(named) < len(entries):
            told = "里面有重名的部件"
        elif any(_escapes(entry.filename) for entry in entries):
            told = "里面有指向文件以外的路径"
        elif any(entry.flag_bits & _ENCRYPTED_BIT for entry in entries):
            raise ShudiError(f"“{self.name}”加了密码，读不了", "取消密码，另存一份再读")
        elif sum(entry.file_size for entry in entries) > _TOTAL or any(map(_bomb, entries)):
            told = "展开以后大得不正常"
        if told is not None:
            raise ShudiError(
                f"“{self.name}”不像正常的 Office 文件：{told}，没有读", "弄清它的来历；确实要用，" + _BROKEN
            )
        return named

    def check(self, kind: Kind) -> None:
        """That the file is what it is taken for, and no XML part declares entities. ShudiError where not."""
        for entry in self._entries.values():
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                refuse_declarations(self.name, self.read(entry.filename) or b"")
        what = next((what for mark, what in _MAIN if mark in self._main_type), None)
        if what is None:
            raise ShudiError(
                f"“{self.name}”是压缩包，不是 Word 或 Excel 文件", "先解压，读里面的 .docx 或 .xlsx"
            )
        if what != _WANTED[kind]:
            raise ShudiError(
                f"“{self.name}”的扩展名说是{_WANTED[kind]}，内容却是{what}",
                "把扩展名改对，或另存为 .docx、.xlsx 再读",
            )

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is no such part. What it says of its size is not believed."""
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                raw = stream.read(_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise ShudiError(f"“{self.name}”已经损坏，里面的 {entry.filename} 读不出来", _BROKEN) from error
        if len(raw) > _PART:
            raise ShudiError(
                f"“{self.name}”不像正常的 Office 文件：展开以后大得不正常，没有读", "弄清它的来历"
            )
        return raw

    def root(self, part: str) -> etree._Element | None:
        """The root element of an XML part; None where there is no such part."""
        raw = self.read(part)
        return None if raw is None else parsed(self.name, part, raw)

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """The relations of a part (of the package itself by default); those to the world outside are left out."""
        folder, _, file = part.rpartition("/")
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return tuple(
            Relation(
                found.get("Id", ""),
                found.get("Type", "").rpartition("/")[2],
                _target(folder, found.get("Target", "")),
            )
            for found in (() if root is None else root)
            if found.get("TargetMode") != "External"
        )

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that a part is related to."""
        return next((found.target for found in self.relations(part) if found.type == kind), None)

    @cached_property
    def main(self) -> str:
        """The part that holds the document itself."""
        found = self.related("", "officeDocument")
        if found is None or found.lower() not in self._entries:
            raise ShudiError(f"“{self.name}”不完整，里面没有正文", _BROKEN)
        return found

    @cached_property
    def _main_type(self) -> str:
        root = self.root("[Content_Types].xml")
        if root is None:
            return ""
        said = {
            found.get("PartName", found.get("Extension", "")).lstrip("/").lower(): found.get(
                "ContentType", ""
            )
            for found in root
        }
        return said.get(self.main.lower(), said.get(self.main.rpartition(".")[2].lower(), ""))

    @property
    def properties(self) -> dict[str, str]:
        """The custom document properties."""
        part = self.related("", "custom-properties")
        root = self.root(part) if part else None
        return {
            found.get("name", ""): "".join(str(text) for text in found.itertext()).strip()
            for found in (() if root is None else root)
            if local(found) == "property"
        }

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the file carries beside its text, and was not touched."""
        told = []
        if any(name.endswith("vbaproject.bin") for name in self._entries):
            told.append("文件里有宏，没有运行，也没有读")
        if any("/embeddings/" in name for name in self._entries):
            told.append("文件里嵌着别的文件，没有读")
        if any("/externallinks/" in name for name in self._entries):
            told.append("文件里有公式引用别的文件，没有去取，只读了保存时的值")
        return tuple(told)


def _target(folder: str, target: str) -> str:
    return (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    )


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _bomb(entry: zipfile.ZipInfo) -> bool:
    size = entry.file_size
    return size > _PART or (size > _HARMLESS and size > _RATIO * max(entry.compress_size, 1))
