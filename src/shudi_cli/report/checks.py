"""The outcome of checking one workspace: what every format shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shudi_cli.diagnostics import Finding


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked in one workspace, and what was found.

    `folder` is the workspace's folder relative to the current one ("lists", "."), with forward slashes.
    `findings` are sorted, their severities final, and every `place.span` is set (None only where a file
    has no text). `sources` holds the text of the files with findings. `files` is the number
    of files that were read, `counts` what each list holds, in the order to be shown:
    {"属地管理责任清单": {"领域": 17, "事项": 132, "批次": 3}}.
    """

    region: str
    folder: str
    findings: tuple[Finding, ...]
    sources: Mapping[str, str]
    files: int
    counts: Mapping[str, Mapping[str, int]]

    def shown(self, file: str) -> str:
        """The path of a workspace file as the user knows it, from the current folder."""
        return file if self.folder in {"", "."} else f"{self.folder}/{file}"
