"""成品 Excel: one workbook, a sheet a list, to filter and to work in."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.documents.workbook import workbook
from shudi_cli.forms import every_column, printed
from shudi_cli.office.excel import excel_bytes
from shudi_cli.releases.outputs import Issue


def excel_files(issue: Issue) -> Mapping[str, bytes]:
    """One file, with every column that some item fills."""
    workspace = issue.workspace
    lists = [
        (found, printed(found, workspace.units, every_column(found), issue.edition))
        for found in workspace.lists
    ]
    return {f"{issue.stem}.xlsx": excel_bytes(workbook(workspace, lists, issue.face))}
