"""A table as one self-contained page, to print or to put on a site; it loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from shudi_cli.documents.tabulated import Tabulated, is_internal
from shudi_cli.office.heads import HeadCell, head_lines

_STYLE = """
body { font: 15px/1.6 "Source Han Serif SC", SimSun, serif; max-width: 75rem; margin: 1.5rem auto; padding: 0 1rem; color: #222; }
h1 { font-size: 1.5rem; text-align: center; } p { text-align: center; } .whole { white-space: nowrap; } .internal { color: #a00; font-weight: bold; }
table { width: 100%; border-collapse: collapse; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border: 1px solid #666; padding: .25rem .45rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th { background: #f3f3f3; } tbody th { background: #fafafa; break-after: avoid; } footer { color: #555; font-size: .8rem; margin-top: 1rem; }
@page { size: A4 landscape; margin: 15mm; } @media print { body { max-width: none; margin: 0; font-size: 10pt; } }
"""
#: A longer text without Chinese may be torn.
_SHORT = 20


def html_bytes(table: Tabulated) -> bytes:
    """The page."""
    return "\n".join(_lines(table)).encode() + b"\n"


def _lines(table: Tabulated) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{_text(table.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{_text(table.title)}</h1>"
    if edition := table.face.get("版面"):
        yield f'<p class="{"internal" if is_internal(table.face) else "public"}">（{_text(edition)}）</p>'
    yield from (f"<p>{_text(line)}</p>" for line in table.lines)
    heads = "\n".join(f"<tr>{''.join(map(_head, line))}</tr>" for line in head_lines(table.columns))
    yield f"<table>\n<thead>{heads}</thead>\n<tbody>"
    for band in table.bands:
        if band.title:
            yield f'<tr><th colspan="{len(table.columns)}">{_text(band.title)}</th></tr>'
        yield from ("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in band.rows)
    yield f"</tbody>\n</table>\n<footer>{_text(table.foot)}</footer>\n</body>\n</html>"


def _head(head: HeadCell) -> str:
    across = f' colspan="{head.across}"' if head.across > 1 else ""
    down = f' rowspan="{head.down}"' if head.down > 1 else ""
    return f"<th{across}{down}>{_text(head.title)}</th>"


def _cell(text: str) -> str:
    """A cell; a number, a date or a telephone number is not torn."""
    whole = ' class="whole"' if text.isascii() and len(text) <= _SHORT else ""
    return f"<td{whole}>{_text(text)}</td>"


def _text(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))
