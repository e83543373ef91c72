"""成品 Word: one annex a list, as it is issued."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.documents import annex_of, tabulated
from shudi_cli.documents.word import word_document, word_look
from shudi_cli.forms import columns_named, printed
from shudi_cli.model import DutyList
from shudi_cli.office.word import word_bytes
from shudi_cli.releases.outputs import Issue


def word_files(issue: Issue) -> Mapping[str, bytes]:
    """One file a list, laid out as the `shudi.yaml` of the release says."""
    return {f"{issue.stem}-{found.folder}.docx": _annex(found, issue) for found in issue.workspace.lists}


def _annex(duty_list: DutyList, issue: Issue) -> bytes:
    columns = columns_named(duty_list.kind)
    table = printed(duty_list, issue.workspace.units, columns, issue.edition)
    export = issue.workspace.settings.export
    annex = annex_of(duty_list, issue.workspace.lists)
    return word_bytes(word_document(tabulated(table, issue.face, annex=annex), export), word_look(export))
