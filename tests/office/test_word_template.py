"""The office's own template: filled in wherever it is marked, refused in words where it cannot be."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.documents import Band, Column, Tabulated
from shudi_cli.documents.booklet import booklet_document
from shudi_cli.documents.card import card_document
from shudi_cli.documents.word import word_document
from shudi_cli.errors import ShudiError
from shudi_cli.model import Settings
from shudi_cli.office.document import WordDocument
from shudi_cli.office.word import Template, WordLook, example_template, is_turned, word_bytes
from shudi_cli.office.word.package import add_properties
from tests.documents.county import item, unit
from tests.office.writtenword import W, body, cells, parts, shown

FACE = {
    "版面": "公开版",
    "地区": "清平县",
    "正式版本": "2026.1",
    "文号": "清办字〔2026〕1号",
    "发布日期": "2026-03-04",
    "生效日期": "2026-04-01",
    "发布单位": "县委编办",
    "版本指纹": "sha256:0123456789abcdef",
}
TABLE = Tabulated(
    "清平县清单", (Column("序号"), Column("事项")), (Band("一、水务领域（1项）", (("1", "采砂"),)),), FACE
)
EXPORT = Settings.unknown().export


def template(*lines: str, change: Any = None, name: str = "红头.docx") -> Template:
    """A template of these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    if change:
        change(made)
    raw = BytesIO()
    made.save(raw)
    return Template(name, raw.getvalue())


def filled(given: Template, table: Tabulated = TABLE) -> bytes:
    """The template with the table in it."""
    return word_bytes(word_document(table, EXPORT), WordLook(), template=given)


def refused(given: Template) -> ShudiError:
    """Why a template is refused."""
    with pytest.raises(ShudiError) as told:
        filled(given)
    return told.value


def test_placeholders_are_filled_and_the_table_stands_in_its_place() -> None:
    """Dates as a letter writes them; nothing is left of the marks."""
    raw = filled(
        template(
            "〖地区〗关于〖标题〗", "〖文号〗", "自〖生效日期〗起", "〖单位〗〖 日期 〗", "〖清单表〗", "完"
        )
    )
    found = body(raw)
    texts = [shown(child) for child in found]
    assert texts[:4] == [
        "清平县关于清平县清单",
        "清办字〔2026〕1号",
        "自2026年4月1日起",
        "县委编办2026年3月4日",
    ]
    assert found[4].tag == f"{W}tbl"
    assert texts[-2] == "完"
    assert cells(raw) == [["序号", "事项"], ["一、水务领域（1项）"], ["1", "采砂"]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=4))
def test_a_placeholder_cut_into_runs(cuts: list[int]) -> None:
    """Word cuts text where it likes; what stands before and after keeps its own run."""
    line = "由〖单位〗于〖日期〗印发"

    def cut(made: Any) -> None:
        paragraph = made.add_paragraph()
        edges = sorted({0, *cuts, len(line)})
        for start, end in pairwise(edges):
            paragraph.add_run(line[start:end])

    texts = [shown(child) for child in body(filled(template("〖清单表〗", change=cut)))]
    assert "由县委编办于2026年3月4日印发" in texts


def test_headers_and_footers_are_filled_too() -> None:
    """And a value of several lines has line breaks."""

    def margins(made: Any) -> None:
        made.sections[0].header.paragraphs[0].text = "〖标题〗"
        made.sections[0].footer.paragraphs[0].text = "〖版本说明〗"

    table = Tabulated("清平县清单", TABLE.columns, TABLE.bands, FACE, ("第一批", "第二批"))
    raw = filled(template("〖说明〗", "〖清单表〗", change=margins), table)
    made = docx.Document(BytesIO(raw))
    assert made.sections[0].header.paragraphs[0].text == "清平县清单"
    assert "指纹 0123456789abcdef" in made.sections[0].footer.paragraphs[0].text
    assert made.paragraphs[0].text == "第一批\n第二批"


def test_what_is_not_known_yet_leaves_a_gap() -> None:
    """A draft has no 文号 and no day: they are written by hand."""
    draft = Tabulated("草稿", TABLE.columns, TABLE.bands, {"版面": "公开版", "地区": "清平县"})
    assert shown(body(filled(template("〖文号〗", "〖清单表〗"), draft))[0]) == "＿＿＿＿"


def test_the_table_fits_the_page_of_the_template() -> None:
    """Its width is that of the text area of the section it stands in; the section stays as it is."""

    def turned(made: Any) -> None:
        section = made.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width

    upright, lying = template("〖清单表〗"), template("〖清单表〗", change=turned)
    assert (is_turned(upright), is_turned(lying)) == (False, True)
    for used in (upright, lying):
        section = docx.Document(BytesIO(used.content)).sections[0]
        room = (section.page_width - section.left_margin - section.right_margin) / 635
        found = body(filled(used))
        assert abs(int(found.find(f".//{W}tblW").get(f"{W}w")) - room) <= 1
        assert len(list(found.iter(f"{W}sectPr"))) == 1


def test_a_section_that_ends_with_the_mark_goes_on_ending_there() -> None:
    """Pages before and after it keep their direction."""
    given = template("前", "〖清单表〗", change=lambda made: (made.add_section(), made.add_paragraph("后")))
    before = len(list(body(given.content).iter(f"{W}sectPr")))
    found = body(filled(given))
    assert len(list(found.iter(f"{W}sectPr"))) == before
    assert [shown(child) for child in found if child.tag == f"{W}p" and shown(child)] == ["前", "后"]


def test_the_office_keeps_its_styles() -> None:
    """A style of the template stays as it is; those it lacks come along."""

    def own(made: Any) -> None:
        made.styles.add_style("表头", 1).font.name = "本单位字体"

    raw = filled(template("〖清单表〗", change=own))
    styles = {style.name: style for style in docx.Document(BytesIO(raw)).styles}
    assert styles["表头"].font.name == "本单位字体"
    assert {"表文", "表内领域", "清单表"} <= styles.keys()


def test_same_template_same_bytes() -> None:
    """What is not the table's stays as the office made it."""
    given = template("〖标题〗", "〖清单表〗")
    assert filled(given) == filled(given)
    assert parts(filled(given))["word/theme/theme1.xml"] == parts(given.content)["word/theme/theme1.xml"]


@pytest.mark.parametrize(
    ("lines", "said", "advice"),
    [
        (["没有表"], "里没有〖清单表〗", "单独写一段"),
        (["〖清单表〗", "〖清单表〗"], "有 2 个〖清单表〗", "只留一个"),
        (["见〖清单表〗。"], "不是单独的一段", "自成一段"),
        (["〖标提〗", "〖清单表〗"], "〖标提〗不知道填什么", "标题"),
        (["｛｛标题｝｝", "〖清单表〗"], "写着“｛｛标题｝｝”", "用〖〗括起来"),
        (["{{ 标题 }}", "〖清单表〗"], "写着“{{ 标题 }}”", "用〖〗括起来"),
        (["【标题】", "〖清单表〗"], "写着“【标题】”", "用〖〗括起来"),
        (["〖标题", "〖清单表〗"], "不成对", "补上另一半"),
    ],
)
def test_unclear_templates(lines: list[str], said: str, advice: str) -> None:
    """What is wrong, and how to write it."""
    error = refused(template(*lines))
    assert said in error.message
    assert advice in error.hint


def test_a_mark_in_a_table() -> None:
    """A table inside a cell of a table is not what an office means."""

    def inside(made: Any) -> None:
        made.add_table(1, 1).cell(0, 0).text = "〖清单表〗"

    assert "不是单独的一段" in refused(template(change=inside)).message


def test_what_is_no_template() -> None:
    """Macros, other formats, broken files: each in its own words."""
    good = template("〖清单表〗")
    assert "宏" in refused(Template("红头.docm", good.content)).message
    assert "损坏" in refused(Template("红头.docx", good.content[:2000])).message
    assert refused(Template("红头.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))).hint
    assert refused(Template("红头.txt", "〖清单表〗".encode())).hint
    assert refused(Template("红头.csv", b"a,b")).message == "模板“红头.csv”不是 .docx 文件"


EXAMPLE = parts(example_template())


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(EXAMPLE)), st.sampled_from([None, b"", b"<a/>", b"<", b"\xff"]), st.floats(0, 1)
)
def test_a_broken_part_is_told_in_words(name: str, put: bytes | None, where: float) -> None:
    """Whatever is missing or broken anywhere in the package: filled, or refused, and nothing else."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as package:
        for part, content in EXAMPLE.items():
            cut = int(len(content) * where)
            if part != name:
                package.writestr(part, content)
            elif put is not None:
                package.writestr(
                    part, put if put in {b"", b"<a/>"} else content[:cut] + put + content[cut + 1 :]
                )
    with suppress(ShudiError):
        assert filled(Template("红头.docx", raw.getvalue()))


def test_the_example_is_a_template() -> None:
    """It can be used as it is; its signature is held by the text above it."""
    given = Template("样子.docx", example_template())
    assert is_turned(given)
    raw = filled(given)
    assert b"\xe3\x80\x96" not in b"".join(parts(raw).values())
    assert example_template() == example_template()
    held = [child for child in body(raw) if child.find(f"{W}pPr/{W}keepNext") is not None and shown(child)]
    assert [shown(child)[:2] for child in held][-3:] == ["现将", "附件", "县委"]


def test_the_example_says_nothing_wrong_of_a_draft() -> None:
    """No version, no approval that has not been given: gaps to fill in."""
    draft = replace(TABLE, face={"版面": "公开版", "地区": "清平县", "状态": "没有发布的草稿"})
    text = shown(body(filled(Template("样子.docx", example_template()), draft)))
    assert "批准" not in text
    assert "版）" not in text
    assert "自＿＿＿＿起执行" in text


INTERNAL = {**FACE, "版面": "内部版，不得公开"}
SAID = "（内部版，不得公开）"


def internal_documents() -> dict[str, WordDocument]:
    """A list, two cards and a booklet, each internal."""
    cards = card_document([item("SD-05-003"), item("RW-02-001")], INTERNAL, EXPORT)
    return {
        "清单": word_document(replace(TABLE, face=INTERNAL), EXPORT),
        "事项卡": cards,
        "职责册": booklet_document(unit("县水务局"), INTERNAL, EXPORT),
    }


@pytest.mark.parametrize("kind", ["清单", "事项卡", "职责册"])
def test_an_internal_file_says_so_in_any_template(kind: str) -> None:
    """Right above the matter where the template has no place for it, else there and nowhere twice."""
    document = internal_documents()[kind]
    bare = body(word_bytes(document, template=template("〖标题〗", "〖清单表〗")))
    assert shown(bare[1]) == SAID
    document = internal_documents()[kind]
    told = body(word_bytes(document, template=template("〖说明〗", "〖清单表〗")))
    assert shown(told[0]) == SAID
    assert shown(told[1]) != SAID
    public = word_document(TABLE, EXPORT)
    assert "版" not in shown(body(word_bytes(public, template=template("〖清单表〗"))))


def test_cards_in_a_template_have_a_page_each() -> None:
    """A page break between two cards, none before the first or after the last."""
    document = internal_documents()["事项卡"]
    found = list(body(word_bytes(document, template=template("前", "〖清单表〗"))))
    kinds = [
        "页"
        if child.find(f"{W}pPr/{W}pageBreakBefore") is not None
        else "表"
        if child.tag == f"{W}tbl"
        else ""
        for child in found
    ]
    assert "".join(kinds) == "表页表"


def test_a_template_made_from_a_release_does_not_pass_for_it() -> None:
    """What the old file said of itself is gone; the office's own properties stay."""
    release = filled(template("〖清单表〗"))
    old = docx.Document(BytesIO(release))
    add_properties(old, "旧", {"本单位编号": "7"})
    old.paragraphs[0].insert_paragraph_before("〖清单表〗")
    raw = BytesIO()
    old.save(raw)
    draft = replace(TABLE, face={"版面": "公开版", "地区": "清平县", "内容指纹": "sha256:abc"})
    custom = parts(filled(Template("旧.docx", raw.getvalue()), draft))["docProps/custom.xml"].decode()
    assert "2026.1" not in custom
    assert "0123456789abcdef" not in custom
    assert "本单位编号" in custom
    assert "sha256:abc" in custom


def test_margins_wider_than_the_page() -> None:
    """A page without room for a table is refused in words."""

    def narrow(made: Any) -> None:
        section = made.sections[0]
        section.left_margin = section.page_width

    error = refused(template("〖清单表〗", change=narrow))
    assert error.message == "模板“红头.docx”里放表格的那一页，页边距比纸还大"
