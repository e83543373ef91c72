"""Arranged entries to lines: block style, two spaces a level, one entry a line."""

from __future__ import annotations

from collections.abc import Iterable

from shudi_cli.formatting.entries import Entry
from shudi_cli.formatting.scalars import block, inline

#: A longer key is written after `? `: readers look for its colon 1,024 characters far only.
_LONGEST_KEY = 1000


def lines_of(root: Entry) -> list[str]:
    """The lines of a file, without line ends."""
    page = _Page()
    page.full_lines(root.leading, 0)
    if root.children:
        page.children(root, 0, "")
    else:
        page.value(root, "", 0)
    page.full_lines(root.end, 0)
    return page.lines


class _Page:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def full_lines(self, texts: Iterable[str], indent: int) -> None:
        """Write comments and blank lines; of a run of blank lines one, at the top none."""
        for text in texts:
            if text:
                self.lines.append(" " * indent + text)
            elif self.lines and self.lines[-1]:
                self.lines.append("")

    def children(self, entry: Entry, indent: int, head: str) -> None:
        """Write the children; `head` stands before the first one on its line."""
        for child in entry.children:
            self.full_lines(child.leading, indent)
            if child.key is None:
                self._dashed(child, indent, head)
            else:
                self._keyed(child, indent, head)
            head = " " * indent

    def value(self, entry: Entry, label: str, indent: int) -> None:
        """Write what has no children: text, nothing, or an empty collection."""
        words, below = _words(entry)
        self.lines.append(" ".join([*filter(None, [label, words]), *_beside(entry)]))
        self.lines += [" " * (indent + 2) + line if line else "" for line in below]

    def _keyed(self, entry: Entry, indent: int, head: str) -> None:
        key = inline(entry.key or "")
        label = f"{head}{key}:"
        if len(key) > _LONGEST_KEY:
            self.lines.append(f"{head}? {key}")
            label = " " * indent + ":"
        if entry.children:
            self.lines.append(" ".join([label, *_beside(entry)]))
            self.children(entry, indent + 2, " " * (indent + 2))
        else:
            self.value(entry, label, indent)
        self.full_lines(entry.end, indent + 2)

    def _dashed(self, entry: Entry, indent: int, head: str) -> None:
        if entry.children:
            self.children(entry, indent + 2, f"{head}- ")
        else:
            self.value(entry, f"{head}-", indent)
        self.full_lines(entry.end, indent + 2)


def _words(entry: Entry) -> tuple[str, list[str]]:
    """What stands on the entry's line, and the lines of a block below it, not indented."""
    if entry.kind:
        return ("{}" if entry.kind is dict else "[]"), []
    if entry.text is None:
        return "", []
    return block(entry.text) or (inline(entry.text), [])


def _beside(entry: Entry) -> list[str]:
    """The comment on the entry's line, to be set two spaces off."""
    return [f" {comment}" for comment in entry.trailing]
