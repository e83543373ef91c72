"""`shudi export`."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shudi_cli.documents.base import read_base
from shudi_cli.office.book import HIDDEN_SHEET
from shudi_cli.report.width import display_width
from tests.cli.county import ENGLISH, RIVERS, SAND, WELLS, Said, chapter

Run = Callable[..., Said]
LISTS = Path(__file__).parents[2] / "lists"
SECRET = "只给编办看"


def exported(run: Run, *arguments: str | Path, cwd: Path) -> list[Path]:
    """The files that an export says it has written."""
    said = run("export", *arguments, cwd=cwd)
    assert (said.code, said.err) == (0, "")
    return [
        cwd / line.removeprefix("已写入 ") for line in said.out.splitlines() if line.startswith("已写入 ")
    ]


def refused(run: Run, *arguments: str | Path, cwd: Path) -> str:
    said = run("export", *arguments, cwd=cwd)
    assert (said.code, said.out) == (2, "")
    assert not ENGLISH.search(said.err)
    return said.err


def table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def noted(workspace: Path) -> Path:
    """The workspace with a 备注."""
    (workspace / RIVERS).write_text(chapter("水务", 6, {**SAND, "备注": SECRET}, WELLS), "utf-8")
    return workspace


@pytest.mark.parametrize(
    ("form", "ending"), [("word", "docx"), ("excel", "xlsx"), ("csv", "csv"), ("json", "json")]
)
def test_every_format(run: Run, workspace: Path, form: str, ending: str) -> None:
    """A file is named after county, list, version and edition; the same again is not written again."""
    (path,) = exported(run, form, cwd=workspace)
    assert path.name == f"清平县属地管理责任清单-草稿-公开版.{ending}"
    raw = path.read_bytes()
    again = run("export", form, cwd=workspace)
    assert (again.code, again.out) == (0, f"{path.name} 已经是这样，没有重写\n")
    assert path.read_bytes() == raw


@pytest.mark.parametrize("form", ["excel", "csv", "json"])
def test_the_public_edition_keeps_the_notes_in(run: Run, workspace: Path, form: str) -> None:
    """备注 is in no part of a public file, hidden ones too; an internal one has it and says what it is."""
    noted(workspace)
    (public,) = exported(run, form, cwd=workspace)
    (internal,) = exported(run, form, "--internal", cwd=workspace)
    ways = [SECRET.encode(), json.dumps(SECRET).strip('"').encode()]
    assert not any(way in public.read_bytes() for way in ways)
    assert any(way in internal.read_bytes() for way in ways)
    assert "内部".encode() in internal.read_bytes()
    assert "内部" in internal.name


def test_a_workbook_carries_its_data(run: Run, workspace: Path) -> None:
    """Every item is in the hidden sheet, and every cell is known to be untouched."""
    (path,) = exported(run, "excel", cwd=workspace)
    book = openpyxl.load_workbook(path)
    base = read_base([[str(cell.value or "") for cell in row] for row in book[HIDDEN_SHEET].iter_rows()])
    assert base is not None
    rows = [[str(cell.value or "") for cell in row] for row in book["属地管理责任清单"].iter_rows()]
    head = next(row for row in rows if "编号" in row)
    items = {item.number: item for item in base.items}
    found = rows[rows.index(head) + 1 :]
    assert {row[head.index("编号")] for row in found} == set(items)
    for row in found:
        item = items[row[head.index("编号")]]
        assert all(item.untouched(title, text) for title, text in zip(head, row, strict=True))


def test_a_workbook_has_drop_downs(run: Run, workspace: Path) -> None:
    """A chapter is picked from the chapters of the list."""
    (path,) = exported(run, "excel", cwd=workspace)
    sheet = openpyxl.load_workbook(path)["属地管理责任清单"]
    assert {found.formula1 for found in sheet.data_validations.dataValidation} >= {"选项_清单1_领域"}


def test_a_release_is_named(run: Run, tmp_path: Path) -> None:
    """Files that are those of the newest release say so; one changed word makes them a draft."""
    (path,) = exported(run, "csv", "responsibility", "--output", tmp_path / "a", cwd=LISTS)
    facts = table(path)[1]
    assert dict(zip(facts[::2], facts[1::2], strict=True))["正式版本"] == "2026.1"


def test_a_draft_is_named(run: Run, workspace: Path) -> None:
    """A draft says that it is one, and has a digest that changes with its content."""
    faces = []
    for _ in range(2):
        (path,) = exported(run, "csv", "--overwrite", cwd=workspace)
        facts = table(path)[1]
        faces.append(dict(zip(facts[::2], facts[1::2], strict=True)))
        chapter = workspace / RIVERS
        chapter.write_text(chapter.read_text("utf-8").replace("河道", "河流"), "utf-8")
    assert {face["状态"] for face in faces} == {"没有发布的草稿"}
    assert faces[0]["内容指纹"] != faces[1]["内容指纹"]


@pytest.mark.parametrize("name", ["responsibility", "responsibility/", "属地管理责任清单"])
def test_a_list_by_its_names(run: Run, tmp_path: Path, name: str) -> None:
    """A list is named by its folder or its kind; named twice it is written once."""
    (path,) = exported(run, "csv", name, "responsibility", "--output", tmp_path / "a", cwd=LISTS)
    assert path.name.startswith("示例县属地管理责任清单")


def test_a_unit_by_a_former_name(run: Run, tmp_path: Path) -> None:
    """Items in which the unit has a duty, with their numbers in the whole list; the file says which part it is."""
    (path,) = exported(
        run, "csv", "responsibility", "--unit", "县教育局", "--output", tmp_path / "a", cwd=LISTS
    )
    rows = table(path)[4:]
    assert "-县教育和体育局-" in path.name
    assert rows
    assert all("县教育和体育局" in "".join(row) for row in rows)


def test_a_group_counts_for_its_members(run: Run, tmp_path: Path) -> None:
    """A township has the duties of all townships."""
    numbers = []
    for nth, unit in enumerate(["青山镇", "乡镇（街道）"]):
        (path,) = exported(
            run, "csv", "responsibility", "--unit", unit, "--output", tmp_path / str(nth), cwd=LISTS
        )
        numbers.append({row[2] for row in table(path)[4:]})
    assert numbers[0] >= numbers[1] > set()


def test_a_domain(run: Run, tmp_path: Path) -> None:
    """Only the items of the domain."""
    (path,) = exported(
        run, "csv", "responsibility", "--domain", "城市管理", "--output", tmp_path / "a", cwd=LISTS
    )
    assert {row[1] for row in table(path)[4:]} == {"城市管理"}


@pytest.mark.parametrize(
    ("wish", "nearest"),
    [
        (["responsibilty"], "responsibility"),
        (["--unit", "县水务据"], "县水务局"),
        (["--domain", "城市管里"], "城市管理"),
        (["--form", "没有的式样"], "式样"),
        (["--unit", "市司法局"], "没有一个事项"),
    ],
)
def test_a_wrong_name(run: Run, wish: list[str], nearest: str) -> None:
    """A name that is not there is answered with the nearest; nothing is written."""
    before = set(LISTS.iterdir())
    assert nearest in refused(run, "csv", *wish, cwd=LISTS)
    assert set(LISTS.iterdir()) == before


def test_a_wrong_format(run: Run, workspace: Path) -> None:
    """A format that is not there is answered with those that are."""
    said = refused(run, "pdf", cwd=workspace)
    assert "“word|excel|csv|json”不能写成“pdf”" in said
    assert "写其中之一：word、excel" in said


def test_another_file_is_not_run_over(run: Run, workspace: Path) -> None:
    """A file with other content stays until it is said that it may go."""
    path = workspace / "清平县属地管理责任清单-草稿-公开版.xlsx"
    path.write_bytes(b"mine")
    assert path.name in refused(run, "excel", cwd=workspace)
    assert path.read_bytes() == b"mine"
    exported(run, "excel", "--overwrite", cwd=workspace)
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("output", ["a.pdf", "shudi.yaml"])
def test_an_output_of_another_kind(run: Run, workspace: Path, output: str) -> None:
    """A workbook is written into no other kind of file, least of all into a list."""
    before = (workspace / "shudi.yaml").read_bytes()
    refused(run, "excel", "--output", output, cwd=workspace)
    assert (workspace / "shudi.yaml").read_bytes() == before


def test_an_open_file(run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a program holds open is named, with what to do."""
    path = workspace / "清平县属地管理责任清单-草稿-公开版.xlsx"
    path.write_bytes(b"mine")

    def locked(*_: Any) -> None:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", _unless(path, Path.read_bytes, locked))
    assert "关掉" in refused(run, "excel", "--overwrite", cwd=workspace)


def _unless(path: Path, usual: Callable[[Path], bytes], locked: Callable[..., None]) -> Callable[[Path], Any]:
    return lambda self: locked() if self.name == path.name else usual(self)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_no_permission(run: Run, workspace: Path, tmp_path: Path) -> None:
    """A folder that may not be written in is named."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    assert "写入权限" in refused(run, "excel", "--output", closed / "a.xlsx", cwd=workspace)


def test_help_fits(run: Run) -> None:
    """The help fits 80 columns."""
    assert max(map(display_width, run("export", "--help").out.splitlines())) <= 80


def test_two_lists_of_one_kind(run: Run, workspace: Path) -> None:
    """Each has a file and a sheet of its own: none is written over the other."""
    with (workspace / "shudi.yaml").open("a", encoding="utf-8") as settings:
        settings.write('  - "目录": "second"\n')  # 清单 is what the file ends with
    for path in sorted((workspace / "responsibility").iterdir()):
        copied = workspace / "second" / path.name
        copied.parent.mkdir(exist_ok=True)
        copied.write_text(path.read_text("utf-8").replace("SD-0", "SD-1"), "utf-8")
    assert len(exported(run, "csv", cwd=workspace)) == 2
    (path,) = exported(run, "excel", cwd=workspace)
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["属地管理责任清单", "属地管理责任清单（2）"]


def test_a_unit_of_another_level_makes_a_draft(run: Run, tmp_path: Path) -> None:
    """The register of units decides in which column a duty stands: changed, the lists are no release's any more."""
    office = tmp_path / "lists"
    shutil.copytree(LISTS, office)
    register = office / "units.yaml"
    before, group, after = register.read_text("utf-8").partition("乡镇（街道）")
    register.write_text(before + group + after.replace("层级: 乡级", "层级: 县级", 1), "utf-8")
    assert "草稿" in exported(run, "csv", "responsibility", cwd=office)[0].name
    register.write_text(before + group + after, "utf-8")
    assert "2026.1" in exported(run, "csv", "responsibility", cwd=office)[0].name


def test_json_of_a_release_proves_itself(run: Run, tmp_path: Path) -> None:
    """All the lists of a release are its own JSON, manifest included."""
    (path,) = exported(run, "json", "--output", str(tmp_path / "a.json"), cwd=LISTS)
    assert run("verify", path, cwd=tmp_path).code == 0


def test_a_list_with_nothing_left_is_not_written(run: Run, tmp_path: Path) -> None:
    """What a unit has no duty in makes no empty annex."""
    run("export", "csv", "--unit", "县水务局", "--output", tmp_path / "成果", cwd=LISTS)
    assert [path.name for path in (tmp_path / "成果").iterdir()] == [
        "示例县属地管理责任清单-县水务局-2026.1-公开版.csv"
    ]


def test_a_form_is_in_the_name(run: Run, tmp_path: Path) -> None:
    """Two forms of a list can lie side by side."""
    for form in ("配合履职事项", "职责边界"):
        run("export", "csv", "--form", form, "--output", tmp_path / "成果", cwd=LISTS)
    assert sorted("配合履职" in path.name for path in (tmp_path / "成果").iterdir()) == [False, True]


@pytest.mark.parametrize("form", ["word", "excel", "csv", "json"])
def test_a_list_that_lacks_a_file_is_not_handed_out(run: Run, workspace: Path, form: str) -> None:
    """A broken chapter would be left out, and nothing in the file would say so."""
    (workspace / RIVERS).write_text("坏: [", "utf-8")
    said = refused(run, form, cwd=workspace)
    assert f"“{RIVERS}”有错没有读入" in said
    assert not list(workspace.glob("*版*"))


def test_an_output_that_is_no_folder(run: Run, workspace: Path) -> None:
    """A file where a folder is meant is told as such; a pipe is not waited for."""
    (workspace / "成果").write_text("", "utf-8")
    assert "是文件，不是文件夹" in refused(run, "csv", "--output", "成果", cwd=workspace)
    os.mkfifo(workspace / "a.csv")
    assert "不是普通文件" in refused(run, "csv", "--output", "a.csv", cwd=workspace)
