"""A snapshot with some files replaced: what a workspace would be after an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from shudi_cli.diagnostics import Finding

if TYPE_CHECKING:
    from shudi_cli.snapshot import Snapshot


class Overlay:
    """`changed` holds, by name, the new content of a file, or None where it goes."""

    def __init__(self, base: Snapshot, changed: Mapping[str, bytes | None], title: str = "") -> None:
        self.title = title or base.title
        self._base = base
        self._changed = changed

    def names(self) -> Sequence[str]:
        """See `Snapshot`."""
        kept = {name for name in self._base.names() if name not in self._changed}
        return sorted(kept | {name for name, content in self._changed.items() if content is not None})

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`."""
        content = self._changed.get(name)
        return self._base.read(name) if content is None else content

    def identities(self) -> Mapping[str, str]:
        """See `Snapshot`. What was replaced has none, and is read."""
        return {name: found for name, found in self._base.identities().items() if name not in self._changed}

    def oddities(self) -> Iterable[Finding]:
        """See `Snapshot`."""
        return self._base.oddities()
