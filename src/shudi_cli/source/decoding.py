"""Bytes to text, and the characters that have no business in a list."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Finding, Place, Severity, Span

#: A file larger than this is not a list a person wrote: 5 MB holds some 2,000 items.
MAX_BYTES = 5_000_000

_BOM = "\ufeff"
#: character → (rule code, what to call it)
_TRAPS: dict[str, tuple[str, str]] = {
    **{chr(c): ("Y103", f"控制字符（U+{c:04X}）") for c in [*range(0x20), 0x7F] if c not in (9, 10, 13)},
    "\r": ("Y103", "单独的回车符（U+000D）"),
    "\t": ("Y105", "制表符（Tab）"),
    _BOM: ("Y102", "字节顺序标记（BOM，U+FEFF）"),
    **{chr(c): ("Y104", f"双向控制字符（U+{c:04X}）") for c in [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]},
    **{chr(c): ("Y106", f"看不见的零宽字符（U+{c:04X}）") for c in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060)},
    "\x85": ("Y107", "换行控制符（U+0085）"),
    "\u2028": ("Y107", "行分隔符（U+2028）"),
    "\u2029": ("Y107", "段分隔符（U+2029）"),
    "\ufffd": ("Y108", "替换符（U+FFFD）"),
}  # fmt: skip
_NEXT_STEP = {
    "Y102": "删去它：多半是把两个文件首尾拼接时带进来的",
    "Y103": "删去它：多半是从别的软件粘贴时带进来的",
    "Y104": "删去它：它会让屏幕上看到的文字与实际内容不一样",
    "Y105": "换成空格：缩进一层用两个空格",
    "Y106": "删去它：它会让两个看上去一样的名称对不上",
    "Y107": "换成普通换行，或删去",
    "Y108": "补上原来的字：这里有文字在转码时丢失了",
}


def decode(name: str, raw: bytes) -> tuple[str, list[Finding]]:
    """The text of a file with a leading BOM and CRLF taken off, and what is wrong with its characters."""
    if not raw.strip():
        return "", [_error("Y110", "文件是空的", Place(name), "删去这个文件，或从备份中恢复它的内容")]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", [_wrong_encoding(name, "UTF-16（记事本的“Unicode”）")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_explain_encoding(name, raw, error)]
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text, list(_trapped(name, text))


def _trapped(name: str, text: str) -> Iterator[Finding]:
    # Searching for each character on its own is ten times as fast as one regular expression.
    if not any(trap in text for trap in _TRAPS):
        return
    find_trap = re.compile("[" + "".join(map(re.escape, _TRAPS)) + "]")
    for number, line in enumerate(text.split("\n"), 1):
        seen: set[str] = set()
        for match in find_trap.finditer(line):
            code, title = _TRAPS[match.group()]
            if match.group() not in seen:
                seen.add(match.group())
                span = Span(number, match.start() + 1, number, match.end() + 1)
                yield _error(code, f"第{number}行有{title}", Place(name, span=span), _NEXT_STEP[code])


def escaped_traps(text: str) -> Iterator[tuple[str, str]]:
    """The traps in a text that was written with escapes: what to call each, and what to do. A tab is none there."""
    for character in dict.fromkeys(text):
        if character in _TRAPS and character != "\t":
            code, title = _TRAPS[character]
            yield title, _NEXT_STEP[code]


def _explain_encoding(name: str, raw: bytes, error: UnicodeDecodeError) -> Finding:
    line = raw.count(b"\n", 0, error.start) + 1
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        # The bytes before are valid UTF-8, so the column can still be counted in characters.
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")
        column = len(before) + 1
        return _error(
            "Y101",
            f"第{line}行第{column}个字符处的字节不是 UTF-8 文字，文件可能已损坏",
            Place(name, span=Span(line, column, line, column + 1)),
            "从备份或上一个版本恢复这个文件",
        )
    return _wrong_encoding(name, "GBK（ANSI）", line)


def _wrong_encoding(name: str, encoding: str, line: int = 1) -> Finding:
    return _error(
        "Y101",
        f"文件的编码是{encoding}，不是 UTF-8",
        Place(name, span=Span(line, 1, line, 1)),
        "在记事本或 WPS 中用“另存为”选择 UTF-8 编码保存，再检查一次",
    )


def _error(code: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, place, hint)
