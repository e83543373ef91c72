"""A difference for the screen: 责任下移 first, then list by list, item by item, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from shudi_cli.diff import Diff, FieldChange, ItemChange, Sort, marked
from shudi_cli.report.diffs import (
    field_title,
    headline,
    prefix,
    renumbering,
    slid,
    slide_of,
    slide_point,
    slide_title,
    where,
    why_unread,
)
from shudi_cli.report.folding import fitted, folded
from shudi_cli.report.look import Look

#: Every sign in this module is in GBK, for the old Chinese console.
_SIGNS = {Sort.ADDED: "＋", Sort.REMOVED: "－", Sort.CHANGED: "△", Sort.MOVED: "→", Sort.RENUMBERED: "△"}
_ROLES = {Sort.ADDED: "added", Sort.REMOVED: "removed"}


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the difference as text, no line wider than the screen."""
    out.writelines(line + "\n" for line in _lines(diffs, look))


def _lines(diffs: Sequence[Diff], look: Look) -> Iterator[str]:
    downhill = slid(diffs)
    if downhill:
        yield from folded(slide_title(len(downhill)), look, 0, "error")
        for point in downhill:
            yield from folded(slide_point(*point), look, 2)
        yield ""
    yield from folded(headline(diffs), look, 0, "title")
    for diff in diffs:
        yield from _of_workspace(diff, look)


def _of_workspace(diff: Diff, look: Look) -> Iterator[str]:
    for unread in diff.unread:
        yield ""
        yield from folded(why_unread(unread), look, 0, "error")
    for found in diff.lists:
        yield ""
        yield from folded(prefix(diff) + found.folder, look, 0, "file")
        for chapter in found.chapters:
            yield from folded(chapter.message, look, 2)
        for change in found.items:
            yield from item_change_lines(change, look)
    for file in diff.files:
        yield ""
        yield from folded(prefix(diff) + file.name, look, 0, "file")
        for field in file.fields:
            yield from _of_field(field, look)


def item_change_lines(change: ItemChange, look: Look) -> Iterator[str]:
    """One changed item: what happened to it, and its fields before and after."""
    yield from folded(head(change), look, 2, _ROLES.get(change.sort, "title"))
    yield from folded(slide_of(change), look, 4, "error")
    yield from folded(renumbering(change), look, 4)
    yield from folded(where(change), look, 4, "" if change.was_domain else "dim")
    for field in change.fields:
        yield from _of_field(field, look)


def head(change: ItemChange) -> str:
    """What happened, to which item."""
    return f"{_SIGNS[change.sort]} {change.sort.value} {change.number} {change.name}"


def _of_field(change: FieldChange, look: Look) -> Iterator[str]:
    yield from folded(field_title(change), look, 4, "place")
    before, after = change.before, change.after
    if before is not None and after is not None and "\n" not in before + after:
        yield from _marked_lines(before, after, look)
        return
    if before is not None:
        yield from _block("－ ", before, "removed", look)
    if after is not None:
        yield from _block("＋ ", after, "added", look)


def _marked_lines(before: str, after: str, look: Look) -> Iterator[str]:
    """Both texts, the changed characters bracketed so that they show without colour too."""
    pieces = marked(before, after)
    old = "".join(f"【{text}】" if sort == "removed" else text for sort, text in pieces if sort != "added")
    new = "".join(f"【{text}】" if sort == "added" else text for sort, text in pieces if sort != "removed")
    yield from _block("－ ", old, "removed", look)
    yield from _block("＋ ", new, "added", look)


def _block(sign: str, text: str, role: str, look: Look) -> Iterator[str]:
    lines = [piece for line in text.split("\n") for piece in _hanging(line, look)]
    for number, line in enumerate(lines):
        yield f"      {look.paint((sign if number == 0 else '   ') + line, role)}"


def _hanging(line: str, look: Look) -> Iterator[str]:
    """A line folded, all its pieces indented as far as it is."""
    depth = len(line) - len(line.lstrip(" "))
    yield from (" " * depth + piece for piece in fitted(line[depth:], look, 9 + depth) or [""])
