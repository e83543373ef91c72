"""`shudi papers`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.changes.records import Trail, change
from tests.cli.county import Said
from tests.releases.issued import records

Run = Callable[..., Said]
ALL = (
    "申请表", "征求意见函", "审核表-1-县级报送", "审核表-2-市级审核", "审核表-3-县级批准", "批复稿",
)  # fmt: skip


@pytest.fixture
def office(checkout: Any) -> Path:
    """A county with a change under way."""
    trail = Trail(change())
    trail.agree("county-bianban")
    checkout.save(records(trail), when="2026-06-01T09:00:00+08:00")
    return Path(checkout.path)


def written(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_papers(run: Run, office: Path) -> None:
    """Without options every paper is written, into a folder named after the change, and each is told."""
    said = run("papers", " cg－2026－001", cwd=office)
    assert (said.code, said.err) == (0, "")
    folder = office / "案卷文书-CG-2026-001"
    assert set(written(folder)) == {f"CG-2026-001-{name}.docx" for name in ALL}
    assert all(content.startswith(b"PK") for content in written(folder).values())
    assert said.out.splitlines() == [f"已写入 案卷文书-CG-2026-001/CG-2026-001-{name}.docx" for name in ALL]


def test_some_papers(run: Run, office: Path) -> None:
    """`--paper` chooses, also several; `--output` says where."""
    said = run(
        "papers", "CG-2026-001", "--paper", "批复稿", "--paper", "申请表", "--output", "发 文", cwd=office
    )
    assert said.code == 0
    assert set(written(office / "发 文")) == {"CG-2026-001-批复稿.docx", "CG-2026-001-申请表.docx"}


def test_again(run: Run, office: Path) -> None:
    """Written again they are the same, byte for byte, and that is told."""
    run("papers", "CG-2026-001", cwd=office)
    before = written(office / "案卷文书-CG-2026-001")
    said = run("papers", "CG-2026-001", cwd=office)
    assert said.out.count("没有重写") == len(ALL)
    assert written(office / "案卷文书-CG-2026-001") == before


def test_a_paper_that_was_filled_in_is_kept(run: Run, office: Path) -> None:
    """A file that differs is not replaced, and then nothing is written; `--overwrite` replaces it."""
    folder = office / "案卷文书-CG-2026-001"
    folder.mkdir()
    mine = folder / "CG-2026-001-申请表.docx"
    mine.write_bytes(b"filled in")
    said = run("papers", "CG-2026-001", cwd=office)
    assert said.code == 2
    assert "CG-2026-001-申请表.docx" in said.err
    assert "--overwrite" in said.err
    assert written(folder) == {mine.name: b"filled in"}
    assert run("papers", "CG-2026-001", "--overwrite", cwd=office).code == 0
    assert mine.read_bytes().startswith(b"PK")


def test_looking_changes_no_record(run: Run, office: Path) -> None:
    """The papers stand beside the workspace's files and are none of its business."""
    judged = run("validate", cwd=office)
    before = {path: path.read_bytes() for path in office.rglob("*.yaml")}
    run("papers", "CG-2026-001", cwd=office)
    assert {path: path.read_bytes() for path in office.rglob("*.yaml")} == before
    assert run("validate", cwd=office) == judged


def test_nothing_to_approve(run: Run, checkout: Any) -> None:
    """Of a change that did not pass the reply is left out and that is said; asked for, it is an error."""
    trail = Trail(change())
    trail.add("county-bianban", "不同意")
    checkout.save(records(trail))
    said = run("papers", "CG-2026-001", cwd=checkout.path)
    assert said.code == 0
    assert "没有写批复稿：CG-2026-001 未通过" in said.err
    assert len(written(checkout.path / "案卷文书-CG-2026-001")) == len(ALL) - 1
    said = run("papers", "CG-2026-001", "--paper", "批复稿", "--output", "x", cwd=checkout.path)
    assert said.code == 2
    assert not (checkout.path / "x").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("CG-2026-009",), "没有变更“CG-2026-009”"),
        (("CG-2026-001", "--paper", "报告"), "“--paper”不能写成“报告”"),
        (("CG-2026-001", "--output", "shudi.yaml"), "shudi.yaml"),
        ((" ",), "编号是空的"),
    ],
)
def test_trouble(run: Run, office: Path, arguments: tuple[str, ...], message: str) -> None:
    """A wrong number, a paper there is not, a file where a folder should be: a clear word and nothing written."""
    said = run("papers", *arguments, cwd=office)
    assert (said.code, said.out) == (2, "")
    assert message in said.err
    assert not (office / "案卷文书-CG-2026-001").exists()


def test_an_old_console(shudi: Callable[..., Any], office: Path) -> None:
    """What it says can be shown in GBK."""
    said = shudi("papers", "CG-2026-001", cwd=office)
    assert said.returncode == 0
    said.stdout.encode("gbk")
