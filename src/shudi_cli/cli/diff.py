"""`shudi diff`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import OutputFile
from shudi_cli.cli.session import Session, output_to, write_lines
from shudi_cli.cli.writing_out import Overwrite, write_out
from shudi_cli.comparison import Compared, compared
from shudi_cli.diff import Diff
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.report.diffs import diff_writer, why_unread
from shudi_cli.report.look import plain


class Format(StrEnum):
    """How to write the difference."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    WORD = "word"


def command(
    context: typer.Context,
    before: Annotated[
        str | None, typer.Argument(metavar="[旧版本]", help="版本或日期；不写则是最近保存的版本")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="[新版本]", help="不写则是现在的文件")] = None,
    staged: Annotated[bool, typer.Option("--staged", help="新的一边取已登记、将要保存的改动")] = False,
    form: Annotated[
        Format,
        typer.Option(
            "--format", metavar="FORMAT", help="text、markdown、html、json 或 word（要写 --output）"
        ),
    ] = Format.TEXT,
    tracked: Annotated[
        bool, typer.Option("--tracked", help="写成带修订标记的清单，Word 里可以逐处接受或拒绝")
    ] = False,
    output: OutputFile = None,
    overwrite: Overwrite = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同时退出码为 1")] = False,
) -> None:
    """逐项比较两个版本的清单；排版和注释的改动不算。

    例：
      shudi diff                        最近保存的版本与现在的文件
      shudi diff 2026-03-14             那天的清单与现在的文件
      shudi diff 2025-12-31 2026-06-30 --format html --output 对照.html
      shudi diff 2026.1 2026.2 --format word --output 修改对照表.docx
      shudi diff 2026.1 2026.2 --format word --tracked --output 修订稿.docx
    """
    session: Session = context.obj
    file = _word_file(form, output, tracked=tracked)
    with compared(Path.cwd(), before, after, staged=staged) as found:
        diffs = [comparison.diff for comparison in found]
        if file is not None:
            _refuse_unread(diffs, tracked=tracked)
            files = {file.name: _word(found, tracked=tracked)}
            write_lines(write_out(files, file, "docx", overwrite=overwrite))
        else:
            with output_to(output, for_programs=form is not Format.TEXT) as out:
                diff_writer(form.value)(diffs, out, session.look if output is None else plain())
    if any(diff.unread for diff in diffs):
        raise typer.Exit(Exit.UNABLE)
    if exit_code and any(diffs):
        raise typer.Exit(Exit.FINDINGS)


def _refuse_unread(diffs: Sequence[Diff], *, tracked: bool) -> None:
    """A 修订稿 of lists that lack a file would take its items for removed ones."""
    for unread in (unread for diff in diffs for unread in diff.unread):
        if tracked:
            raise ShudiError(why_unread(unread), "改好以后再写修订稿")


def _word_file(form: Format, output: Path | None, *, tracked: bool) -> Path | None:
    """The file a Word document goes to; None for another format. ShudiError where the options do not fit."""
    named = output is not None and output.suffix.lower() == ".docx"
    if form is not Format.WORD:
        if tracked or named:
            what = "--tracked" if tracked else f"“{output}”是 Word 文件的名称，"
            raise ShudiError(f"{what}只能用于 Word", "加上 --format word")
        return None
    if not named:
        what = "Word 文件不能显示在屏幕上" if output is None else f"“{output}”不是 Word 文件的名称"
        raise ShudiError(what, "用 --output 写明以 .docx 结尾的文件名，如 --output 对照表.docx")
    return output


def _word(found: Sequence[Compared], *, tracked: bool) -> bytes:
    from shudi_cli.comparison.grounding import grounded
    from shudi_cli.documents.word import word_look
    from shudi_cli.office.word import word_bytes
    from shudi_cli.report.diff_tracked import tracked_document
    from shudi_cli.report.diff_word import comparison_document

    comparisons = [grounded(comparison) for comparison in found]
    document = (tracked_document if tracked else comparison_document)(comparisons)
    return word_bytes(document, word_look(comparisons[0].settings.export))
