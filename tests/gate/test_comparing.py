"""From revisions to workspaces in two states: bases, files that are none, workspaces that go."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.gate import gate_at
from tests.cli.county import RIVERS
from tests.conftest import Checkout
from tests.gate.county import County, released, renamed

FIRST = "CG-2026-001"
Make = Callable[..., Checkout]


def save(checkout: Checkout, county: County, folder: str = "lists", **more: Any) -> str:
    """Save exactly these files of a workspace as a version; its id."""
    root = checkout.path / folder
    stood = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    gone = dict.fromkeys(name for name in stood - county.files.keys() if ".git" not in name.split("/"))
    prefix = f"{folder}/".removeprefix("./")
    return checkout.save({prefix + name: raw for name, raw in {**county.files, **gone}.items()}, **more)


def check(checkout: Checkout, base: str, head: str | None = None, *, staged: bool = False) -> list[str]:
    """The codes found between two versions, and the words told."""
    told: list[str] = []
    with gate_at(checkout.path, base, head, staged=staged, telling=told.append) as gate:
        reports = list(gate.reports(gate.folders, today="2026-01-01", noting=lambda _severity: None))
    return sorted({finding.code for report in reports for finding in report.findings}) + told


def codes(said: Sequence[str]) -> list[str]:
    """The codes among what was said."""
    return [word for word in said if len(word) == 4]


@pytest.fixture
def base(git: Make) -> Checkout:
    """A repository whose `lists` is a county right after its first release."""
    checkout = git(name="repo")
    save(checkout, released())
    return checkout


def test_an_approved_change_passes_and_an_edit_does_not(base: Checkout) -> None:
    """The same answers as between states in memory."""
    county = released()
    county.decide(FIRST, {"SD-06-001": renamed("河道采砂监管")})
    save(base, county)
    assert codes(check(base, "HEAD~1")) == []
    county.replace(RIVERS, "河道采砂监管", "河道采沙监管")
    save(base, county)
    assert codes(check(base, "HEAD~1")) == ["C201"]
    assert codes(check(base, "HEAD~2", "HEAD~1")) == []


def test_what_is_staged(base: Checkout) -> None:
    """What is about to be saved is judged like a version."""
    county = released()
    county.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    base.write({f"lists/{name}": raw for name, raw in county.files.items()})
    assert codes(check(base, "HEAD", staged=True)) == []
    base.run("add", "--all")
    assert codes(check(base, "HEAD", staged=True)) == ["C201"]


@pytest.mark.parametrize("place", ["scan.pdf", "responsibility/08-extra.yaml", ".hidden"])
def test_a_symlink(base: Checkout, place: str) -> None:
    """A link among what differs is refused, whatever it is called."""
    (base.path / "lists" / place).symlink_to("/etc/hostname")
    base.save()
    assert codes(check(base, "HEAD~1")) == ["C208"]


def test_a_repository_inside(base: Checkout) -> None:
    """A submodule is refused."""
    version = base.run("rev-parse", "HEAD")
    base.run("update-index", "--add", "--cacheinfo", f"160000,{version},lists/attachments")
    assert codes(check(base, "HEAD", staged=True)) == ["C208"]


def test_an_executable(base: Checkout) -> None:
    """A file made executable is refused, once; another that was so already is not the matter."""
    base.run("update-index", "--chmod=+x", f"lists/{RIVERS}")
    assert codes(check(base, "HEAD", staged=True)) == ["C208"]
    (base.path / "lists" / RIVERS).chmod(0o755)
    base.save()
    assert codes(check(base, "HEAD~1")) == ["C208"]
    assert codes(check(base, "HEAD")) == []


def test_folders_that_differ_by_case(base: Checkout) -> None:
    """Records beside the records' folder, under another case: refused."""
    version = base.run("hash-object", "-w", f"lists/{RIVERS}")
    base.run("update-index", "--add", "--cacheinfo", f"100644,{version},lists/Releases/2026.1.yaml")
    assert "C208" in codes(check(base, "HEAD", staged=True))


@pytest.mark.parametrize("to", [None, "lists2"])
def test_a_workspace_that_goes(base: Checkout, to: str | None) -> None:
    """A workspace removed or moved elsewhere is a finding, not silence."""
    if to:
        base.run("mv", "lists", to)
    else:
        base.run("rm", "-r", "--quiet", "lists/shudi.yaml")
    base.save()
    assert "C210" in codes(check(base, "HEAD~1"))


def test_a_workspace_around_another(base: Checkout) -> None:
    """A second `shudi.yaml` above the first would hide it from every command."""
    text = (base.path / "lists" / "shudi.yaml").read_text()
    base.save({"shudi.yaml": text, f"lists/{RIVERS}": "领域: 水务\n"})
    assert "C210" in codes(check(base, "HEAD~1"))


def test_another_workspace_is_drafting(base: Checkout) -> None:
    """A workspace that is new, and has no release, is a draft; what did not differ is not read."""
    save(base, County(), "other")
    said = check(base, "HEAD~1")
    assert codes(said) == []
    assert any("other" in line and "还没有发布过" in line for line in said)


def test_nothing_differs(base: Checkout) -> None:
    """Then the first workspace is looked at, so that there is something to report."""
    assert codes(check(base, "HEAD")) == []


def test_the_target_went_on(base: Checkout) -> None:
    """The base need not come before the head: they are compared from where they went apart, and it is said."""
    start = base.run("rev-parse", "HEAD")
    county = released()
    county.decide(FIRST, {"SD-06-001": renamed("河道采砂监管")})
    save(base, county)
    base.run("checkout", "--quiet", "-b", "work", start)
    county = released()
    county.propose("CG-2026-002", {"SD-07-001": renamed("秸秆禁烧")})
    save(base, county)
    said = check(base, "main", "work")
    assert codes(said) == []
    assert "与两边共同的版本比较" in said[-1]


def test_an_opinion_given_by_what_the_target_has_left(base: Checkout) -> None:
    """A line that went apart before the first release cannot stay a draft for ever."""
    base.run("checkout", "--quiet", "--orphan", "draft")
    start = save(base, County())
    base.run("checkout", "--quiet", "-b", "target")
    save(base, released())
    base.run("checkout", "--quiet", "-b", "late", start)
    county = County()
    county.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    save(base, county)
    with pytest.raises(ShudiError, match="第一个正式版本发布以前"):
        check(base, "target", "late")


def test_bases_that_are_none(base: Checkout, git: Make, tmp_path: Path) -> None:
    """A first push, an unknown version, no common past: each in a sentence with what to do."""
    with pytest.raises(ShudiError, match="第一次上传") as caught:
        check(base, "0" * 40)
    assert "shudi validate" in caught.value.hint
    with pytest.raises(ShudiError, match="没有“nowhere”这个版本"):
        check(base, "nowhere")
    with pytest.raises(ShudiError, match="--staged"):
        check(base, "HEAD", "HEAD", staged=True)
    base.run("checkout", "--quiet", "--orphan", "other")
    base.save(message="另起炉灶")
    with pytest.raises(ShudiError, match="没有共同的来历"):
        check(base, "main", "other")
    with pytest.raises(ShudiError, match="两个版本里都没有工作区"):
        check(git({"x": "1"}, name="empty"), "HEAD")


def test_a_shallow_copy(base: Checkout, tmp_path: Path) -> None:
    """A base that the copy does not have is told as such."""
    first = base.run("rev-parse", "HEAD")
    base.save({"x": "1"})
    copy = Checkout(tmp_path / "copy")
    base.run("clone", "--quiet", "--depth=1", f"file://{base.path}", str(copy.path))
    with pytest.raises(ShudiError, match="只带了最近的版本"):
        check(copy, first)


def test_a_bare_repository(base: Checkout, tmp_path: Path) -> None:
    """On a server there are no files, only versions."""
    county = released()
    county.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    save(base, county)
    bare = Checkout(tmp_path / "bare.git")
    base.run("clone", "--quiet", "--bare", str(base.path), str(bare.path))
    assert codes(check(bare, "HEAD~1")) == ["C201"]


def test_looking_writes_nothing(base: Checkout) -> None:
    """The repository and the files are byte for byte as they were."""
    county = released()
    county.decide(FIRST, {"SD-06-001": renamed("河道采砂监管")})
    save(base, county)

    def everything() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in base.path.rglob("*") if path.is_file()}

    stood = everything()
    check(base, "HEAD~1")
    check(base, "HEAD", staged=True)
    assert everything() == stood


def test_settled_changes_are_not_opened(base: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long history only what a release does not hold yet is looked at."""
    county = released()
    county.decide(FIRST, {"SD-06-001": renamed("河道采砂监管")})
    county.release("2026.2", [FIRST])
    save(base, county)
    county.propose("CG-2026-002", {"SD-07-001": renamed("秸秆禁烧")})
    save(base, county)
    settled = base.run("rev-parse", f"HEAD:lists/changes/{FIRST}")
    from shudi_cli.repository.objects import Objects

    asked: list[str] = []
    get = Objects.get

    def noting(self: Objects, name: str, **limit: int) -> Any:
        asked.append(name)
        return get(self, name, **limit)

    monkeypatch.setattr(Objects, "get", noting)
    assert codes(check(base, "HEAD~1")) == []
    assert settled not in asked
    assert os.path.lexists(base.path / "lists" / "changes" / FIRST)
