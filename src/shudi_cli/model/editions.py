"""版面: the public and the internal edition of what leaves the office, and what the public one leaves out."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

#: What the public edition leaves out of an item.
INTERNAL_FIELDS = frozenset({"备注"})


class Edition(Enum):
    """An edition: the word in its file names, and what it calls itself on its face."""

    PUBLIC = ("public", "公开版")
    INTERNAL = ("internal", "内部版，不得公开")

    @property
    def word(self) -> str:
        """The word in file names."""
        return self.value[0]

    @property
    def title(self) -> str:
        """What it calls itself."""
        return self.value[1]

    def shown(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """What it shows of a file's data."""
        return data if self is Edition.INTERNAL else public_data(data)


def public_data(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the public edition shows of a file's data: the items of a chapter without their internal fields."""
    items = data.get("事项")
    if not isinstance(items, list):
        return data
    shown = [{key: value for key, value in item.items() if key not in INTERNAL_FIELDS} for item in items]
    return {**data, "事项": shown}
