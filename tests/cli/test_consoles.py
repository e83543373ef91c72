"""Real consoles: old code pages, closed pipes, full disks, colour, Ctrl-C. Each test is a process of its own."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.county import ENGLISH, RIVERS, SAND, WELLS, Said, chapter

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REPOSITORY = Path(__file__).parents[2]
SOURCE = REPOSITORY / "src"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes and signals")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to try")


@pytest.fixture
def rare(checkout: Any) -> Path:
    """A county with a character that GBK lacks, saved and changed."""
    checkout.save({RIVERS: chapter("水务", 6, {**SAND, "名称": "𠮷河采砂"}, WELLS)}, message="𠮷")
    checkout.write({RIVERS: chapter("水务", 6, {**SAND, "名称": "𠮷水采砂", "批次": 2}, WELLS)})
    return Path(checkout.path)


def started(*arguments: str, cwd: Path, **options: Any) -> subprocess.Popen[bytes]:
    """A command line as a process, its standard streams as `options` say."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), **options.pop("env", {})}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen(
        [sys.executable, "-m", "shudi_cli", *arguments], cwd=cwd, env=environment, **pipes
    )


SCREENS = ["show SD-06-001", "diff", "log SD-06-001", "find 𠮷水", "stats", "validate", "fmt --diff", "show 没有𠮷", "diff --help", "diff --format word", "papers CG-2026-001"]  # fmt: skip


@pytest.mark.parametrize("encoding", ["gbk", "gbk:strict"])
@pytest.mark.parametrize("line", SCREENS)
def test_a_gbk_console(rare: Path, encoding: str, line: str) -> None:
    """A console of code page 936 shows Chinese, and a “?” for what it lacks; nothing crashes."""
    with started(*line.split(), cwd=rare, env={"PYTHONIOENCODING": encoding}) as process:
        out, err = process.communicate()
    said = out.decode("gbk") + err.decode("gbk")
    assert process.returncode in {0, 1, 2}
    assert not ENGLISH.search(said)
    assert any("一" <= character <= "鿿" for character in said)


def test_a_console_without_chinese(rare: Path) -> None:
    """A console of plain ASCII shows question marks rather than nothing at all."""
    with started("show", "SD-06-001", cwd=rare, env={"PYTHONIOENCODING": "ascii"}) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.decode("ascii").startswith("SD-06-001 ????")


@pytest.mark.parametrize(
    "line", ["diff --format json", "validate --format sarif", "show SD-06-001 --format json"]
)
def test_programs_get_utf8_from_any_console(rare: Path, line: str) -> None:
    """What is for programs is UTF-8 whatever the console is, so that no character is lost."""
    with started(*line.split(), cwd=rare, env={"PYTHONIOENCODING": "gbk"}) as process:
        out, _ = process.communicate()
    json.loads(out.decode("utf-8"))


@posix
@pytest.mark.parametrize(
    "line", ["show 乡镇（街道）", "stats --by 单位", "diff --format html", "--help", "validate"]
)
def test_a_reader_that_leaves(line: str) -> None:
    """As with `| head -1`: nothing is said on standard error, and the exit code is not that of findings."""
    with started(*line.split(), cwd=REPOSITORY) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


@full
@pytest.mark.parametrize("line", ["stats", "show SD-06-001", "diff", "--help", "validate --format json"])
def test_a_full_disk_behind_standard_output(rare: Path, line: str) -> None:
    """Output that cannot be written is told in one sentence, exit 2."""
    with Path("/dev/full").open("wb") as disk, started(*line.split(), cwd=rare, stdout=disk) as process:
        _, err = process.communicate()
    assert process.returncode == 2
    assert "磁盘已满" in err.decode()
    assert not ENGLISH.search(err.decode())


@pytest.mark.parametrize("place", ["没有/x.html", pytest.param("/dev/full", marks=full), "responsibility"])
@pytest.mark.parametrize("command", ["diff", "validate"])
def test_an_output_that_cannot_be_written(shudi: Run, rare: Path, command: str, place: str) -> None:
    """A missing folder, a full disk or a folder in the file's place is told, and nothing is left behind."""
    before = sorted(rare.rglob("*"))
    said = shudi(command, "--output", place, cwd=rare)
    assert (said.returncode, said.stdout) == (2, "")
    assert f"写不进“{place}”" in said.stderr
    assert sorted(rare.rglob("*")) == before


@posix
def test_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C ends a long job at once with a sentence, exit 130, and leaves no half-written report."""
    folder, tools = tmp_path / "清单", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    (folder / "shudi.yaml").write_text("地区: {}\n", encoding="utf-8")
    # The job asks a program that says it was started and never ends; Ctrl-C comes while it waits.
    os.mkfifo(tools / "pipe")
    (tools / "git").write_text(f"#!/bin/sh\necho started > {tools}/pipe\nexec sleep 60\n", encoding="utf-8")
    (tools / "git").chmod(0o755)
    path = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    pipe = os.open(tools / "pipe", os.O_RDWR | os.O_NONBLOCK)
    with started("diff", "--output", "x.txt", cwd=folder, env=path, start_new_session=True) as process:
        assert select.select([pipe], [], [], 60)[0], "the job never came to its long wait"
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    os.close(pipe)
    assert (process.returncode, out) == (130, b"")
    assert err.decode() == "已按要求中断，没有做完。\n"
    assert [entry.name for entry in folder.iterdir()] == ["shudi.yaml"]


@pytest.fixture
def wishing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], None]:
    """`wishing(variables)`: nothing outside says anything about colour but these."""

    def wish(variables: Mapping[str, str]) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return wish


Wishing = Callable[[Mapping[str, str]], None]


@pytest.mark.parametrize(
    ("choice", "wishes", "coloured"),
    [
        (None, {}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        (None, {"FORCE_COLOR": "1"}, True),
        (None, {"FORCE_COLOR": ""}, False),
        (None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(
    run: Callable[..., Said],
    wishing: Wishing,
    choice: str | None,
    wishes: Mapping[str, str],
    *,
    coloured: bool,
) -> None:
    """A pipe has no colour unless asked for; the option outranks the variables, NO_COLOR outranks FORCE_COLOR."""
    wishing(wishes)
    option = ["--color", choice] if choice else []
    for command in (["show", "SD-05-003"], ["stats"], ["validate"], ["rules"]):
        assert ("\x1b[" in run(*option, *command, cwd=REPOSITORY).out) is coloured


@pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("wishes", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(wishing: Wishing, wishes: Mapping[str, str], *, coloured: bool) -> None:
    """A terminal has colour unless the user or the terminal wants none."""
    import pty

    wishing(wishes)
    ours, theirs = pty.openpty()
    with started("explain", "L102", cwd=REPOSITORY, stdout=theirs) as process:
        os.close(theirs)
        shown = os.read(ours, 100_000)
        process.wait()
    os.close(ours)
    assert (b"\x1b[" in shown) is coloured
    assert b"L102" in shown
