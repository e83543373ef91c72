"""HTML as paper: one self-contained page, to print or to send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TextIO

from shudi_cli.diff import Piece
from shudi_cli.report.paper import Cells, Step, cell
from shudi_cli.report.width import visible

_STYLE = """
body { font: 16px/1.7 "Source Han Serif SC", SimSun, serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h1 { font-size: 1.6rem; text-align: center; } h2 { font-size: 1.2rem; border-bottom: 2px solid #a00; } h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: .3rem 0 1rem; }
th, td { border: 1px solid #999; padding: .3rem .5rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: #f3f3f3; } th:first-child { width: 9rem; } thead { display: table-header-group; }
tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .where { color: #555; margin: .2rem 0; }
del { color: #a00; } ins { color: #06622a; font-weight: bold; } .none { color: #777; }
.downhill { border: 2px solid #a00; padding: .5rem 1rem; } .downhill b { color: #a00; }
"""


def write_page(title: str, blocks: Iterable[str], out: TextIO, style: str = "") -> None:
    """Write a whole page; `style` is added to the style all pages have."""
    out.write(
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{_plain(title)}</title>\n'
        f"<style>{_STYLE}{style}</style>\n</head>\n<body>\n"
    )
    out.writelines(block + "\n" for block in blocks)
    out.write("</body>\n</html>\n")


class Html:
    """HTML, one block at a time; see `Paper`."""

    def heading(self, level: int, text: str) -> str:
        """See `Paper`."""
        return f"<h{level}>{_plain(text)}</h{level}>"

    def paragraph(self, text: str) -> str:
        """See `Paper`."""
        return f"<p>{_plain(text)}</p>"

    def alarm(self, text: str, points: Sequence[str] = ()) -> str:
        """See `Paper`."""
        listed = "".join(f"<li>{_plain(point)}</li>" for point in points)
        inside = f"<ul>{listed}</ul>" if listed else ""
        return f'<section class="downhill"><b>{_plain(text)}</b>{inside}</section>'

    def bullet(self, text: str) -> str:
        """See `Paper`."""
        return f"<p>{_plain(text)}</p>"

    def table(self, titles: Sequence[str], rows: Sequence[tuple[str, Cells]]) -> str:
        """See `Paper`."""
        head = "".join(f"<th>{_plain(title)}</th>" for title in titles)
        body = "".join(
            f"<tr><th>{_plain(name)}</th>{''.join(f'<td>{_cell(cell)}</td>' for cell in cells)}</tr>\n"
            for name, cells in rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"

    def facts(self, rows: Sequence[tuple[str, str]]) -> str:
        """See `Paper`."""
        body = "".join(f"<tr><th>{_plain(name)}</th><td>{_plain(text)}</td></tr>\n" for name, text in rows)
        return f'<table class="facts"><tbody>\n{body}</tbody></table>'

    def chain(self, steps: Sequence[Step]) -> str:
        """See `Paper`."""
        told = "".join(
            f'<li class="{step.state}"><b>{_plain(step.name)}</b>'
            f"{''.join(f'<span>{_plain(mark)}</span>' for mark in step.marks)}</li>\n"
            for step in steps
        )
        return f'<ol class="chain">\n{told}</ol>'


def _cell(pieces: Sequence[Piece]) -> str:
    return cell(pieces, escape, '<span class="none">（无）</span>')


def _plain(text: str) -> str:
    return escape(visible(" ".join(text.split("\n"))))
