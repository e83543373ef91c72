"""The picture of a change's chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.report.chains import chain_lines, steps_of
from shudi_cli.report.look import coloured, plain
from shudi_cli.report.width import display_width
from tests.changes.records import PROCEDURE, UNITS, Trail, change

CODES = list(UNITS)


def drawn(trail: Trail, width: int = 80) -> list[str]:
    return list(chain_lines(trail.standing, plain(width)))


def states(trail: Trail) -> list[str]:
    return [step.state for step in steps_of(trail.standing)]


def test_at_the_beginning() -> None:
    """Applied for: the first stage is due, each of its parties waited for; the rest lies ahead."""
    lines = drawn(Trail(change()), 100)
    assert lines[0].startswith("● 申请 ─")
    assert "─ ○ 县级报送 ─" in lines[0]
    assert lines[0].endswith("□ 入册")
    assert "青山镇 03-02" in lines[1]
    assert "县委编办 等待" in lines[1]
    assert "县司法局 等待" in lines[2]


def test_half_way() -> None:
    """A party that has agreed says when; its neighbour is still waited for."""
    trail = Trail(change()).agree("county-bianban")
    text = "\n".join(drawn(trail))
    assert "县委编办 已同意 03-03" in text
    assert "县司法局 等待" in text
    assert states(trail) == ["done", "now", "ahead", "ahead", "ahead"]


def test_to_the_end() -> None:
    """All agreed: every step is done, the last on the day it entered the list."""
    trail = Trail(change()).agree()
    assert states(trail) == ["done"] * 5
    assert drawn(trail)[-1].rstrip().endswith("03-07")


@pytest.mark.parametrize("decision", ["不同意", "退回修改"])
def test_an_end_before_the_end(decision: str) -> None:
    """A refusal shows in its step, without colour too, and nothing is waited for."""
    trail = Trail(change()).agree("county-bianban")
    trail.add("county-justice", decision)
    text = "\n".join(drawn(trail))
    assert "〔止〕 县级报送" in text
    assert f"县司法局 {decision} 03-04" in text
    assert "等待" not in text


def test_half_a_paper() -> None:
    """A paper that one clerk wrote down waits for another unit's clerk."""
    trail = Trail(change()).agree("county-bianban", "county-justice")
    trail.paper("city-bianban", "王五", "县委编办")
    assert "等另一家登记" in "".join(line.strip() for line in drawn(trail))


def test_two_clerks_are_one_party() -> None:
    """Two records of one paper are one mark."""
    trail = Trail(change()).agree("county-bianban", "county-justice")
    trail.paper("city-bianban", "王五", "县委编办")
    trail.paper("city-bianban", "赵六", "县司法局")
    marks = steps_of(trail.standing)[2].marks
    assert marks == ("市委编办 已同意 03-20", "市司法局 等待")


def test_another_year() -> None:
    """A day of another year than the application's has its year."""
    trail = Trail(change(day="2025-12-30"))
    trail.add("county-bianban", day="2026-01-05")
    assert steps_of(trail.standing)[1].marks[0] == "县委编办 已同意 2026-01-05"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("done", range(6))
def test_it_fits(width: int, done: int) -> None:
    """No line is wider than the screen, and every sign is in GBK."""
    lines = drawn(Trail(change()).agree(*CODES[:done]) if done else Trail(change()), width)
    assert max(map(display_width, lines)) <= width
    "\n".join(lines).encode("gbk")


@given(
    st.lists(st.text("县市委办局〔〕（）a1 ", min_size=1, max_size=40), min_size=1, max_size=6),
    st.integers(30, 100),
)
def test_any_chain_fits(names: list[str], width: int) -> None:
    """Another county's chain, however long its names, fits too."""
    stages = [
        {"名称": f"环节{nth}{name}"[:12], "由谁": [{"代号": f"party{nth}", "单位": name}]}
        for nth, name in enumerate(names)
    ]
    lines = drawn(Trail(change(程序={**PROCEDURE, "环节": stages})), width)
    assert max(map(display_width, lines)) <= width


def test_colours_say_nothing_more() -> None:
    """In colour the picture is the same."""
    standing = Trail(change()).agree("county-bianban").standing
    painted = "\n".join(chain_lines(standing, coloured(80)))
    bare = "".join(part.partition("m")[2] if nth else part for nth, part in enumerate(painted.split("\x1b[")))
    assert bare == "\n".join(chain_lines(standing, plain(80)))
