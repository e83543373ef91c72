"""Showing: one module a format, loaded when its format is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Protocol, TextIO

from shudi_cli.report.checks import CheckReport
from shudi_cli.report.look import Look

__all__ = ["FORMATS", "CheckReport", "Look", "Writer"]


class Writer(Protocol):
    """What a format is: a function that writes check reports.

    `text` and `github` write each report as it comes; the others hold on to findings, never to sources.
    """

    def __call__(self, reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
        """Write the reports to `out`; `look` only matters to a format for the screen."""


def _lazy(module: str) -> Writer:
    def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
        import_module(f"shudi_cli.report.{module}").write(reports, out, look=look)

    return write


FORMATS: Mapping[str, Writer] = {
    "text": _lazy("text"),
    "json": _lazy("json_report"),
    "github": _lazy("github"),
    "gitlab": _lazy("gitlab"),
    "sarif": _lazy("sarif"),
    "junit": _lazy("junit"),
}
