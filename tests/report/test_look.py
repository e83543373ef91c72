"""Colour."""

from __future__ import annotations

import ast
from pathlib import Path

import shudi_cli
from shudi_cli.report.look import coloured, plain


def test_plain_leaves_text_alone() -> None:
    """Without colour nothing is added, and a pipe is 80 columns wide."""
    look = plain()
    assert (look.width, look.paint("县", "error")) == (80, "县")


def test_coloured_resets_after_the_text() -> None:
    """Colour ends with the text it belongs to."""
    assert coloured(60).paint("县", "title") == "\x1b[1m县\x1b[0m"


def test_nothing_to_paint() -> None:
    """Empty text stays empty."""
    assert coloured(60).paint("", "error") == ""


def test_every_role_in_use_has_a_colour() -> None:
    """No role named in the code is unknown to the palette."""
    look = coloured(80)
    roles = set()
    for path in Path(shudi_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "paint"
            ):
                roles |= {part.value for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant)}
    assert "place" in roles
    assert all(look.paint("县", str(role)) for role in roles)
