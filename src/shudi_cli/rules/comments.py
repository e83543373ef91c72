"""Y125: text that became a comment without anyone meaning it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Place, Severity, Span
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule
from shudi_cli.source.comments import comments_of

#: A comment that is meant to be one stands two spaces off; `shudi fmt` puts it there.
_CLOSE = re.compile(r"\S #")


@rule("Y125", "正文里的“#”成了注释", Severity.WARNING)
def swallowed_text(context: Context) -> Iterator[Found]:
    """空格后面的“#”是注释的开始，它后面的字不再是内容：写“河道 #1 采砂点”，读到的只有“河道”。

    错：
        名称: 河道 #1 采砂点非法采砂行为的查处
    对：
        名称: 河道1号采砂点非法采砂行为的查处

    确是注释的，在“#”前面空两格。
    出处：本工具的约定。
    """
    for name, document in context.workspace.documents.items():
        for comment in comments_of(document):
            if not comment.own_line and _CLOSE.match(document.text, comment.start - 2):
                end = comment.column + len(comment.text)
                place = Place(name, span=Span(comment.line, comment.column, comment.line, end))
                hint = "要作正文，去掉“#”或它前面的空格；要作注释，在“#”前面空两格"
                yield Found(place, f"“{comment.text[:12]}”成了注释，不再是内容", hint)
