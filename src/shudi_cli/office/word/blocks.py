"""Blocks one after the other as WordprocessingML, what one needs of the next included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from shudi_cli.office.document import Block, Paragraph, Table
from shudi_cli.office.word.pages import Page
from shudi_cli.office.word.paragraphs import Pen, paragraph_xml
from shudi_cli.office.word.tables import table_xml

#: A section that ends with a table still needs a paragraph, and two tables one between them; this one takes no room.
_NO_ROOM: Final = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr>{}</w:pPr></w:p>'
)
#: What follows begins on a new page.
PAGE_BREAK: Final = _NO_ROOM.format("").replace("<w:snapToGrid", "<w:pageBreakBefore/><w:snapToGrid", 1)


class Kit(NamedTuple):
    """What blocks are written with: a pen, and the id of the style of tables."""

    pen: Pen
    table_style: str


def blocks_xml(
    blocks: Iterable[Block], page: Page, kit: Kit, end: str = "", *, before: str = ""
) -> Iterator[str]:
    """Blocks on pages of a kind after `before`, the last of them holding `end`, the `w:sectPr` of their section."""
    yield before
    held: Paragraph | None = None
    after_table = False
    for block in blocks:
        if held is not None:
            yield paragraph_xml(held, kit.pen)
            held = None
        if isinstance(block, Table):
            if after_table:
                yield _NO_ROOM.format("")
            yield from table_xml(block, kit.pen, (page.across, page.down), kit.table_style)
        else:
            held = block
        after_table = held is None
    if held is not None:
        yield paragraph_xml(held, kit.pen, section=end)
    else:
        yield _NO_ROOM.format(end)
