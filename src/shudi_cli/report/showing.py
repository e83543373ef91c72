"""Showing an item, a domain, a unit or the results of a search, as text or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.lookup import DomainFound, Duty, ItemFound, UnitFound
from shudi_cli.model import Item, Responsibility, Unit
from shudi_cli.model.lists import item_digest
from shudi_cli.model.units import TOWNSHIP_KINDS
from shudi_cli.report.folding import folded, points
from shudi_cli.report.look import Look
from shudi_cli.search import Hit


def item_lines(found: ItemFound, look: Look) -> Iterator[str]:
    """One item in full."""
    item = found.item
    yield from folded(f"{item.number} {item.name}", look, role="title")
    batch = f" · 第{item.batch}批" if item.batch is not None else ""
    applies = f" · 适用于{'、'.join(item.applies_to)}" if item.applies_to else ""
    yield from folded(
        f"{found.duty_list.notice.name} · {found.domain.name}{batch}{applies}", look, role="dim"
    )
    for title, role in (("主体责任", item.main), ("配合责任", item.support)):
        if role:
            yield from _heading(title, look)
            for entry in role:
                yield from _responsibility(entry, look)
    if item.tasks:
        yield from _heading("职责任务", look)
        yield from points(item.tasks, look, 2)
    if item.bases:
        yield from _heading("依据", look)
        for basis in item.bases:
            yield from folded(str(basis), look, 2)
    if found.linked:
        yield from _heading("对应事项", look)
        for other in found.linked:
            yield from folded(f"{other.number} {other.name}", look, 2)
    if item.note:
        yield ""
        yield from folded(f"备注：{item.note}", look)


def domain_lines(found: DomainFound, look: Look) -> Iterator[str]:
    """A chapter: its items, each with who leads and who else bears main responsibility."""
    domain = found.domain
    place = f"{found.duty_list.kind.chapter}{domain.order}，{len(domain.items)}项"
    yield from folded(f"{domain.name}（{place}）", look, role="title")
    yield from folded(found.duty_list.notice.name, look, role="dim")
    yield ""
    for item in domain.items:
        yield from _row(item, _who(item), look)


def unit_lines(found: UnitFound, look: Look) -> Iterator[str]:
    """A unit: what it is, and its main and support responsibilities apart."""
    yield from folded(found.name, look, role="title")
    if isinstance(found.unit, Unit):
        yield from folded(_about(found.unit), look, role="dim")
    if found.called:
        yield from folded(f"（“{found.called}”是它的另一个名称或曾用名）", look)
    main = [duty for duty in found.duties if duty.main]
    support = [duty for duty in found.duties if not duty.main]
    if not found.duties:
        yield ""
        yield "清单里没有它的责任。"
    for title, duties in (("主体责任", main), ("配合责任", support)):
        if duties:
            yield from _heading(f"{title}（{len(duties)}项）", look)
            for duty in duties:
                leads = "（牵头）" if duty.responsibility.leads else ""
                yield from _row(duty.item, leads, look)
                yield from points(duty.responsibility.duties, look, 4)


def hit_lines(hits: Sequence[Hit], look: Look) -> Iterator[str]:
    """Search results."""
    for hit in hits:
        yield from _row(hit.item, f"〔{hit.domain.name}〕{_who(hit.item)}", look)


def as_json(found: ItemFound | DomainFound | UnitFound) -> Mapping[str, Any]:
    """What was found, for programs; items as they stand in the files."""
    if isinstance(found, ItemFound):
        return {
            "list": found.duty_list.notice.name,
            "domain": found.domain.name,
            "item": found.item.content,
            "digest": item_digest(found.duty_list.folder, found.domain.name, found.item.content),
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


def _heading(title: str, look: Look) -> Iterator[str]:
    yield ""
    yield look.paint(title, "file")


def _responsibility(entry: Responsibility, look: Look) -> Iterator[str]:
    yield from folded(f"{entry.unit}{'（牵头）' if entry.leads else ''}", look, 2)
    yield from points(entry.duties, look, 4)
    if entry.empowered_by:
        yield from folded(f"赋权依据：{'、'.join(map(str, entry.empowered_by))}", look, 4)


def _row(item: Item, after: str, look: Look) -> Iterator[str]:
    yield from folded(f"{item.number} {item.name}", look, 2)
    yield from folded(after, look, 4, "dim")


def _who(item: Item) -> str:
    lead = item.lead
    if lead is None:
        return ""
    others = [entry.unit for entry in item.main if entry is not lead]
    return f"{lead.unit}牵头，{'、'.join(others)}" if others else lead.unit


def _about(unit: Unit) -> str:
    former = "；".join(f"曾用名{name.name}（至{name.until}）" for name in unit.former_names)
    what = unit.kind if unit.kind in TOWNSHIP_KINDS else f"{unit.level}{unit.kind}"
    return "，".join(part for part in (what, unit.full_name, former) if part)
