"""`shudi export`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.contacts import day_meant
from shudi_cli.cli.options import At
from shudi_cli.cli.session import Session, say_clock, warn_unread, write_lines
from shudi_cli.cli.writing_out import Overwrite, write_out
from shudi_cli.clocks import opened
from shudi_cli.errors import ShudiError
from shudi_cli.exporting import Wish, asked_for, face_of_answer, release_shown
from shudi_cli.exporting.face import newest_release
from shudi_cli.exporting.files import FORMATS, Export, export_files
from shudi_cli.lookup import is_item_number
from shudi_cli.model.editions import Edition
from shudi_cli.office.word.look import Template
from shudi_cli.opening import workspace_at
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import with_roster


class Format(StrEnum):
    """What to export as."""

    WORD = "word"
    EXCEL = "excel"
    CSV = "csv"
    JSON = "json"


def command(
    context: typer.Context,
    form: Annotated[Format, typer.Argument(metavar="word|excel|csv|json", help="导出成什么")],
    lists: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[清单或事项编号…]",
            help="清单写文件夹、全称或种类，如 responsibility，不写则全部清单；写事项编号，Word 是事项卡，每项一页",
        ),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="单位", help="只要这个单位有责任的事项")
    ] = None,
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", metavar="领域", help="只要这个领域、板块，可以写几次"),
    ] = None,
    at: At = None,
    style: Annotated[
        str | None, typer.Option("--form", metavar="式样", help="照 shudi.yaml 里的哪种式样；不写则照“栏目”")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal/--public", help="内部版带备注，不得公开；不写则是公开版")
    ] = False,
    booklet: Annotated[
        bool, typer.Option("--booklet", help="Word：这个单位的职责册，主体责任和配合责任分开；与 --unit 同用")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="文件",
            help="Word：套用本单位的红头模板，填好〖标题〗等，〖清单表〗换成表格",
        ),
    ] = None,
    example: Annotated[
        Path | None,
        typer.Option(
            "--example-template", metavar="文件", help="不导出，只写一个红头模板的样子，照着改成自己的"
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="文件", help="写到哪个文件或文件夹；不写则是当前文件夹")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """把清单导出成 Word、Excel、CSV 或 JSON 文件。

    Word 是可以印发的附件，一份清单一个文件，也可以是事项卡、单位职责册；Excel 是可以筛选的工作表。

    例：
      shudi export word                           每份清单一个 Word 文件
      shudi export excel --unit 县水务局          县水务局有责任的事项
      shudi export word responsibility --domain 水务
      shudi export word SD-05-003                 这一项的事项卡
      shudi export word --unit 县水务局 --booklet 县水务局的职责册
      shudi export word --template 红头.docx      套红头，再印发
      shudi export csv --at 2026.1 --internal     2026.1 版，带备注
    """
    session: Session = context.obj
    _only_word(form, {"--booklet": booklet, "--template": template, "--example-template": example})
    if example is not None:
        write_lines(_example(example, overwrite=overwrite))
        return
    edition = Edition.INTERNAL if internal else Edition.PUBLIC
    numbers = [name for name in lists or () if is_item_number(name)]
    names = [name for name in lists or () if name not in numbers]
    wish = Wish(names, unit, domain or (), style, edition, numbers)
    with opened(Path.cwd(), at) as answering:
        warn_unread(answering.workspace)
        tree = WorkTree(workspace_at(Path.cwd()))
        cards = form is Format.WORD and numbers
        workspace = with_roster(answering.workspace, tree) if cards else answering.workspace
        asked = asked_for(wish, workspace)
        release = release_shown(answering, asked.lists, newest_release(tree))
        day = day_meant(answering, at) or session.today
        face = face_of_answer(answering, asked.lists, edition, release)
        files = export_files(form.value, Export(asked, face, day, release, _read(template), booklet))
    say_clock(answering.clock, session.look)
    write_lines(write_out(files, output, FORMATS[form.value][0], overwrite=overwrite))


def _only_word(form: Format, options: Mapping[str, object]) -> None:
    for option, value in options.items():
        if value and form is not Format.WORD:
            raise ShudiError(f"{option} 只用于 Word", f"写成 shudi export word … {option}，或去掉它")


def _read(template: Path | None) -> Template | None:
    if template is None:
        return None
    from shudi_cli.office.reading.bringing import content_of

    return Template(template.name, content_of(template))


def _example(path: Path, *, overwrite: bool) -> Iterator[str]:
    from shudi_cli.office.word import example_template

    ending = FORMATS[Format.WORD.value][0]
    return write_out({f"红头模板.{ending}": example_template()}, path, ending, overwrite=overwrite)
