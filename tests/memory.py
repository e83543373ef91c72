"""A snapshot held in memory: what tests check without touching a disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shudi_cli.diagnostics import Finding


@dataclass(frozen=True)
class Files:
    """A workspace's files by name. A finding in a file's place is one that cannot be read."""

    contents: Mapping[str, str | bytes | Finding] = field(default_factory=dict)
    title: str = "内存中的文件"
    odd: tuple[Finding, ...] = ()

    @classmethod
    def under(cls, folder: Path) -> Files:
        """The YAML files of a folder, as they are on the disk."""
        paths = [path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"}]
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})

    def __or__(self, changes: Mapping[str, str | bytes | Finding | None]) -> Files:
        """The same files with some replaced, added or (None) taken away."""
        merged = {**self.contents, **changes}
        kept = {name: content for name, content in merged.items() if content is not None}
        return Files(kept, self.title, self.odd)

    def text(self, name: str) -> str:
        """The text of a file."""
        raw = self.read(name)
        assert isinstance(raw, bytes)
        return raw.decode()

    def names(self) -> Sequence[str]:
        """See `Snapshot`."""
        return sorted(self.contents)

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`."""
        content = self.contents[name]
        return content.encode() if isinstance(content, str) else content

    def identities(self) -> Mapping[str, str]:
        """See `Snapshot`."""
        contents = {name: self.read(name) for name in self.names()}
        return {name: _blob_id(raw) for name, raw in contents.items() if isinstance(raw, bytes)}

    def oddities(self) -> Iterable[Finding]:
        """See `Snapshot`."""
        return self.odd


def _blob_id(raw: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
