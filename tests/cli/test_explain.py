"""`shudi explain` and `shudi rules`."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from shudi_cli.report.width import display_width
from shudi_cli.rules import all_rules
from tests.cli.county import Said

Run = Callable[..., Said]


@pytest.mark.parametrize("code", all_rules())
def test_every_rule_is_explained(run: Run, code: str) -> None:
    """Code, title and severity; then why, in lines that fit; then how to change its severity."""
    said = run("explain", code)
    assert (said.code, said.err) == (0, "")
    rule = all_rules()[code]
    assert said.out.startswith(f"{code} {rule.title}（{rule.severity.word}）\n\n")
    assert max(map(display_width, said.out.splitlines())) <= 80
    assert "轻重" in said.out.splitlines()[-1]


def test_capitals_do_not_matter(run: Run) -> None:
    """A code in small letters is the same code."""
    assert run("explain", "l102").out == run("explain", "L102").out


def test_an_unknown_code(run: Run) -> None:
    """An unknown code is exit 2; codes of its family are named."""
    said = run("explain", "L999")
    assert (said.code, said.out) == (2, "")
    assert "没有编号为“L999”的规则" in said.err
    assert "L101" in said.err


def test_all_rules(run: Run) -> None:
    """Every rule has its row, in the order of the codes."""
    said = run("rules")
    codes = [line.split()[0] for line in said.out.splitlines()[2:] if line[:1].isascii() and line.strip()]
    assert [code for code in codes if code in all_rules()] == list(all_rules())


def test_rules_for_programs(run: Run) -> None:
    """JSON has code, title, severity and source of every rule."""
    data = json.loads(run("rules", "--format", "json").out)
    assert [rule["code"] for rule in data] == list(all_rules())
    assert all(rule.keys() == {"code", "title", "severity", "source"} for rule in data)
    assert {rule["severity"] for rule in data} <= {"info", "warning", "error"}
