"""恢复原样: edits nobody wants any more go back to what was saved last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shudi_cli.acts.desk import Desk
from shudi_cli.acts.proposing import edits_at
from shudi_cli.acts.restoring import put_back, saved_content
from shudi_cli.errors import ShudiError
from shudi_cli.writing import write_whole


@dataclass(frozen=True)
class Undoing:
    """Files ready to be put back: their content as saved (None: they were not there), and as they are now."""

    files: Mapping[str, bytes | None]
    found: Mapping[str, bytes | None]

    def carry_out(self, desk: Desk) -> None:
        """Write them; ShudiError when one was changed since it was read."""
        for name, content in self.files.items():
            if desk.as_it_is(name) != self.found[name]:
                raise ShudiError(f"“{name}”刚刚又改过，没有动它", "再运行一次")
            if content is None:
                (desk.root / name).unlink()
            else:
                (desk.root / name).parent.mkdir(parents=True, exist_ok=True)
                write_whole(desk.root / name, content)


def undoing(desk: Desk, numbers: Sequence[str]) -> Undoing:
    """What goes back: the items numbered, or every edited file, unreadable ones too, when none is named.

    ShudiError when nothing was edited.
    """
    if numbers:
        return Undoing(*put_back(desk, edits_at(desk, numbers)))
    names = desk.edited
    if not names:
        raise ShudiError("没有改动，不用恢复", "")
    return Undoing(
        {name: saved_content(name, desk) for name in names}, {name: desk.as_it_is(name) for name in names}
    )
