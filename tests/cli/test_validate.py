"""`shudi validate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, Said, chapter

Run = Callable[..., Said]
#: A unit that the register does not know.
STRANGE = chapter("水务", 6, {**SAND, "主体责任": [{"单位": "县治水局", "职责": ["查处非法采砂。"]}]})


def test_a_faultless_county(run: Run, workspace: Path) -> None:
    """Exit 0 and a sentence that says what was checked."""
    said = run("validate", cwd=workspace)
    assert said.code == 0
    assert "清平县：6 个文件全部通过" in said.out
    assert "2 领域、3 事项、1 批次" in said.out
    assert not said.err


def test_the_sample_of_a_fresh_clone(run: Run) -> None:
    """At the top of the repository one command checks the whole sample county."""
    said = run("validate", cwd=Path(__file__).parents[2])
    assert said.code == 0
    assert "17 领域、132 事项、3 批次" in said.out


@pytest.mark.parametrize("place", [".", "responsibility", "roster/a"])
def test_from_a_folder_below(run: Run, workspace: Path, place: str) -> None:
    """A command given anywhere inside a workspace finds it."""
    (workspace / place).mkdir(parents=True, exist_ok=True)
    assert run("validate", cwd=workspace / place).code == 0


def test_a_finding(run: Run, workspace: Path) -> None:
    """Exit 1; the file, the line, the text and what to do are on the screen."""
    (workspace / RIVERS).write_text(STRANGE, encoding="utf-8")
    said = run("validate", cwd=workspace)
    assert said.code == 1
    assert RIVERS in said.out
    assert "县治水局" in said.out
    assert "^" in said.out


def test_one_broken_file_hides_no_other(run: Run, workspace: Path) -> None:
    """A file that cannot be read at all and one with a slip are both told."""
    (workspace / RIVERS).write_text("领域: [", encoding="utf-8")
    (workspace / FIELDS).write_text(chapter("农业农村", 7, {**STRAW, "编号": "7-1"}), encoding="utf-8")
    said = run("validate", cwd=workspace)
    assert said.code == 1
    assert RIVERS in said.out
    assert "7-1" in said.out


def test_only_what_was_asked(run: Run, workspace: Path) -> None:
    """With a file named, findings of other files are not shown and do not count."""
    (workspace / RIVERS).write_text(STRANGE, encoding="utf-8")
    assert run("validate", FIELDS, cwd=workspace).code == 0
    assert run("validate", RIVERS, cwd=workspace).code == 1
    assert run("validate", "responsibility", cwd=workspace).code == 1
    assert run("validate", "06-water.yaml", cwd=workspace / "responsibility").code == 1


def test_a_part_does_not_speak_for_the_whole(run: Run, workspace: Path) -> None:
    """With a file named, only that file is said to have passed; what is no list file is refused."""
    (workspace / RIVERS).write_text(STRANGE, encoding="utf-8")
    assert run("validate", FIELDS, cwd=workspace).out == "清平县：1 个文件全部通过\n"
    (workspace / "说明.txt").write_text("x", encoding="utf-8")
    refused = run("validate", "说明.txt", cwd=workspace)
    assert (refused.code, refused.out) == (2, "")
    assert "不是清单文件" in refused.err


def test_what_was_not_read_is_not_counted_as_all(run: Run, workspace: Path) -> None:
    """Beside a file that cannot be read, the counts say that they are not complete."""
    (workspace / RIVERS).write_text("领域：水务\n", encoding="utf-8")
    assert "数目不全" in run("validate", cwd=workspace).out


def test_output_never_replaces_a_list_file(run: Run, workspace: Path) -> None:
    """A report is not written over a list."""
    before = (workspace / RIVERS).read_bytes()
    assert run("validate", "--format", "json", "--output", RIVERS, cwd=workspace).code == 2
    assert (workspace / RIVERS).read_bytes() == before


def test_a_saved_version(run: Run, checkout: Any) -> None:
    """A version or a day checks what was saved then, whatever the files are now."""
    checkout.write({RIVERS: STRANGE})
    assert run("validate", cwd=checkout.path).code == 1
    assert run("validate", "HEAD", cwd=checkout.path).code == 0
    assert run("validate", "2026-03-14", cwd=checkout.path).code == 0


def test_what_is_about_to_be_saved(run: Run, checkout: Any) -> None:
    """`--staged` checks what is registered, not what came after."""
    checkout.write({RIVERS: STRANGE})
    checkout.run("add", RIVERS)
    checkout.write({RIVERS: chapter("水务", 6, SAND)})
    assert run("validate", cwd=checkout.path).code == 0
    assert run("validate", "--staged", cwd=checkout.path).code == 1


def test_fail_on(run: Run, workspace: Path) -> None:
    """A warning lets the check pass unless warnings are asked to count."""
    extra = workspace / "stray.yaml"
    extra.write_text("名称: 多余的文件\n", encoding="utf-8")
    assert run("validate", cwd=workspace).code == 0
    assert run("validate", "--fail-on", "warning", cwd=workspace).code == 1


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_for_programs(run: Run, workspace: Path, form: str) -> None:
    """What is for programs is JSON, with findings and without."""
    json.loads(run("validate", "--format", form, cwd=workspace).out)
    (workspace / RIVERS).write_text(STRANGE, encoding="utf-8")
    assert "县治水局" in json.dumps(
        json.loads(run("validate", "--format", form, cwd=workspace).out), ensure_ascii=False
    )


def test_output_to_a_file(run: Run, workspace: Path) -> None:
    """`--output` writes the report to a file and nothing to the screen."""
    said = run("validate", "--format", "sarif", "--output", "检查 结果.sarif", cwd=workspace)
    assert (said.code, said.out) == (0, "")
    json.loads((workspace / "检查 结果.sarif").read_text(encoding="utf-8"))


def test_a_file_that_does_not_exist(run: Run, workspace: Path) -> None:
    """A name that is neither a file nor a version is told, exit 2."""
    said = run("validate", "没有.yaml", cwd=workspace)
    assert (said.code, said.out) == (2, "")
    assert "没有“没有.yaml”这个文件" in said.err


def test_a_version_that_does_not_exist(run: Run, checkout: Any) -> None:
    """In a repository the same is told of a name that is no version."""
    said = run("validate", "v9", cwd=checkout.path)
    assert said.code == 2
    assert "没有“v9”这个" in said.err


@pytest.mark.parametrize("words", [("HEAD", "--staged"), ("HEAD", "HEAD~1")])
def test_one_state_at_a_time(run: Run, checkout: Any, words: tuple[str, ...]) -> None:
    """Two versions, or a version and what is registered, cannot be checked at once."""
    assert run("validate", *words, cwd=checkout.path).code == 2
