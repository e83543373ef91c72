"""Tables on the screen, by Rich; without its markup, which would eat [brackets] in a clerk's text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from shudi_cli.cli.session import Session


def print_table(
    session: Session, titles: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: bool = False
) -> None:
    """Print rows under titles; with `numbers`, every column but the first is aligned right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, title in enumerate(titles):
        table.add_column(Text(title), justify="right" if numbers and index else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    console = Console(
        file=sys.stdout,
        width=session.look.width,
        force_terminal=session.in_colour,
        no_color=not session.in_colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(table)
