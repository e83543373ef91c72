"""Showing whom to call about an item, on one screen, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from shudi_cli.model.roster import WHOLE_COUNTY, Contact
from shudi_cli.report.folding import folded, points
from shudi_cli.report.look import Look
from shudi_cli.roster.calling import HELPS, Callee, Calling
from shudi_cli.roster.coverage import Post, unconfirmed
from shudi_cli.roster.masking import internal_call

_FIRST_DUTIES = 3
_FEW = 2


def calling_lines(found: Calling, look: Look, expire: int) -> Iterator[str]:
    """Who leads, who helps, whom to call, what the township does first.

    Whoever was not confirmed for more than `expire` days is marked.
    """
    said = _Saying(found.day, expire, areas=found.township is None)
    item = found.item
    yield from folded(f"{item.number} {item.name}", look, role="title")
    where = f" · {found.township}" if found.township else ""
    yield from folded(f"{found.domain.name}{where} · 内部使用，号码不得公开", look, role="dim")
    if found.first:
        yield from folded(f"{found.township or '乡镇（街道）'}先做", look, role="title")
        yield from points(found.first[:_FIRST_DUTIES], look, 2)
        if len(found.first) > _FIRST_DUTIES:
            yield from folded(
                f"另有 {len(found.first) - _FIRST_DUTIES} 条，用 shudi show {item.number} 看", look, 2, "dim"
            )
    if found.own:
        yield from folded(f"本乡镇（街道）：{said.together(found.own, found.township or '')}", look, 2)
    if not found.callees and found.township is None and found.first:
        yield from folded("由各乡镇（街道）承担；加 --township 写明乡镇（街道），就列出它的联络员", look)
    for callee in found.callees:
        yield from _callee(callee, look, said)


def _callee(callee: Callee, look: Look, said: _Saying) -> Iterator[str]:
    head = f"{callee.part}　{callee.unit}"
    if not callee.posts:
        yield from folded(f"{head}：名录里没有能联系上的联络员", look)
    elif callee.part == HELPS:
        yield from folded(f"{head}：{said.together(callee.posts, callee.unit)}", look)
    else:
        yield from folded(head, look, role="title")
        for post in callee.posts:
            yield from folded(said.one(post.contact, callee.unit), look, 2)
    if callee.nearby:
        yield from folded(
            f"驻地 {callee.agency}：{said.together(callee.nearby, callee.agency or '')}", look, 2
        )


class _Saying(NamedTuple):
    """How contacts are said on a day: with their areas or without, and with a mark where nobody confirmed them."""

    day: str
    expire: int
    areas: bool

    def one(self, contact: Contact, unit: str) -> str:
        """A contact with every number."""
        post = f"（{contact.post}）" if contact.post else ""
        return (
            f"{contact.turn}岗 {_short(contact, unit)}{post} {internal_call(contact)}{self._after(contact)}"
        )

    def together(self, posts: Sequence[Post], unit: str) -> str:
        """The first to call of each turn, with the number to call first."""
        first: dict[tuple[str, ...], Contact] = {}
        for post in posts:
            key = (post.contact.turn, *(post.contact.areas if self.areas else ()))
            first.setdefault(key, post.contact)
        told = "；".join(
            f"{one.turn}岗 {_short(one, unit)} {one.office_phone or one.mobile}{self._after(one)}"
            for one in first.values()
        )
        others = len(posts) - len(first)
        return f"{told}；另有 {others} 人" if others else told

    def _after(self, contact: Contact) -> str:
        days = unconfirmed(contact, self.day)
        late = f"（{days} 天没有核实）" if days is not None and days > self.expire else ""
        return f"{_area(contact) if self.areas else ''}{late}"


def _short(contact: Contact, unit: str) -> str:
    """A name without the unit's, which stands beside it."""
    return contact.name.removeprefix(unit) or contact.name


def _area(contact: Contact) -> str:
    areas = contact.areas
    if WHOLE_COUNTY in areas:
        return ""
    return f"（{'、'.join(areas)}）" if len(areas) <= _FEW else f"（{areas[0]}等{len(areas)}个）"


def calling_json(found: Calling) -> Mapping[str, Any]:
    """The same for programs."""
    return {
        "edition": "内部",
        "day": found.day,
        "number": found.item.number,
        "name": found.item.name,
        "domain": found.domain.name,
        "township": found.township,
        "first": list(found.first),
        "own": [_contact_json(post.contact, found.day) for post in found.own],
        "call": [
            {
                "unit": callee.unit,
                "part": callee.part,
                "contacts": [_contact_json(post.contact, found.day) for post in callee.posts],
                "stationed": {
                    "unit": callee.agency,
                    "contacts": [_contact_json(post.contact, found.day) for post in callee.nearby],
                }
                if callee.nearby
                else None,
            }
            for callee in found.callees
        ],
    }


def _contact_json(contact: Contact, day: str) -> Mapping[str, Any]:
    return {
        "name": contact.name,
        "post": contact.post,
        "turn": contact.turn,
        "office": contact.office_phone,
        "mobile": contact.mobile,
        "areas": list(contact.areas),
        "confirmed": contact.confirmed,
        "unconfirmed_days": unconfirmed(contact, day),
    }
