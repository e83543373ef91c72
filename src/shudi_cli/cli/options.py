"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.session import Output
from shudi_cli.diagnostics import Severity

At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="日期或版本",
        help="看那一天（如 2026-03-14）有效的正式版本，或写明的正式版本（如 2026.1）、保存的版本；"
        "还没有发布过的，看那一天保存的清单；不写则看现在的文件",
    ),
]
Form = Annotated[Output, typer.Option("--format", metavar="FORMAT", help="text 给人看，json 给程序用")]


class FindingsFormat(StrEnum):
    """Where findings go."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def threshold(self) -> Severity:
        """The severity meant."""
        return Severity.WARNING if self is FailOn.WARNING else Severity.ERROR


Findings = Annotated[
    FindingsFormat,
    typer.Option("--format", metavar="FORMAT", help="text、json、github、gitlab、sarif 或 junit"),
]
OutputFile = Annotated[Path | None, typer.Option("--output", metavar="文件", help="写进文件，不显示在屏幕上")]
Threshold = Annotated[
    FailOn, typer.Option("--fail-on", metavar="LEVEL", help="error：有错误才算不通过；warning：有警告也算")
]
DocumentNumber = Annotated[
    str | None, typer.Option("--number", metavar="文号", help="如 示例办字〔2026〕12号")
]
