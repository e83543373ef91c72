"""Whom to call, for an item's card: the first contacts of the county units that have a duty in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.exporting.asked import Asked
from shudi_cli.lookup import ItemFound
from shudi_cli.model.editions import Edition
from shudi_cli.model.roster import FIRST
from shudi_cli.roster import Directory
from shudi_cli.roster.calling import calling
from shudi_cli.roster.coverage import Post
from shudi_cli.roster.masking import internal_call, public_call, public_text

#: So many areas are named one by one.
_FEW = 2


def card_contacts(asked: Asked, day: str) -> Mapping[str, Sequence[str]]:
    """A line a unit, for each item asked for, by its number; none where the workspace has no roster."""
    if not asked.workspace.roster.units:
        return {}
    directory = Directory(asked.workspace.roster, asked.workspace.units, day)
    internal = asked.wish.edition is Edition.INTERNAL
    return {found.item.number: list(_lines(found, directory, internal=internal)) for found in asked.items}


def _lines(found: ItemFound, directory: Directory, *, internal: bool) -> Iterator[str]:
    for callee in calling(found.item, found.domain, directory).callees:
        first = [post for post in callee.posts if post.contact.turn == FIRST]
        people = [_told(post, callee.unit, directory, internal=internal) for post in first]
        if people:
            yield f"{callee.unit}：{'；'.join(people)}"


def _told(post: Post, unit: str, directory: Directory, *, internal: bool) -> str:
    """The contact, the number, and the area where it is not the whole county."""
    contact = post.contact
    phone = internal_call(contact) if internal else public_call(contact)
    whole = len(post.townships) == len(directory.townships)
    name = contact.name.removeprefix(unit) or contact.name
    return f"{name if internal else public_text(name)} {phone}{'' if whole else _area(post)}"


def _area(post: Post) -> str:
    names = post.contact.areas
    return f"（{names[0]}等{len(post.townships)}个）" if len(names) > _FEW else f"（{'、'.join(names)}）"
