"""Documents as an office sees them: converted to pages, nothing lost, nothing torn that should not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from shudi_cli.documents.booklet import booklet_document
from shudi_cli.documents.card import card_document
from shudi_cli.documents.word import word_document
from shudi_cli.model import Settings
from shudi_cli.office.document import Section, Style, WordDocument, text
from shudi_cli.office.word import Template, WordLook, example_template, is_turned, word_bytes
from tests.documents.county import PUBLIC, annex, item, unit
from tests.documents.pictures import holds, needs_soffice, pages, sizes, to_pdf, words

pytestmark = needs_soffice
EXPORT = Settings.unknown().export
A4, TURNED = (210, 297), (297, 210)


@pytest.mark.parametrize(
    ("folder", "size", "fewest", "most", "heads"),
    [
        ("responsibility", TURNED, 70, 110, ["序号", "事项名称", "主体责任", "配合责任", "主要依据"]),
        ("tasks", A4, 8, 14, ["序号", "事项名称", "职责任务", "适用范围"]),
    ],
)
def test_an_annex(
    folder: str, size: tuple[int, int], fewest: int, most: int, heads: list[str], tmp_path: Path
) -> None:
    """The right sheet, about the right number of pages, heads, number and foot on each, every word of the list."""
    table = annex(folder)
    pdf = to_pdf(tmp_path, word_bytes(word_document(table, EXPORT)))
    found = pages(pdf)
    assert sizes(pdf) == {size}
    assert fewest <= len(found) <= most
    for nth, page in enumerate(found, 1):
        assert all(head in page for head in heads), nth
        assert f"—{nth}—" in page
        assert "指纹0123456789abcdef" in page
    whole = "".join(found)
    lines = [line for row in table.rows for cell in row for line in cell.split("\n")]
    assert [line for line in lines if not holds(whole, line)] == []
    assert [band.title for band in table.bands if band.title not in whole] == []


def test_a_booklet(tmp_path: Path) -> None:
    """A cover without a number, then every duty of the unit."""
    found = unit("县水务局")
    done = pages(to_pdf(tmp_path, word_bytes(booklet_document(found, PUBLIC, EXPORT))))
    whole = "".join(done)
    assert "县水务局职责册" in done[0]
    assert ["—1—" in done[0], "—2—" in done[1]] == [False, True]
    for duty in found.duties:
        assert duty.item.number in whole
        assert [line for line in duty.responsibility.duties if not holds(whole, line)] == []


def test_a_card_is_one_page(tmp_path: Path) -> None:
    """With its contacts."""
    lines = [
        "县综合行政执法局：联络员甲 0530-0000001",
        "县公安局：联络员乙 0530-0000002",
    ]
    document = card_document([item("SD-05-003")], PUBLIC, EXPORT, contacts={"SD-05-003": lines})
    pdf = to_pdf(tmp_path, word_bytes(document))
    found = pages(pdf)
    assert (len(found), sizes(pdf)) == (1, {A4})
    assert "0530-0000002" in found[0]


def test_numbers_stand_at_the_outer_edge(tmp_path: Path) -> None:
    """— 1 — on the right, — 2 — on the left, a character in, 7 mm below the text; 22 lines of 28 characters a page."""
    document = WordDocument("题", (Section([text("字" * 28 * 50, Style.PLAIN)]),))
    found = words(to_pdf(tmp_path, word_bytes(document)))
    assert [sum("字" in word for word, _, _ in page) for page in found] == [22, 22, 6]
    assert {len(word) for page in found for word, _, _ in page if "字" in word} == {28}
    dashes = [[left for word, left, _ in page if "—" in word] for page in found]
    assert [left[0] > 150 for left in dashes] == [True, False, True]
    assert 30 < dashes[1][0] < 36
    top = next(top for word, _, top in found[0] if "—" in word)
    assert 262 + 7 - 4 < top < 262 + 7


def test_a_landscape_number_as_the_standard_turns_it(tmp_path: Path) -> None:
    """At the left edge of the sheet."""
    document = WordDocument("题", (Section([text("字" * 28 * 60, Style.PLAIN)], landscape=True),))
    found = words(to_pdf(tmp_path, word_bytes(document, WordLook(turned=True))))
    tops = [[top for word, left, top in page if left < 33 and "—" in word] for page in found]
    assert min(tops[0]) > 105 > max(tops[1])


def test_a_template_with_its_red_head(tmp_path: Path) -> None:
    """The letter upright, the annex lying, the table where the mark was."""
    given = Template("样子.docx", example_template())
    face = {**PUBLIC, "文号": "示例办字〔2026〕1号", "发布日期": "2026-01-05", "发布单位": "县委编办"}
    table = annex("tasks")
    document = word_document(
        type(table)(table.title, table.columns, table.bands, face), EXPORT, landscape=is_turned(given)
    )
    pdf = to_pdf(tmp_path, word_bytes(document, template=given))
    found = pages(pdf)
    assert sizes(pdf) == {A4, TURNED}
    assert "县委编办文件" in found[0]
    assert "示例办字〔2026〕1号" in found[0]
    assert "〖" not in "".join(found)
    assert "适用范围" in found[-1]
