"""The chapters of one list in two states: which are the same, and what happened to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.diff.structure import fields_between
from shudi_cli.diff.values import ChapterChange

_ITEMS = "事项"
_ORDER = "序号"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter (领域, 板块) as it was read: its file, its name, the rest of its head, its entries."""

    file: str
    name: str
    head: Mapping[str, Any]
    entries: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, file: str, data: Mapping[str, Any]) -> Chapter:
        """The chapter of a file; what it is called is the first text beside 序号 and 事项."""
        head = {key: value for key, value in data.items() if key != _ITEMS}
        name = next((str(value) for key, value in head.items() if key != _ORDER and value), file)
        entries = (entry if isinstance(entry, Mapping) else {"内容": entry} for entry in data[_ITEMS])
        return cls(file, name, head, tuple(entries))


#: A chapter before and after; None where it was or is not there.
Pair = tuple[Chapter | None, Chapter | None]


def is_chapter(data: Any) -> bool:
    """Whether a file's data is a chapter: it holds a list of items."""
    items = data.get(_ITEMS) if isinstance(data, Mapping) else None
    return isinstance(items, Sequence) and not isinstance(items, str)


def paired(old: Sequence[Chapter], new: Sequence[Chapter]) -> list[Pair]:
    """Each chapter with itself: by its name, whatever its file; else by its file, whatever its name."""
    pairs: list[Pair] = []
    gone, come = list(old), list(new)
    for same in (_same_name, _same_file):
        for one in list(gone):
            other = next((other for other in come if same(one, other)), None)
            if other is not None:
                pairs.append((one, other))
                gone.remove(one)
                come.remove(other)
    pairs += [(one, None) for one in gone]
    return pairs + [(None, other) for other in come]


def chapter_changes(
    pairs: Iterable[Pair], order: Mapping[int, tuple[list[str], list[str]]]
) -> Iterator[ChapterChange]:
    """What happened to the chapters. `order` holds, by a pair's place, its items before and after, in their order."""
    for place, (one, other) in enumerate(pairs):
        if one is None and other is not None:
            yield ChapterChange(f"增加一章“{other.name}”（{other.file}，{len(other.entries)}项）")
        elif other is None and one is not None:
            yield ChapterChange(f"减去一章“{one.name}”（{one.file}，{len(one.entries)}项）")
        elif one is not None and other is not None:
            yield from _head_changes(one, other)
            moved = "、".join(_out_of_line(*order[place]))
            if moved:
                yield ChapterChange(f"“{other.name}”的事项换了次序：{moved}")


def _same_name(one: Chapter, other: Chapter) -> bool:
    return one.name == other.name


def _same_file(one: Chapter, other: Chapter) -> bool:
    return one.file == other.file


def _head_changes(one: Chapter, other: Chapter) -> Iterator[ChapterChange]:
    if one.name != other.name:
        yield ChapterChange(f"“{one.name}”改名为“{other.name}”")
    for change in fields_between(one.head, other.head):
        before, after = change.before or "（无）", change.after or "（无）"
        if change.path == (_ORDER,):
            yield ChapterChange(f"“{other.name}”由第{before}章改为第{after}章")
        elif (before, after) != (one.name, other.name):
            yield ChapterChange(f"“{other.name}”的“{'、'.join(change.path)}”由“{before}”改为“{after}”")


def _out_of_line(before: list[str], after: list[str]) -> list[str]:
    """The fewest numbers whose moving explains the new order, with their new 序号."""
    from difflib import SequenceMatcher

    old, new = (
        [number for number in before if number in after],
        [number for number in after if number in before],
    )
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    still = {number for block in blocks for number in old[block.a : block.a + block.size]}
    return [f"{number} 到第{after.index(number) + 1}位" for number in new if number not in still]
