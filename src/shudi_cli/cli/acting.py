"""What the commands that carry out official acts share: the desk, the clerk, and what they show before they ask."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.desk import Clerk, Desk, clerk_named, desk_at
from shudi_cli.cli.words import if_written
from shudi_cli.diff import compare
from shudi_cli.errors import ShudiError
from shudi_cli.report.diffs import diff_writer
from shudi_cli.report.look import Look

By = Annotated[str | None, typer.Option("--by", metavar="姓名", help="谁在办理；不写则取这台电脑的署名")]
Day = Annotated[str | None, typer.Option("--date", metavar="日期", help="哪一天的；不写则今天")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问，直接办理")]
KeyFile = Annotated[
    Path | None, typer.Option("--key", metavar="私钥文件", help="用这把密钥签名；不写则找自己的")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只看会怎样，什么也不记")]

#: A day as people write it: 2026-03-14, 2026年3月14日, 2026.3.14.
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_CITATION = re.compile(r"《(.+?)》(.*)")


@contextmanager
def the_desk() -> Iterator[Desk]:
    """The workspace here, opened for an act."""
    with desk_at(Path.cwd(), notice=lambda said: sys.stderr.write(f"{said}\n")) as desk:
        try:
            yield desk
        except BrokenPipeError:
            raise ShudiError(
                "输出的一头中途关掉了，不一定办成了", "不接 head、more 这样的命令，用 shudi status 看过再办"
            ) from None


@contextmanager
def at_the_desk(by: str | None) -> Iterator[tuple[Desk, Clerk]]:
    """The workspace here, opened for an act, and who acts."""
    name = if_written(by, "姓名", "--by")
    with the_desk() as desk:
        yield desk, clerk_named(name, desk.root, datetime.now().astimezone())


def day_of(text: str | None, clerk: Clerk, *, ahead: bool = False) -> str:
    """A day as ISO text; today where none was written. ShudiError for what is no day.

    And, unless it may lie `ahead`, for one that has not come yet.
    """
    if text is None:
        return clerk.today
    day = day_written(text)
    if day > clerk.today and not ahead:
        raise ShudiError(f"日期 {day} 还没有到", "--date 写文件、意见上的日期，不写则今天")
    return day


def day_written(text: str) -> str:
    """A day as ISO text, however people write it; ShudiError for what is no day."""
    try:
        written = _DAY.fullmatch(unicodedata.normalize("NFKC", text.strip()))
        if written is None:
            raise ShudiError(f"日期“{text}”的写法不对", "写成四位年、两位月、两位日，如 2026-03-14")
        return date(*map(int, written.groups())).isoformat()
    except ValueError:
        raise ShudiError(f"没有“{text}”这一天", "日期写成四位年、两位月、两位日，如 2026-03-14") from None


def citation(text: str) -> Mapping[str, str]:
    """A basis as it is written in a record: 《title》 and what follows it as its clause."""
    match = _CITATION.fullmatch(text.strip())
    name, clause = (match[1], match[2].strip()) if match else (text.strip(), "")
    return {"名称": name, **({"条款": clause} if clause else {})}


def show_difference(desk: Desk, files: Mapping[str, bytes | None], look: Look) -> None:
    """Show what a change makes of the lists, as `shudi diff` would."""
    diff = compare(desk.saved, desk.after(files), folder=desk.folder or ".")
    only_items = replace(diff, before="现在的清单", after="批准以后", files=())
    diff_writer("text")([only_items], sys.stdout, look)


def listed(names: Sequence[str]) -> str:
    """Names one after another."""
    return "、".join(names)
