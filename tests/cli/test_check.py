"""`shudi check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.county import RIVERS, Said
from tests.conftest import Checkout
from tests.gate.county import ZERO, County, released, renamed

Run = Callable[..., Said]


@pytest.fixture
def published(git: Callable[..., Checkout]) -> Checkout:
    """A repository whose top is a county right after its first release."""
    checkout = git()
    checkout.save(dict(released().files))
    return checkout


def saved(checkout: Checkout, county: County) -> None:
    checkout.save(dict(county.files))


def test_an_approved_change(run: Run, published: Checkout) -> None:
    """What was approved passes, and what was compared is told beside the report."""
    county = released()
    county.decide("CG-2026-001", {"SD-06-001": renamed("河道采砂监管")})
    saved(published, county)
    said = run("check", "--base", "HEAD~1", cwd=published.path)
    assert said.code == 0
    assert said.err.startswith("核对：版本 ")
    assert "全部通过" in said.out


def test_an_edit_without_approval(run: Run, published: Checkout, tmp_path: Path) -> None:
    """Refused with place and advice, in every format, and into a file."""
    county = released()
    county.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    saved(published, county)
    said = run("check", "--base", "HEAD~1", cwd=published.path)
    assert said.code == 1
    assert "错误【C201】SD-06-001 的内容改了，没有批准过这样改" in said.out
    assert f"{RIVERS}:5:5" in said.out
    for form in ("json", "github", "gitlab", "sarif", "junit"):
        said = run("check", "--base", "HEAD~1", "--format", form, cwd=published.path)
        assert (said.code, "C201" in said.out) == (1, True)
    target = tmp_path / "结果.json"
    said = run("check", "--base", "HEAD~1", "--format", "json", "--output", target, cwd=published.path)
    [workspace] = json.loads(target.read_text(encoding="utf-8"))["workspaces"]
    assert [finding["code"] for finding in workspace["findings"]] == ["C201"]


def test_warnings_count_when_asked(run: Run, published: Checkout) -> None:
    """A procedure that changed alone is something to look at."""
    county = released()
    county.settings(发布={"单位": "县水务局"})
    saved(published, county)
    assert run("check", "--base", "HEAD~1", cwd=published.path).code == 0
    assert run("check", "--base", "HEAD~1", "--fail-on", "warning", cwd=published.path).code == 1


def test_a_base_that_is_none(run: Run, published: Checkout) -> None:
    """A first push is told what to do instead; so is a missing option."""
    said = run("check", "--base", ZERO, cwd=published.path)
    assert said.code == 2
    assert "shudi validate" in said.err
    assert run("check", cwd=published.path).code == 2
