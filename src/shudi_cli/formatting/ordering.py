"""The order of keys: the one in which their schema names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """The order of a mapping's keys, and of what lies below.

    `keys` are the known ones in order, `others` is for the values of all other keys, `items` for
    the entries of a sequence.
    """

    keys: Mapping[str, KeyOrder] = field(default_factory=dict)
    others: KeyOrder | None = None
    items: KeyOrder | None = None

    def below(self, key: str | None) -> KeyOrder:
        """The order one step down: at a key, or (None) at an entry of a sequence."""
        found = self.items if key is None else self.keys.get(key, self.others)
        return found or _OWN


_OWN = KeyOrder()


def key_order(schema: Mapping[str, Any]) -> KeyOrder:
    """The order a JSON Schema gives through `properties`, `additionalProperties` and `items`."""
    others, items = schema.get("additionalProperties"), schema.get("items")
    return KeyOrder(
        {key: key_order(inner) for key, inner in schema.get("properties", {}).items()},
        key_order(others) if isinstance(others, Mapping) else None,
        key_order(items) if isinstance(items, Mapping) else None,
    )
