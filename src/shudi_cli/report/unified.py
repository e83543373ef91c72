"""Line by line: what `shudi fmt` would write."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from shudi_cli.report.look import Look
from shudi_cli.report.width import visible
from shudi_cli.tidying import Tidied

_ROLES = {"+": "added", "-": "removed", "@": "place"}


def unified_lines(result: Tidied, look: Look) -> Iterator[str]:
    """A unified diff of a file and its canonical form."""
    before = result.before.decode("utf-8", "replace").splitlines()
    after = (result.after or "").splitlines()
    for line in unified_diff(before, after, result.shown, f"{result.shown}（整理后）", lineterm=""):
        role = _ROLES.get(line[:1])
        yield look.paint(visible(line), role) if role else visible(line)
