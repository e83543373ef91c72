"""案卷 for the screen."""

from __future__ import annotations

from typing import TextIO

from shudi_cli.acts.filing import Dossier
from shudi_cli.report.dossier import blocks
from shudi_cli.report.look import Look
from shudi_cli.report.paper_text import Text


def write(dossier: Dossier, out: TextIO, look: Look) -> None:
    """Write the page as text, no line wider than the screen."""
    out.writelines(block + "\n" for block in blocks(dossier, Text(look)))
