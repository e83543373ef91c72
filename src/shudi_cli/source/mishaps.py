"""What made the parser give up, told in the words of people who type through a Chinese input method."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shudi_cli.diagnostics import Finding, Place, Severity, Span
from shudi_cli.source.parsing import MAX_DEPTH

_KEY = r"[\w\u4e00-\u9fff·（）()]{1,16}"
_LEAD = r"^\s*(?:-\s+)*"
_RIGHT_KEY = re.compile(rf"{_LEAD}({_KEY}):(?:\s|$)")
_FULL_WIDTH_COLON = re.compile(rf"{_LEAD}({_KEY})：")
_NO_SPACE = re.compile(rf"{_LEAD}({_KEY}):(?=[^\s/\\])")
_WIDE_SPACE = re.compile(rf"^ *(?:- *)*(?:{_KEY}:)?()[\u3000\xa0]")
_CONFLICT = re.compile(r"^()(?:<{7}|>{7})(?: |$)")
_PARTLY_QUOTED = re.compile(
    rf"{_LEAD}(?:{_KEY}: )?()(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{{[^}}]*\}})(?=[^\s#,])"
)
_BAD_DASH = re.compile(r"^\s*()(?:-(?=[^\s-])|[—–－])")


def explain_syntax_error(name: str, text: str, error: Any) -> Iterator[Finding]:
    """Findings for a file the parser gave up on: the slips it stumbled over, else the place itself."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1)
    slips = list(_slips(name, lines, number))
    if slips:
        yield from slips
        return
    code, (message, hint, at_context) = "Y109", _words(error)
    if "nesting depth" in (
        error.problem or ""
    ):  # since PyYAML 6.0.4 the parser itself goes no deeper than 1,000
        code, message, hint = "Y116", f"嵌套超过 {MAX_DEPTH} 层", "检查缩进：清单最多用到七八层"
    if at_context and error.context_mark:
        mark = error.context_mark
    # The parser may give up past the end: the last line is where a person looks.
    number = min(mark.line, len(text.rstrip().split("\n")) - 1)
    column = mark.column + 1 if number == mark.line else len(lines[number]) + 1
    span = Span(number + 1, column, number + 1, column + 1)
    yield Finding(code, Severity.ERROR, message, Place(name, span=span), hint)


def _slips(name: str, lines: list[str], error_line: int) -> Iterator[Finding]:
    """Slips of the input method next to where the parser stopped, or in words this file uses as keys."""
    keys = {match[1] for line in lines if (match := _RIGHT_KEY.match(line))}
    for number, line in enumerate(lines, 1):
        near = abs(number - 1 - error_line) <= 1
        for pattern, code, message, hint in _SLIPS:
            match = pattern.match(line)
            if match and (near or match[1] in keys):
                place = Place(name, span=Span(number, match.end(1) + 1, number, match.end(1) + 2))
                word = match[1]
                yield Finding(code, Severity.ERROR, message.format(word), place, hint.format(word))
                break


_SLIPS = (
    (
        _WIDE_SPACE,
        "Y126",
        "用了全角空格或不间断空格来隔开",
        "换成半角空格：缩进一层用两个，冒号和减号后面空一个",
    ),
    (
        _CONFLICT,
        "Y135",
        "这里留着两个人改动的分界（<<<<<<<），没有合到一起",
        "两边的内容对照着留下一份，删去三行分界",
    ),
    (_FULL_WIDTH_COLON, "Y120", "“{}”后面是全角冒号，这里要用半角冒号加空格", "写成“{}: ”"),
    (_NO_SPACE, "Y121", "“{}”的冒号后面缺一个空格", "写成“{}: ”"),
    (
        _PARTLY_QUOTED,
        "Y127",
        "引号或括号放在最前面，只包住了这段文字的一半",
        "文字里的引号用“”，括号用（）或【】",
    ),
    (
        _BAD_DASH,
        "Y124",
        "条目开头的横线不对：不是半角减号，或后面缺一个空格",
        "写成“- ”（半角减号，后面空一格）",
    ),
)


#: part of the parser's words → (what happened, what to do, whether the start of the construct is the better place)
_EXPLAINED = (
    ("could not find expected ':'", "这一行缺少“: ”（半角冒号加空格），或缩进没有对齐", "写成“名称: 内容”，与上一行的名称对齐", False),
    ("mapping values are not allowed", "这里多了一个冒号，或这一行比上一行缩进多了", "文字里的冒号用全角（：）；同一层的名称左边对齐", False),
    ("found unexpected end of stream", "引号只有一半，直到文件末尾也没有配对", "补上另一半引号，或删去这一半", True),
    ("found unexpected document indicator", "引号或括号没有配对", "补上另一半", True),
    ("did not find expected ',' or ']'", "方括号没有配对，或里面缺少半角逗号", "不用方括号，一行一个“- ”", True),
    ("did not find expected ',' or '}'", "花括号没有配对，或里面缺少半角逗号", "不用花括号，一行写一个“名称: 内容”", True),
    ("did not find expected '-' indicator", "缩进没有对齐：这一行应以“- ”开头，或应与上面的名称对齐", "同一层左边对齐，缩进一层用两个空格", False),
    ("did not find expected key", "缩进没有对齐，或上一行的引号没有配对", "同一层左边对齐，缩进一层用两个空格", False),
    ("block sequence entries are not allowed", "“- ”不能写在这里", "另起一行，写在上一层名称的下面", False),
    ("block mapping", "缩进没有对齐", "同一层左边对齐，缩进一层用两个空格", False),
    ("found character that cannot start any token", "这里的符号不能放在开头", "给这段文字加上引号", False),
    ("unknown escape", "双引号里的反斜线（\\）有特殊含义", "把双引号换成单引号", False),
    ("did not find expected hexadecimal", "双引号里的反斜线（\\）有特殊含义", "把双引号换成单引号", False),
    ("comment", "“#”前面要空一格才是注释", "在“#”前面加一个空格", False),
)  # fmt: skip


def _words(error: Any) -> tuple[str, str, bool]:
    told = f"{error.context or ''} {error.problem or ''}"
    for words, message, hint, at_context in _EXPLAINED:
        if words in told:
            return message, hint, at_context
    return "这里不合写法，读不下去", "与相邻的条目对照：一行一个“名称: 内容”，同一层左边对齐", False
