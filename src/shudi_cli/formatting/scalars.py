"""Text as YAML writes it: plain wherever it reads back as it is, else quoted, or a `|` block."""

from __future__ import annotations

import re

#: Characters that are refused, or changed, when they stand in a file as they are.
_UNSAFE = re.compile(
    "[^\\n\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffc\\U00010000-\\U0010ffff]"
    "|[\\xad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060\\u2066-\\u2069\\ufeff]"
)
_ESCAPED = re.compile(f'["\\\\\\n]|{_UNSAFE.pattern}')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
#: What a plain scalar may not be or hold: an indicator at its start, a key's colon, a comment.
_NOT_PLAIN = re.compile(r"[,\[\]{}#&*!|>'\"%@`?:]|-(?: |$)|(?:---|\.\.\.)(?: |$)|<<$|.*(?::(?: |$)| #)")


def inline(text: str) -> str:
    """The text as a scalar on one line."""
    if "\n" in text or _UNSAFE.search(text):
        return f'"{_ESCAPED.sub(_escape, text)}"'
    if not text or text != text.strip() or _NOT_PLAIN.match(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def block(text: str) -> tuple[str, list[str]] | None:
    """The first line and the lines below it (not indented) of a `|` block.

    None for text on one line, and for text a block would not show as it is: space before a line's
    end, line ends only, characters that need an escape.
    """
    lines = text.split("\n")
    written = [line for line in lines if line]
    if len(lines) == 1 or not written or _UNSAFE.search(text) or any(line != line.rstrip() for line in lines):
        return None
    keep = "-" if lines[-1] else "" if lines[-2] else "+"
    indentation = "2" if written[0].startswith(" ") else ""
    return f"|{indentation}{keep}", lines if lines[-1] else lines[:-1]


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    wide = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004
    return _NAMED.get(character, wide)
