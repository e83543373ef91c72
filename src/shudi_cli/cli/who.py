"""`shudi who`."""

from __future__ import annotations

from typing import Annotated

import typer

from shudi_cli.cli.contacts import staffed
from shudi_cli.cli.options import At, Form
from shudi_cli.cli.session import Output, Session, say_clock, write_json, write_lines
from shudi_cli.errors import Exit
from shudi_cli.report.calling import calling_json, calling_lines
from shudi_cli.roster import Directory
from shudi_cli.roster.calling import calling, township_named
from shudi_cli.search import Hit, find, find_loosely
from shudi_cli.workspace import Workspace

_OTHERS = 3
#: An item whose score comes this near to the best may be the one that is meant.
_NEAR = 0.9


def command(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="词…", help="编号、名称，或几个词")],
    township: Annotated[
        str | None, typer.Option("--township", metavar="乡镇（街道）", help="从哪个乡镇（街道）呼叫")
    ] = None,
    at: At = None,
    form: Form = Output.TEXT,
) -> None:
    """查一件事该找谁、打哪个电话。

    列出牵头、配合单位的联络员和号码，乡镇（街道）先做什么。号码是完整的，只在内部用。

    例：
      shudi who 渣土车撒漏 --township 青山镇
      shudi who SD-05-003
      shudi who 非法采砂 --at 2026-03-14
    """
    session: Session = context.obj
    said = " ".join(words)
    with staffed(at) as staff:
        workspace, clock = staff.workspace, staff.clock
        directory = Directory(workspace.roster, workspace.units, staff.judged_on(session.today))
        place = township_named(township, directory) if township else None
        exact = find(said, workspace.lists)
        hits = [_with_duties(hit, workspace) for hit in exact or find_loosely(said, workspace.lists)]
    if not hits and form is Output.JSON:
        write_json({"edition": "内部", "number": None, "call": [], "also": [], "exact": False})
        raise typer.Exit(Exit.FINDINGS)
    if not hits:
        write_lines([f"没有找到与“{said}”有关的事项；换个说法，或只写一个词再试。"])
        raise typer.Exit(Exit.FINDINGS)
    best, others = hits[0], _others(hits)
    found = calling(best.item, best.domain, directory, place)
    if form is Output.JSON:
        also = [{"number": hit.item.number, "name": hit.item.name} for hit in others]
        write_json(
            {**calling_json(found), "also": also, "exact": bool(exact), **({"at": clock} if clock else {})}
        )
        return
    say_clock(clock, session.look)
    if not exact:
        write_lines([f"没有正好写着“{said}”的事项，最沾边的是："])
    write_lines(calling_lines(found, session.look, workspace.settings.freshness.expire))
    if others:
        told = "；".join(f"{hit.item.number} {hit.item.name}" for hit in others)
        write_lines(["", session.look.paint("也可能是：", "dim") + told])


def _others(hits: list[Hit]) -> list[Hit]:
    """What answers nearly as well as the best, each once."""
    best = hits[0]
    near = {hit.item.number: hit for hit in hits[1:] if hit.score >= best.score * _NEAR}
    near.pop(best.item.number, None)
    return list(near.values())[:_OTHERS]


def _with_duties(hit: Hit, workspace: Workspace) -> Hit:
    """The hit itself, or for an item that names no units the one linked to it that does."""
    if hit.item.main:
        return hit
    for duty_list in workspace.lists:
        for domain in duty_list.domains:
            for item in domain.items:
                if item.main and (item.number in hit.item.links or hit.item.number in item.links):
                    return Hit(item, domain, duty_list, hit.score)
    return hit
