"""`shudi papers`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.filing import Dossier, dossier_at
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.cli.words import number_of
from shudi_cli.cli.writing_out import Overwrite, write_out
from shudi_cli.errors import ShudiError
from shudi_cli.report.papers import Kind, papers_of, why_not


def command(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="变更", help="变更的编号，如 CG-2026-001")],
    kinds: Annotated[
        list[Kind] | None,
        typer.Option(
            "--paper",
            metavar="文书",
            help="申请表、征求意见函、审核表或批复稿，可以写几次；不写则全写",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="文件夹", help="写进这个文件夹；不写则是 案卷文书-变更编号"),
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """写出一项变更的文书：申请表、征求意见函、审核表、批复稿，都是 Word 文件。

    只写案卷里有的；案卷里没有的留空，由经办人填写。

    例：
      shudi papers CG-2026-001
      shudi papers CG-2026-001 --paper 征求意见函 --output 发文
    """
    session: Session = context.obj
    dossier = dossier_at(Path.cwd(), number_of(number), today=session.today)
    folder = output or Path(f"案卷文书-{dossier.change.number}")
    contents = _contents(dossier, kinds)
    write_lines(write_out(contents, folder, "docx", overwrite=overwrite))


def _contents(dossier: Dossier, kinds: Sequence[Kind] | None) -> Mapping[str, bytes]:
    """The files; ShudiError for a paper that was asked for and that there is no occasion for."""
    from shudi_cli.documents.word import word_look
    from shudi_cli.office.word import word_bytes

    for kind in kinds or Kind:
        reason = why_not(kind, dossier)
        if reason and kinds:
            raise ShudiError(f"不能写{kind.value}：{reason}", "用 shudi dossier 看它办到哪里")
        if reason:
            sys.stderr.write(f"没有写{kind.value}：{reason}\n")
    documents = papers_of(dossier, dict.fromkeys(kinds or Kind))
    look = word_look(dossier.workspace.settings.export)
    return {name: word_bytes(document, look) for name, document in documents.items()}
