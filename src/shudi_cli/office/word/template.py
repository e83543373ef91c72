"""An office's own template (套红头): its placeholders are filled in, its paragraph 〖清单表〗 becomes the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import dropwhile
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from shudi_cli.errors import ShudiError
from shudi_cli.office.document import Block, Section, Style, Table, WordDocument, text
from shudi_cli.office.word.blocks import PAGE_BREAK, Kit, blocks_xml
from shudi_cli.office.word.package import add_properties, add_styles, mark_text, packed
from shudi_cli.office.word.pages import PORTRAIT, Page
from shudi_cli.office.word.paragraphs import Pen
from shudi_cli.office.word.placeholders import TABLE, fill, names_in, paragraphs, refuse_unknown, text_of
from shudi_cli.office.word.xml import W

if TYPE_CHECKING:
    from docx.document import Document

    from shudi_cli.office.word.look import Template, WordLook

_MARK = f"〖{TABLE}〗"
_AGAIN = "用 Word 或 WPS 打开，另存为 .docx 再用"
#: What stands above the table is the template's own matter.
_ABOVE = {Style.ANNEX, Style.TITLE, Style.SUBTITLE, Style.PLAIN, Style.BODY}
#: The placeholders that say which edition it is.
_SAYING = {"说明", "版本说明"}
_EDITION, _INTERNAL = "版面", "内部"


def filled(document: WordDocument, look: WordLook, template: Template) -> bytes:
    """The template with a document in it. ShudiError where the template is no such thing, or unclear."""
    with _opened(template) as made:
        roots = [made.element.body, *_margins(made)]
        refuse_unknown(roots, document.fields)
        place = _place(made, template.name)
        page = _page(place)
        if min(page.across, page.down) <= 0:
            raise ShudiError(
                f"模板“{template.name}”里放表格的那一页，页边距比纸还大", "在 Word 里改小页边距再用"
            )
        told = _told(document, names_in(roots))
        styles, table_style = add_styles(made, look.fonts)
        add_properties(made, document.title, document.properties)
        for root in roots:
            fill(root, document.fields)
        _make_room(place)
        kit = Kit(Pen(styles, document.revision), table_style)
        return packed(made, _pages(told, document, page, kit))


def is_turned(template: Template) -> bool:
    """Whether the page that the table goes on is a landscape one."""
    with _opened(template) as made:
        return _page(_place(made, template.name)).landscape


@contextmanager
def _opened(template: Template) -> Iterator[Document]:
    """The template, opened by python-docx, which believes what it reads: what it stumbles over is a broken file."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    name, raw = template
    _checked(name, raw)
    try:
        made = docx.Document(BytesIO(raw))
        if made.element.nsmap.get("w") != W:
            raise ShudiError(f"模板“{name}”是少见的 Word 格式（严格 Open XML 或别的程序写的）", _AGAIN)
        yield made
    except (OpcError, LxmlError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ShudiError(f"模板“{name}”里有损坏的部分，用不了", _AGAIN) from error


def _checked(name: str, raw: bytes) -> None:
    """ShudiError for what is no Word file, has macros, or is not safe to open."""
    from shudi_cli.office.reading.package import Package
    from shudi_cli.office.reading.sniffing import Kind, kind_of

    if PurePath(name).suffix.lower() == ".docm":
        raise ShudiError(f"模板“{name}”带有宏，不能用", _AGAIN)
    if kind_of(name, raw) is not Kind.DOCX:
        raise ShudiError(f"模板“{name}”不是 .docx 文件", _AGAIN)
    with Package(name, raw) as package:
        package.check(Kind.DOCX)
        if any("宏" in remark for remark in package.remarks):
            raise ShudiError(f"模板“{name}”带有宏，不能用", _AGAIN)


def _margins(made: Document) -> Iterator[Any]:
    """The headers and footers."""
    for found in made.part.rels.values():
        if found.reltype.rsplit("/", 1)[-1] in {"header", "footer"}:
            part: Any = found.target_part
            yield part.element


def _place(made: Document, name: str) -> Any:
    """The paragraph that becomes the table."""
    body = made.element.body
    found = [paragraph for paragraph in paragraphs(body) if _MARK in "".join(text_of(paragraph).split())]
    if not found:
        raise ShudiError(f"模板“{name}”里没有{_MARK}，不知道表格放在哪里", f"在放表格的地方单独写一段{_MARK}")
    if len(found) > 1:
        raise ShudiError(f"模板“{name}”里有 {len(found)} 个{_MARK}", "只留一个")
    if "".join(text_of(found[0]).split()) != _MARK or found[0].getparent() is not body:
        raise ShudiError(
            f"模板“{name}”里的{_MARK}不是单独的一段", "让它自成一段，不放在表格、文本框里，前后不写别的字"
        )
    return found[0]


def _page(place: Any) -> Page:
    """The page of the section that holds a paragraph."""
    ends = [place, *place.itersiblings()]
    section = next((found for end in ends for found in end.iter(f"{{{W}}}sectPr")), None)
    if section is None or section.find(f"{{{W}}}pgSz") is None or section.find(f"{{{W}}}pgMar") is None:
        return PORTRAIT
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    width, height = (_twips(size, side, 11906) for side in ("w", "h"))
    top, right, bottom, left = (_twips(margins, side, 1440) for side in ("top", "right", "bottom", "left"))
    return Page(width, height, top, right, bottom, left + _twips(margins, "gutter", 0), width > height)


def _twips(element: Any, side: str, default: int) -> int:
    said = str(element.get(f"{{{W}}}{side}", ""))
    return abs(int(said)) if said.removeprefix("-").isdigit() else default


def _make_room(place: Any) -> None:
    """The mark for the text in the paragraph's place; the paragraph stays, empty, where a section ends with it."""
    body = place.getparent()
    mark_text(body, body.index(place))
    if place.find(f"{{{W}}}pPr/{{{W}}}sectPr") is None:
        body.remove(place)
        return
    for child in [child for child in place if child.tag != f"{{{W}}}pPr"]:
        place.remove(child)


def _told(document: WordDocument, names: Collection[str]) -> Sequence[Block]:
    """What must be said above the matter of an internal edition where the template has no place for it."""
    edition = document.properties.get(_EDITION, "")
    return [text(f"（{edition}）", Style.SUBTITLE)] if _INTERNAL in edition and not _SAYING & {*names} else []


def _pages(told: Sequence[Block], document: WordDocument, page: Page, kit: Kit) -> Iterator[str]:
    """The matter of the sections, each beginning on a page of its own."""
    begun = False
    for section in document.sections:
        blocks = list(section.blocks) if begun else _matter(section)
        if blocks:
            yield from blocks_xml(
                [*([] if begun else told), *blocks], page, kit, before=PAGE_BREAK if begun else ""
            )
            begun = True


def _matter(section: Section) -> Sequence[Block]:
    """The blocks from the first heading or table on."""
    return list(
        dropwhile(lambda block: not isinstance(block, Table) and block.style in _ABOVE, section.blocks)
    )
