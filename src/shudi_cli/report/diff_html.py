"""A difference as one self-contained HTML page, to print or to send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TextIO

from shudi_cli.diff import Diff, FieldChange, ItemChange, Piece
from shudi_cli.report.diffs import WHOLE, headline, prefix, sides, slid, where, why_unread
from shudi_cli.report.look import Look
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
_TAGS = {"removed": "del", "added": "ins"}


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the page."""
    del look
    out.write(
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>清单比较</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>清单比较</h1>\n<p>{_plain(headline(diffs))}</p>\n"
    )
    out.writelines(line + "\n" for line in _body(diffs))
    out.write("</body>\n</html>\n")


def _body(diffs: Sequence[Diff]) -> Iterator[str]:
    downhill = slid(diffs)
    if downhill:
        yield f'<section class="downhill"><b>责任下移：{len(downhill)} 项的主体责任移给了乡镇（街道）</b><ul>'
        for change, before, after in downhill:
            yield f"<li>{_plain(f'{change.number} {change.name}：{before} → {after}')}</li>"
        yield "</ul></section>"
    for diff in diffs:
        yield from (f'<p class="downhill">{_plain(why_unread(unread))}</p>' for unread in diff.unread)
        for found in diff.lists:
            yield f"<h2>{_plain(prefix(diff) + found.folder)}</h2>"
            yield from (f"<p>{_plain(chapter.message)}</p>" for chapter in found.chapters)
            for change in found.items:
                yield from _of_item(change)
        for file in diff.files:
            yield f"<h2>{_plain(prefix(diff) + file.name)}</h2>"
            yield from _table(file.fields)


def _of_item(change: ItemChange) -> Iterator[str]:
    yield f"<h3>{_plain(f'{change.sort.value} {change.number} {change.name}')}</h3>"
    if change.was_number:
        yield f"<p>编号：{_plain(f'{change.was_number} → {change.number}')}</p>"
    yield f'<p class="where">{_plain(where(change))}</p>'
    if change.sort in WHOLE:
        yield from _text(change.fields)
    else:
        yield from _table(change.fields)


def _table(fields: Sequence[FieldChange]) -> Iterator[str]:
    """What was and what is, side by side."""
    if not fields:
        return
    yield "<table><thead><tr><th>项目</th><th>原表述</th><th>新表述</th></tr></thead><tbody>"
    for field in fields:
        old, new = map(_cell, sides(field))
        yield f"<tr><th>{_plain(' · '.join(field.path))}</th><td>{old}</td><td>{new}</td></tr>"
    yield "</tbody></table>"


def _text(fields: Sequence[FieldChange]) -> Iterator[str]:
    """An item that came or went, in full."""
    yield "<table><thead><tr><th>项目</th><th>内容</th></tr></thead><tbody>"
    for field in fields:
        text = "".join(map(_cell, filter(None, sides(field))))
        yield f"<tr><th>{_plain(' · '.join(field.path))}</th><td>{text}</td></tr>"
    yield "</tbody></table>"


def _cell(pieces: Sequence[Piece]) -> str:
    return "".join(map(_piece, pieces)) or '<span class="none">（无）</span>'


def _piece(piece: Piece) -> str:
    text = "<br>".join(map(escape, piece.text.split("\n")))
    tag = _TAGS.get(piece.sort)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _plain(text: str) -> str:
    return escape(visible(" ".join(text.split("\n"))))
