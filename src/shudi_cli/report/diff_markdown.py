"""A difference in Markdown, for the page where a change is reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from shudi_cli.diff import Diff, FieldChange, ItemChange, Piece
from shudi_cli.report.diffs import WHOLE, headline, prefix, sides, slid, where, why_unread
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

# Emphasis beside Chinese punctuation is not recognised by CommonMark; tags always are.
_TAGS = {"removed": "del", "added": "ins"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the difference as Markdown."""
    del look
    out.write("\n".join(_lines(diffs)) + "\n")


def _lines(diffs: Sequence[Diff]) -> Iterator[str]:
    yield f"## 清单比较\n\n{_plain(headline(diffs))}\n"
    downhill = slid(diffs)
    if downhill:
        yield f"> **责任下移：{len(downhill)} 项的主体责任移给了乡镇（街道）**\n>"
        for change, before, after in downhill:
            yield f"> - {_plain(f'{change.number} {change.name}：{before} → {after}')}"
        yield ""
    for diff in diffs:
        yield from (f"> {_plain(why_unread(unread))}\n" for unread in diff.unread)
        for found in diff.lists:
            yield f"### {_plain(prefix(diff) + found.folder)}\n"
            yield from (f"- {_plain(chapter.message)}" for chapter in found.chapters)
            for change in found.items:
                yield from _of_item(change)
        for file in diff.files:
            yield f"### {_plain(prefix(diff) + file.name)}\n"
            yield from _table(file.fields)


def _of_item(change: ItemChange) -> Iterator[str]:
    yield f"\n#### {_plain(f'{change.sort.value} {change.number} {change.name}')}\n"
    if change.was_number:
        yield f"编号：{_plain(f'{change.was_number} → {change.number}')}\n"
    yield f"{_plain(where(change))}\n"
    if change.sort in WHOLE:
        yield from _text(change.fields)
    else:
        yield from _table(change.fields)


def _table(fields: Sequence[FieldChange]) -> Iterator[str]:
    """What was and what is, side by side."""
    if not fields:
        return
    yield "| 项目 | 原表述 | 新表述 |\n| --- | --- | --- |"
    for field in fields:
        old, new = map(_cell, sides(field))
        yield f"| {_plain(' · '.join(field.path))} | {old} | {new} |"
    yield ""


def _text(fields: Sequence[FieldChange]) -> Iterator[str]:
    """An item that came or went, in full."""
    yield "| 项目 | 内容 |\n| --- | --- |"
    for field in fields:
        yield f"| {_plain(' · '.join(field.path))} | {''.join(map(_cell, filter(None, sides(field))))} |"
    yield ""


def _cell(pieces: Sequence[Piece]) -> str:
    return "".join(map(_piece, pieces)) or "（无）"


def _piece(piece: Piece) -> str:
    text = "<br>".join(map(_plain, piece.text.split("\n")))
    tag = _TAGS.get(piece.sort)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split("\n"))))
