"""`shudi fmt`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shudi_cli.canon import digest
from shudi_cli.errors import ShudiError
from shudi_cli.formatting import KeyOrder, format_text
from shudi_cli.source import Document, read_document
from tests.cli.county import FIELDS, RIVERS, Said

Run = Callable[..., Said]
UNTIDY = "序号: 6\n领域:   水务   # 全县\n\n\n事项: []\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file")


@pytest.fixture
def tidy(run: Run, workspace: Path) -> Path:
    """A county in canonical form."""
    assert run("fmt", cwd=workspace).code == 0
    return workspace


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_whole_workspace(run: Run, workspace: Path) -> None:
    """Without arguments every file is put into canonical form, its content as it was; a second time does nothing."""
    before = files(workspace)
    first = run("fmt", cwd=workspace)
    assert first.code == 0
    assert f"已整理：{RIVERS}" in first.out
    assert "6 个文件，6 个已整理，0 个有错。" in first.out
    after = files(workspace)
    for name, raw in after.items():
        assert digest("file", read_document(name, raw).data) == digest(
            "file", read_document(name, before[name]).data
        )
    second = run("fmt", cwd=workspace)
    assert (second.code, second.out) == (0, "6 个文件，0 个已整理，0 个有错。\n")
    assert files(workspace) == after


def test_comments_stay(run: Run, tidy: Path) -> None:
    """A comment is still there after tidying."""
    (tidy / RIVERS).write_text(UNTIDY, encoding="utf-8")
    run("fmt", cwd=tidy)
    assert "# 全县" in (tidy / RIVERS).read_text(encoding="utf-8")


def test_one_file_that_cannot_be_written(run: Run, tidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are tidied all the same, and it is told which were and which was not."""
    for name in (RIVERS, FIELDS):
        (tidy / name).write_text(UNTIDY, encoding="utf-8")

    def refuse(path: Path, content: bytes) -> None:
        if path.name in RIVERS:
            raise ShudiError(f"写不进“{path.name}”", "磁盘已满")
        path.write_bytes(content)

    monkeypatch.setattr("shudi_cli.tidying.write_whole", refuse)
    said = run("fmt", cwd=tidy)
    assert said.code == 2
    assert f"已整理：{FIELDS}" in said.out
    assert f"已整理：{RIVERS}" not in said.out
    assert "写不进“06-water.yaml”" in said.err
    assert (tidy / RIVERS).read_text(encoding="utf-8") == UNTIDY


def test_nothing_to_do_touches_nothing(run: Run, tidy: Path) -> None:
    """A file in canonical form is not written, not even with the same bytes."""
    times = {path: path.stat().st_mtime_ns for path in tidy.rglob("*")}
    run("fmt", cwd=tidy)
    assert {path: path.stat().st_mtime_ns for path in tidy.rglob("*")} == times


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_only_looking(run: Run, tidy: Path, option: str) -> None:
    """--check and --diff say what would change, exit 1, and change nothing; exit 0 when nothing would."""
    assert run("fmt", option, cwd=tidy).code == 0
    (tidy / RIVERS).write_text(UNTIDY, encoding="utf-8")
    before = files(tidy)
    said = run("fmt", option, cwd=tidy)
    assert said.code == 1
    assert f"要整理：{RIVERS}" in said.out
    assert "6 个文件，1 个要整理，0 个有错。" in said.out
    assert files(tidy) == before


def test_the_lines_that_would_change(run: Run, tidy: Path) -> None:
    """--diff shows them as removed and added lines of the file."""
    (tidy / RIVERS).write_text(UNTIDY, encoding="utf-8")
    lines = run("fmt", "--diff", cwd=tidy).out.splitlines()
    assert lines[:2] == [f"--- {RIVERS}", f"+++ {RIVERS}（整理后）"]
    assert "-领域:   水务   # 全县" in lines
    assert any(line.startswith("+领域: 水务") for line in lines)


@pytest.mark.parametrize(
    ("argument", "place"),
    [(RIVERS, "."), ("responsibility", "."), ("06-water.yaml", "responsibility"), ("../" + RIVERS, "roster"), ("units.yaml", "responsibility")],
)  # fmt: skip
def test_only_what_was_named(run: Run, tidy: Path, argument: str, place: str) -> None:
    """A file or folder, from wherever one stands or from the workspace's top; the others stay as they are."""
    (tidy / "roster").mkdir()
    for name in (RIVERS, "units.yaml", "laws.yaml"):
        path = tidy / name
        path.write_bytes(path.read_bytes() + b"\n\n# x\n\n\n")
    before = files(tidy)
    assert run("fmt", argument, cwd=tidy / place).code == 0
    changed = [name for name, raw in files(tidy).items() if raw != before[name]]
    assert changed == ["units.yaml" if argument == "units.yaml" else RIVERS]


@pytest.mark.parametrize(
    "content", [b"\xb1\xe0\xba\xc5", "领域: [".encode(), b"", "领域: 水务\n领域: 水务\n".encode()], ids=["GBK", "broken", "empty", "twice"]
)  # fmt: skip
def test_a_broken_file_is_named_and_left_alone(run: Run, tidy: Path, content: bytes) -> None:
    """It keeps its bytes, the others are tidied, and the exit code is 1."""
    (tidy / RIVERS).write_bytes(content)
    (tidy / FIELDS).write_bytes((tidy / FIELDS).read_bytes() + b"\n\n\n")
    said = run("fmt", cwd=tidy)
    assert said.code == 1
    assert f"没有整理：{RIVERS}（" in said.out
    assert f"已整理：{FIELDS}" in said.out
    assert (tidy / RIVERS).read_bytes() == content


def test_a_faulty_content_is_tidied_all_the_same(run: Run, tidy: Path) -> None:
    """What the rules find is about content; form can be put right before."""
    (tidy / RIVERS).write_text("不认识:   1\n领域:    水务\n", encoding="utf-8")
    assert run("fmt", cwd=tidy).code == 0
    assert (tidy / RIVERS).read_text(encoding="utf-8") == "领域: 水务\n不认识: 1\n"


@posix
def test_a_link_is_left_alone(run: Run, tidy: Path, tmp_path: Path) -> None:
    """A link, wherever it points, is named and neither it nor its target is written."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(UNTIDY, encoding="utf-8")
    (tidy / RIVERS).unlink()
    (tidy / RIVERS).symlink_to(outside)
    said = run("fmt", cwd=tidy)
    assert said.code == 1
    assert f"没有整理：{RIVERS}（" in said.out
    assert (tidy / RIVERS).is_symlink()
    assert outside.read_text(encoding="utf-8") == UNTIDY


def test_what_cannot_be_written(run: Run, tidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder is told with the file's name, exit 2, and the file stays whole."""
    (tidy / RIVERS).write_text(UNTIDY, encoding="utf-8")
    before = files(tidy)

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    said = run("fmt", cwd=tidy)
    assert said.code == 2
    assert "06-water.yaml" in said.err
    assert files(tidy) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(run: Run, tidy: Path) -> None:
    """The same on a real disk."""
    (tidy / RIVERS).write_text(UNTIDY, encoding="utf-8")
    (tidy / "responsibility").chmod(0o555)
    try:
        assert run("fmt", cwd=tidy).code == 2
        assert (tidy / RIVERS).read_text(encoding="utf-8") == UNTIDY
    finally:
        (tidy / "responsibility").chmod(0o755)


def test_a_file_changed_meanwhile_is_not_overwritten(
    run: Run, tidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a colleague saved between reading and writing is not lost."""
    path = tidy / RIVERS
    path.write_text(UNTIDY, encoding="utf-8")

    def meanwhile(document: Document, order: KeyOrder) -> str:
        path.write_text("领域: 别人刚存的\n", encoding="utf-8")
        return format_text(document, order)

    monkeypatch.setattr("shudi_cli.tidying.format_text", meanwhile)
    said = run("fmt", RIVERS, cwd=tidy)
    assert said.code == 2
    assert "刚刚被别的软件改过" in said.err
    assert path.read_text(encoding="utf-8") == "领域: 别人刚存的\n"


@pytest.mark.parametrize("name", ["没有.yaml", "没有/", "responsibility/没有.yaml"])
def test_a_file_that_does_not_exist(run: Run, tidy: Path, name: str) -> None:
    """A name that is not there is exit 2, and nothing is written."""
    before = files(tidy)
    said = run("fmt", name, cwd=tidy)
    assert said.code == 2
    assert "没有" in said.err
    assert files(tidy) == before


def test_a_file_of_another_kind(run: Run, tidy: Path) -> None:
    """A file that is no list file is not tidied, and that is told."""
    (tidy / "说明.txt").write_text("说明", encoding="utf-8")
    said = run("fmt", "说明.txt", cwd=tidy)
    assert said.code == 2
    assert "“说明.txt”不是清单文件" in said.err


def test_the_sample_is_tidy(run: Run) -> None:
    """The sample county of the repository is in canonical form."""
    assert run("fmt", "--check", cwd=Path(__file__).parents[2]).code == 0
