"""A document value as the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from shudi_cli.office.document import Block, Paragraph, Section, Style, Table, WordDocument
from shudi_cli.office.word.look import WordLook
from shudi_cli.office.word.package import add_footer, add_properties, add_styles, blank, mark_text, packed
from shudi_cli.office.word.pages import LANDSCAPE, PORTRAIT, Page, footer_paragraphs, section_xml
from shudi_cli.office.word.paragraphs import Pen, paragraph_xml
from shudi_cli.office.word.tables import table_xml

if TYPE_CHECKING:
    from docx.document import Document

#: A section that ends with a table still needs a paragraph, and two tables one between them; this one takes no room.
_NO_ROOM = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr>{}</w:pPr></w:p>'
)


class Kit(NamedTuple):
    """What blocks are written with: a pen, and the id of the style of tables."""

    pen: Pen
    table_style: str


def word_bytes(document: WordDocument, look: WordLook | None = None) -> bytes:
    """The Word file of a document; equal values give equal bytes."""
    look = look or WordLook()
    made = blank(look.fonts)
    styles, table_style = add_styles(made, look.fonts)
    add_properties(made, document.title, document.properties)
    body = made.element.body
    body[:] = []
    mark_text(body, 0)
    ends = _ends(made, document, look, styles)
    return packed(made, _text(document, ends, Kit(Pen(styles, document.revision), table_style)))


def blocks_xml(blocks: Iterable[Block], page: Page, kit: Kit, end: str = "") -> Iterator[str]:
    """Blocks on pages of a kind, the last of them holding `end`, the `w:sectPr` of their section."""
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


def _text(document: WordDocument, ends: Iterable[str], kit: Kit) -> Iterator[str]:
    last = len(document.sections) - 1
    for nth, (section, end) in enumerate(zip(document.sections, ends, strict=True)):
        yield from blocks_xml(section.blocks, _page(section), kit, "" if nth == last else end)
        if nth == last:
            yield end


def _ends(made: Document, document: WordDocument, look: WordLook, styles: Mapping[Style, str]) -> list[str]:
    """`w:sectPr` of every section; sections that look alike share their footers."""
    footers: dict[object, tuple[str, str]] = {}
    ends = []
    for section in document.sections:
        page = _page(section)
        kind = (page, section.numbers)
        if kind not in footers:
            odd, even = (
                footer_paragraphs(
                    page, section.numbers, (document.foot, styles[Style.NOTE]), even=even, turned=look.turned
                )
                for even in (False, True)
            )
            footers[kind] = (add_footer(made, odd), add_footer(made, even))
        ends.append(section_xml(page, document.foot, footers[kind]))
    return ends


def _page(section: Section) -> Page:
    return LANDSCAPE if section.landscape else PORTRAIT
