"""A document value as the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from shudi_cli.office.document import Style, WordDocument
from shudi_cli.office.word.blocks import Kit, blocks_xml
from shudi_cli.office.word.look import Template, WordLook
from shudi_cli.office.word.package import add_footer, add_properties, add_styles, blank, mark_text, packed
from shudi_cli.office.word.pages import footer_paragraphs, page_of, section_xml
from shudi_cli.office.word.paragraphs import Pen
from shudi_cli.office.word.template import filled

if TYPE_CHECKING:
    from docx.document import Document


def word_bytes(
    document: WordDocument, look: WordLook | None = None, *, template: Template | None = None
) -> bytes:
    """The Word file of a document, or the office's own template with the document in it.

    Equal values give equal bytes. ShudiError where the template cannot take the document.
    """
    look = look or WordLook()
    if template is not None:
        return filled(document, look, template)
    made = blank(look.fonts)
    styles, table_style = add_styles(made, look.fonts)
    add_properties(made, document.title, document.properties)
    body = made.element.body
    body[:] = []
    mark_text(body, 0)
    ends = _ends(made, document, look, styles)
    return packed(made, _text(document, ends, Kit(Pen(styles, document.revision), table_style)))


def _text(document: WordDocument, ends: Iterable[str], kit: Kit) -> Iterator[str]:
    last = len(document.sections) - 1
    for nth, (section, end) in enumerate(zip(document.sections, ends, strict=True)):
        yield from blocks_xml(section.blocks, page_of(section), kit, "" if nth == last else end)
        if nth == last:
            yield end


def _ends(made: Document, document: WordDocument, look: WordLook, styles: Mapping[Style, str]) -> list[str]:
    """`w:sectPr` of every section; sections that look alike share their footers."""
    footers: dict[object, tuple[str, str]] = {}
    ends = []
    for section in document.sections:
        page = page_of(section)
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
