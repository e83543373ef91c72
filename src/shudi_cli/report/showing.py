"""Showing an item, a domain, a unit or the results of a search, as text or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.lookup import DomainFound, Duty, ItemFound, UnitFound
from shudi_cli.model import Item, Responsibility, Unit
from shudi_cli.model.units import TOWNSHIP_KINDS
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible, wrapped
from shudi_cli.search import Hit


def item_lines(found: ItemFound, look: Look) -> Iterator[str]:
    """One item in full."""
    item = found.item
    yield look.paint(f"{item.number} {visible(item.name)}", "title")
    batch = f" · 第{item.batch}批" if item.batch is not None else ""
    applies = f" · 适用于{'、'.join(item.applies_to)}" if item.applies_to else ""
    yield look.paint(
        f"{visible(found.duty_list.notice.name)} · {visible(found.domain.name)}{batch}{applies}", "dim"
    )
    for title, role in (("主体责任", item.main), ("配合责任", item.support)):
        if role:
            yield ""
            yield look.paint(title, "file")
            for entry in role:
                yield from _responsibility(entry, look)
    if item.tasks:
        yield ""
        yield look.paint("职责任务", "file")
        yield from _points(item.tasks, look, indent=2)
    if item.bases:
        yield ""
        yield look.paint("依据", "file")
        for basis in item.bases:
            yield from _folded(visible(str(basis)), look, 2)
    if found.linked:
        yield ""
        yield look.paint("对应事项", "file")
        for other in found.linked:
            yield from _folded(f"{other.number} {visible(other.name)}", look, 2)
    if item.note:
        yield ""
        yield from _folded(f"备注：{visible(item.note)}", look, 0)


def domain_lines(found: DomainFound, look: Look) -> Iterator[str]:
    """A chapter: its items, each with who leads and who else bears main responsibility."""
    title = f"{visible(found.domain.name)}（{found.duty_list.kind.chapter}{found.domain.order}，{len(found.domain.items)}项）"
    yield look.paint(title, "title")
    yield look.paint(visible(found.duty_list.notice.name), "dim")
    yield ""
    for item in found.domain.items:
        yield from _row(item, _who(item), look)


def unit_lines(found: UnitFound, look: Look) -> Iterator[str]:
    """A unit: what it is, and its main and support responsibilities apart."""
    yield look.paint(visible(found.name), "title")
    if isinstance(found.unit, Unit):
        yield look.paint(_about(found.unit), "dim")
    if found.called:
        yield f"（“{visible(found.called)}”是它的另一个名称或曾用名）"
    main = [duty for duty in found.duties if duty.main]
    support = [duty for duty in found.duties if not duty.main]
    if not found.duties:
        yield ""
        yield "清单里没有它的责任。"
    for title, duties in (("主体责任", main), ("配合责任", support)):
        if duties:
            yield ""
            yield look.paint(f"{title}（{len(duties)}项）", "file")
            for duty in duties:
                leads = "（牵头）" if duty.responsibility.leads else ""
                yield from _row(duty.item, leads, look)
                yield from _points(duty.responsibility.duties, look, indent=4)


def hit_lines(hits: Sequence[Hit], look: Look) -> Iterator[str]:
    """Search results."""
    for hit in hits:
        yield from _row(hit.item, f"〔{visible(hit.domain.name)}〕{_who(hit.item)}", look)


def as_json(found: ItemFound | DomainFound | UnitFound) -> Mapping[str, Any]:
    """What was found, for programs; items as they stand in the files."""
    if isinstance(found, ItemFound):
        return {
            "list": found.duty_list.notice.name,
            "domain": found.domain.name,
            "item": found.item.content,
            "digest": found.item.digest,
            "linked": [other.number for other in found.linked],
        }
    if isinstance(found, DomainFound):
        return {
            "list": found.duty_list.notice.name,
            "domain": found.domain.name,
            "order": found.domain.order,
            "items": [item.content for item in found.domain.items],
        }
    return {"unit": found.name, "duties": [_duty_json(duty) for duty in found.duties]}


def hit_json(hit: Hit) -> Mapping[str, Any]:
    """One search result, for programs."""
    return {
        "number": hit.item.number,
        "name": hit.item.name,
        "domain": hit.domain.name,
        "score": round(hit.score, 3),
    }


def _duty_json(duty: Duty) -> Mapping[str, Any]:
    return {
        "number": duty.item.number,
        "name": duty.item.name,
        "domain": duty.domain.name,
        "role": "main" if duty.main else "support",
        "leads": duty.responsibility.leads,
        "duties": list(duty.responsibility.duties),
    }


def _responsibility(entry: Responsibility, look: Look) -> Iterator[str]:
    leads = "（牵头）" if entry.leads else ""
    yield f"  {visible(entry.unit)}{leads}"
    yield from _points(entry.duties, look, indent=4)
    if entry.empowered_by:
        yield from _folded(
            "赋权依据：" + "、".join(visible(str(basis)) for basis in entry.empowered_by), look, 4
        )


def _points(texts: Sequence[str], look: Look, *, indent: int) -> Iterator[str]:
    for number, text in enumerate(texts, 1):
        head = f"{number}. " if len(texts) > 1 else ""
        lines = wrapped(visible(text), max(look.width - indent - len(head), 20))
        for place, line in enumerate(lines):
            yield " " * indent + (head if place == 0 else " " * len(head)) + line


def _row(item: Item, after: str, look: Look) -> Iterator[str]:
    yield from _folded(f"{item.number} {visible(item.name)}", look, 2)
    for line in _folded(after, look, 4) if after else ():
        yield look.paint(line, "dim")


def _who(item: Item) -> str:
    lead = item.lead
    if lead is None:
        return ""
    others = [entry.unit for entry in item.main if entry is not lead]
    return visible(lead.unit) + (f"牵头，{visible('、'.join(others))}" if others else "")


def _about(unit: Unit) -> str:
    former = "；".join(f"曾用名{name.name}（至{name.until}）" for name in unit.former_names)
    what = unit.kind if unit.kind in TOWNSHIP_KINDS else f"{unit.level}{unit.kind}"
    parts = [what, unit.full_name or "", former]
    return visible("，".join(part for part in parts if part))


def _folded(text: str, look: Look, indent: int) -> Iterator[str]:
    for line in wrapped(text, max(look.width - indent, 20)) or [""]:
        yield " " * indent + line
