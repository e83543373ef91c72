"""A document as a Word file: whole, legal, the same on any day."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from shudi_cli.office.document import (
    Cell,
    Mark,
    PageNumber,
    Paragraph,
    Row,
    Run,
    Section,
    Style,
    Table,
    cell,
    text,
)
from shudi_cli.office.word import FONTS, WordLook, word_bytes
from shudi_cli.office.word.styles import SPECS
from shudi_cli.office.word.tables import column_widths
from tests.office.writtenword import W, body, cells, in_order, one, parts, shown, small

SOME = settings(max_examples=60, deadline=None)
#: The order of children in the schema (ECMA-376 wml.xsd), as far as they are written here.
ORDER = {
    "pPr": ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs",
            "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    "rPr": ("ins", "del", "rStyle", "rFonts", "b", "i", "strike", "color", "spacing", "sz", "szCs", "u", "lang"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "vAlign"),
    "trPr": ("cantSplit", "tblHeader", "ins", "del"),
    "tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tr": ("trPr", "tc"),
    "tc": ("tcPr", "p"),
    "sectPr": ("footerReference", "type", "pgSz", "pgMar", "cols", "docGrid"),
    "style": ("name", "basedOn", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"),
    "styles": ("docDefaults", "latentStyles", "style"),
    "settings": ("zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
                 "decimalSymbol", "listSeparator"),
    "font": ("altName", "charset"),
}  # fmt: skip


def test_every_element_stands_where_the_schema_wants_it() -> None:
    """Word calls a file damaged for what LibreOffice forgives."""
    marked = small()
    look = WordLook(turned=True)
    for raw in (word_bytes(marked), word_bytes(marked, look)):
        for name, content in parts(raw).items():
            if name.endswith(".xml"):
                for element in etree.fromstring(content).iter():
                    order = ORDER.get(str(element.tag).removeprefix(W))
                    if order:
                        assert list(in_order(element, order)) == [], name


def test_same_document_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the day: nothing of it enters the file, and nothing is compressed."""
    first = word_bytes(small())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert word_bytes(small()) == first
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}


@SOME
@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_cell_loses_a_word(rows: list[list[str]]) -> None:
    """Every text stands in its cell, but for what XML cannot write; a mark stands for that."""
    table = Table((1, 2, 3), [Row(tuple(map(cell, row))) for row in rows])
    legal = [[_legal(words) for words in row] for row in rows]
    assert cells(word_bytes(one(table))) == legal


def _legal(words: str) -> str:
    kept = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter
        if (letter >= " " or letter in "\n\t")
        and letter not in "\ufffe\uffff"
        and not "\ud800" <= letter <= "\udfff"
        else "\ufffd"
        for letter in kept
    )


def test_cells_that_cover_others() -> None:
    """Across and down: what is covered has a cell of its own in the file, and the widths stay right."""
    rows = [
        Row((cell("甲", rows=2), cell("乙", columns=2))),
        Row((cell("丙"), cell("丁"))),
        Row((cell("戊"), cell("己"), cell("庚"))),
    ]
    found = body(word_bytes(one(Table((1, 1, 1), rows))))
    assert cells(word_bytes(one(Table((1, 1, 1), rows)))) == [
        ["甲", "乙"],
        ["", "丙", "丁"],
        ["戊", "己", "庚"],
    ]
    merges = [[cell.find(f".//{W}vMerge") for cell in row.iter(f"{W}tc")] for row in found.iter(f"{W}tr")]
    assert merges[0][0].get(f"{W}val") == "restart"
    assert merges[1][0].get(f"{W}val") is None
    for row in found.iter(f"{W}tr"):
        widths = [int(cell.find(f".//{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")]
        assert sum(widths) == int(found.find(f".//{W}tblW").get(f"{W}w"))


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=12), st.integers(1000, 20_000))
def test_columns_fill_the_width(shares: list[float], width: int) -> None:
    """Whatever the shares, no twentieth of a point is lost or left over."""
    assert sum(column_widths(shares, width)) == width


def test_heads_repeat_and_rows_stay_whole_unless_they_are_long() -> None:
    """A row of more than half a page may be torn; else a page would stay half empty."""
    rows = [
        Row((cell("头"),), head=True),
        Row((cell("短"),)),
        Row((cell("长" * 2000),)),
        Row((cell("短"),), whole=False),
    ]
    found = list(body(word_bytes(one(Table((1,), rows)))).iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in found] == [True, False, False, False]
    assert [row.find(f".//{W}cantSplit") is not None for row in found] == [True, True, False, False]


def test_marks_show_where_nothing_is_tracked() -> None:
    """Struck out, and bold and underlined: a photocopy shows them too."""
    marked = Paragraph((Run("旧", mark=Mark.REMOVED), Run("新", mark=Mark.ADDED), Run("同")))
    found = [
        [
            child.tag.removeprefix(W)
            for run in [run]
            for child in run.iter()
            if child.tag not in {f"{W}r", f"{W}rPr"}
        ]
        for run in body(word_bytes(one(marked))).iter(f"{W}r")
    ]
    assert found == [["strike", "t"], ["b", "u", "t"], ["t"]]


def test_the_page_is_that_of_the_standard() -> None:
    """A4, 37/35/28/26 mm, a grid of lines; a landscape page is the same sheet turned."""
    found = list(body(word_bytes(small())).iter(f"{W}sectPr"))
    sizes = [
        [round(int(at.get(f"{W}{side}")) / 1440 * 25.4) for side in ("w", "h")] for at in _all(found, "pgSz")
    ]
    assert sizes == [[210, 297], [297, 210]]
    sides = ("top", "right", "bottom", "left")
    margins = [
        [round(int(at.get(f"{W}{side}")) / 1440 * 25.4) for side in sides] for at in _all(found, "pgMar")
    ]
    assert margins == [[37, 26, 35, 28], [28, 37, 26, 35]]
    assert {at.get(f"{W}type") for at in _all(found, "docGrid")} == {"lines"}


def _all(sections: list[Any], name: str) -> list[Any]:
    return [section.find(f"{W}{name}") for section in sections]


@pytest.mark.parametrize(
    ("numbers", "sides"),
    [
        (PageNumber.STANDARD, ["right", "left"]),
        (PageNumber.CENTRE, ["center", "center"]),
        (PageNumber.NONE, None),
    ],
)
def test_page_numbers(numbers: PageNumber, sides: list[str] | None) -> None:
    """Odd pages have theirs on the right, even ones on the left; or all in the middle, or there are none."""
    found = parts(word_bytes(one(text("正文"), numbers=numbers)))
    footers = [etree.fromstring(found[name]) for name in sorted(found) if "footer" in name]
    assert len(footers) == 2
    assert ["PAGE" in etree.tostring(footer, encoding="unicode") for footer in footers] == [
        sides is not None
    ] * 2
    if sides:
        assert [footer.find(f".//{W}jc").get(f"{W}val") for footer in footers] == sides
    assert b"evenAndOddHeaders" in found["word/settings.xml"]


def test_a_landscape_page_numbered_as_the_standard_turns_it() -> None:
    """The number stands in a box at the left edge, turned."""
    found = parts(word_bytes(one(text("正文"), landscape=True), WordLook(turned=True)))
    assert all(b'vert="vert"' in found[name] for name in found if "footer" in name)


@pytest.mark.parametrize("name", list(FONTS))
def test_every_style_can_be_edited_in_word(name: str) -> None:
    """Each is there by its name with its own Chinese font, none borrowed from a theme; fonts stand in for one another."""
    raw = word_bytes(small(), WordLook(FONTS[name]))
    have = {style.name: style for style in docx.Document(BytesIO(raw)).styles}
    for style, spec in SPECS.items():
        assert style.value in {spec.name, {"Title": "标题", "Subtitle": "副标题"}.get(spec.name)}
        fonts = have[spec.name].element.find(f".//{W}rFonts")
        assert fonts.get(f"{W}eastAsia") == FONTS[name].of(spec.face)
        assert not [key for key in fonts.keys() if "Theme" in key]  # noqa: SIM118 - lxml's attributes
    assert b"altName" in parts(raw)["word/fontTable.xml"]


def test_what_a_file_says_of_itself() -> None:
    """Its facts are custom properties, the small line stands at every page's foot, its day is no day."""
    raw = word_bytes(small())
    found = parts(raw)
    custom = etree.fromstring(found["docProps/custom.xml"])
    assert {entry.get("name"): "".join(entry.itertext()) for entry in custom} == dict(small().properties)
    footers = [
        content.decode() for name, content in found.items() if "footer" in name and name.endswith(".xml")
    ]
    assert all("示例县　2026.1" in footer for footer in footers)
    core = docx.Document(BytesIO(raw)).core_properties
    assert (core.title, core.author, core.created and core.created.year) == ("清单", "", 2000)


def test_no_empty_page_after_a_table_and_none_run_together() -> None:
    """What Word needs between and after tables takes no room."""
    table = Table((1,), [Row((cell("甲"),))])
    found = body(word_bytes(one(table, table)))
    assert [child.tag.removeprefix(W) for child in found] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert all(at.get(f"{W}line") == "20" for at in found.findall(f"{W}p/{W}pPr/{W}spacing"))
    assert shown(found) == "甲甲"


def test_rows_may_come_one_by_one() -> None:
    """A long table is written as it comes, and an empty cell is one."""
    rows = (Row((Cell(()), cell(str(nth)))) for nth in range(500))
    assert cells(word_bytes(one(Table((1, 1), rows))))[-1] == ["", "499"]


def test_sections_alike_share_their_footers() -> None:
    """A hundred cards have no hundred footers."""
    many = one(text("一"))
    many = many.__class__("题", tuple(Section((text(str(nth)),)) for nth in range(20)))
    raw = word_bytes(many)
    assert sum("footer" in name and name.endswith(".xml") for name in parts(raw)) == 2
    assert len(list(body(raw).iter(f"{W}sectPr"))) == 20


def test_a_style_of_paragraphs_holds_them() -> None:
    """Each paragraph names its style."""
    raw = word_bytes(one(*[text("字", style) for style in Style]))
    used = [found.get(f"{W}val") for found in body(raw).iter(f"{W}pStyle")]
    assert used == [SPECS[style].id for style in Style]
