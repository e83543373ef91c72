"""The text of a string in an .xlsx."""

from __future__ import annotations

import re

from lxml import etree

from shudi_cli.office.reading.markup import local

#: Half a character is none.
_HALVES = range(0xD800, 0xE000)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def rich_text(found: etree._Element) -> str:
    """The text of a string, whatever faces it is in, without the reading aids of phonetic runs."""
    pieces = []
    for child in found:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [text.text or "" for text in child if local(text) == "t"]
    return plain("".join(pieces))


def struck_part(found: etree._Element) -> bool:
    """Whether a part of a string has a line through it."""
    return any(
        switched_on(face.find("{*}strike")) and any(text.text for text in face.itersiblings("{*}t"))
        for face in found.iterfind("{*}r/{*}rPr")
    )


def switched_on(found: etree._Element | None) -> bool:
    """Whether a switch of a face is there and not off."""
    return found is not None and found.get("val", "1") not in {"0", "false"}


def plain(text: str) -> str:
    """A text with its escapes undone and one kind of line end."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: _character(found[1], found[0]), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _character(digits: str, escaped: str) -> str:
    code = int(digits, 16)
    return escaped if code in _HALVES else chr(code)
