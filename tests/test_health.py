"""Judging a machine and a folder."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.founding import carry_out, contents, plan
from shudi_cli.health import Check, State, examine, machine, project
from shudi_cli.health.examining import LIBRARIES
from shudi_cli.report.health import health_lines
from shudi_cli.report.look import plain
from shudi_cli.resources import schemas_folder


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A new project without versions; its workspace is `lists`."""
    carry_out(plan(tmp_path / "县", contents("某某县")))
    return tmp_path / "县"


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 10, 14), State.BROKEN),
        ((3, 11, 0), State.GOOD),
        ((3, 13, 1), State.GOOD),
        ((4, 0, 0), State.GOOD),
    ],
)
def test_python(version: tuple[int, ...], state: State) -> None:
    """Python is good from 3.11 on."""
    assert machine.check_python(version).state is state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (None, State.MISSING),
        ("", State.BROKEN),
        ("git version unknown", State.BROKEN),
        ("git version 2.24.4", State.BROKEN),
        ("git version 1.9", State.BROKEN),
        ("git version 2.25.0", State.GOOD),
        ("git version 2.39.5 (Apple Git-154)", State.GOOD),
        ("git version 2.47.1.windows.2", State.GOOD),
        ("git version 3.0.0-rc1", State.GOOD),
    ],
)
def test_git(said: str | None, state: State) -> None:
    """git is needed, from 2.25 on, whoever built it."""
    check = machine.check_git(said)
    assert check.state is state
    assert check.fails == (state is not State.GOOD)


@pytest.mark.parametrize(
    ("versions", "state"),
    [
        ({"typer": "0.28.0", "pyyaml": "6.0.3"}, State.GOOD),
        ({"typer": "0.9.0", "pyyaml": "6.0.3"}, State.BROKEN),
        ({"typer": "0.28.0", "pyyaml": "6.0"}, State.BROKEN),
        ({"typer": "0.28rc1", "pyyaml": "6.1"}, State.GOOD),
        ({"pyyaml": "6.0.3"}, State.MISSING),
    ],
)
def test_libraries(versions: dict[str, str], state: State) -> None:
    """A library that is absent is missing, and one below what the package requires is too old; numbers, not text."""
    check = machine.check_libraries(["typer<0.29,>=0.28", "pyyaml >= 6.0.1"], versions.get)
    assert check.state is state
    assert check.fails == (state is not State.GOOD)


def test_libraries_are_those_of_the_package() -> None:
    """The names used where the package is not installed are its dependencies."""
    body = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    wanted: list[Any] = tomllib.loads(body)["project"]["dependencies"]
    assert [re.split(r"[<>=]", requirement)[0] for requirement in wanted] == list(LIBRARIES)


@pytest.mark.parametrize(
    ("encoding", "state", "said"),
    [
        ("utf-8", State.GOOD, "utf-8"),
        ("cp936", State.GOOD, "显示成“?”"),
        ("gb18030", State.GOOD, "gb18030"),
        ("ascii", State.BROKEN, "显示不了汉字"),
        ("cp1252", State.BROKEN, "显示不了汉字"),
        ("nonsense", State.BROKEN, "显示不了汉字"),
    ],
)
def test_console(encoding: str, state: State, said: str) -> None:
    """A console that shows Chinese is good; cp936 is, and says what it replaces."""
    check = machine.check_console(encoding)
    assert check.state is state
    assert said in check.message


@pytest.mark.parametrize("known", [None, ("联络员甲", "jia@example.invalid")])
def test_identity(known: tuple[str, str] | None) -> None:
    """Name and mail are needed, and shown when they are known."""
    check = machine.check_identity(known)
    assert check.fails == (known is None)
    assert (known is None) == ("git config" in check.hint)


def test_fresh_schemas(county: Path) -> None:
    """The schemas of a new project are those the tool carries, with the line ends of Windows too."""
    [check] = project.check_schemas([county / "lists"], schemas_folder())
    assert check.state is State.GOOD
    file = county / "schemas" / "list.schema.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    [check] = project.check_schemas([county / "lists"], schemas_folder())
    assert check.state is State.GOOD


@pytest.mark.parametrize("change", [b"{}", None])
def test_stale_schemas(county: Path, change: bytes | None) -> None:
    """A schema that differs from the tool's, or is not there, is out of date, and copying mends it."""
    file = county / "schemas" / "list.schema.json"
    file.unlink() if change is None else file.write_bytes(change)
    [check] = project.check_schemas([county / "lists"], schemas_folder())
    assert check.fails
    assert "格式文件已过时" in check.message
    assert "list.schema.json" in check.message
    assert str(schemas_folder()) in check.hint
    assert str(county / "schemas") in check.hint
    shutil.copytree(schemas_folder(), county / "schemas", dirs_exist_ok=True)
    [check] = project.check_schemas([county / "lists"], schemas_folder())
    assert check.state is State.GOOD


def test_project_without_schemas(county: Path) -> None:
    """A project without schemas works; the editor only helps less."""
    shutil.rmtree(county / "schemas")
    [check] = project.check_schemas([county / "lists"], schemas_folder())
    assert (check.state, check.optional) == (State.MISSING, True)


def test_permissions(county: Path) -> None:
    """Files that cannot be written are named; many are counted."""
    root = county / "lists"
    [check] = project.check_permissions([root], lambda _path: True)
    assert check.state is State.GOOD
    [check] = project.check_permissions([root], lambda path: path.name != "units.yaml")
    assert check.fails
    assert "“units.yaml”" in check.message
    [check] = project.check_permissions([root], lambda _path: False)
    assert "等 7 个" in check.message


def test_line_ends(county: Path) -> None:
    """Files with the line ends of Windows are named; they can be read, so nothing fails."""
    root = county / "lists"
    [check] = project.check_line_ends([root])
    assert check.state is State.GOOD
    file = root / "units.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    [check] = project.check_line_ends([root])
    assert (check.state, check.optional) == (State.BROKEN, True)
    assert "“units.yaml”" in check.message


def test_repository_of_another_user(tmp_path: Path) -> None:
    """A repository that git refuses for its owner is broken, with git's own remedy."""
    refused = ShudiError("属于另一个用户", 'git config --global --add safe.directory "…"')
    check = project.check_repository(tmp_path, refused, claimed=True)
    assert check.fails
    assert "safe.directory" in check.hint


def test_no_repository_is_no_fault(tmp_path: Path) -> None:
    """Outside any repository the check works on: optional, with the way to one."""
    check = project.check_repository(tmp_path, ShudiError("不在版本库里"), claimed=False)
    assert (check.state, check.fails) == (State.MISSING, False)
    assert "shudi init" in check.hint


def states(folder: Path) -> dict[str, State]:
    return {check.subject: check.state for check in examine(folder, encoding="utf-8")}


def test_examine_a_new_project(county: Path, git: Callable[..., Any]) -> None:
    """In a new project everything of the project is good but the repository that was not asked for."""
    found = states(county)
    assert {
        subject for subject in ("工作区", "格式文件", "写入权限", "换行") if found[subject] is State.GOOD
    } == {
        "工作区",
        "格式文件",
        "写入权限",
        "换行",
    }
    assert found["版本库"] is State.MISSING
    git(name="县/.git-free")
    assert states(county / ".git-free")["版本库"] is State.GOOD


@pytest.mark.parametrize("broken", ["gitdir: /nowhere\n", "garbage"])
def test_examine_a_broken_repository(county: Path, broken: str) -> None:
    """A `.git` that leads nowhere is broken, and the remedy does not send the user back here."""
    (county / ".git").write_text(broken)
    [check] = [check for check in examine(county, encoding="utf-8") if check.subject == "版本库"]
    assert check.fails
    assert "shudi" not in check.hint


def test_examine_bare_repository(git: Callable[..., Any]) -> None:
    """A bare repository, such as a server keeps, is a repository."""
    assert states(git(None, "--bare").path)["版本库"] is State.GOOD


def test_examining_writes_nothing(county: Path) -> None:
    """Looking leaves the project byte for byte as it was."""
    before = {path: path.read_bytes() for path in county.rglob("*") if path.is_file()}
    list(examine(county, encoding="utf-8"))
    assert {path: path.read_bytes() for path in county.rglob("*") if path.is_file()} == before


@given(
    st.builds(
        Check,
        st.text(min_size=1),
        st.sampled_from(State),
        st.text(min_size=1),
        st.text(),
        st.booleans(),
    )
)
def test_lines_stay_lines(check: Check) -> None:
    """Whatever a path or a name holds, nothing raw reaches the terminal, and the last line sums up."""
    *lines, last = health_lines([check], plain(40))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(lines))
    assert last == ("有 1 处要补好才能正常使用。" if check.fails else "需要的都有了。")
