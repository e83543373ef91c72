"""Writers of a difference: text for the screen, Markdown, HTML and JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TextIO

from shudi_cli.diff import Diff, FieldChange, ItemChange, Piece, Sort, Unread, marked
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

_INDENT = re.compile(r"^(?:  )+", re.MULTILINE)

#: What happened to items that are shown in full.
WHOLE = frozenset({Sort.ADDED, Sort.REMOVED})

#: What is said of a change with 责任下移.
SLID = "这项变更把主体责任移给了乡镇（街道）"

DiffWriter = Callable[[Sequence[Diff], TextIO, Look], None]

DIFF_FORMATS: Mapping[str, str] = {
    "text": "shudi_cli.report.diff_text",
    "markdown": "shudi_cli.report.diff_markdown",
    "html": "shudi_cli.report.diff_html",
    "json": "shudi_cli.report.diff_json",
}


def diff_writer(form: str) -> DiffWriter:
    """The writer of a format, loaded now."""
    write: DiffWriter = import_module(DIFF_FORMATS[form]).write
    return write


def totals(diffs: Iterable[Diff]) -> Mapping[str, int]:
    """How many items were added, removed, changed, moved, renumbered; sorts that did not happen are left out."""
    counts: dict[str, int] = {}
    for diff in diffs:
        for found in diff.lists:
            for change in found.items:
                counts[change.sort.value] = counts.get(change.sort.value, 0) + 1
    return counts


def headline(diffs: Sequence[Diff]) -> str:
    """One sentence: from what to what, and how much."""
    chapters = sum(len(found.chapters) for diff in diffs for found in diff.lists)
    others = sum(len(diff.files) for diff in diffs)
    unread = sum(len(diff.unread) for diff in diffs)
    parts = [
        "、".join(f"{word} {number} 项" for word, number in totals(diffs).items()),
        f"章节和次序有 {chapters} 处改动" if chapters else "",
        f"另有 {others} 个文件有改动" if others else "",
        f"有 {unread} 个文件读不出来，没有比较" if unread else "",
    ]
    return f"{diffs[0].before} → {diffs[0].after}：{'，'.join(filter(None, parts)) or '没有不同'}"


def slid(diffs: Iterable[Diff]) -> Sequence[tuple[ItemChange, str, str]]:
    """The items of 责任下移, each with what it was and what it is."""
    return [
        (change, *change.downhill)
        for diff in diffs
        for change in diff.downhill
        if change.downhill is not None
    ]


def slide_title(count: int) -> str:
    """What stands above the items of 责任下移."""
    return f"责任下移：{count} 项的主体责任移给了乡镇（街道）"


def slide_point(change: ItemChange, before: str, after: str) -> str:
    """One item of 责任下移."""
    return f"{change.number} {change.name}：{before} → {after}"


def slide_of(change: ItemChange) -> str:
    """责任下移 as it is said beside the item itself; "" where there is none."""
    return f"责任下移：{' → '.join(change.downhill)}" if change.downhill else ""


def renumbering(change: ItemChange) -> str:
    """From which number to which; "" where it stayed."""
    return f"编号：{change.was_number} → {change.number}" if change.was_number else ""


def field_title(field: FieldChange) -> str:
    """Which field it is."""
    return " · ".join(field.path)


def where(change: ItemChange) -> str:
    """The chapter an item stands in, or from which to which it moved."""
    if change.was_domain:
        return f"移动：{change.was_domain} → {change.domain}"
    return f"所在：{change.domain}"


def prefix(diff: Diff) -> str:
    """What stands before the names of a workspace's files: nothing when it is the repository's top."""
    return "" if diff.folder in {"", "."} else f"{diff.folder}/"


def why_unread(found: Unread) -> str:
    """Why a file was not compared, and what to do."""
    return f"没有比较“{found.name}”，{found.where}里的它读不出来：{found.message}（{found.hint}）"


def sides(field: FieldChange) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands in the old and in the new column of a table: pieces that stayed or changed, none for nothing."""
    if field.before is None or field.after is None:
        return _whole(field.before), _whole(field.after)
    pieces = marked(_laid_out(field.before), _laid_out(field.after))
    return (
        tuple(piece for piece in pieces if piece.sort != "added"),
        tuple(piece for piece in pieces if piece.sort != "removed"),
    )


def _whole(text: str | None) -> tuple[Piece, ...]:
    return () if text is None else (Piece("same", _laid_out(text)),)


def _laid_out(text: str) -> str:
    """Spaces at the beginning of a line would be lost in a table's cell; full-width ones stay."""
    return _INDENT.sub(lambda spaces: "　" * (len(spaces[0]) // 2), visible(text, keep="\n"))
