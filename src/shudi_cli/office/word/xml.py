"""Text as WordprocessingML: line feeds and tabs become elements."""

from __future__ import annotations

import re
from typing import Final

from shudi_cli.office.legal import legal

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = f'xmlns:w="{W}" xmlns:r="{R}"'

_BREAKS = re.compile("([\n\t])")
_ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
#: Characters that Word sets in a Latin font unless told that they are Chinese: “”…—×.
AMBIGUOUS = re.compile("[\u00a1-\u02ff\u2010-\u2bff]")


def escaped(text: str) -> str:
    """Legal text between tags."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Legal text between double quotes, on one line."""
    return " ".join(escaped(text).split()).replace('"', "&quot;")


def text_elements(text: str, tag: str = "w:t") -> str:
    """The content of a run; `tag` is w:delText in a deletion."""
    return "".join(
        _ELEMENTS.get(piece) or f'<{tag} xml:space="preserve">{piece}</{tag}>'
        for piece in _BREAKS.split(escaped(text))
        if piece
    )


def only_if(holds: object, xml: str) -> str:
    """XML where something holds, else nothing."""
    return xml if holds else ""
