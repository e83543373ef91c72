"""DESIGN §4.2 as a property: whatever is done in whatever order, a list is the sum of its approved changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.archive import everything
from shudi_cli.changes import Outcome, fits, replay, standings, state_of
from shudi_cli.signers import Authority
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import load
from tests.cli.acting import ON, PERSONS, agree, governed, rivers
from tests.cli.county import RIVERS, SAND, WELLS, Said, item

Run = Callable[..., Said]
STEPS = 25


class Office:
    """A county office in which people do things, sensible or not, in no order."""

    def __init__(self, run: Run, root: Path, seed: int) -> None:
        self.run = run
        self.root = root
        self.dice = random.Random(seed)
        self.baseline = state_of(load(WorkTree(root)).lists)

    def standings(self) -> list[Any]:
        workspace = load(WorkTree(self.root), records=everything)
        archive = workspace.archive
        judge = Authority(archive, workspace.settings)
        return list(standings(archive, judge))

    def act(self) -> Said:
        return self.dice.choice(
            [self.apply, self.decide, self.decide, self.decide, self.renew, self.take_back]
        )()

    def apply(self) -> Said:
        """Edit, add or remove items by hand, then apply."""
        nth = self.dice.randrange(100)
        sand, wells = {**SAND, "名称": f"采砂{nth}"}, {**WELLS, "备注": f"说明{nth}"}
        extra = item(f"SD-06-{nth + 10:03}", f"水库看护{nth}")
        new = self.dice.choice(
            [(sand, WELLS), (SAND, wells), (sand, wells, extra), (SAND, WELLS, extra), (SAND,), (WELLS,)]
        )
        before = (self.root / RIVERS).read_bytes()
        (self.root / RIVERS).write_text(rivers(*new), encoding="utf-8")
        said = self.run(
            "propose", "--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON, cwd=self.root
        )
        if said.code:  # the clerk takes the edit back
            (self.root / RIVERS).write_bytes(before)
        return said

    def decide(self) -> Said:
        """Whoever comes, whether it is his turn or not, agrees or not."""
        under_way = [standing for standing in self.standings() if standing.open]
        if not under_way:
            return self.apply()
        # Mostly the change that is nearest its end, mostly by whoever is next.
        ahead = max(under_way, key=lambda standing: (self.fits(standing), len(standing.accepted)))
        standing = self.dice.choice([ahead, ahead, ahead, self.dice.choice(under_way)])
        unit = self.dice.choice([*[seat.unit for seat in standing.waiting] * 5, *PERSONS])
        decision = self.dice.choice(["同意"] * 60 + ["不同意", "退回修改"])
        words = ["--number", f"清办字〔2026〕{self.dice.randrange(1, 999)}号"] if unit == "县委县政府" else []
        number = standing.change.number
        return self.run(
            "approve", number, "--as", unit, "--opinion", decision, "--by", PERSONS[unit], *words, *ON, "--yes", cwd=self.root
        )  # fmt: skip

    def finish(self) -> None:
        """Everyone agrees to whatever can still enter."""
        while ready := [found for found in self.standings() if found.open and self.fits(found)]:
            units = [seat.unit for seat in ready[0].waiting]
            agree(self.run, self.root, ready[0].change.number, *units)

    def fits(self, standing: Any) -> bool:
        return fits(standing.change, state_of(load(WorkTree(self.root)).lists))

    def renew(self) -> Said:
        """Bring any change up to date, if that can be done."""
        known = [standing.change.number for standing in self.standings()] or ["CG-2026-001"]
        return self.run("propose", "--renew", self.dice.choice(known), "--by", "申请人", *ON, cwd=self.root)

    def take_back(self) -> Said:
        """Withdraw any change, sometimes."""
        known = [standing.change.number for standing in self.standings()] or ["CG-2026-001"]
        words = ["--as", "申请单位", "--opinion", "撤回", "--by", "申请人", *ON, "--yes"]
        return self.run("approve", self.dice.choice(known), *words, cwd=self.root)


@pytest.mark.parametrize("seed", range(4))
def test_a_list_is_the_sum_of_its_approved_changes(run: Run, git: Callable[..., Any], seed: int) -> None:
    """After every step, done or refused: nothing else reached the list, nothing is left half done."""
    checkout = git(governed())
    office = Office(run, checkout.path, seed)
    for _ in range(STEPS):
        said = office.act()
        assert said.code in {0, 2}, said.err
        check_the_sum(office, checkout)
    office.finish()
    assert check_the_sum(office, checkout), "nothing was ever approved: the walk proves nothing"
    assert run("validate", cwd=checkout.path).code == 0


def check_the_sum(office: Office, checkout: Any) -> int:
    """The list is the baseline and what was approved; how many changes that are."""
    approved = [found.change for found in office.standings() if found.outcome is Outcome.APPROVED]
    result = replay(office.baseline, approved)
    assert not result.stuck
    assert result.state == state_of(load(WorkTree(checkout.path)).lists)
    assert checkout.run("status", "--porcelain") == ""
    return len(approved)
