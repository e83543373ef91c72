"""What is wrong with a release, or with a copy of one."""

from __future__ import annotations

from typing import NamedTuple

from shudi_cli.diagnostics import Place


class Fault(NamedTuple):
    """Something wrong: the rule it breaks ("" where none is meant), where, what, and what to do."""

    code: str
    place: Place
    message: str
    hint: str = ""
