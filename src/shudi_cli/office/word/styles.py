"""The styles of a document (GB/T 9704), as data, and as the XML of `styles.xml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from shudi_cli.office.document import Style
from shudi_cli.office.word.look import SUBSTITUTES, Face, Fonts
from shudi_cli.office.word.xml import NAMESPACES, attribute, only_if

#: 22 lines a page: 225 mm / 22, in twentieths of a point.
LINE: Final = 579
#: 28 characters of 16 pt fill 156 mm when each gives up a quarter of a point; a grid of characters would be
#: the other way, but LibreOffice then gives each character two cells.
_TIGHT: Final = -5
_NO_GRID: Final = '<w:snapToGrid w:val="0"/>'
_RED: Final = '<w:color w:val="FF0000"/>'
TABLE_STYLE: Final = "ShudiTable"
TABLE_STYLE_NAME: Final = "清单表"


class Spec(NamedTuple):
    """A paragraph style. `size` in half points, `line` (exact) and `right` in twentieths of a point.

    `name` is the name in the file: Word shows its own “Title” as 标题, and a second 标题 would be in its way.
    """

    id: str
    name: str
    face: Face
    size: int
    line: int = LINE
    align: str = "both"
    first: bool = False
    right: int = 0
    keeps: bool = False
    outline: int | None = None
    grid: bool = True
    before: int = 0
    red: bool = False
    rule: bool = False


_3, _SMALL_4, _5, _SMALL_5, _2, _4 = 32, 24, 21, 18, 44, 28
SPECS: Final[Mapping[Style, Spec]] = MappingProxyType(
    {
        Style.TITLE: Spec("Title", "Title", Face.TITLE, _2, align="center", keeps=True, grid=False),
        Style.SUBTITLE: Spec("Subtitle", "Subtitle", Face.KAI, _3, align="center"),
        Style.ANNEX: Spec("ShudiAnnex", Style.ANNEX.value, Face.HEI, _3, align="left"),
        Style.HEADING: Spec(
            "ShudiHeading", Style.HEADING.value, Face.HEI, _3, first=True, keeps=True, outline=0
        ),
        Style.SUBHEADING: Spec(
            "ShudiSubheading", Style.SUBHEADING.value, Face.KAI, _3, first=True, keeps=True, outline=1
        ),
        Style.BODY: Spec("ShudiBody", Style.BODY.value, Face.BODY, _3, first=True),
        Style.PLAIN: Spec("ShudiPlain", Style.PLAIN.value, Face.BODY, _3),
        # 35 mm less what stands empty above the glyphs of 44 points.
        Style.RED_HEAD: Spec(
            "ShudiRedHead",
            Style.RED_HEAD.value,
            Face.TITLE,
            88,
            1056,
            "center",
            grid=False,
            before=1870,
            red=True,
        ),
        Style.RED_NUMBER: Spec(
            "ShudiRedNumber", Style.RED_NUMBER.value, Face.BODY, _3, align="center", rule=True
        ),
        Style.SIGNATURE: Spec(
            "ShudiSignature", Style.SIGNATURE.value, Face.BODY, _3, align="right", right=1280
        ),
        Style.TABLE_HEAD: Spec(
            "ShudiTableHead", Style.TABLE_HEAD.value, Face.HEI, _SMALL_4, 360, "center", grid=False
        ),
        Style.TABLE_BAND: Spec(
            "ShudiTableBand", Style.TABLE_BAND.value, Face.HEI, _SMALL_4, 420, "left", keeps=True, grid=False
        ),
        Style.TABLE_TEXT: Spec(
            "ShudiTableText", Style.TABLE_TEXT.value, Face.BODY, _5, 320, "both", grid=False
        ),
        Style.TABLE_CENTRE: Spec(
            "ShudiTableCentre", Style.TABLE_CENTRE.value, Face.BODY, _5, 320, "center", grid=False
        ),
        Style.NOTE: Spec("ShudiNote", Style.NOTE.value, Face.SONG, _SMALL_5, 240, "left", grid=False),
    }
)
#: The style of page numbers: 4 号 宋体, in a line of its own height.
NUMBER: Final = Spec("ShudiPageNumber", "公文页码", Face.SONG, _4, 320, "left", grid=False)


def style_elements(fonts: Fonts) -> Iterator[tuple[str, str]]:
    """Every style, as its name and its XML."""
    for spec in (*SPECS.values(), NUMBER):
        yield spec.name, _paragraph_style(spec, fonts)
    yield TABLE_STYLE_NAME, _table_style()


def defaults(fonts: Fonts) -> str:
    """`w:docDefaults`: what holds where no style says otherwise."""
    return (
        f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>{_fonts(fonts.body)}"
        f'<w:sz w:val="{_3}"/><w:szCs w:val="{_3}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def basic_styles() -> Iterator[str]:
    """The styles every document must have."""
    for kind, style, name in (
        ("paragraph", "Normal", "Normal"),
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("numbering", "NoList", "No List"),
    ):
        shown = "<w:qFormat/>" if kind == "paragraph" else '<w:uiPriority w:val="99"/><w:semiHidden/>'
        yield (
            f'<w:style {NAMESPACES} w:type="{kind}" w:default="1" w:styleId="{style}"><w:name w:val="{name}"/>'
            f"{shown}</w:style>"
        )
    yield (
        f'<w:style {NAMESPACES} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{_margins(108)}</w:tblCellMar></w:tblPr></w:style>"
    )


def font_entries(fonts: Fonts) -> Iterator[tuple[str, str]]:
    """The entries of `fontTable.xml`, by font, each with what may stand in for it."""
    for font in dict.fromkeys(fonts):
        substitute = SUBSTITUTES.get(font)
        other = f'<w:altName w:val="{attribute(substitute)}"/>' if substitute else ""
        yield font, f'<w:font {NAMESPACES} w:name="{attribute(font)}">{other}<w:charset w:val="86"/></w:font>'


def _paragraph_style(spec: Spec, fonts: Fonts) -> str:
    """It stands by itself, based on no other: whatever a template's own 正文 looks like, it stays as it is here."""
    own = only_if(spec.name not in {"Title", "Subtitle"}, ' w:customStyle="1"')
    first, right = only_if(spec.first, "200"), spec.right
    indent = (
        f'<w:ind w:left="0" w:rightChars="{right * 10 // spec.size}" w:right="{right}"'
        f' w:firstLineChars="{first or 0}" w:firstLine="{640 if first else 0}"/>'
    )
    red = '<w:bottom w:val="single" w:sz="12" w:space="4" w:color="FF0000"/>'
    return (
        f'<w:style {NAMESPACES} w:type="paragraph"{own} w:styleId="{spec.id}"><w:name w:val="{spec.name}"/>'
        f"<w:qFormat/><w:pPr>{only_if(spec.keeps, '<w:keepNext/>')}"
        f"{only_if(spec.rule, f'<w:pBdr>{red}</w:pBdr>')}{only_if(not spec.grid, _NO_GRID)}"
        f'<w:spacing w:before="{spec.before}" w:after="0" w:line="{spec.line}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{spec.align}"/>'
        f"{only_if(spec.outline is not None, f'<w:outlineLvl w:val={_quoted(spec.outline)}/>')}"
        f"</w:pPr><w:rPr>{_fonts(fonts.of(spec.face))}{only_if(spec.red, _RED)}"
        f"{only_if(spec.size == _3, f'<w:spacing w:val={_quoted(_TIGHT)}/>')}"
        f'<w:sz w:val="{spec.size}"/><w:szCs w:val="{spec.size}"/></w:rPr></w:style>'
    )


def _table_style() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        f'<w:name w:val="{TABLE_STYLE_NAME}"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{_margins(80)}</w:tblCellMar></w:tblPr></w:style>"
    )


def _margins(side: int) -> str:
    return "".join(
        f'<w:{name} w:w="{width}" w:type="dxa"/>'
        for name, width in (("top", side // 3), ("left", side), ("bottom", side // 3), ("right", side))
    )


def _quoted(value: object) -> str:
    return f'"{value}"'


def _fonts(font: str) -> str:
    name = attribute(font)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'
    )
