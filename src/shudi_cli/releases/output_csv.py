"""成品 CSV: one table a list, for Excel and WPS."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.documents import tabulated
from shudi_cli.documents.csv_file import csv_bytes
from shudi_cli.forms import every_column, printed
from shudi_cli.releases.outputs import Issue


def csv_files(issue: Issue) -> Mapping[str, bytes]:
    """One file a list: what it is, the release, then one row an item."""
    units = issue.workspace.units
    return {
        f"{issue.stem}-{found.folder}.csv": csv_bytes(
            tabulated(printed(found, units, every_column(found), issue.edition), issue.face)
        )
        for found in issue.workspace.lists
    }
