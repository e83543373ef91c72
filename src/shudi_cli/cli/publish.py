"""`shudi publish`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.desk import Desk
from shudi_cli.acts.ordering import Order
from shudi_cli.acts.publishing import handed_out, publication, release_path
from shudi_cli.cli.acting import By, Day, DryRun, KeyFile, Yes, at_the_desk, day_of, the_desk
from shudi_cli.cli.asking import agreed, needed
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.cli.words import if_written, number_of
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.opening import shown
from shudi_cli.releases.in_force import Editions
from shudi_cli.releases.outputs import Contents, write_outputs
from shudi_cli.report.publishing import publication_lines, published_lines
from shudi_cli.workspace import load


def command(
    context: typer.Context,
    document: Annotated[
        str | None,
        typer.Option("--number", metavar="文号", help="印发这个版本的文号，如 示例办字〔2026〕12号"),
    ] = None,
    effective: Annotated[
        str | None, typer.Option("--effective", metavar="日期", help="从哪一天起生效，如 2026-04-01")
    ] = None,
    day: Day = None,
    note: Annotated[str | None, typer.Option("--note", metavar="说明", help="这个版本的说明")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="发布单位；不写则照 shudi.yaml 的“发布”")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="文件夹", help="成品写到哪里；不写则是 published/版本号"),
    ] = None,
    rewrite: Annotated[
        str | None,
        typer.Option("--rewrite", metavar="版本", help="不发布，只把已经发布的版本的成品再写一遍"),
    ] = None,
    by: By = None,
    key: KeyFile = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """发布正式版本：上次保存的清单、上一版以来批准的变更，记上文号和生效日期。

    没有保存、没有批准、有错误的，都不能发布。先列出要发布什么，确认后才办；
    成品（公开版、内部版）随后写到文件夹里。

    例：
      shudi publish --number 示例办字〔2026〕12号 --effective 2026-04-01 --dry-run
      shudi publish --number 示例办字〔2026〕12号 --effective 2026-04-01
      shudi publish --rewrite 2026.1 --output 成品
    """
    session: Session = context.obj
    if rewrite is not None:
        _rewrite(number_of(rewrite), output)
        return
    with at_the_desk(by) as (desk, clerk):
        number = needed(document, "文号", "--number")
        first = day_of(needed(effective, "生效日期", "--effective"), clerk, ahead=True)
        order = Order(
            number,
            first,
            day_of(day, clerk),
            if_written(note, "说明", "--note", lines=True),
            if_written(unit, "发布单位", "--unit"),
        )
        made = publication(desk, clerk, order)
        folder = output or _folder(desk, made.release.number)
        files = made.outputs(made.release)
        write_lines(publication_lines(made, shown(folder, Path.cwd()), sorted(files), session.look))
        sys.stdout.write("\n")
        if dry_run:
            write_lines(["以上只是试一遍，没有发布，什么也没有写；版本指纹以正式发布时的为准。"])
            return
        if not agreed(f"发布 {made.release.number} 版", yes=yes):
            write_lines(["没有发布。"])
            return
        release, version = made.record(desk, clerk, key)
        write_lines(published_lines(release, version))
        _hand_out(folder, made.outputs(release), release.number)


def _folder(desk: Desk, number: str) -> Path:
    return (desk.repository.top or desk.root) / "published" / release_path(number, desk)


def _hand_out(folder: Path, files: Contents, number: str) -> None:
    """Write the files; where that fails the release stands all the same."""
    try:
        write_outputs(folder, files)
    except ShudiError as error:
        sys.stderr.write(f"{number} 版已经发布，成品没有写全：{error.message}\n怎么办：{error.hint}；")
        sys.stderr.write(f"再运行 shudi publish --rewrite {number}\n")
        raise typer.Exit(Exit.UNABLE) from None
    write_lines([f"成品 {len(files)} 个文件，写在“{shown(folder, Path.cwd())}”里"])


def _rewrite(number: str, output: Path | None) -> None:
    with the_desk() as desk:
        editions = Editions(desk.repository, desk.folder, desk.head)
        published = editions.published(editions.numbered(number))
        files = handed_out(published.release, load(published.snapshot))
        folder = output or _folder(desk, number)
    write_outputs(folder, files)
    write_lines([f"{number} 版的成品 {len(files)} 个文件，写在“{shown(folder, Path.cwd())}”里"])
