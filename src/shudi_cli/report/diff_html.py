"""A difference as one self-contained HTML page, to print or to send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from shudi_cli.diff import Diff
from shudi_cli.report.diff_page import blocks
from shudi_cli.report.look import Look
from shudi_cli.report.paper_html import Html, write_page


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the page."""
    del look
    write_page("清单比较", blocks(diffs, Html()), out)
