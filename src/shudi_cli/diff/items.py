"""The items of one list in two states: which are the same, and what happened to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from shudi_cli.diff.chapters import Chapter
from shudi_cli.diff.slide import Levels, slide
from shudi_cli.diff.structure import fields_between, in_words
from shudi_cli.diff.values import FieldChange, ItemChange, Sort
from shudi_cli.matching import skeleton

#: Two items that share at least this part of their duties, word for word, are one matter.
_SHARED = 0.5


@dataclass(frozen=True)
class Placed:
    """An item's data, the name of the chapter it stands in, and that chapter's place among the pairs."""

    data: Mapping[str, Any]
    domain: str
    home: int

    @property
    def name(self) -> str:
        """The item's name; empty when it has none."""
        return str(self.data.get("名称") or "")

    @cached_property
    def duties(self) -> frozenset[str]:
        """Every sentence under a unit or under 职责任务, without its punctuation."""
        roles = (_listed(self.data.get(role)) for role in ("主体责任", "配合责任"))
        entries = [entry for role in roles for entry in role if isinstance(entry, Mapping)]
        texts = [duty for entry in entries for duty in _listed(entry.get("职责"))]
        return frozenset(skeleton(str(text)) for text in (*texts, *_listed(self.data.get("职责任务"))))


def placed(chapters: Iterable[tuple[int, Chapter]]) -> dict[str, Placed]:
    """Items by number, or by name where they have none; a number used twice does not hide its second item."""
    found: dict[str, Placed] = {}
    for home, chapter in chapters:
        for entry in chapter.entries:
            number = str(entry.get("编号") or entry.get("名称") or "（没有编号）")
            while number in found:
                number += "（又一个）"
            found[number] = Placed(entry, chapter.name, home)
    return found


def item_changes(
    before: Mapping[str, Placed], after: Mapping[str, Placed], levels: Levels
) -> list[ItemChange]:
    """What happened to the items, by number."""
    changes = [*_kept(before, after, levels), *_come_and_gone(before, after, levels)]
    return sorted(changes, key=lambda change: change.number)


def _kept(before: Mapping[str, Placed], after: Mapping[str, Placed], levels: Levels) -> Iterator[ItemChange]:
    for number in before.keys() & after.keys():
        old, new = before[number], after[number]
        fields = tuple(fields_between(old.data, new.data))
        if fields or old.home != new.home:
            change = ItemChange(Sort.CHANGED if fields else Sort.MOVED, number, new.name, new.domain, fields)
            yield _held_against(old, new, change, levels)


def same_matter(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a new item is an old one under another number: enough of its duties are word for word the same."""
    return _likeness(Placed(old, "", 0), Placed(new, "", 0)) >= _SHARED


def _come_and_gone(
    before: Mapping[str, Placed], after: Mapping[str, Placed], levels: Levels
) -> Iterator[ItemChange]:
    """Added and removed items; one that went and came back under another number is the same item."""
    gone = {number: before[number] for number in sorted(before.keys() - after.keys())}
    come = {number: after[number] for number in sorted(after.keys() - before.keys())}
    for number, was in _renumberings(gone, come).items():
        old, new = gone.pop(was), come.pop(number)
        fields = tuple(change for change in fields_between(old.data, new.data) if change.path != ("编号",))
        change = ItemChange(Sort.RENUMBERED, number, new.name, new.domain, fields, was_number=was)
        yield _held_against(old, new, change, levels)
    for number, new in come.items():
        yield ItemChange(Sort.ADDED, number, new.name, new.domain, _whole(new, added=True))
    for number, old in gone.items():
        yield ItemChange(Sort.REMOVED, number, old.name, old.domain, _whole(old, added=False))


def _held_against(old: Placed, new: Placed, change: ItemChange, levels: Levels) -> ItemChange:
    """The change with what the item was called, where it stood, and whether its responsibility slid."""
    return replace(
        change,
        was_name=old.name if old.name != new.name else None,
        was_domain=old.domain if old.home != new.home else None,
        downhill=slide(old.data, new.data, levels),
    )


def _renumberings(gone: Mapping[str, Placed], come: Mapping[str, Placed]) -> dict[str, str]:
    """New number → old number of items that are one matter; the most alike first, whichever side is asked."""
    likeness = {(was, number): _likeness(gone[was], come[number]) for was, number in _candidates(gone, come)}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for was, number in sorted(likeness, key=lambda pair: (-likeness[pair], *sorted(pair))):
        if likeness[was, number] >= _SHARED and number not in found and was not in taken:
            found[number] = was
            taken.add(was)
    return found


def _candidates(gone: Mapping[str, Placed], come: Mapping[str, Placed]) -> Iterable[tuple[str, str]]:
    """The pairs that share a name or a duty; comparing all with all would be quadratic."""
    holders: dict[str, set[str]] = {}
    for was, old in gone.items():
        for mark in _marks(old):
            holders.setdefault(mark, set()).add(was)
    return {
        (was, number) for number, new in come.items() for mark in _marks(new) for was in holders.get(mark, ())
    }


def _marks(item: Placed) -> Iterable[str]:
    return (*([f"名称 {skeleton(item.name)}"] if item.name else []), *item.duties)


def _likeness(old: Placed, new: Placed) -> float:
    """2 for the same name, else the share of duties that both have word for word."""
    if old.name and skeleton(old.name) == skeleton(new.name):
        return 2.0
    return len(old.duties & new.duties) / max(min(len(old.duties), len(new.duties)), 1)


def _whole(item: Placed, *, added: bool) -> tuple[FieldChange, ...]:
    shown = {key: value for key, value in item.data.items() if key not in {"编号", "名称"}}
    texts = [((key,), in_words(value, (key,))) for key, value in shown.items()]
    return tuple(FieldChange(path, None if added else text, text if added else None) for path, text in texts)


def _listed(data: Any) -> Sequence[Any]:
    return data if isinstance(data, Sequence) and not isinstance(data, str) else ()
