"""A difference in Markdown, for the page where a change is reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from shudi_cli.diff import Diff
from shudi_cli.report.diff_page import blocks
from shudi_cli.report.look import Look
from shudi_cli.report.paper_markdown import Markdown


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the difference as Markdown."""
    del look
    out.write("\n".join(blocks(diffs, Markdown())))
