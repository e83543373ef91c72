"""What a clerk types is made plain before anything is recorded, and what cannot be plain is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.acts import attaching
from shudi_cli.cli import asking
from shudi_cli.source import read_document
from tests.cli.acting import ON, agree, amend, governed, rewritten
from tests.cli.county import RIVERS, Said

Run = Callable[..., Said]
REQUEST = ("--unit", "青山镇", "--reason", "基层有需要", "--by", "申请人")


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A governed county that has published nothing yet."""
    return git(governed())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--reason", " "), "理由是空的"),
        (("--reason", "有\x1b[31m需要"), "理由里有看不见的控制字符"),
        (("--unit", "青山\n镇"), "申请单位只能写一行"),
        (("--by", "甲\n乙"), "姓名只能写一行"),
        (("--by", " "), "姓名是空的"),
        (("--date", "2999-01-01"), "日期 2999-01-01 还没有到"),
        (("--remove", " "), "编号是空的"),
    ],
)
def test_no_application_with_odd_words(run: Run, office: Any, words: tuple[str, ...], told: str) -> None:
    """Blank texts, control characters, names of several lines, days to come: nothing is recorded."""
    office.write({RIVERS: rewritten(批次=2)})
    said = run("propose", *REQUEST, *words, cwd=office.path)
    assert (said.code, told in said.err) == (2, True), said.err
    assert office.run("status", "--porcelain") == f" M {RIVERS}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("save", "", "--by", "甲"), "说明是空的"),
        (("save", "改\x07了", "--by", "甲"), "说明里有看不见的控制字符"),
        (("save", "改了", "--by", "甲\n乙"), "姓名只能写一行"),
        (("signers", "--new", "--by", "甲\n乙"), "姓名只能写一行"),
        (("publish", "--number", " ", "--effective", "2026-04-01", "--by", "甲"), "文号是空的"),
        (("approve", "CG-2026-001", "--as", "县委编办", "--by", "\u202e甲"), "姓名里有看不见的控制字符"),
        (("approve", "CG-2026-001", "--as", "县委编办", "--opinion", "同意", "--text", " ", "--by", "甲"), "说明是空的"),
    ],
)  # fmt: skip
def test_other_acts_refuse_the_same(run: Run, office: Any, words: tuple[str, ...], told: str) -> None:
    """Every act looks at its texts and at its clerk's name alike."""
    amend(run, office.path)
    before = office.run("rev-parse", "HEAD")
    said = run(*words, cwd=office.path)
    assert (said.code, told in said.err) == (2, True), said.err
    assert office.run("rev-parse", "HEAD") == before


def test_texts_are_recorded_without_the_blanks_around_them(run: Run, office: Any) -> None:
    """A reason may have several lines."""
    office.write({RIVERS: rewritten(批次=2)})
    words = ("--unit", " 青山镇 ", "--reason", " 一\r\n二 ", "--by", " 申请人 ")
    assert run("propose", *words, *ON, cwd=office.path).code == 0
    data = read_document("c", (office.path / "changes/CG-2026-001/change.yaml").read_bytes()).data
    assert (data["申请"]["单位"], data["申请"]["姓名"], data["理由"]) == ("青山镇", "申请人", "一\n二")


def test_numbers_may_be_typed_loosely(run: Run, office: Any) -> None:
    """Small letters, full-width ones and blanks mean the same number in every command."""
    change, item = " cg－2026-００1 ", " ｓｄ-06-001 "
    office.write({RIVERS: rewritten(批次=2)})
    assert run("propose", item, *REQUEST, *ON, cwd=office.path).code == 0
    assert run("status", change, cwd=office.path).code == 0
    assert run("dossier", change, cwd=office.path).code == 0
    assert run("log", item, cwd=office.path).code == 0
    assert run("propose", "--edit", change, cwd=office.path).code == 0
    assert run("propose", "--renew", change, "--by", "申请人", *ON, cwd=office.path).code == 0
    agree(run, office.path, " cg-2026-００2 ", "县委编办")
    office.write({RIVERS: rewritten(批次=3)})
    assert run("restore", item, "--yes", cwd=office.path).code == 0
    assert run("propose", "--remove", " ｓｄ-06-002 ", *REQUEST, *ON, cwd=office.path).code == 0


@pytest.mark.parametrize("name", ["申请.yaml", "申请.YML"])
def test_no_record_is_attached(run: Run, office: Any, tmp_path: Path, name: str) -> None:
    """Beside the records it would be taken for one of them."""
    (tmp_path / name).write_text("一: 二\n", encoding="utf-8")
    said = amend(run, office.path, "采砂", "--attach", str(tmp_path / name))
    assert (said.code, "不能是 YAML 文件" in said.err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_only_files_are_attached(run: Run, office: Any, tmp_path: Path) -> None:
    """A pipe, a device or a folder is never opened."""
    os.mkfifo(tmp_path / "管道.pdf")
    for path in (tmp_path / "管道.pdf", Path("/dev/zero"), tmp_path):
        said = amend(run, office.path, "采砂", "--attach", str(path))
        assert (said.code, "不是普通文件" in said.err) == (2, True)


def test_a_huge_attachment_is_not_read(
    run: Run, office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is looked at first."""
    huge = tmp_path / "扫描.pdf"
    with huge.open("wb") as file:
        file.truncate(attaching._MOST + 1)
    reading = Path.read_bytes

    def read(path: Path) -> bytes:
        assert path != huge
        return reading(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    said = amend(run, office.path, "采砂", "--attach", str(huge))
    assert (said.code, "超过 20 MB" in said.err) == (2, True)


def test_what_only_looks_like_a_number_chooses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is put again."""
    answers = iter(["²", "0", "2"])
    monkeypatch.setattr(asking, "someone_there", lambda: True)
    monkeypatch.setattr(asking, "ask", lambda _question: next(answers))
    assert asking.choose("意见", ("同意", "不同意"), "--opinion") == "不同意"
