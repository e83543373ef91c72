"""Lists on their way into a draft: chapters in their order, items with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.errors import ShudiError
from shudi_cli.importing.doubts import Query, Weight

_MOST_ITEMS, _MOST_CHAPTERS, _LONGEST = 999, 99, 30


@dataclass
class DraftChapter:
    """A chapter: its name, its place in the list, its file where one is known, its items' data."""

    name: str
    items: list[dict[str, Any]] = field(default_factory=list)
    order: int = 0
    file: str = ""


@dataclass
class DraftList:
    """A list: folder, kind, title, chapters; `notice` and `settings` where an export of ours brought them along."""

    folder: str
    kind: str
    title: str
    chapters: list[DraftChapter] = field(default_factory=list)
    notice: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    declared: dict[str, int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def items(self) -> Iterator[dict[str, Any]]:
        """Every item."""
        return (item for chapter in self.chapters for item in chapter.items)

    def chapter(self, name: str) -> DraftChapter:
        """The chapter of a name, begun where there is none."""
        found = next((chapter for chapter in self.chapters if chapter.name == name), None)
        if found is None:
            found = DraftChapter(name)
            self.chapters.append(found)
        return found


def settled(found: DraftList, prefix: str) -> Iterator[Query]:
    """Chapters in order, every item with a number, and what is twice."""
    yield from _fit(found)
    _order(found.chapters)
    taken: dict[str, str] = {}
    for item in found.items:
        number = item.get("编号")
        if number in taken:
            yield Query(
                Weight.MUST,
                "编号重复",
                number,
                item["名称"],
                "编号给哪一个？",
                "后一个另给编号",
                f"{taken[number]}；{item['名称']}",
            )
            del item["编号"]
        elif number:
            taken[number] = item["名称"]
    for chapter in found.chapters:
        free = (f"{prefix}-{chapter.order:02}-{nth:03}" for nth in range(1, 10**6))
        for item in chapter.items:
            if "编号" not in item:
                item["编号"] = next(number for number in free if number not in taken)
                taken[item["编号"]] = item["名称"]
    seen: dict[str, str] = {}
    for item in found.items:
        name = item["名称"]
        if name in seen:
            yield Query(
                Weight.MUST,
                "事项重名",
                item["编号"],
                name,
                f"与{seen[name]}重名，是不是同一个事项？",
                "两个都读入了",
                name,
            )
        seen.setdefault(name, item["编号"])


def _fit(found: DraftList) -> Iterator[Query]:
    """Chapters as a list can hold them: names not too long, not too many items, not too many chapters."""
    chapters: list[DraftChapter] = []
    for chapter in found.chapters:
        if len(chapter.name) > _LONGEST:
            said = chapter.name
            chapter.name = f"{said[: _LONGEST - 1]}…"
            yield Query(
                Weight.MUST,
                "领域名称太长",
                found.title,
                said[:40],
                "领域名称怎么写短？",
                f"写作“{chapter.name}”",
                said,
            )
        for nth, start in enumerate(range(0, len(chapter.items), _MOST_ITEMS)):
            part = chapter.items[start : start + _MOST_ITEMS]
            name = chapter.name if nth == 0 else f"{chapter.name[:24]}（续{nth}）"
            chapters.append(
                DraftChapter(name, part, 0 if nth else chapter.order, "" if nth else chapter.file)
            )
    if len(chapters) > _MOST_CHAPTERS:
        rest = [item for chapter in chapters[_MOST_CHAPTERS - 1 :] for item in chapter.items]
        if len(rest) > _MOST_ITEMS:
            raise ShudiError(
                f"“{found.title}”有{len(chapters)}个领域，第{_MOST_CHAPTERS}个以后的有{len(rest)}项，一个领域最多{_MOST_ITEMS}项，没有导入",
                "看看领域一栏是不是读错了，如每一项自成一个领域；或把原件分成几份，分几次导入",
            )
        asked, done = "领域是不是读错了？", f"第{_MOST_CHAPTERS}个以后的并成一个“其他”"
        yield Query(Weight.MUST, "领域太多", found.title, "", asked, done, str(len(chapters)))
        chapters[_MOST_CHAPTERS - 1 :] = [DraftChapter("其他", rest)]
    found.chapters = chapters


def _order(chapters: list[DraftChapter]) -> None:
    """Numbers for chapters that have none yet; those that come from an export keep theirs."""
    held = {chapter.order for chapter in chapters if chapter.order}
    free = (nth for nth in range(1, 1000) if nth not in held)
    for chapter in chapters:
        chapter.order = chapter.order or next(free)
    chapters.sort(key=lambda chapter: chapter.order)


def units_in(item: Mapping[str, Any]) -> list[str]:
    """The units that an item names."""
    return [entry["单位"] for key in ("主体责任", "配合责任") for entry in item.get(key, ())]
