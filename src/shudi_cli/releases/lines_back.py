"""读回标题: the lines of a table that are no items: headings of chapters, what stands above a head, and what was added."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from shudi_cli.model import DutyList, Item, Release
from shudi_cli.model.editions import Edition
from shudi_cli.numerals import numeral
from shudi_cli.releases.outputs import face_of
from shudi_cli.releases.tables_back import ReadTable, comparable

#: How a file that holds a part of a list says so, below its title.
EXTRACT = re.compile(r"^（摘录：.+）$", re.MULTILINE)
_BAND = re.compile(r"(?P<order>[^、]+)、(?P<name>.+)（(?P<count>[0-9]+)项）")
_SHOWN = 60


class Chapter(NamedTuple):
    """A chapter as a heading names it: its own name, its place in the list, how many items it has."""

    name: str
    order: int
    size: int


def chapter_names(name: str, word: str) -> tuple[str, str]:
    """How a chapter may be called: by its name, or with the word for chapters behind it."""
    return name, name if name.endswith(word) else name + word


def band_faults(
    table: ReadTable, items: Mapping[int, Item], duty_list: DutyList, said: str, *, extract: bool
) -> Iterator[tuple[int, str]]:
    """Headings of chapters that say something else, and items that stand under none or under another's."""
    lines = {nth: text for nth, text in table.lines.items() if nth not in items}
    chapters = {item.number: domain.name for domain in duty_list.domains for item in domain.items}
    known = _known(duty_list)
    bands = {nth: _chapter(text, known) for nth, text in lines.items()}
    held = _counted(bands, items)
    under: str | None = ""  # None: below a line that is no heading, which is told
    order = 0
    for nth in sorted({*lines, *items}):
        if nth in items:
            if (
                any(bands.values())
                and under is not None
                and under != (chapter := chapters[items[nth].number])
            ):
                where = f"放在“{under}”下面" if under else f"上面没有{duty_list.kind.chapter}的标题"
                yield nth, f"{items[nth].number} {where}，{said}在“{chapter}”"
            continue
        found = bands[nth]
        if found is None:
            under = None
            yield nth, f"多出一行“{short(lines[nth])}”，{said}没有"
            continue
        order += 1
        under = found.name
        wanted = found._replace(order=order, size=held[nth]) if extract else found
        heading = _heading(wanted, duty_list.kind.chapter)
        if comparable(lines[nth]) != comparable(heading):
            yield nth, f"标题写的是“{short(lines[nth])}”，{said}是“{heading}”"


def has_bands(table: ReadTable, duty_list: DutyList) -> bool:
    """Whether a table has headings of chapters."""
    known = _known(duty_list)
    return any(_chapter(text, known) for text in table.lines.values())


def face_lines(release: Release, duty_list: DutyList) -> Collection[str]:
    """What may stand above the head of a sheet: the title, and what a file says of itself."""
    title = duty_list.notice.name
    said = {title}
    for edition in Edition:
        face = face_of(release, edition)
        whole = "　".join(f"{key}：{text}" for key, text in face.items() if text)
        said |= {f"{title}（{edition.title}）", whole, *face.keys(), *face.values()}
    return {plain(text) for text in said}


def above_faults(
    table: ReadTable, allowed: Collection[str], said: str, *, paged: bool
) -> Iterator[tuple[int, str]]:
    """Rows above a head: none may be in a Word table (`paged`), and none that is a row of a table elsewhere."""
    for nth, texts in table.above:
        strange = _strange(texts, allowed)
        if paged or len(strange) > 1:
            yield nth, f"表头上面多出一行“{short(' '.join(texts))}”，{said}没有"


def above_open(table: ReadTable, allowed: Collection[str]) -> Iterator[str]:
    """Lines above a head that are not of the release, and no fault."""
    for _, texts in table.above:
        strange = _strange(texts, allowed)
        if len(strange) == 1:
            yield short(strange[0])


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    return text[:_SHOWN].replace("\n", "／") + ("……" if len(text) > _SHOWN else "")


def plain(text: str) -> str:
    """A text above a table as it is compared: without its breaks and blanks."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _strange(texts: Collection[str], allowed: Collection[str]) -> list[str]:
    return [text for text in texts if plain(text) not in allowed and not EXTRACT.fullmatch(text.strip())]


def _known(duty_list: DutyList) -> Mapping[str, Chapter]:
    return {
        comparable(name): Chapter(domain.name, nth, len(domain.items))
        for nth, domain in enumerate(duty_list.domains, 1)
        for name in chapter_names(domain.name, duty_list.kind.chapter)
    }


def _chapter(text: str, known: Mapping[str, Chapter]) -> Chapter | None:
    found = _BAND.fullmatch(comparable(text))
    return known.get(found["name"]) if found else None


def _heading(chapter: Chapter, word: str) -> str:
    """As `documents.tabulating` writes it."""
    return f"{numeral(chapter.order)}、{chapter_names(chapter.name, word)[1]}（{chapter.size}项）"


def _counted(bands: Mapping[int, Chapter | None], items: Mapping[int, Item]) -> Mapping[int, int]:
    """How many items stand under each heading."""
    counts: dict[int, int] = {}
    under = -1
    for nth in sorted({*bands, *items}):
        if nth in items:
            counts[under] = counts.get(under, 0) + 1
        elif bands[nth] is not None:
            under = nth
            counts.setdefault(nth, 0)
    return counts
