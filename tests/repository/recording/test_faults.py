"""Whatever fails, wherever: afterwards everything is as it was, or everything is done (DESIGN §4, law 7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import record, recover, unfinished
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench
from tests.repository.recording.faults import KILLED, Trouble, forked, needs_fork, suffering

SHARES = 4  # of the points, so that processors can work side by side
ENOUGH = 1000


def points(share: int) -> Iterator[int]:
    return iter(range(share, ENOUGH, SHARES))


def settled(bench: Bench, top: Path, point: int = 0) -> county.State:
    """Recover, then see that all is old or all is new, and that nothing is left lying about.

    git itself is asked about every third point.
    """
    said = recover(top)
    assert said is None or not any(word in said for word in county.GIT_WORDS)
    now = county.state(top)
    assert now in {bench.old, bench.new}
    assert point % 3 or county.sound(top)
    assert county.litter(top) == []
    assert unfinished(top) is None
    assert recover(top) is None
    return now


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("what", ["ENOSPC", "EIO", "EACCES", "EROFS"])
def test_error(bench: Bench, what: str, *, lasting: bool, share: int) -> None:
    """A call fails, once or from there on: what is said is true, and the next command settles it."""
    for point in points(share):
        top = bench.fresh()
        said = ""
        with suffering(Trouble(what, point, lasting=lasting)) as trouble:
            try:
                record(top / "lists", county.act(bench.base))
            except ShudiError as error:
                said = error.message + error.hint
        if not trouble.fired:
            assert not said
            break
        before = county.state(top)
        after = settled(bench, top, point)
        assert not any(word in said for word in county.GIT_WORDS)
        if "什么都没有改动" in said:
            assert before == after == bench.old
        elif "已记入" in said:
            assert after == bench.new
        elif not said:
            assert before == after == bench.new
        elif "还不知道" not in said:  # the repository could not even be opened
            assert any(words in said for words in ("打不开", "写不进去"))
            assert before == after == bench.old
    else:
        pytest.fail("the act never came to its end")


@pytest.mark.parametrize("share", range(SHARES))
def test_interrupted(bench: Bench, share: int) -> None:
    """Ctrl-C at any call."""
    for point in points(share):
        top = bench.fresh()
        interrupted = said = ""
        with suffering(Trouble("interrupt", point)) as trouble:
            try:
                record(top, county.act(bench.base))
            except KeyboardInterrupt:
                interrupted = "^C"
            except ShudiError as error:
                said = error.message
        if not trouble.fired:
            break
        after = settled(bench, top, point)
        assert "已记入" not in said or after == bench.new
        assert "什么都没有改动" not in said or after == bench.old
        assert interrupted or said or after == bench.new
    else:
        pytest.fail("the act never came to its end")


@needs_fork
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize(
    ("what", "after", "loss"),
    [
        ("kill", False, None),
        ("kill", True, None),
        ("half", False, None),
        ("kill", False, 0.0),
        ("kill", False, 0.5),
        ("half", False, 0.0),
    ],
    ids=["before", "after", "half a write", "power, emptied", "power, halved", "power, half a write"],
)
def test_killed(bench: Bench, what: str, *, after: bool, loss: float | None, share: int) -> None:
    """Killed, or the power cut, at any call that changes something; then the act can be done again if it was not."""
    for point in points(share):
        top = bench.fresh()
        with suffering(Trouble(what, point, after=after, loss=loss)):
            code = forked(lambda top=top: record(top, county.act(bench.base)))
        if code == 0:
            break
        assert code == KILLED
        if settled(bench, top, point) == bench.old and point % 5 == 0:
            assert record(top, county.act(bench.base)).id == bench.new.branch
            assert county.state(top) == bench.new
    else:
        pytest.fail("the act never came to its end")
