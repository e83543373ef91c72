"""Pages by GB/T 9704: A4, the text area of 156 × 225 mm, 22 lines, page numbers at the outer edge."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final, NamedTuple

from shudi_cli.office.document import PageNumber, Section
from shudi_cli.office.word.styles import LINE, NUMBER
from shudi_cli.office.word.xml import W, escaped

#: Twentieths of a point, and EMU, in a millimetre.
_MM: Final = 1440 / 25.4
_EMU: Final = 36_000
#: The number's dash stands 7 mm below the text area; the foot line needs so much room below the number.
_NUMBER_DROP_MM, _FOOT_GAP, _FOOT_LINE, _FOOT_SIZE = 9.2, 220, 240, 180
#: One 4 号 character: how far a number stands in from the edge.
_INDENT: Final = 280
_FIELD: Final = (
    '<w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r>'
).replace("<w:r><w:t>", '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">')


class Page(NamedTuple):
    """A sheet and its margins, in twentieths of a point."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    landscape: bool = False

    @property
    def across(self) -> int:
        """The width of the text area."""
        return self.width - self.left - self.right

    @property
    def down(self) -> int:
        """Its height."""
        return self.height - self.top - self.bottom


def _page(*sides: float, landscape: bool = False) -> Page:
    width, height, top, right, bottom, left = (round(side * _MM) for side in sides)
    return Page(width, height, top, right, bottom, left, landscape)


PORTRAIT: Final = _page(210, 297, 37, 26, 35, 28)
#: The portrait page turned, so that its number stays where it is when the sheets are bound together (§8).
LANDSCAPE: Final = _page(297, 210, 28, 37, 26, 35, landscape=True)
#: A form is no official letter: what it holds should stand on one sheet.
_FORM: Final = _page(210, 297, 15, 20, 22, 20)
_FORM_TURNED: Final = _page(297, 210, 20, 15, 22, 20, landscape=True)


def page_of(section: Section) -> Page:
    """The page of a section."""
    if section.form:
        return _FORM_TURNED if section.landscape else _FORM
    return LANDSCAPE if section.landscape else PORTRAIT


def section_xml(page: Page, foot: str, footers: tuple[str, str]) -> str:
    """`w:sectPr` of a page with the relationship ids of its footers, for odd and for even pages."""
    odd, even = footers
    turned = ' w:orient="landscape"' if page.landscape else ""
    drop = round(_NUMBER_DROP_MM * _MM) + (_FOOT_GAP + _foot_lines(foot, page) * _FOOT_LINE if foot else 0)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="851" w:footer="{max(340, page.bottom - drop)}" w:gutter="0"/>'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


def footer_paragraphs(
    page: Page, numbers: PageNumber, below: tuple[str, str], *, even: bool, turned: bool
) -> Iterator[str]:
    """The paragraphs of a footer; `below` is the foot line and the id of its style."""
    foot, note = below
    side, edge = ("left", "left") if even else ("right", "right")
    field = "" if numbers is PageNumber.NONE else _FIELD
    place = f'<w:ind w:{edge}="{_INDENT}"/><w:jc w:val="{side}"/>'
    if numbers is PageNumber.CENTRE:
        place = '<w:jc w:val="center"/>'
    elif turned and page.landscape and field:
        field = _turned_box(page, field, even=even)
    yield (f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{NUMBER.id}"/>{place}</w:pPr>{field}</w:p>')
    if foot:
        yield (
            f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{note}"/>'
            f'<w:spacing w:before="{_FOOT_GAP}"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
            f'<w:t xml:space="preserve">{escaped(foot)}</w:t></w:r></w:p>'
        )


def _foot_lines(foot: str, page: Page) -> int:
    wide = sum(1.0 if ord(letter) > ord("\u2e7f") else 0.5 for letter in foot)
    return max(1, ceil(wide * _FOOT_SIZE / page.across))


def _turned_box(page: Page, field: str, *, even: bool) -> str:
    """The number where the turned portrait page has it: at the left edge, odd ones below and even ones above."""
    long, thick = 30 * _EMU, 8 * _EMU
    mm = 1 / _MM
    left = round((page.left * mm - 7) * _EMU - thick / 2)
    inset = _INDENT * mm * _EMU
    top = round(
        page.top * mm * _EMU + inset if even else (page.height - page.bottom) * mm * _EMU - inset - long
    )
    side = "left" if even else "right"
    return (
        "<w:r><w:drawing>"
        '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0"'
        ' distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{thick}" cy="{long}"/><wp:wrapNone/><wp:docPr id="{2 if even else 1}" name="页码"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
        ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{thick}" cy="{long}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx>'
        f'<w:txbxContent><w:p><w:pPr><w:pStyle w:val="{NUMBER.id}"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
        '</w:txbxContent></wps:txbx><wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
