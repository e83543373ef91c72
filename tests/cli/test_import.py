"""`shudi import`."""

from __future__ import annotations

import csv
import io
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from shudi_cli.report.width import display_width
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, load
from tests.cli.county import Said

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]
ROWS = [
    ["某县属地管理清单（1个领域2项）"],
    ["序号", "领域", "事项名称", "主体责任", "配合责任", "依据"],
    ["1", "水务", "河道管理", "县水务局:负责巡查。", "乡镇(街道):上报。", "《某法》第七条"],
    ["2", "水务", "采砂管理", "县水务局：负责查处。", "乡镇（街道）：上报。", "《某法》第八条"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A list in GBK, as Excel saves CSV files."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(ROWS)
    path = tmp_path / "清单.csv"
    path.write_bytes(text.getvalue().encode("gbk"))
    return path


def responsibilities(workspace: Workspace) -> list[object]:
    return [
        (item.number, item.name, item.content.get(key))
        for item in workspace.lists[0].items
        for key in ("主体责任", "配合责任")
    ]


def test_a_draft(run: Run, sheet: Path, tmp_path: Path) -> None:
    """What was found is told in 80 columns; the draft is one that validate can judge; units must be answered."""
    said = run("import", sheet, "--yes")
    assert said.code == 1
    assert all(display_width(line) <= 80 for line in said.out.splitlines() if "--answers" not in line)
    assert "必须回答：1 处" in said.out
    draft = load(WorkTree(tmp_path / "导入草稿"))
    assert not draft.unread
    assert [item.name for item in draft.lists[0].items] == ["河道管理", "采砂管理"]
    assert (tmp_path / "导入草稿" / "导入疑点.txt").is_file()
    assert run("validate", cwd=tmp_path / "导入草稿").code == 0


def test_answers_are_read_back(run: Run, sheet: Path, tmp_path: Path) -> None:
    """The clerk fills the report in; the next import asks no more."""
    run("import", sheet, "--yes")
    report = tmp_path / "导入草稿" / "导入疑点.xlsx"
    book = openpyxl.load_workbook(report)
    page = book.active
    head = next(row for row in page.iter_rows() if any(cell.value == "处理意见" for cell in row))
    answer = next(cell for cell in head if cell.value == "处理意见")
    for row in range(answer.row + 1, page.max_row + 1):
        page.cell(row, answer.column).value = "确认"
    book.save(report)
    said = run("import", sheet, "--answers", report, "--to", "第二次", "--yes")
    assert (said.code, said.err) == (0, "")
    assert "必须回答" not in said.out


def test_looking_writes_nothing(run: Run, sheet: Path, tmp_path: Path) -> None:
    """--dry-run tells the same."""
    assert "2 项" in run("import", sheet, "--dry-run").out
    assert [path.name for path in tmp_path.iterdir()] == [sheet.name]


def test_looking_where_a_draft_is(run: Run, sheet: Path, tmp_path: Path) -> None:
    """--dry-run needs no place for a draft."""
    run("import", sheet, "--yes")
    before = sorted(tmp_path.rglob("*"))
    assert "2 项" in run("import", sheet, "--dry-run").out
    assert sorted(tmp_path.rglob("*")) == before


def fill(report: Path, said: dict[str, str]) -> None:
    """Answer a report by code of doubt."""
    book = openpyxl.load_workbook(report)
    page = book.active
    head = next(row for row in page.iter_rows() if any(cell.value == "处理意见" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, page.max_row + 1):
        answer = said.get(str(page.cell(row, columns["疑点"]).value))
        if answer:
            page.cell(row, columns["处理意见"]).value = answer
    book.save(report)


def test_the_last_line_is_the_command_to_go_on(run: Run, tmp_path: Path) -> None:
    """Round after round by the command that is printed; what the first round answered holds in the third."""
    path = tmp_path / "我的 清单.csv"
    rows = [*ROWS[:2], [*ROWS[2][:3], "负责巡查。", *ROWS[2][4:]], ["4", *ROWS[3][1:]]]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    said = run("import", path.name, "--yes")
    for code, answer in (("责任前无单位", "各乡镇"), ("序号不连续", "没有漏"), ("未登记单位", "新单位")):
        line = next(line for line in said.out.splitlines() if "--answers" in line)
        words = shlex.split(line)
        assert words[:2] == ["shudi", "import"]
        fill(tmp_path / words[words.index("--answers") + 1], {code: answer})
        said = run(*words[1:])
    assert "必须回答" not in said.out
    assert said.code == 0
    draft = load(WorkTree(tmp_path / "导入草稿4"))
    assert [entry.unit for entry in draft.lists[0].items[0].main] == ["乡镇（街道）"]


def test_what_is_skipped_is_told(run: Run, sheet: Path, tmp_path: Path) -> None:
    """跳过 on one cell leaves the whole item out: how many and which is said."""
    sheet.write_bytes(
        sheet.read_bytes().replace("县水务局：负责查处。".encode("gbk"), "负责查处。".encode("gbk"))
    )
    run("import", sheet, "--yes")
    report = tmp_path / "导入草稿" / "导入疑点.xlsx"
    fill(report, {"责任前无单位": "跳过"})
    said = run("import", sheet, "--answers", report, "--to", "第二次", "--yes")
    assert "照处理意见跳过了 1 项，整项没有读入：采砂管理" in said.out


def test_a_draft_becomes_the_workspace(run: Run, sheet: Path, tmp_path: Path) -> None:
    """`shudi init` in the draft begins keeping versions of it."""
    assert "shudi init 导入草稿" in run("import", sheet, "--yes").out
    assert run("init", "导入草稿").code == 0
    assert (tmp_path / "导入草稿" / ".git").is_dir()
    assert run("validate", cwd=tmp_path / "导入草稿").code == 0


def test_nobody_there(run: Run, sheet: Path, tmp_path: Path) -> None:
    """In a pipe nothing is written without --yes."""
    assert run("import", sheet).code == 2
    assert not (tmp_path / "导入草稿").exists()


def test_what_is_there_is_not_touched(run: Run, sheet: Path, tmp_path: Path, workspace: Path) -> None:
    """A folder with files in it, and one inside a workspace, are refused."""
    (tmp_path / "导入草稿").mkdir()
    (tmp_path / "导入草稿" / "笔记.txt").write_text("甲", encoding="utf-8")
    assert "已经有文件" in run("import", sheet, "--yes").err
    assert "写到工作区外面" in run("import", sheet, "--yes", cwd=workspace).err


@pytest.mark.parametrize("name", ["没有.docx", "坏的.docx", "图.png"])
def test_what_cannot_be_read(run: Run, tmp_path: Path, name: str) -> None:
    """A missing, a broken, a strange file: exit code 2 and nothing written."""
    if not name.startswith("没有"):
        (tmp_path / name).write_bytes(
            b"PK\x03\x04" if name.endswith("docx") else b"\x89PNG\r\n\x1a\n" + bytes(64)
        )
    said = run("import", name, "--yes")
    assert said.code == 2
    assert said.err
    assert not (tmp_path / "导入草稿").exists()


def test_a_console_in_gbk(run: Run, sheet: Path) -> None:
    """Everything that is told can be shown on an old console."""
    assert run("import", sheet, "--dry-run").out.encode("gbk")


def test_several_files_are_one_draft(run: Run, tmp_path: Path) -> None:
    """Batches by the names of the files; chapters of one name are one."""
    for batch, name in (("一", "河道管理"), ("二", "采砂管理")):
        made = docx.Document()
        made.add_paragraph(f"某县属地管理清单（第{batch}批）")
        table = made.add_table(rows=0, cols=4)
        for texts in (ROWS[1][1:5], ["水务", name, "县水务局：负责。", "乡镇（街道）：上报。"]):
            cells = table.add_row().cells
            for cell, text in zip(cells, texts, strict=True):
                cell.text = text
        made.save(str(tmp_path / f"第{batch}批.docx"))
    run("import", "第一批.docx", "第二批.docx", "--yes")
    found = load(WorkTree(tmp_path / "导入草稿")).lists[0]
    assert [(item.name, item.batch, item.number) for item in found.items] == [
        ("河道管理", 1, "SD-01-001"),
        ("采砂管理", 2, "SD-01-002"),
    ]


@pytest.mark.parametrize("form", ["word", "excel", "csv"])
def test_our_own_exports_come_back(run: Run, tmp_path: Path, form: str) -> None:
    """All 264 responsibility cells of the sample are as they were, with its register known."""
    county = tmp_path / "县"
    shutil.copytree(REPOSITORY / "lists", county / "lists")
    run("export", form, "responsibility", "--output", tmp_path / "出", cwd=county)
    file = next((tmp_path / "出").iterdir())
    run("import", file, "--to", tmp_path / "草稿", "--yes", cwd=county)
    before = responsibilities(load(WorkTree(county / "lists")))
    assert responsibilities(load(WorkTree(tmp_path / "草稿"))) == before
    assert len(before) == 264


def test_a_workbook_with_everything_at_once(run: Run, tmp_path: Path) -> None:
    """Title rows, a head of two lines, bands, repeated heads, units with and without a colon, asterisks, pinyin."""
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["附件1"],
        ["某区“属地管理”事项主体责任和配合责任清单（2个领域3项）"],
        ["序 号", "事项\n名称", "责任划分", None, "依 据"],
        [None, None, "主体责任", "配合责任", None],
        ["一、自然资源领域（2项）"],
        [1, "违法占地(zhàn dì)\n查处", "区自然资源局:负责查处;区公安局负责维护秩序。", "镇(街道):1.巡查;2.上报。", "<土地法>第七条"],
        [2, "采矿权*监管", "1.区自然资源局：\n（1）监管；\n（2）处罚", "各镇街 配合做好工作。", "无"],
        ["序 号", "事项\n名称", "主体责任", "配合责任", "依 据"],
        ["二、生态环境领域（1项）"],
        [1, "秸秆禁烧", "牵头单位：区生态环境分局\n负责统筹；\n配合单位：区农业农村局\n负责利用。", "镇（街道）：巡查。", None],
        ["合计", 3],
    ):  # fmt: skip
        page.append(row)
    for cells in ("A2:E2", "C3:D3", "A3:A4", "B3:B4", "E3:E4", "A5:E5", "A9:E9"):
        page.merge_cells(cells)
    book.save(tmp_path / "乱.xlsx")
    assert run("import", "乱.xlsx", "--yes").code == 1
    found = load(WorkTree(tmp_path / "导入草稿")).lists[0]
    duties = [[(entry.unit, entry.duties) for entry in item.responsibilities] for item in found.items]
    township = "乡镇（街道）"
    assert duties == [
        [
            ("区自然资源局", ("负责查处；",)),
            ("区公安局", ("负责维护秩序。",)),
            (township, ("巡查；", "上报。")),
        ],
        [("区自然资源局", ("监管；", "处罚")), (township, ("配合做好工作。",))],
        [("区生态环境分局", ("负责统筹；",)), ("区农业农村局", ("负责利用。",)), (township, ("巡查。",))],
    ]
    assert [item.name for item in found.items] == ["违法占地查处", "采矿权*监管", "秸秆禁烧"]
    assert str(next(iter(found.items)).bases[0]) == "《土地法》第七条"
    assert [domain.name for domain in found.domains] == ["自然资源", "生态环境"]


@pytest.mark.parametrize("form", ["csv", "word"])
def test_the_form_of_supporting_matters_comes_back(run: Run, tmp_path: Path, form: str) -> None:
    """配合履职事项: who leads, who is main, who supports and their duties are as they were."""
    county = tmp_path / "县"
    shutil.copytree(REPOSITORY / "lists", county / "lists")
    run("export", form, "responsibility", "--form", "配合履职事项", "--output", tmp_path / "出", cwd=county)
    run("import", next((tmp_path / "出").iterdir()), "--to", tmp_path / "草稿", "--yes", cwd=county)

    def shares(root: Path) -> list[object]:
        return [
            (item.name, sorted((entry.unit, entry.leads, entry.duties) for entry in part))
            for item in load(WorkTree(root)).lists[0].items
            for part in (item.main, item.support)
        ]

    before, after = shares(county / "lists"), shares(tmp_path / "草稿")
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == []
    assert run("validate", cwd=tmp_path / "草稿").code == 0
