"""Silences: `# shudi: 忽略 L108 理由：……` beside a line or on the line above it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from shudi_cli.diagnostics import Finding, Place, Severity, Span
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, all_rules, documented, is_firm, rule
from shudi_cli.source import Document
from shudi_cli.source.comments import comments_of
from shudi_cli.workspace import Workspace

documented("Y141", "忽略没有写理由", Severity.ERROR, """
    在文件里忽略一条检查结果，必须写明理由，以后的人才知道为什么可以这样。

    错：
        单位: 县城管局  # shudi: 忽略 U103
    对：
        单位: 县城管局  # shudi: 忽略 U103 理由：文件原文如此，待下次修订更正

    出处：本工具的约定。
    """, firm=False)  # fmt: skip
documented("Y142", "忽略没有用处", Severity.WARNING, """
    写了忽略，而这一行并没有这条检查结果：问题已经改好，忽略应当删去，免得掩盖以后的新问题。

    错：
        单位: 县综合行政执法局  # shudi: 忽略 U103 理由：文件原文如此
    对：
        单位: 县综合行政执法局

    出处：本工具的约定。
    """, firm=False)  # fmt: skip

_SILENCE = re.compile(
    r"#\s*shudi\s*[:：]\s*忽略\s*(?P<codes>[A-Z]\d{3}(?:[\s,，、]+[A-Z]\d{3})*)?(?P<rest>.*)"
)
_REASON = re.compile(r"^[\s,，、；;（(]*理由\s*[:：]\s*\S")
_CODE = re.compile(r"[A-Z]\d{3}")


class Silence(NamedTuple):
    """One silencing comment: its place, the line it speaks for (1-based), its codes, its reason."""

    place: Place
    line: int
    codes: tuple[str, ...]
    reasoned: bool


def silenced(findings: Iterable[Finding], workspace: Workspace) -> Iterator[Finding]:
    """The findings that remain, and those about the silences themselves."""
    silences = [silence for document in workspace.documents.values() for silence in _silences_in(document)]
    if not silences:
        yield from findings
        return
    used: set[tuple[Place, str]] = set()
    by_line: dict[tuple[str, int], list[Silence]] = {}
    for silence in silences:
        by_line.setdefault((silence.place.file, silence.line), []).append(silence)
    for finding in findings:
        line = finding.place.span.line if finding.place.span else 0
        beside = by_line.get((finding.place.file, line), ())
        meant = [silence for silence in beside if silence.reasoned and finding.code in silence.codes]
        used.update((silence.place, finding.code) for silence in meant)
        if not meant or is_firm(finding.code):
            yield finding
    for silence in silences:
        yield from _unreasoned(silence)
        # Where a file could not be read, some rules were not judged: no silence is idle then.
        yield from _idle(silence, used, judged=not workspace.unread)


def _unreasoned(silence: Silence) -> Iterator[Finding]:
    codes = "、".join(silence.codes)
    if not codes:
        message, hint = "忽略后面没有写规则编号", "写成“# shudi: 忽略 L108 理由：……”"
    elif not silence.reasoned:
        message, hint = f"忽略 {codes} 没有写理由", f"写成“# shudi: 忽略 {codes} 理由：……”"
    else:
        return
    yield Finding("Y141", Severity.ERROR, message, silence.place, hint)


def _idle(silence: Silence, used: Container[tuple[Place, str]], *, judged: bool) -> Iterator[Finding]:
    for code in silence.codes if silence.reasoned else ():
        if code not in all_rules():
            message, hint = f"没有 {code} 这条规则", "用 shudi rules 查看有哪些规则"
        elif is_firm(code):
            message = f"{code} 不能忽略：有这个错误的文件读不进来，里面的内容都没有检查"
            hint = "改正这个错误，删去这条忽略"
        elif judged and (silence.place, code) not in used:
            message, hint = f"这一行没有 {code} 的检查结果，忽略已没有用处", "删去这条忽略"
        else:
            continue
        yield Finding("Y142", Severity.WARNING, message, silence.place, hint)


def _silences_in(document: Document) -> Iterator[Silence]:
    if "shudi" not in document.text or not document.readable:
        return
    lines = document.lines
    for comment in comments_of(document):
        match = _SILENCE.match(comment.text)
        if not match:
            continue
        number = comment.line
        span = Span(number, comment.column, number, comment.column + len(comment.text))
        place = Place(document.name, span=span)
        target = _next_line(lines, number) if comment.own_line else number
        codes = tuple(_CODE.findall(match["codes"] or ""))
        yield Silence(place, target, codes, bool(_REASON.match(match["rest"])))


@rule("Y143", "规则的设置没有用处", Severity.WARNING)
def useless_setting(context: Context) -> Iterator[Found]:
    """shudi.yaml 的“规则”里写的编号要有这条规则；文件读不进来的错误不能改轻重，否则坏了的文件会悄悄漏过检查。

    错（shudi.yaml）：
        规则:
          L12: 关闭
          S102: 提示
    对：
        规则:
          L112: 关闭

    出处：本工具的约定。
    """
    for code in context.settings.severities:
        place = (Place(SETTINGS_FILE) / "规则" / code).key
        if code not in all_rules():
            yield Found(place, f"没有 {code} 这条规则", "用 shudi rules 查看有哪些规则")
        elif is_firm(code):
            yield Found(place, f"{code} 的轻重不能改：有这个错误的文件读不进来", "删去这一行")


def _next_line(lines: Sequence[str], number: int) -> int:
    """The first line after `number` (1-based) that is neither blank nor a comment."""
    for later, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return later
    return number
