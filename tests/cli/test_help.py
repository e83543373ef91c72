"""Help, errors of usage and exit codes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from shudi_cli import __version__
from shudi_cli.cli.app import COMMANDS
from shudi_cli.report.width import display_width
from tests.cli.county import Said

Run = Callable[..., Said]
#: Words of the command line that are English on purpose.
NAMES = frozenset(COMMANDS) | {
    "shudi", "yaml", "json", "html", "markdown", "text", "github", "gitlab", "sarif", "junit",
    "Word", "Excel", "CSV", "JSON", "word", "excel", "csv", "docx", "xlsx", "table", "responsibility",
    "auto", "always", "never", "error", "warning", "FORMAT", "WHEN", "LEVEL", "Tab", "published",
    "out",
}  # fmt: skip


@pytest.mark.parametrize("arguments", [("--help",), (), *((command, "--help") for command in COMMANDS)])
def test_help_is_chinese(run: Run, arguments: tuple[str, ...]) -> None:
    """Every page of help is Chinese, but for what one types, fits 80 columns, and has an example."""
    said = run(*arguments)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("用法：shudi")
    assert "例：\n  shudi" in said.out
    assert max(map(display_width, said.out.splitlines())) <= 80
    told = [line for line in said.out.splitlines() if not line.startswith("  shudi ")]
    words = re.findall(r"(?<![-\w])[A-Za-z]{3,}", "\n".join(told))
    assert set(words) <= NAMES


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command(run: Run, command: str) -> None:
    """Its first sentence begins as it stands in the list of commands, and every option is explained."""
    page = run(command, "--help").out.split("\n")
    assert page[2].startswith(COMMANDS[command])
    options = page[page.index("选项：") + 1 :]
    unexplained = [line for line in options if re.fullmatch(r"  -\S+( \S+)?", line)]
    assert options
    assert not unexplained


@pytest.mark.parametrize("columns", ["40", "60", "200"])
def test_help_follows_the_screen(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """Prose and tables of help are folded to the screen's width, examples are not cut."""
    monkeypatch.setenv("COLUMNS", columns)
    page = run("diff", "--help").out
    assert "shudi diff 2025-12-31 2026-06-30 --format html --output 对照.html" in page
    wide = [line for line in page.splitlines() if display_width(line) > int(columns)]
    assert all("shudi " in line for line in wide)


def test_version(run: Run) -> None:
    """The version is the package's."""
    assert run("--version") == Said(0, f"shudi {__version__}\n", "")


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("valdate", "没有“valdate”这个命令", "是不是想写“validate”？"),
        ("frobnicate", "没有“frobnicate”这个命令", "用 shudi --help 看有哪些命令"),
        ("--nope", "没有“--nope”这个选项", "用 shudi --help 看用法"),
        ("fmt --chekc", "没有“--chekc”这个选项", "是不是想写“--check”？"),
        ("show", "缺少“事项、领域或单位”", "用 shudi show --help 看用法"),
        ("find", "缺少“词…”", "用 shudi find --help 看用法"),
        ("log", "缺少“编号”", "用 shudi log --help 看用法"),
        ("explain", "缺少“规则编号”", "用 shudi explain --help 看用法"),
        ("show 甲 乙", "多写了“乙”", "用 shudi show --help 看用法"),
        ("diff a b c", "多写了“c”", "用 shudi diff --help 看用法"),
        ("rules 甲", "多写了“甲”", "用 shudi rules --help 看用法"),
        ("stats --by 县", "“--by”不能写成“县”", "写其中之一：领域、批次、单位、层级"),
        ("stats --by=", "“--by”不能写成“”", "写其中之一：领域、批次、单位、层级"),
        ("stats --by", "“--by”后面缺少内容", "在命令后面加 --help 看用法"),
        ("diff --format xml", "“--format”不能写成“xml”", "写其中之一：text、markdown、html、json、word"),
        ("diff --staged=1", "“--staged”后面不用写内容", "在命令后面加 --help 看用法"),
        ("find --most 很多 渣土", "“--most”不能写成“很多”", "写 1 以上的整数"),
        ("find --most 0 渣土", "“--most”不能写成“0”", "写 1 以上的整数"),
        ("--color blue stats", "“--color”不能写成“blue”", "写其中之一：auto、always、never"),
        ("-C", "“-C”后面缺少内容", "在命令后面加 --help 看用法"),
    ],
)
def test_errors_of_usage(run: Run, line: str, message: str, hint: str) -> None:
    """Exit 2, nothing on standard output, and two sentences: what is wrong, what to do."""
    said = run(*line.split())
    assert said == Said(2, "", f"没有做成：{message}\n怎么办：{hint}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_of_every_command(run: Run, command: str) -> None:
    """No command takes an option it does not know, or does anything before saying so."""
    said = run(command, "--frobnicate")
    assert (said.code, said.out) == (2, "")
    assert "没有“--frobnicate”这个选项" in said.err


def test_another_folder(run: Run, workspace: Path) -> None:
    """-C does as if the command were given in that folder, relative paths too."""
    assert run("-C", workspace, "validate", "responsibility").code == 0
    assert run("-C", workspace.name, "stats").code == 0


@pytest.mark.parametrize("name", ["没有", "文件"])
def test_a_folder_that_cannot_be_entered(run: Run, tmp_path: Path, name: str) -> None:
    """A -C that is no folder is told by its name."""
    (tmp_path / "文件").write_text("", encoding="utf-8")
    said = run("-C", name, "stats")
    assert said.code == 2
    assert f"进不了文件夹“{name}”" in said.err


def test_a_bug_is_told_in_words(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Exit 3, a sentence, and the details in a file whose name is told."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("shudi_cli.cli.rules.all_rules", fail)
    said = run("rules")
    assert (said.code, said.out) == (3, "")
    (name,) = re.findall(r"“(.+?)”", said.err)
    assert "ZeroDivisionError" in Path(name).read_text(encoding="utf-8")
    assert os.path.commonpath([name, tmp_path]) == str(tmp_path)
