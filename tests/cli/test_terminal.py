"""At a terminal what is missing is asked for, and nothing is done before someone says yes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.source import read_document
from tests.cli.acting import ON, amend, governed
from tests.cli.conftest import SOURCE
from tests.cli.county import Said
from tests.packets.county import staffed
from tests.packets.workbooks import duty

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
Run = Callable[..., Said]


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    return git(governed())


def typed(folder: Path, words: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Carry out a command line at a terminal, typing these lines; its exit code and all it showed."""
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
        "COLUMNS": "100",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "shudi_cli", *words],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=True,
    )
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    return process.wait(), shown.decode("utf-8", "replace")


ITEM = [
    "水务", "", "水库看护", "1",
    "县水务局", "", "每月检查放水设施。", "", "", "",
    "乡镇（街道）", "安排专人看护。", "", "", "",
    "中华人民共和国水法", "", "", "", "",
]  # fmt: skip


def test_an_item_is_asked_for_field_by_field(office: Any) -> None:
    """A clerk who never opens a file answers questions; the number is suggested."""
    code, shown = typed(
        office.path, ["propose", "--add", "--by", "申请人", *ON], [*ITEM, "青山镇", "没有人看护", "是"]
    )
    assert code == 0, shown
    assert "编号（SD-06-003）" in shown
    data = read_document("a", (office.path / "changes/CG-2026-001/change.yaml").read_bytes()).data
    (entry,) = data["事项"]
    assert (entry["编号"], entry["新文"]["主体责任"][0]["职责"]) == ("SD-06-003", ["每月检查放水设施。"])
    assert (data["申请"]["单位"], data["理由"]) == ("青山镇", "没有人看护")


@pytest.mark.parametrize("answer", ["", "否", "n"])
def test_nothing_is_done_without_a_yes(run: Run, office: Any, answer: str) -> None:
    """An empty answer is a no."""
    amend(run, office.path)
    words = ["approve", "CG-2026-001", "--as", "县委编办", "--by", "甲", *ON]
    code, shown = typed(office.path, words, ["同意", answer])
    assert (code, "没有记入。" in shown) == (0, True), shown
    assert not (office.path / "changes/CG-2026-001/opinions").exists()


def test_a_yes_records(run: Run, office: Any) -> None:
    """The decision by its number, then the yes."""
    amend(run, office.path)
    code, shown = typed(
        office.path, ["approve", "CG-2026-001", "--as", "县委编办", "--by", "甲", *ON], ["9", "1", "是"]
    )
    assert code == 0, shown
    assert "已记入：县委编办对 CG-2026-001 的意见“同意”" in shown


def test_what_units_left_out_is_asked_for(git: Callable[..., Any], tmp_path: Path) -> None:
    """A reason and a person, once for all packets; then nothing is taken before someone says yes."""
    office = git(staffed())
    assert typed(office.path, ["packet", "out", "--unit", "县水务局", str(tmp_path / "表")], [])[0] == 0
    duty(tmp_path / "表" / "县水务局.xlsx", reason="", person="")
    words = ["packet", "in", str(tmp_path / "表"), "--by", "联络员甲"]
    code, shown = typed(office.path, words, ["机构调整", "填报员甲", ""])
    assert (code, "没有收，什么也没有写。" in shown) == (0, True), shown
    code, shown = typed(office.path, words, ["机构调整", "填报员甲", "是"])
    assert (code, "已报送 CG-2026-001" in shown) == (0, True), shown
    data = read_document("a", next(office.path.glob("changes/*/change.yaml")).read_bytes()).data
    assert (data["理由"], data["申请"]["姓名"]) == ("机构调整", "填报员甲")
