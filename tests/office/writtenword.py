"""Word files that the tests write, taken apart again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from shudi_cli.office.document import (
    Cell,
    Mark,
    Paragraph,
    Revision,
    Row,
    Run,
    Section,
    Style,
    Table,
    WordDocument,
    cell,
    text,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BY = Revision("县委编办", "2026-03-14T09:30:00")


def parts(raw: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(raw: bytes) -> Any:
    """The body of the document."""
    return etree.fromstring(parts(raw)["word/document.xml"])[0]


def shown(element: Any) -> str:
    """The text of what lies below, removed text too; a line break is a line feed."""
    return "".join(
        {f"{W}br": "\n", f"{W}tab": "\t"}.get(piece.tag, piece.text or "")
        for piece in element.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab")
    )


def cells(raw: bytes) -> list[list[str]]:
    """The text of every cell of every table, row by row; paragraphs are parted by line feeds."""
    return [
        ["\n".join(shown(paragraph) for paragraph in found.iter(f"{W}p")) for found in row.iter(f"{W}tc")]
        for row in body(raw).iter(f"{W}tr")
    ]


def one(*blocks: Any, **facts: Any) -> WordDocument:
    """A document of one section."""
    return WordDocument("题名", (Section(blocks, **facts),))


def small() -> WordDocument:
    """A document with a bit of everything."""
    head = (
        Row(
            (
                cell("序号", Style.TABLE_HEAD, rows=2),
                cell("责任", Style.TABLE_HEAD, columns=2),
            ),
            head=True,
        ),
        Row((cell("主体", Style.TABLE_HEAD), cell("配合", Style.TABLE_HEAD)), head=True),
    )
    band = Paragraph((Run("一、水务领域（1项）"),), Style.TABLE_BAND, keeps=True, outline=1)
    table = Table((1, 3, 3), (*head, Row((Cell((band,), 3),)), Row((cell("1"), cell("甲\n乙"), cell("丙")))))
    face = {"正式版本": "2026.1", "版本指纹": "sha256:0123"}
    return WordDocument(
        "清单",
        (
            Section((text("附件1", Style.ANNEX), text("清单", Style.TITLE), text("正文，“引号”。"))),
            Section((table,), landscape=True),
        ),
        face,
        "示例县　2026.1",
        BY,
    )


MARKS = st.sampled_from(Mark)
#: Text without what a paragraph or XML would part.
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
RUNS = st.builds(Run, PLAIN, st.booleans(), MARKS)


def paragraphs_of(marks: Any) -> Any:
    """Paragraphs whose runs and end are marked."""
    return st.builds(
        lambda runs, mark: Paragraph(tuple(runs), Style.TABLE_TEXT, mark=mark),
        st.lists(RUNS, max_size=3),
        marks,
    )


def told(paragraphs: Any, wanted: set[Mark]) -> list[str]:
    """The lines a marked text has in the version that shows marks of these kinds.

    The end of what is marked comes and goes with its mark, the last end of all never.
    """
    lines = [""]
    for paragraph in paragraphs:
        lines[-1] += "".join(run.text for run in paragraph.runs if run.mark in wanted)
        if paragraph.mark in wanted:
            lines.append("")
    return lines


def resolved(cell_element: Any, kept: str, dropped: str) -> list[str]:
    """The lines of a cell once all revisions are accepted (kept w:ins, dropped w:del) or rejected (the reverse)."""
    lines = [""]
    found = list(cell_element.iter(f"{W}p"))
    for nth, paragraph in enumerate(found):
        for run in paragraph.iter(f"{W}r"):
            if run.getparent().tag != f"{W}{dropped}":
                lines[-1] += shown(run)
        gone = paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None
        if nth + 1 < len(found) and not gone:
            lines.append("")
    del kept
    return lines


def in_order(element: Any, order: tuple[str, ...]) -> Iterator[str]:
    """What stands below an element against the order of the schema."""
    names = [child.tag.removeprefix(W) for child in element]
    unknown = [name for name in names if name not in order]
    yield from (f"{element.tag.removeprefix(W)}: {name}" for name in unknown)
    places = [order.index(name) for name in names if name in order]
    if places != sorted(places):
        yield f"{element.tag.removeprefix(W)}: {names}"
