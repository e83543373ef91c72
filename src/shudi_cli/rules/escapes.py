"""Y128: characters nobody can see, written as escapes, so that the text of the file looks clean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shudi_cli.diagnostics import Place, Severity
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule
from shudi_cli.source.decoding import escaped_traps


@rule("Y128", "用转义写了看不见的字符", Severity.ERROR, firm=True)
def escaped(context: Context) -> Iterator[Found]:
    r"""双引号里可以用反斜线写出控制字符、双向控制字符、零宽字符：文件里看得出，印出来、显示出来就看不出了。

    错：
        名称: "无证\u202e取水"
    对：
        名称: 无证取水

    出处：本工具的约定。
    """
    for name, document in context.workspace.documents.items():
        if "\\" in document.text and document.readable:
            for place, text in _texts(document.data, Place(name)):
                for title, hint in escaped_traps(text):
                    yield Found(place, f"引号里用转义写了{title}", hint)


def _texts(data: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Every text of a file's data, keys too, and where it stands."""
    waiting = [(place, data)]
    while waiting:
        here, node = waiting.pop()
        if isinstance(node, str):
            yield here, node
        elif isinstance(node, dict):
            yield from ((here / key, key) for key in node)
            waiting += [(here / key, value) for key, value in node.items()]
        elif isinstance(node, list):
            waiting += [(here / nth, value) for nth, value in enumerate(node)]
