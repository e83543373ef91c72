"""Reading .docx: nothing lost that a person sees, nothing read that nobody sees, every doubt named."""

from __future__ import annotations

import io

import docx
import pytest
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.office.reading import read_content
from shudi_cli.office.reading.numbering import written
from tests.office.wordfile import p, run, tbl, tc, tr, word

LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
    '<w:lvlText w:val="{}"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'


def read(body: str, numbering: str = "", styles: str = "") -> OfficeFile:
    return read_content("清单.docx", word(body, numbering, styles))


def only(*inside: str, numbering: str = "", styles: str = "") -> GridCell:
    """The only cell of a table."""
    return read(tbl(tr(tc(*inside))), numbering, styles).grids[0].cells[0, 0]


@pytest.mark.parametrize(
    ("inside", "text", "doubts"),
    [
        ([p("甲"), p("乙")], "甲\n乙", ()),
        ([p(run("甲"), "<w:r><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>")], "甲\n乙\t丙", ()),
        ([p("负责", f"<w:ins>{run('巡查、发现')}</w:ins>", "报告")], "负责巡查、发现报告", (Doubt.INSERTED,)),
        ([p("负责", "<w:del><w:r><w:delText>执法</w:delText></w:r></w:del>", "报告")], "负责报告", (Doubt.DELETED,)),
        ([p(f"<w:moveFrom>{run('甲')}</w:moveFrom>", "乙", f"<w:moveTo>{run('甲')}</w:moveTo>")], "乙甲",
         (Doubt.INSERTED, Doubt.DELETED)),
        ([p("甲", properties="<w:rPr><w:del/></w:rPr>"), p("乙")], "甲乙", (Doubt.DELETED,)),
        ([p("甲", run("藏", "<w:vanish/>"), run("乙", '<w:vanish w:val="0"/>'))], "甲乙", (Doubt.HIDDEN_TEXT,)),
        ([p(run("甲", "<w:strike/>"))], "甲", (Doubt.STRUCK,)),
        ([p(f"<w:sdt><w:sdtContent>{run('控件里')}</w:sdtContent></w:sdt>")], "控件里", ()),
        ([p(f"<w:hyperlink>{run('链接')}</w:hyperlink>")], "链接", ()),
        ([p("甲", "<w:r><w:footnoteReference/></w:r>", "<w:r><w:commentReference/></w:r>")], "甲",
         (Doubt.FOOTNOTE, Doubt.COMMENT)),
        ([p("甲", f"<w:r><w:ruby><w:rt>{run('不')}</w:rt><w:rubyBase>{run('乙')}</w:rubyBase></w:ruby></w:r>")],
         "甲乙（不）", ()),
        ([p("<w:r><w:drawing/></w:r>")], "", (Doubt.PICTURE,)),
        ([tbl(tr(tc("内"), tc("层"))), p()], "内\t层", (Doubt.NESTED,)),
    ],
)  # fmt: skip
def test_what_stands_in_a_cell(inside: list[str], text: str, doubts: tuple[Doubt, ...]) -> None:
    """Revisions as accepted, hidden text left out, the rest kept, each with its doubt."""
    assert only(*inside) == (text, 1, 1, doubts)


@pytest.mark.parametrize(
    ("styles", "inside"),
    [
        (
            '<w:style w:styleId="a"><w:rPr><w:strike/></w:rPr></w:style>',
            p("甲", properties='<w:pStyle w:val="a"/>'),
        ),
        (
            '<w:style w:styleId="a"><w:rPr><w:dstrike/></w:rPr></w:style>',
            p(run("甲", '<w:rStyle w:val="a"/>')),
        ),
        ("<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>", p("甲")),
    ],
)
def test_text_struck_out_by_its_style(styles: str, inside: str) -> None:
    """A line through a text counts wherever it comes from; a run may say that it has none."""
    assert only(inside, styles=styles).doubts == (Doubt.STRUCK,)
    none = '<w:strike w:val="0"/>'
    assert only(p(run("甲", none), properties='<w:pStyle w:val="a"/>'), styles=styles).doubts == ()


def test_rows_too_low_to_be_seen() -> None:
    """An exact height of next to nothing is doubted, a least height is not."""
    low, least = ('<w:trHeight w:val="1" w:hRule="exact"/>', '<w:trHeight w:val="1"/>')
    cells = read(tbl(tr(tc("甲"), properties=low), tr(tc("乙"), properties=least))).grids[0].cells
    assert [cell.doubts for cell in cells.values()] == [(Doubt.TINY,), ()]


def test_text_hidden_by_its_style() -> None:
    """A style hides, also through the one it is based on."""
    styles = (
        '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert only(p("甲", run("藏", '<w:rStyle w:val="b"/>')), styles=styles).text == "甲"
    assert only(p("藏", properties='<w:pStyle w:val="b"/>'), styles=styles) == (
        "",
        1,
        1,
        (Doubt.HIDDEN_TEXT,),
    )


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1.", ["1. 甲", "2. 乙"]),
        ("chineseCounting", "（%1）", ["（一）甲", "（二）乙"]),
        ("decimalEnclosedCircle", "%1", ["①甲", "②乙"]),
        ("upperLetter", "%1、", ["A、甲", "B、乙"]),
        ("bullet", "\uf0b7", ["· 甲", "· 乙"]),
    ],
)
def test_automatic_numbers(form: str, text: str, labels: list[str]) -> None:
    """Their labels are written out, from the first one in each cell."""
    listed = [p("甲", properties=LISTED), p("乙", properties=LISTED)]
    grid = read(tbl(tr(tc(*listed), tc(*listed))), LIST.format(form, text)).grids[0]
    assert [grid.cells[0, at].text.split("\n") for at in (0, 1)] == [labels, labels]
    assert grid.cells[0, 0].doubts == (Doubt.NUMBERED,)


def test_lists_outside_of_tables_and_in_styles() -> None:
    """They count on through the document; a deeper level starts anew; a style brings its list, 0 takes it off."""
    style = f'<w:style w:styleId="l"><w:pPr>{LISTED}</w:pPr></w:style>'
    deeper = LISTED.replace('ilvl w:val="0"', 'ilvl w:val="1"')
    inside = [
        p("甲", properties='<w:pStyle w:val="l"/>'),
        p("甲甲", properties=deeper),
        p("乙", properties=LISTED),
        p("乙甲", properties=deeper),
        p("丙", properties='<w:pStyle w:val="l"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]
    found = read("".join(inside), LIST.format("decimal", "%1."), style)
    assert found.paragraphs == ("1. 甲", "1.1 甲甲", "2. 乙", "2.1 乙甲", "丙")


def test_merges() -> None:
    """What a cell covers, downwards and sideways; rows that begin further right."""
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    grid = read(
        tbl(
            tr(tc("题", shape='<w:gridSpan w:val="3"/>')),
            tr(tc("域", shape=down), tc("一"), tc("1")),
            tr(tc("藏着", shape=on), tc("二", shape=two)),
            tr(tc("三"), tc("3"), properties='<w:gridBefore w:val="1"/>'),
        )
    ).grids[0]
    assert (grid.height, grid.width) == (4, 3)
    assert grid.cells == {
        (0, 0): GridCell("题", 1, 3),
        (1, 0): GridCell("域", 2, 1, (Doubt.HIDDEN_TEXT,)),
        (1, 1): GridCell("一"),
        (1, 2): GridCell("1"),
        (2, 1): GridCell("二", 1, 2),
        (3, 1): GridCell("三"),
        (3, 2): GridCell("3"),
    }


def test_rows_in_controls_and_revisions() -> None:
    """A row in a content control is kept, an inserted one doubted, a deleted one left out and told."""
    found = read(
        tbl(
            f"<w:sdt><w:sdtContent>{tr(tc('控件里的行'))}</w:sdtContent></w:sdt>",
            tr(tc("删去的"), properties="<w:del/>"),
            tr(tc("新加的"), properties="<w:ins/>"),
        )
    )
    cells = found.grids[0].cells
    assert [(cell.text, cell.doubts) for cell in cells.values()] == [
        ("控件里的行", ()),
        ("新加的", (Doubt.INSERTED,)),
    ]
    assert found.remarks == ("表1有 1 行在修订中删去，没有读入",)


def test_what_stands_around_tables() -> None:
    """The text above a table is told with it, but not that above the table before."""
    found = read(p("附件1") + p("清平县清单") + tbl(tr(tc("甲"))) + p() + p("附件2") + tbl(tr(tc("乙"))))
    assert [grid.before for grid in found.grids] == ["附件1\n清平县清单", "附件2"]
    assert [grid.where(0, 0) for grid in found.grids] == ["表1第1行第1列", "表2第1行第1列"]
    assert found.paragraphs == ("附件1", "清平县清单", "附件2")
    assert found.remarks == ()


def test_doubts_outside_of_tables_are_remarks() -> None:
    """Nothing that gives doubt goes unsaid."""
    assert "修订" in read(p(f"<w:ins>{run('新')}</w:ins>")).remarks[0]


def test_other_numbers() -> None:
    """The forms that offices use; digits beyond their range."""
    forms = {
        "lowerRoman": "xiv",
        "decimalZero": "14",
        "ideographTraditional": "丁",
        "decimalFullWidth": "１４",
    }
    assert {form: written(14, form) for form in forms} == forms
    assert written(21, "decimalEnclosedCircle") == "21"
    assert written(0, "upperRoman") == "0"


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"), max_size=8
)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(1, 4), st.data())
def test_what_was_written_is_read(rows: int, columns: int, data: st.DataObject) -> None:
    """Tables of any texts with any merges, written by another library, come back."""
    made = docx.Document()
    table = made.add_table(rows, columns)
    for row in range(rows):
        for column in range(columns):
            table.cell(row, column).text = data.draw(TEXTS)
    for _ in range(data.draw(st.integers(0, 2))):
        first = data.draw(st.tuples(st.integers(0, rows - 1), st.integers(0, columns - 1)))
        last = data.draw(st.tuples(st.integers(first[0], rows - 1), st.integers(first[1], columns - 1)))
        try:
            table.cell(*first).merge(table.cell(*last))
        except docx.exceptions.InvalidSpanError:
            continue
    raw = io.BytesIO()
    made.save(raw)
    assert seen(read_content("a.docx", raw.getvalue()).grids[0], rows, columns) == wanted(
        table, rows, columns
    )


def seen(grid: Grid, rows: int, columns: int) -> list[list[str]]:
    """The text at each place, that of a merged cell at all it covers."""
    texts = [[""] * columns for _ in range(rows)]
    for (row, column), cell in grid.cells.items():
        for down in range(cell.rows):
            texts[row + down][column : column + cell.columns] = [cell.text] * cell.columns
    return texts


def wanted(table: Table, rows: int, columns: int) -> list[list[str]]:
    return [[table.cell(row, column).text for column in range(columns)] for row in range(rows)]
