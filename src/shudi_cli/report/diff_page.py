"""A difference laid out as a page: what stands where, whatever the page is written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.diff import Diff, FieldChange, ItemChange
from shudi_cli.report.diffs import (
    WHOLE,
    field_title,
    headline,
    prefix,
    renumbering,
    sides,
    slid,
    slide_point,
    slide_title,
    where,
    why_unread,
)
from shudi_cli.report.paper import Paper


def blocks(diffs: Sequence[Diff], paper: Paper) -> Iterator[str]:
    """The page, block by block: 责任下移 first, then list by list, item by item, field by field."""
    yield paper.heading(1, "清单比较")
    yield paper.paragraph(headline(diffs))
    downhill = slid(diffs)
    if downhill:
        yield paper.alarm(slide_title(len(downhill)), [slide_point(*point) for point in downhill])
    for diff in diffs:
        yield from (paper.alarm(why_unread(unread)) for unread in diff.unread)
        for found in diff.lists:
            yield paper.heading(2, prefix(diff) + found.folder)
            yield from (paper.bullet(chapter.message) for chapter in found.chapters)
            for change in found.items:
                yield from item_blocks(change, paper)
        for file in diff.files:
            yield paper.heading(2, prefix(diff) + file.name)
            yield from _compared(file.fields, paper)


def item_blocks(change: ItemChange, paper: Paper) -> Iterator[str]:
    """One changed item: what happened to it, where it stands, and its fields side by side."""
    yield paper.heading(3, f"{change.sort.value} {change.number} {change.name}")
    if change.was_number:
        yield paper.paragraph(renumbering(change))
    yield paper.paragraph(where(change))
    if change.sort in WHOLE:
        rows = [(field_title(field), [(*sides(field)[0], *sides(field)[1])]) for field in change.fields]
        yield paper.table(("项目", "内容"), rows)
    else:
        yield from _compared(change.fields, paper)


def _compared(fields: Sequence[FieldChange], paper: Paper) -> Iterator[str]:
    """What was and what is, side by side."""
    if fields:
        yield paper.table(
            ("项目", "原表述", "新表述"), [(field_title(field), sides(field)) for field in fields]
        )
