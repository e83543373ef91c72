"""`shudi packet`: one workbook a unit, out and back in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.acting import rewritten
from tests.cli.county import RIVERS, Said
from tests.packets.county import ROSTER, staffed
from tests.packets.workbooks import contact, duty, first_row, write

Run = Callable[..., Said]
BY = ("--by", "联络员甲")


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A repository whose top is the small county with contacts, saved once."""
    return git(staffed())


@pytest.fixture
def sent(run: Run, office: Any, tmp_path: Path) -> Path:
    """The packets of every unit."""
    folder = tmp_path / "填报表"
    said = run("packet", "out", "--all", folder, cwd=office.path)
    assert said.code == 0, said.err
    return folder


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_every_unit_with_something_gets_one(run: Run, office: Any, sent: Path) -> None:
    """Named as the unit; townships have the rows of their group."""
    assert sorted(path.name for path in sent.iterdir()) == [
        "县水务局.xlsx",
        "城关街道.xlsx",
        "白塔镇.xlsx",
        "青山镇.xlsx",
    ]


def test_the_same_again_is_no_harm(run: Run, office: Any, sent: Path) -> None:
    """Equal files stay; one that says something else is not overwritten, and nothing is written beside it."""
    said = run("packet", "out", "--all", sent, cwd=office.path)
    assert (said.code, "4 份原来就有" in said.out) == (0, True)
    (sent / "县水务局.xlsx").write_bytes(b"mine")
    (sent / "青山镇.xlsx").unlink()
    said = run("packet", "out", "--all", sent, cwd=office.path)
    assert (said.code, "里已经有“县水务局.xlsx”，没有动它" in said.err) == (2, True)
    assert not (sent / "青山镇.xlsx").exists()


def test_one_unit_by_another_name(run: Run, office: Any, tmp_path: Path) -> None:
    """Short and former names are known; a group and an unknown name are refused."""
    said = run(
        "packet", "out", "--unit", "城关办", "--due", "2026年12月15日", tmp_path / "一", cwd=office.path
    )
    assert [path.name for path in (tmp_path / "一").iterdir()] == ["城关街道.xlsx"], said.err
    sheet = openpyxl.load_workbook(tmp_path / "一" / "城关街道.xlsx")["填写说明"]
    assert any("2026-12-15" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert (
        "不是一个单位" in run("packet", "out", "--unit", "乡镇（街道）", tmp_path / "二", cwd=office.path).err
    )
    assert (
        "没有“县粮食局”" in run("packet", "out", "--unit", "县粮食局", tmp_path / "二", cwd=office.path).err
    )
    assert "要写明发给谁" in run("packet", "out", tmp_path / "二", cwd=office.path).err
    assert not (tmp_path / "二").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("out", "--all", "--dry-run"),
        ("out", "--all", "--yes"),
        ("out", "--all", "--reason", "职责不清"),
        ("out", "--all", *BY),
        ("in", "--unit", "县水务局"),
        ("in", "--all"),
        ("in", "--due", "2026-12-15"),
    ],
)
def test_options_of_the_other_way(run: Run, office: Any, sent: Path, words: tuple[str, ...]) -> None:
    """Are refused by name; none is passed over in silence, and nothing is written."""
    contact(sent / "县水务局.xlsx", 手机=10000000009)
    before = tree(office.path)
    way, *options = words
    said = run("packet", way, sent if way == "in" else "新填报表", *options, cwd=office.path)
    named = next(word for word in reversed(options) if word.startswith("--"))
    assert (said.code, f"用不着“{named}”" in said.err) == (2, True), said.err
    assert tree(office.path) == before


def test_where_packets_go(run: Run, office: Any, tmp_path: Path) -> None:
    """Not into a file; a folder among the lists is warned of; mobiles are spoken of where there are some."""
    (tmp_path / "一").write_text("", encoding="utf-8")
    assert "是一个文件" in run("packet", "out", "--all", tmp_path / "一", cwd=office.path).err
    said = run("packet", "out", "--unit", "县水务局", "填报表", cwd=office.path)
    assert ("手机号码" in said.out, "在清单的文件夹里" in said.out) == (True, True)
    (office.path / ".gitignore").write_text("填报表/\n", encoding="utf-8")
    said = run("packet", "out", "--unit", "县水务局", "填报表", cwd=office.path)
    assert "在清单的文件夹里" not in said.out
    said = run("packet", "out", "--unit", "青山镇", tmp_path / "二", cwd=office.path)
    assert ("手机号码" in said.out, "在清单的文件夹里" in said.out) == (False, False)


def test_untouched_packets_change_nothing(run: Run, office: Any, sent: Path) -> None:
    """Byte for byte, also after another program saved them."""
    write(sent / "青山镇.xlsx")
    before = tree(office.path)
    said = run("packet", "in", sent, *BY, cwd=office.path)
    assert (said.code, said.err) == (0, "")
    assert "没有要收的改动，什么也没有写。" in said.out
    assert tree(office.path) == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice (LibreOffice) is not installed")
def test_a_resave_by_libreoffice_changes_nothing(run: Run, office: Any, sent: Path, tmp_path: Path) -> None:
    """Whatever it writes anew."""
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(path) for path in sorted(sent.iterdir())]
    again = tmp_path / "再存"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(again), *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    assert len(list(again.iterdir())) == len(files)
    before = tree(office.path)
    said = run("packet", "in", again, *BY, cwd=office.path)
    assert (said.code, said.err) == (0, "")
    assert "没有要收的改动" in said.out
    assert tree(office.path) == before


def test_an_edited_duty_becomes_an_application(run: Run, office: Any, sent: Path) -> None:
    """Shown first, then recorded; the list stays as it is."""
    before = tree(office.path / "responsibility")
    duty(sent / "县水务局.xlsx")
    said = run("packet", "in", sent, *BY, "--dry-run", cwd=office.path)
    assert "没有收，什么也没有写。" in said.out
    assert office.run("status", "--porcelain") == ""
    said = run("packet", "in", sent, *BY, "--date", "2026-11-02", "--yes", cwd=office.path)
    assert said.code == 0, said.err
    assert "县水务局申请：改 SD-06-001" in said.out
    assert "已报送 CG-2026-001" in said.out
    assert (office.path / "changes/CG-2026-001/change.yaml").exists()
    assert tree(office.path / "responsibility") == before
    again = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert (again.code, "没有要收的改动" in again.out) == (0, True)


def test_an_edited_contact_becomes_one(run: Run, office: Any, sent: Path) -> None:
    """Its file changes, and nothing else; the tool checks the result like any other."""
    before = tree(office.path)
    contact(sent / "县水务局.xlsx", 手机=10000000009)
    contact(
        sent / "县水务局.xlsx", nth=2, 责任人="联络员丙", 管辖区域="青山镇、白塔镇", 办公电话="0530-0000009"
    )
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert said.code == 0, said.err
    assert "手机：10000000001 → 10000000009" in said.out
    assert "＋ 联络员丙" in said.out
    after = tree(office.path)
    changed = {name for name in after if after[name] != before.get(name) and not name.startswith(".git/")}
    assert changed == {ROSTER}
    assert office.run("status", "--porcelain") == ""
    assert run("validate", ROSTER, cwd=office.path).code == 0


def test_nothing_is_taken_unless_somebody_says_so(run: Run, office: Any, sent: Path) -> None:
    """In a pipe nobody can be asked: without --yes nothing is written."""
    contact(sent / "县水务局.xlsx", 手机=10000000009)
    before = tree(office.path)
    said = run("packet", "in", sent, *BY, cwd=office.path)
    assert (said.code, "没有人确认" in said.err) == (2, True), said.err
    assert tree(office.path) == before


def test_files_in_any_order_and_twice(run: Run, office: Any, sent: Path, tmp_path: Path) -> None:
    """A copy of the same answer is the same answer."""
    duty(sent / "县水务局.xlsx")
    copy = tmp_path / "副本.xlsx"
    shutil.copy(sent / "县水务局.xlsx", copy)
    said = run("packet", "in", copy, sent, sent / "县水务局.xlsx", *BY, "--yes", cwd=office.path)
    assert (said.code, said.out.count("已报送")) == (0, 1)


def unopened(path: Path, how: str) -> None:
    book = openpyxl.load_workbook(path)
    if how == "no base":
        del book["_shudi"]
    elif how == "no duties":
        del book["职责"]
    elif how == "no column":
        _, _, columns = first_row(book, "职责")
        book["职责"].delete_cols(columns["改为"])
    elif how == "no row":
        _, row, _ = first_row(book, "职责")
        book["职责"].delete_rows(row)
    elif how == "no contact":
        _, row, _ = first_row(book, "联络员")
        book["联络员"].delete_rows(row)
    book.save(path)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: unopened(path, "no base"), "里面隐藏的底稿“_shudi”不在了"),
        (lambda path: unopened(path, "no duties"), "工作表“职责”不在了"),
        (lambda path: unopened(path, "no column"), "“改为”这一列不在了"),
        (lambda path: unopened(path, "no row"), "SD-06-001 的主体责任一行不在了"),
        (lambda path: unopened(path, "no contact"), "联络员“联络员甲”的一行不在了"),
        (lambda path: openpyxl.Workbook().save(path), "不是 shudi 发出的填报表"),
        (lambda path: path.write_bytes(b"PK not a workbook"), "县水务局.xlsx"),
        (lambda path: path.write_bytes(b""), "空文件"),
        (lambda path: path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)), "县水务局.xlsx"),
        (lambda path: duty(path, '="查处"&"采砂"'), "这一格是公式"),
        (lambda path: duty(path, None), "SD-06-001 的职责全删了"),
        (lambda path: duty(path, reason=""), "没有写修改理由"),
        (lambda path: duty(path, person=""), "改了职责，没有写填报人"),
        (lambda path: contact(path, 手机="123"), "“123”不是手机号码"),
        (lambda path: contact(path, 管辖区域="青山乡"), "没有“青山乡”这个乡镇（街道）"),
        (lambda path: write(path, ("_shudi", "B1", "9")), "填报表的格式版本是“9”"),
        (lambda path: write(path, ("_shudi", "B2", "别的县")), "隐藏的底稿“_shudi”被改动过"),
    ],
)  # fmt: skip
def test_one_bad_file_keeps_everything_out(
    run: Run, office: Any, sent: Path, spoil: Callable[[Path], object], told: str
) -> None:
    """It is named, and nothing at all is written, though another file is faultless."""
    contact(sent / "青山镇.xlsx", 责任人="联络员丁", 手机="10000000004", 管辖区域="青山镇")
    spoil(sent / "县水务局.xlsx")
    before = tree(office.path)
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert (said.code, told in said.out) == (2, True), said.out
    assert "县水务局.xlsx" in said.out
    assert "什么也没有写" in said.err
    assert tree(office.path) == before


def test_another_county(run: Run, office: Any, sent: Path, git: Callable[..., Any]) -> None:
    """Its packets are not taken."""
    settings = (office.path / "shudi.yaml").read_text(encoding="utf-8").replace("清平县", "别的县")
    other = git(staffed(**{"shudi.yaml": settings}), name="other")
    said = run("packet", "in", sent / "县水务局.xlsx", *BY, "--yes", cwd=other.path)
    assert (said.code, "这是清平县的填报表，不是别的县的" in said.out) == (2, True)


def test_an_older_packet(run: Run, office: Any, sent: Path) -> None:
    """Is taken unless both sides changed the same cell."""
    office.save({RIVERS: rewritten(名称="河道采砂")})
    duty(sent / "县水务局.xlsx")
    said = run("packet", "in", sent, *BY, "--dry-run", cwd=office.path)
    assert (said.code, "锁着" in said.out) == (0, False), said.out
    office.save({RIVERS: rewritten(主体责任=[{"单位": "县水务局", "职责": ["查处采砂。"]}])})
    before = tree(office.path)
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert (said.code, "两边都改了，改得不一样" in said.out) == (2, True)
    assert tree(office.path) == before


def test_unsaved_edits_of_the_roster(run: Run, office: Any, sent: Path) -> None:
    """Are in nobody's way silently: nothing is written."""
    contact(sent / "县水务局.xlsx", 手机="10000000009")
    text = (office.path / ROSTER).read_text(encoding="utf-8")
    (office.path / ROSTER).write_text(text.replace("0530-0000002", "0530-0000007"), encoding="utf-8")
    before = tree(office.path)
    said = run("packet", "in", sent, *BY, "--dry-run", cwd=office.path)
    assert (said.code, "有没保存的改动" in said.out.replace("\n", "")) == (2, True)
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert (said.code, "县水务局.xlsx" in said.out) == (2, True)
    assert {k: v for k, v in tree(office.path).items() if not k.startswith(".git/")} == {
        k: v for k, v in before.items() if not k.startswith(".git/")
    }


def test_two_answers_that_differ(run: Run, office: Any, sent: Path, tmp_path: Path) -> None:
    """Both files are told apart, though they are called the same."""
    other = tmp_path / "又交" / "县水务局.xlsx"
    other.parent.mkdir()
    shutil.copy(sent / "县水务局.xlsx", other)
    contact(sent / "县水务局.xlsx", 手机="10000000008")
    contact(other, 手机="10000000009")
    before = tree(office.path)
    said = run("packet", "in", sent, other, *BY, "--yes", cwd=office.path)
    assert (said.code, "县水务局交回了两份" in said.out) == (2, True)
    assert "又交" in said.out.replace("\n", "")
    assert tree(office.path) == before


def test_nothing_to_read(run: Run, office: Any, tmp_path: Path) -> None:
    """An empty folder, a file that is not there."""
    (tmp_path / "空").mkdir()
    assert "没有 Excel 文件" in run("packet", "in", tmp_path / "空", *BY, cwd=office.path).err
    assert run("packet", "in", tmp_path / "没有.xlsx", *BY, cwd=office.path).code == 2


def test_what_a_folder_holds_besides(run: Run, office: Any, sent: Path) -> None:
    """Suffixes in capitals are read; every other file and folder is named."""
    (sent / "县水务局.xlsx").rename(sent / "县水务局.XLSX")
    contact(sent / "县水务局.XLSX", 手机=10000000009)
    (sent / "说明.docx").write_bytes(b"")
    (sent / "第二批").mkdir()
    said = run("packet", "in", sent, *BY, "--dry-run", cwd=office.path)
    assert "手机：10000000001 → 10000000009" in said.out
    assert "里没有读 第二批/、说明.docx" in said.out.replace("\n", "")


def test_everything_wrong_is_told_at_once(run: Run, office: Any, sent: Path) -> None:
    """What is wrong with a cell, with another file, and with an application."""
    contact(sent / "县水务局.xlsx", 手机="123")
    duty(sent / "县水务局.xlsx", "查处采砂、运砂", reason="")
    duty(sent / "青山镇.xlsx", '="劝阻"')
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    for told in ("“123”不是手机号码", "末尾不是句号", "这一格是公式"):
        assert told in said.out


def test_a_column_dragged_down(run: Run, office: Any, sent: Path) -> None:
    """Is told shortly, however long."""
    book = openpyxl.load_workbook(sent / "县水务局.xlsx")
    sheet, row, columns = first_row(book, "联络员")
    for nth in range(2, 300):
        sheet.cell(row + nth, columns["职务"]).value = "科长"
    book.save(sent / "县水务局.xlsx")
    said = run("packet", "in", sent, *BY, "--yes", cwd=office.path)
    assert (said.code, "县水务局.xlsx 共 " in said.out, len(said.out.splitlines()) < 120) == (2, True, True)


def test_a_gap_is_told_first(run: Run, office: Any, sent: Path) -> None:
    """That nobody answers for a duty any more is said before it is taken."""
    contact(sent / "县水务局.xlsx", 止="2020-01-01")
    contact(sent / "县水务局.xlsx", nth=1, 止="2020-01-01")
    said = run("packet", "in", sent, *BY, "--dry-run", cwd=office.path)
    assert (said.code, "注意：收下后" in said.out, "（R10" in said.out) == (0, True, True), said.out
