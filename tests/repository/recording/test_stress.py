"""Several writers at once, four in ten of whose attempts are killed: nothing lost, doubled or invented."""

from __future__ import annotations

import os
import random
import warnings
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository import open_repository
from shudi_cli.repository.recording import record, recover
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench
from tests.repository.recording.faults import Trouble, forked, needs_fork, suffering

pytestmark = needs_fork

WRITERS, ACTS = 3, 8


def write(top: Path, number: int, seed: int) -> None:
    """Carry out acts one after the other, each tried until it stands in the history."""
    dice = random.Random(seed)  # reproducible
    for act in range(ACTS):
        name = f"{number}-{act}"
        for _attempt in range(200):
            if name in recorded(top):
                break
            point = dice.randrange(70) if dice.random() < 0.4 else -1
            with suffering(Trouble("kill", point, loss=dice.choice([None, 0.0, 0.5]))):
                forked(lambda name=name: try_once(top, name))
        else:
            os._exit(2)


def try_once(top: Path, name: str) -> None:
    with suppress(ShudiError), open_repository(top) as repository:
        base = repository.resolve("HEAD").id
        last = (top / "lists" / "last.yaml").read_bytes()
        saved = {
            f"lists/changes/{name}.yaml": name.encode(),
            "lists/last.yaml": last + f"{name}\n".encode(),
        }
        found = {"lists/last.yaml": last}
        record(top, replace(county.act(base), message=name, saved=saved, working={}, found=found, tag=None))


def recorded(top: Path) -> list[str]:
    with open_repository(top) as repository:
        return [version.summary for version in repository.history()]


@pytest.mark.parametrize("seed", range(4))
def test_several_writers(bench: Bench, seed: int) -> None:
    """Every act stands once in the history, and files and index are those of the newest version."""
    top = bench.fresh()
    Checkout(top).save({"lists/last.yaml": "", **dict.fromkeys(["untracked.txt"])})
    writers = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for number in range(WRITERS):
            if (child := os.fork()) == 0:
                code = 1
                try:
                    write(top, number, seed * 100 + number)
                    code = 0
                finally:
                    os._exit(code)
            writers.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in writers] == [0] * WRITERS
    recover(top)
    names = [f"{number}-{act}" for number in range(WRITERS) for act in range(ACTS)]
    history = recorded(top)
    assert sorted(history[:-2]) == sorted(names)
    assert (top / "lists" / "last.yaml").read_text().split() == history[-3::-1]
    assert {path.stem for path in (top / "lists" / "changes").iterdir()} == set(names)
    checkout = Checkout(top)
    assert checkout.run("status", "--porcelain") == ""
    assert county.sound(top)
    assert county.litter(top) == []
