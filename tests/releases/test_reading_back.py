"""Word and Excel files against the release they say they are of: what they say, item by item, whoever saved them."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.model.editions import Edition
from shudi_cli.releases.parts import Verification
from shudi_cli.releases.tables_back import comparable
from shudi_cli.releases.verifying import verify
from tests.changes.histories import History, renamed
from tests.cli.county import RIVERS
from tests.releases.written import excel, word


@pytest.fixture(scope="module")
def county() -> History:
    """Two releases; an item with a 备注."""
    made = History()
    made.edit(RIVERS, "    批次: 1\n", "    批次: 1\n    备注: 只给编办看\n")
    made.publish("2026.1")
    made.decide({"SD-06-001": renamed("河道非法采砂的查处")})
    made.publish("2026.2")
    return made


@pytest.fixture
def office(county: History, tmp_path: Path) -> Path:
    """The county's folder, without git."""
    county.write_to(tmp_path / "县")
    return tmp_path / "县"


def checked(office: Path, name: str, raw: bytes) -> Verification:
    (office / name).write_bytes(raw)
    return verify(office, name)


def messages(found: Verification) -> list[str]:
    return [fault.message for fault in found.faults]


def edited(raw: bytes, edit: Callable[[Table], None]) -> bytes:
    """A Word file with its table changed by another program."""
    made = docx.Document(io.BytesIO(raw))
    edit(made.tables[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_word_file_says_what_the_release_says(county: History, office: Path) -> None:
    """What is proved is said with its numbers, what is not too."""
    found = checked(office, "清单.docx", word(county))
    assert messages(found) == []
    assert "《清平县属地管理责任清单》2 个领域 3 个事项与 2026.2 版逐项相同" in "".join(found.proved)
    assert "备注不在文件里" in "".join(found.unproved)
    assert found.release is not None
    assert found.release.number == "2026.2"


def test_an_internal_file_holds_the_notes(county: History, office: Path) -> None:
    """Then they are compared as well."""
    found = checked(office, "清单.docx", word(county, Edition.INTERNAL))
    assert messages(found) == []
    assert "备注" not in "".join(found.unproved)


def test_an_excel_file(county: History, office: Path) -> None:
    """The same for a workbook; its hidden sheets are none of the list."""
    found = checked(office, "清单.xlsx", excel(county))
    assert messages(found) == []
    assert "3 个事项" in "".join(found.proved)
    assert "字典" not in "".join(found.unproved)


def test_one_character_in_one_cell(county: History, office: Path) -> None:
    """The item, the column, the place, both texts."""

    def edit(table: Table) -> None:
        cell = next(cell for row in table.rows for cell in row.cells if "查处无证" in cell.text)
        cell.paragraphs[0].runs[0].text = cell.paragraphs[0].runs[0].text.replace("查处", "处罚")

    (fault,) = checked(office, "清单.docx", edited(word(county), edit)).faults
    assert fault.message.startswith("SD-06-002 主体责任：文件里是“县水务局：处罚无证凿井取水")
    assert "2026.2 版是“县水务局：查处无证" in fault.message
    assert str(fault.place.path[0]).startswith("表1第")


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda rows: rows.pop(), "少了 SD-07-001 露天焚烧秸秆"),
        (lambda rows: rows.append(["4", "水务", "SD-06-009", "新的事项"]), "多出一项“4 SD-06-009 新的事项”"),
        (lambda rows: rows.append(rows[2]), "出现了两次"),
        (lambda rows: rows[2].__setitem__(1, "农业农村"), "SD-06-001 领域：文件里是“农业农村”"),
        (lambda rows: rows[2].__setitem__(3, ""), "SD-06-001 名称：文件里是“”"),
        (lambda rows: rows[2].__setitem__(2, "SD-06-099"), "少了 SD-06-001"),
        (lambda rows: rows[1].__setitem__(slice(2, 4), ["甲", "乙"]), "没有认得出的清单事项"),
    ],
)
def test_what_an_editor_may_do(
    county: History, office: Path, edit: Callable[[list[list[str]]], None], says: str
) -> None:
    """Items taken out, added, doubled, moved, emptied, renumbered; heads replaced."""
    assert any(says in message for message in messages(checked(office, "清单.xlsx", excel(county, edit))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(2, 4),
    st.integers(0, 7),
    st.integers(0, 60),
    st.sampled_from(["甲", "", "。", "1", "\n", "不"]),
)
def test_no_change_of_a_cell_passes(
    county: History, office: Path, row: int, column: int, at: int, text: str
) -> None:
    """A character put in the place of another, anywhere: noticed, unless it says the same."""
    changed: list[bool] = []

    def edit(rows: list[list[str]]) -> None:
        old = rows[row][column]
        rows[row][column] = old[:at] + text + old[at + 1 :]
        changed.append(comparable(rows[row][column]) != comparable(old))

    found = checked(office, "清单.xlsx", excel(county, edit))
    assert bool(found.faults) is changed[-1]


def test_without_the_numbers(county: History, office: Path) -> None:
    """Rows are matched by name, and where a name was changed by 序号; then the name is what differs."""

    def edit(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            del row[2]
        rows[3][2] = "别的名称"

    (message,) = messages(checked(office, "清单.xlsx", excel(county, edit)))
    assert message.startswith("SD-06-002 名称：文件里是“别的名称”")


def test_columns_left_out_or_added(county: History, office: Path) -> None:
    """What is there is compared; what is not, or is no field of the list, is said."""

    def edit(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[4] = "处理意见" if row[4] == "批次" else "同意"
            del row[3]

    found = checked(office, "清单.xlsx", excel(county, edit))
    assert messages(found) == []
    assert "表里没有“事项名称”" in "".join(found.unproved)
    assert "多出“处理意见”" in "".join(found.unproved)


def test_what_programs_change_is_no_difference(county: History, office: Path) -> None:
    """Line ends, spaces at line ends, no-break spaces."""

    def edit(rows: list[list[str]]) -> None:
        for row in rows[2:]:
            row[5] = row[5].replace("\n", " \r\n") + "\xa0\n"

    assert messages(checked(office, "清单.xlsx", excel(county, edit))) == []


def test_characters_that_leave_no_mark(county: History, office: Path) -> None:
    """Both texts look alike in the answer, so it says what the matter is."""

    def edit(rows: list[list[str]]) -> None:
        rows[2][3] = f"{rows[2][3][:2]}\u200b{rows[2][3][2:]}"

    (message,) = messages(checked(office, "清单.xlsx", excel(county, edit)))
    assert message.endswith("（差在看不见的字符）")


def test_the_same_text_that_looks_otherwise(county: History, office: Path) -> None:
    """Struck out by a pen of the program: the text is the same, what is read is not."""

    def edit(table: Table) -> None:
        table.rows[-1].cells[-1].paragraphs[0].runs[0].font.strike = True

    assert "带删除线" in messages(checked(office, "清单.docx", edited(word(county), edit)))[0]


def test_an_item_under_another_chapter(county: History, office: Path) -> None:
    """Its row cut and pasted below another heading."""

    def edit(table: Table) -> None:
        rows = {row.cells[2].text: row._tr for row in table.rows}
        rows["SD-07-001"].addnext(rows["SD-06-001"])

    found = messages(checked(office, "清单.docx", edited(word(county), edit)))
    assert found == ["SD-06-001 放在“农业农村”下面，2026.2 版在“水务”"]


def _copied(table: Table, row: int, texts: Sequence[str]) -> Any:
    """A copy of a row of a Word table that says something else, not yet in its place."""
    made = copy.deepcopy(table.rows[row]._tr)
    words = list(made.iter(qn("w:t")))
    for found, text in zip(words, texts, strict=False):
        found.text = text
    return made


def test_rows_between_two_heads(county: History, office: Path) -> None:
    """The first head counts; what stands below it is held against the release, another head or not."""

    def edit(table: Table) -> None:
        forged = _copied(table, 2, ["1", "水务", "SD-06-009", "伪造的事项"])
        table.rows[0]._tr.addnext(forged)
        forged.addnext(_copied(table, 0, ()))

    (message,) = messages(checked(office, "清单.docx", edited(word(county), edit)))
    assert message == "多出一项“1 SD-06-009 伪造的事项”，2026.2 版没有"


def test_a_line_above_the_head(county: History, office: Path) -> None:
    """Nothing stands above the head of a Word table."""

    def edit(table: Table) -> None:
        table.rows[0]._tr.addprevious(_copied(table, 1, ["以下各项由乡镇承担"]))

    (message,) = messages(checked(office, "清单.docx", edited(word(county), edit)))
    assert message == "表头上面多出一行“以下各项由乡镇承担”，2026.2 版没有"


def test_lines_above_the_head_of_a_sheet(county: History, office: Path) -> None:
    """A line that is not of the release is named; a row of a table is a fault."""
    found = checked(office, "清单.xlsx", excel(county, lambda rows: rows.insert(1, ["由乡镇承担"])))
    assert messages(found) == []
    assert "表头上面写着“由乡镇承担”，没有核对" in "".join(found.unproved)
    found = checked(office, "清单.xlsx", excel(county, lambda rows: rows.insert(1, ["9", "甲事项"])))
    assert messages(found) == ["表头上面多出一行“9 甲事项”，2026.2 版没有"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("（2项）", "（2项），一律由乡镇承担主体责任", "多出一行“一、水务领域（2项），一律由乡镇承担"),
        ("（2项）", "（28项）", "标题写的是“一、水务领域（28项）”，2026.2 版是“一、水务领域（2项）”"),
        ("一、", "三、", "标题写的是“三、水务领域（2项）”"),
        ("水务领域", "水务和生态领域", "多出一行“一、水务和生态领域（2项）”"),
    ],
)
def test_the_heading_of_a_chapter(county: History, office: Path, old: str, new: str, says: str) -> None:
    """It says its place, its chapter, how many items, and nothing else."""

    def edit(table: Table) -> None:
        run = table.rows[1].cells[0].paragraphs[0].runs[0]
        run.text = run.text.replace(old, new)

    (message,) = messages(checked(office, "清单.docx", edited(word(county), edit)))
    assert message.startswith(says)


def test_a_heading_taken_out(county: History, office: Path) -> None:
    """Where chapters have headings, every item stands under its own."""

    def edit(table: Table) -> None:
        table.rows[1]._tr.getparent().remove(table.rows[1]._tr)

    found = messages(checked(office, "清单.docx", edited(word(county), edit)))
    assert found[0] == "SD-06-001 上面没有领域的标题，2026.2 版在“水务”"


@pytest.mark.parametrize("below", [False, True])
def test_text_in_a_column_without_a_head(county: History, office: Path, *, below: bool) -> None:
    """Beside an item, or alone in a row below all: nobody may take it for the list's."""

    def edit(rows: list[list[str]]) -> None:
        if below:
            rows.append([""] * 9 + ["一律由乡镇承担"])
        else:
            rows[2] = [*rows[2], *[""] * (9 - len(rows[2])), "一律由乡镇承担"]

    found = messages(checked(office, "清单.xlsx", excel(county, edit)))
    assert "没有表头的一栏里写着“一律由乡镇承担”，2026.2 版没有" in found
    assert ("多出一行“一律由乡镇承担”，2026.2 版没有" in found) is below


def test_an_extract(county: History, office: Path) -> None:
    """It says that it is one, and it is said how much it holds."""

    def partly(rows: list[list[str]]) -> None:
        rows.insert(1, ["（摘录：县水务局）"])
        rows.pop()

    found = checked(office, "清单.xlsx", excel(county, partly))
    assert messages(found) == []
    assert "这是摘录，只有《清平县属地管理责任清单》 3 个事项里的 2 个" in "".join(found.unproved)


def test_a_file_without_properties(county: History, office: Path) -> None:
    """The foot of its pages says which release it is, with the first digits of the digest."""
    raw = edited(word(county), lambda _: None)
    found = checked(office, "清单.docx", _without(raw, "docProps/custom.xml"))
    assert messages(found) == []
    assert "没有版本指纹" not in "".join(found.unproved)


def _without(raw: bytes, part: str) -> bytes:
    """A package whose part says nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<x/>" if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("face", "says"),
    [
        ({"版本指纹": "sha256:" + "0" * 64}, "版本指纹与工作区里 2026.2 版的"),
        ({"正式版本": "2026.7"}, "没有 2026.7 版"),
        ({"正式版本": ""}, "没有写明是哪个正式版本"),
        ({"正式版本": "", "内容指纹": "sha256:0"}, "还没有发布的清单"),
    ],
)
def test_what_it_says_of_itself(county: History, office: Path, face: Mapping[str, str], says: str) -> None:
    """A release that is not here, or none at all."""
    assert says in messages(checked(office, "清单.xlsx", excel(county, **face)))[0]


def test_files_from_elsewhere(county: History, office: Path, tmp_path: Path) -> None:
    """Another county's; no county here; a file that is no Word file: exit 2 and a hint."""
    far = tmp_path / "别处"
    far.mkdir()
    for folder, raw in (
        (office, excel(county, 地区="白山县")),
        (far, excel(county)),
        (office, b"PK\x03\x04"),
    ):
        with pytest.raises(ShudiError) as told:
            checked(folder, "清单.xlsx", raw)
        assert told.value.hint


def test_a_public_file_with_notes(county: History, office: Path) -> None:
    """It should not be there at all."""

    def edit(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row.append("备注" if row[0] == "序号" else "")
        rows[2][-1] = "只给编办看"

    assert any(
        "公开版里不该有“备注”" in message
        for message in messages(checked(office, "a.xlsx", excel(county, edit)))
    )


def test_comments_and_hidden_rows_are_told(county: History, office: Path) -> None:
    """They change no cell, but are not proved either."""
    book = openpyxl.load_workbook(io.BytesIO(excel(county)))
    sheet = book["清单"]
    sheet.row_dimensions[4].hidden = True
    sheet["D3"].comment = openpyxl.comments.Comment("不执行", "某人")
    raw = io.BytesIO()
    book.save(raw)
    found = checked(office, "清单.xlsx", raw.getvalue())
    assert messages(found) == []
    assert "1 行隐藏着" in "".join(found.unproved)
    assert "批注" in "".join(found.unproved)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_saved_again_by_libreoffice(county: History, office: Path, tmp_path: Path, suffix: str) -> None:
    """Every byte is another, every word the same."""
    raw = word(county) if suffix == "docx" else excel(county)
    (tmp_path / f"清单.{suffix}").write_bytes(raw)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["soffice", "--headless", profile, "--convert-to", suffix, "--outdir", str(tmp_path / "又存")]
    subprocess.run([*words, str(tmp_path / f"清单.{suffix}")], check=True, capture_output=True, timeout=120)
    again = (tmp_path / "又存" / f"清单.{suffix}").read_bytes()
    assert again != raw
    found = checked(office, f"清单.{suffix}", again)
    assert messages(found) == []
    assert "3 个事项与 2026.2 版逐项相同" in "".join(found.proved)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda sheet: setattr(sheet.column_dimensions["F"], "hidden", True), "“主体责任”这一栏隐藏着"),
        (lambda sheet: setattr(sheet.column_dimensions["F"], "width", 0.1), "“主体责任”这一栏隐藏着"),
        (lambda sheet: setattr(sheet.row_dimensions[3], "height", 0.5), "小到看不见的字"),
        (lambda sheet: setattr(sheet["F3"], "number_format", '"不承担："@'), "文件里是“不承担：县水务局"),
    ],
)
def test_what_a_sheet_shows_otherwise(
    county: History, office: Path, spoil: Callable[[Any], None], says: str
) -> None:
    """The texts are the same; what a person sees is not."""
    book = openpyxl.load_workbook(io.BytesIO(excel(county)))
    spoil(book["清单"])
    raw = io.BytesIO()
    book.save(raw)
    assert any(says in message for message in messages(checked(office, "清单.xlsx", raw.getvalue())))
