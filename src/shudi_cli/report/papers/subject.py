"""What every paper of a change says of it: which list, which items, by whom, and what must not be overlooked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from shudi_cli.acts.filing import Dossier
from shudi_cli.diff import ItemChange, Sort
from shudi_cli.documents.word import page_numbers
from shudi_cli.model import Change, UnitRegister
from shudi_cli.model.changes import ADD, AMEND, REMOVE
from shudi_cli.office.document import Section as Pages
from shudi_cli.office.document import WordDocument
from shudi_cli.report.diff_table import Part, comparison_table
from shudi_cli.report.diffs import SLID, slide_of
from shudi_cli.report.papers.official import BLANK, annex

#: 类型 as a verb.
VERBS = {ADD: Sort.ADDED.value, REMOVE: Sort.REMOVED.value, AMEND: Sort.CHANGED.value}
COMPARISON = "修改对照表"


def paper(dossier: Dossier, title: str, pages: Sequence[Pages]) -> WordDocument:
    """A paper that says, in its properties and at its foot, of which change it was written."""
    change = dossier.change
    short = change.digest.removeprefix("sha256:")[:16]
    said = {"文书": title, "地区": change.region, "变更": change.number, "内容指纹": change.digest}
    foot = f"{change.region}　{change.number}　{title}　指纹 {short}"
    numbers = page_numbers(dossier.workspace.settings.export)
    numbered = tuple(replace(page, numbers=numbers) for page in pages)
    return WordDocument(f"{title} {change.number}", numbered, said, foot=foot)


def list_title(dossier: Dossier, folder: str | None = None) -> str:
    """What a list is called, by default that of the change; its folder where it cannot be read."""
    wanted = folder or dossier.change.folder
    found = (entry.notice.name for entry in dossier.workspace.lists if entry.folder == wanted)
    return next(found, wanted)


def verb(change: Change) -> str:
    """What is asked for: 增加, 减去, 修改."""
    return VERBS.get(change.sort, change.sort)


def matter(dossier: Dossier) -> str:
    """What the change is about, as a title says it: 调整《……清单》; 增加 and 减去 would speak of the list itself."""
    return f"调整《{list_title(dossier)}》"


def item_lines(dossier: Dossier) -> Iterator[str]:
    """Each item in a line: 修改 SD-08-001 ……（畜牧兽医）."""
    for change in dossier.items:
        yield f"{change.sort.value} {item_line(change)}"


def item_line(change: ItemChange) -> str:
    """An item by number, name and chapter."""
    return f"{change.number} {change.name}（{change.domain}）"


def downhill(dossier: Dossier) -> Sequence[str]:
    """责任下移 as a paper must say it, with the reason for the exception or room for it; nothing where there is none."""
    reason = dossier.change.downhill
    slid = [f"{change.number} {slide_of(change)}" for change in dossier.items if change.downhill]
    return [f"{SLID}。", *slid, f"破例的理由：{reason or BLANK}"] if reason or slid else []


def parts_of(dossier: Dossier) -> Sequence[Part]:
    """The change as a 修改对照表 has it, list by list."""
    change = dossier.change
    homes = {item.number: change.folder_of(item) for item in change.items}
    folders = dict.fromkeys(homes.values())
    return [
        Part(
            list_title(dossier, folder),
            [found for found in dossier.items if homes[found.number] == folder],
            changes={found.number: [change] for found in dossier.items},
        )
        for folder in folders
    ]


def comparison_annex(dossier: Dossier, nth: int = 1, of: int = 1) -> Pages:
    """The 修改对照表 of the change, on pages of its own."""
    return replace(annex(nth, of, COMPARISON, [comparison_table(parts_of(dossier))]), landscape=True)


def concerned(change: Change, units: UnitRegister) -> Sequence[str]:
    """Who is to be asked: all who hold a duty in the old or the new text, and 涉及; not who applies.

    A group of units is asked as 各乡镇（街道）, and so are the kinds of townships that tasks are given to (适用).
    """
    texts = [text for item in change.items for text in (item.old, item.new) if text is not None]
    names = [name for text in texts for name in _holders(text)]
    groups = {group.name for group in units.groups}
    named = [_each(name) if name in groups else name for name in (*names, *change.concerned)]
    named += [_each(kind) for text in texts for kind in _listed(text.get("适用"))]
    return [name for name in dict.fromkeys(named) if name != change.application.unit]


def _holders(text: Mapping[str, Any]) -> Iterator[str]:
    for role in ("主体责任", "配合责任"):
        yield from (str(entry["单位"]) for entry in _listed(text.get(role)))


def _listed(data: Any) -> Sequence[Any]:
    return data if isinstance(data, list) else ()


def _each(name: str) -> str:
    return name if name.startswith("各") else f"各{name}"
