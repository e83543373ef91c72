"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from shudi_cli.cli.session import Output

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
