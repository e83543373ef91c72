"""What follows a removal: items elsewhere that were linked (对应事项) to a removed one lose the link with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from shudi_cli.model import Change

_LINKS = "对应事项"


def without_links(content: Mapping[str, Any], removed: Collection[str]) -> dict[str, Any]:
    """An item's text without its links to removed items."""
    links = [number for number in content.get(_LINKS, ()) if number not in removed]
    kept = {key: value for key, value in content.items() if key != _LINKS or links}
    return {**kept, _LINKS: links} if links else kept


def follows_removal(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, removed: Collection[str]
) -> bool:
    """Whether a new text is the old one but for links to removed items."""
    return old is not None and new is not None and old != new and without_links(old, removed) == new


def removed_numbers(change: Change) -> Collection[str]:
    """The numbers of the items a change removes."""
    return {item.number for item in change.items if item.new is None}
