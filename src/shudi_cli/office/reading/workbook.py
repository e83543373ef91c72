"""Reading .xlsx: the workbook, what its sheets share, and one grid a sheet.

A reader of our own, one pass over each sheet: it sees formula and saved value, hidden rows, merges and formats
together, keeps only cells with text, and is as fast as the file is written (openpyxl takes five times as long, twice).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from shudi_cli.office.grid import Grid, OfficeFile
from shudi_cli.office.reading.cell_text import rich_text, struck_part, switched_on
from shudi_cli.office.reading.markup import attribute, elements
from shudi_cli.office.reading.numbers import BUILT_IN, number_format, text_format
from shudi_cli.office.reading.package import Package
from shudi_cli.office.reading.sheet import Shared, SheetPart, read_sheet


def read_workbook(package: Package) -> OfficeFile:
    """A whole workbook; sheets that are charts are left out and told."""
    relations = {found.id: found for found in package.relations(package.main)}
    root = package.root(package.main)
    assert root is not None
    remarks = list(package.remarks)
    shared = _shared(package, root)
    grids: list[Grid] = []
    feet: list[str] = []
    for found in root.iterfind("{*}sheets/{*}sheet"):
        name, relation = found.get("name", ""), relations.get(attribute(found, "id") or "")
        if relation is None or relation.type != "worksheet":
            remarks.append(f"“{name}”不是普通的工作表，没有读")
            continue
        part = SheetPart(
            len(grids) + 1, name, relation.target, hidden=found.get("state", "visible") != "visible"
        )
        grid, told, foot = read_sheet(package, part, shared)
        grids.append(grid)
        remarks += told
        feet += [foot] if foot else []
    return OfficeFile(
        package.name,
        "xlsx",
        tuple(grids),
        package.properties,
        remarks=tuple(remarks),
        feet=tuple(dict.fromkeys(feet)),
    )


def _shared(package: Package, root: etree._Element) -> Shared:
    settings = root.find("{*}workbookPr")
    strings = package.related(package.main, "sharedStrings")
    styles = package.related(package.main, "styles")
    faces = package.root(styles) if styles else None
    codes = _codes(faces)
    texts, struck_strings = _strings(package, strings) if strings else ((), frozenset())
    return Shared(
        texts,
        [number_format(code) for code in codes],
        since_1904=settings is not None and settings.get("date1904") in {"1", "true"},
        struck=_struck(faces),
        struck_strings=struck_strings,
        faces=[text_format(code) for code in codes],
    )


def _strings(package: Package, part: str) -> tuple[Sequence[str], frozenset[str]]:
    """The texts, and the numbers of those a part of which has a line through it."""
    raw = package.read(part)
    texts: list[str] = []
    struck: set[str] = set()
    for found in elements(package.name, part, raw, ("si",)) if raw is not None else ():
        if struck_part(found):
            struck.add(str(len(texts)))
        texts.append(rich_text(found))
    return texts, frozenset(struck)


def _struck(root: etree._Element | None) -> frozenset[str]:
    """The cell styles whose face has a line through it."""
    if root is None:
        return frozenset()
    fonts = [switched_on(font.find("{*}strike")) for font in root.iterfind("{*}fonts/{*}font")]
    faces = {str(nth) for nth, struck in enumerate(fonts) if struck}
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(nth) for nth, style in styles if style.get("fontId") in faces)


def _codes(root: etree._Element | None) -> Sequence[str]:
    """The format code of each cell style."""
    if root is None:
        return ()
    codes = {**BUILT_IN, "49": "@"}
    for found in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[found.get("numFmtId", "")] = found.get("formatCode", "")
    return [codes.get(found.get("numFmtId", "0"), "General") for found in root.iterfind("{*}cellXfs/{*}xf")]
