"""Text to a tree: PyYAML's C parser, a strict subset of YAML, and a position for everything.

The parser's events are read one by one without recursion, so neither deep nesting nor aliases can
do harm. What YAML would guess (`no`, `012`, `12:30`, `2026-01-01`) stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from shudi_cli.diagnostics import Finding, Place, Related, Severity, Span

MAX_DEPTH = 20
MAX_NODES = 200_000
_START = Span(1, 1, 1, 1)
QUOTES = "“”‘’「」『』"
#: Spaces that are none to YAML.
WIDE_SPACES = "\u3000\xa0"
#: How people begin the entries of a list when they do not write "- ".
_MARKED = re.compile(r"[-－—–•·*]|[0-9]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,2}[）)]")


class Refused(Exception):  # noqa: N818 - it carries a finding out of the loop, it is no error
    """Reading ended at this finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Frame:
    """A container being filled: its data, the marks of its children, and the key that waits."""

    __slots__ = ("data", "flow", "key", "marks")

    def __init__(self, data: dict[str, Any] | list[Any], marks: Any, *, flow: bool) -> None:
        self.data = data
        self.marks = marks
        self.flow = flow
        self.key: Any = None


class Tree(NamedTuple):
    """The data of a file and the marks of its children.

    `marks` holds, by `id()` of each container in `data`: for a mapping {key: (key event, value event)},
    for a sequence [event, …]. An event has a start_mark and an end_mark.
    """

    data: Any
    marks: Mapping[int, Any]
    root: Span


class Reader:
    """One reading of one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self._marks: dict[int, Any] = {}
        self._root = _START
        self._stack: list[_Frame] = []
        self._result: Any = None
        self._documents = 0

    def read(self, text: str) -> Tree:
        """The tree of the file's single document; its data is None when there is none.

        Raises Refused, or PyYAML's own errors, where the file cannot be read any further.
        """
        next_event: Callable[[], Any] = CParser(text).get_event
        nodes = 0
        while (kind := type(event := next_event())) is not StreamEndEvent:
            if kind is ScalarEvent:
                self._place(event, self._scalar(event))
            elif kind is MappingStartEvent:
                self._open(event, {}, {})
            elif kind is SequenceStartEvent:
                self._open(event, [], [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._stack.pop()
                continue
            else:
                self._mark(event, kind)
                continue
            nodes += 1
            if nodes > MAX_NODES:
                self.refuse("Y115", f"内容超过 {MAX_NODES} 处", event, "把文件拆小")
        return Tree(self._result, self._marks, self._root)

    def _mark(self, event: Any, kind: type) -> None:
        """What is neither text nor a container."""
        if kind is AliasEvent:
            self.refuse("Y111", f"用了引用（*{event.anchor}）", event, "把内容照原样写出来")
        if kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                hint = "拆成两个文件，或删去“---”"
                self.refuse("Y114", "一个文件里有两份文档（“---” 分开）", event, hint)

    def _open(self, event: Any, empty: Any, marks: Any) -> None:
        """Begin a container, in its place."""
        self._refuse_extras(event)
        if len(self._stack) >= MAX_DEPTH:
            self.refuse("Y116", f"嵌套超过 {MAX_DEPTH} 层", event, "检查缩进：清单最多用到七八层")
        self._marks[id(empty)] = marks
        self._place(event, empty)
        self._stack.append(_Frame(empty, marks, flow=event.flow_style))

    def _place(self, event: Any, value: Any) -> None:
        """Put a value into the container it stands in, or remember it as the next key."""
        if not self._stack:
            self._result = value
            self._root = span_of(event)
            return
        frame = self._stack[-1]
        data = frame.data
        if type(data) is list:
            data.append(value)
            frame.marks.append(event)
        elif frame.key is None:
            self._check_key(frame, event, value)
            frame.key = event
        else:
            key = frame.key.value
            data[key] = value
            frame.marks[key] = (frame.key, event)
            frame.key = None

    def _check_key(self, frame: _Frame, event: Any, value: Any) -> None:
        if type(event) is not ScalarEvent:
            self.refuse("Y109", "冒号前面应是一个名称，这里却是一组内容", event, "检查冒号和缩进")
        if value is None:
            self.refuse("Y109", "冒号前面没有名称", event, "在冒号前写上名称，或删去这一行")
        if value == "<<" and event.implicit[0]:
            self.refuse("Y113", "用了合并键（<<）", event, "把要合并的内容照原样写出来")
        if value in frame.data:
            first = Place(self.name, span=span_of(frame.marks[value][0]))
            self.findings.append(
                Finding(
                    "Y117",
                    Severity.ERROR,
                    f"“{value}”在这里写了两次",
                    Place(self.name, span=span_of(event)),
                    "留下一个，删去另一个；若是两条内容，另起一个“- ”",
                    (Related(first, "第一次写在这里"),),
                )
            )

    def _scalar(self, event: Any) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        text: str = event.value
        style = event.style
        if not style and not text:
            self._check_empty()
            return None
        if style == ">" or (style != "|" and event.start_mark.line != event.end_mark.line):
            self._folded(event)
        if self._stack:
            self._suspect(text, event, self._stack[-1])
        return text

    def _suspect(self, text: str, event: Any, frame: _Frame) -> None:
        """Valid YAML that is surely not what was meant."""
        if frame.flow and ("，" in text or "、" in text):
            message = "方括号里用了全角逗号或顿号，几项内容会被当成一项"
            self.report("Y123", message, span_of(event), "不用方括号，一行一个“- ”")
        if frame.key is not None or type(frame.data) is not dict or not text:
            return
        if text[0] in QUOTES and text[-1] in QUOTES:
            message = f"名称“{text.strip(QUOTES)}”外面多了中文引号"
            self.report("Y122", message, span_of(event), "删去引号")
        elif text[0] in WIDE_SPACES and not event.style:
            self.report(
                "Y126", "缩进用了全角空格或不间断空格", span_of(event), "换成半角空格：缩进一层用两个"
            )

    def _check_empty(self) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame and frame.flow and type(frame.data) is dict and frame.key is not None:
            key = frame.key.value
            self.refuse(
                "Y118",
                f"花括号里的“{key}”后面没有冒号和内容，多半是半角逗号把一句话切开了",
                frame.key,
                "不用花括号，一行写一个“名称: 内容”",
            )

    def _folded(self, event: Any) -> None:
        if lead := _MARKED.match(event.value):
            message = f"条目要以“- ”（半角减号加空格）开头，这里写的是“{lead[0]}”"
            self.report("Y124", message, span_of(event), f"把每一条开头的“{lead[0]}”换成“- ”")
            return
        self.report(
            "Y119",
            "一段文字折成了几行，读出来时折行处会多出空格",
            span_of(event),
            "写成一行；确需分段的用“|”",
        )

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse("Y111", f"用了锚点（&{event.anchor}）", event, "把内容照原样写出来")
        if event.tag is not None:
            self.refuse("Y112", f"用了类型标记（{event.tag}）", event, "删去感叹号开头的标记")

    def report(self, code: str, message: str, span: Span, hint: str) -> None:
        """Note something wrong and read on."""
        self.findings.append(Finding(code, Severity.ERROR, message, Place(self.name, span=span), hint))

    def refuse(self, code: str, message: str, event: Any, hint: str) -> None:
        """Note something wrong that ends the reading of this file."""
        place = Place(self.name, span=span_of(event))
        raise Refused(Finding(code, Severity.ERROR, message, place, hint))


def span_of(event: Any) -> Span:
    """The span of a PyYAML event; a block container's is empty, where it begins."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
