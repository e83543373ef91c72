"""Reading Word, Excel and CSV files as they come: every text a person sees, every doubt named, every trap refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shudi_cli.office.grid import OfficeFile
from shudi_cli.office.reading.bringing import content_of
from shudi_cli.office.reading.sniffing import Kind, kind_of

__all__ = ["read_content", "read_office"]


def read_office(path: Path) -> OfficeFile:
    """The tables of a .docx, .xlsx, .xls or .csv file; older Word and WPS files if LibreOffice is at hand.

    ShudiError, saying what to do, for all that cannot be read with a good conscience.
    """
    return read_content(path.name, content_of(path))


def read_content(name: str, raw: bytes) -> OfficeFile:
    """The same of the content of a file; `name` tells what it ought to be."""
    kind = kind_of(name, raw)
    if kind is Kind.CSV:
        from shudi_cli.office.reading.separated import read_csv

        return read_csv(name, raw)
    if kind is Kind.XLS:
        from shudi_cli.office.reading.old_excel import read_xls

        return read_xls(name, raw)
    if kind is Kind.CONVERTED:
        from shudi_cli.office.reading.converting import converted

        found = read_content(*converted(name, raw))
        told = "旧格式的文件，由 LibreOffice 转换以后读的，编号和合并的格子请对照原件看一遍"
        return replace(found, name=name, remarks=(told, *found.remarks))
    return _of_package(name, raw, kind)


def _of_package(name: str, raw: bytes, kind: Kind) -> OfficeFile:
    from shudi_cli.office.reading.package import Package

    with Package(name, raw) as package:
        package.check(kind)
        if kind is Kind.XLSX:
            from shudi_cli.office.reading.workbook import read_workbook

            return read_workbook(package)
        from shudi_cli.office.reading.document import read_document

        return read_document(package)
