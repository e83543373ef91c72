"""案卷 in Markdown."""

from __future__ import annotations

from typing import TextIO

from shudi_cli.acts.filing import Dossier
from shudi_cli.report.dossier import blocks
from shudi_cli.report.look import Look
from shudi_cli.report.paper_markdown import Markdown


def write(dossier: Dossier, out: TextIO, look: Look) -> None:
    """Write the page as Markdown."""
    del look
    out.write("\n".join(blocks(dossier, Markdown())))
