"""Every command that writes, killed or failing at its steps: the old state or the new one, never between."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.cli.main import run as run_here
from tests.cli.acting import ON, agree, amend, governed, rewritten
from tests.cli.county import RIVERS, Said
from tests.repository.recording.faults import Trouble, forked, needs_fork, suffering

Run = Callable[..., Said]
pytestmark = needs_fork
#: One act has some 65 points; every one of them is tried in tests/repository/recording, here some of each command.
STRIDE = 5
PROPOSE = ("propose", "--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON)
LAST = (
    "approve",
    "CG-2026-001",
    "--as",
    "县委县政府",
    "--opinion",
    "同意",
    "--number",
    "清办字〔2026〕1号",
    "--by",
    "戊",
    *ON,
    "--yes",
)
SAVE = ("save", "录入", "--by", "甲")
PUBLISH = (
    "publish",
    "--number",
    "清办字〔2026〕9号",
    "--effective",
    "2026-11-03",
    "--by",
    "甲",
    *ON,
    "--yes",
)


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    return git(governed())


def edited(run: Run, office: Any) -> None:
    """An edit that waits to be applied for, or saved."""
    office.write({RIVERS: rewritten(名称="河道采砂")})


def almost_approved(run: Run, office: Any) -> None:
    """A change that lacks its last opinion."""
    amend(run, office.path)
    agree(run, office.path, "CG-2026-001", "县委编办", "县司法局", "市委编办", "市司法局")


def nothing(run: Run, office: Any) -> None:
    """The county as it was saved."""


ACTS = {
    "propose": (edited, PROPOSE),
    "approve": (almost_approved, LAST),
    "save": (edited, SAVE),
    "publish": (nothing, PUBLISH),
}
every_act = pytest.mark.parametrize("act", ACTS)


def state(top: Path) -> dict[str, bytes]:
    """Every file of the work tree, and what the repository names as newest and as tags."""
    files = {
        str(path.relative_to(top)): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.relative_to(top).parts[0] not in {".git", "published"}
    }
    refs = [path for path in sorted((top / ".git/refs").rglob("*")) if path.is_file()]
    return files | {"refs": b"".join(path.read_bytes() for path in refs)}


def tree(files: dict[str, bytes]) -> dict[str, bytes]:
    """A state without its refs: an act done again has another time, and so another id."""
    return {name: content for name, content in files.items() if name != "refs"}


@every_act
@pytest.mark.parametrize("what", ["kill", "ENOSPC", "EIO"])
def test_old_or_new(
    run: Run, office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, what: str
) -> None:
    """After the trouble, `shudi doctor --repair` leaves one of the two; done again, the act comes to the new one."""
    prepare, words = ACTS[act]
    prepare(run, office)
    old = state(office.path)
    shutil.copytree(office.path, tmp_path / "done")
    assert run(*words, cwd=tmp_path / "done").code == 0
    new = tree(state(tmp_path / "done"))
    for point in range(0, 400, STRIDE):
        copy = tmp_path / f"copy{point}"
        shutil.copytree(office.path, copy)
        monkeypatch.chdir(copy)
        trouble = Trouble(what, point, lasting=what != "kill")
        if what == "kill":
            code = forked(lambda trouble=trouble: suffer(words, trouble))
            if code == 0:
                break
        else:
            with suffering(trouble):
                code = run_here(list(words))
            if not trouble.fired:
                break
            assert code in {0, 2}
        assert run("doctor", "--repair", cwd=copy).code in {0, 1}
        found = state(copy)
        assert found == old or tree(found) == new, point
        if found == old:
            assert run(*words, cwd=copy).code == 0
        assert tree(state(copy)) == new
        assert run("validate", cwd=copy).code == 0
        shutil.rmtree(copy)
    assert point, "nothing was ever struck"


def suffer(words: tuple[str, ...], trouble: Trouble) -> None:
    """Carry out a command line in trouble."""
    with suffering(trouble):
        assert run_here(list(words)) == 0


@every_act
def test_two_at_once(run: Run, office: Any, act: str) -> None:
    """While another holds the lock, the second is told who and waits for nobody; nothing is harmed."""
    prepare, words = ACTS[act]
    prepare(run, office)
    (office.path / ".git/index.lock").write_bytes(b"")
    old = state(office.path)
    said = run(*words, cwd=office.path)
    assert said.code == 2
    assert "另一个程序正在用这个版本库" in said.err
    assert state(office.path) == old
    (office.path / ".git/index.lock").unlink()
    assert run(*words, cwd=office.path).code == 0
