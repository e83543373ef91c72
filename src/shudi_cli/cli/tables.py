"""Tables on the screen, by Rich; without its markup, which would eat [brackets] in a clerk's text."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Sequence

from shudi_cli.cli.session import Session


def print_table(
    session: Session,
    titles: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    numbers: bool = False,
    whole: Container[str] = (),
) -> None:
    """Print rows under titles; with `numbers`, every column but the first is aligned right.

    In the columns of the titles in `whole` no line breaks but after 、: half a number calls nobody.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, title in enumerate(titles):
        table.add_column(
            Text(title),
            justify="right" if numbers and index else "left",
            overflow="fold",
            no_wrap=title in whole,
        )
    for row in rows:
        cells = (
            str(cell).replace("、", "\n") if title in whole else str(cell)
            for title, cell in zip(titles, row, strict=True)
        )
        table.add_row(*map(Text, cells))
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
