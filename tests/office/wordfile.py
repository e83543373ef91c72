"""Word and Excel packages for tests, written by hand: as short as a test can say them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def packed(parts: Mapping[str, str | bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", how) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return raw.getvalue()


def relations(**targets: str) -> str:
    """A part of relations: kind → target."""
    entries = "".join(
        f'<Relationship Id="r{nth}" Type="{_R}/{kind}" Target="{target}"/>'
        for nth, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_P}">{entries}</Relationships>'


def parts(body: str, numbering: str = "", styles: str = "", main: str = _MAIN) -> dict[str, str | bytes]:
    """The parts of a Word file with this body (w: is bound)."""
    return {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/_rels/document.xml.rels": relations(numbering="numbering.xml", styles="styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>',
    }


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A Word file with this body."""
    return packed(parts(body, numbering, styles))


def run(text: str, face: str = "") -> str:
    """A run of text; `face` is what stands in its rPr."""
    return f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph of runs, or of one text."""
    runs = "".join(found if found.startswith("<") else run(found) for found in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(*inside: str, shape: str = "") -> str:
    """A cell of paragraphs, or of one text."""
    content = "".join(found if found.startswith(("<w:p>", "<w:tbl")) else p(found) for found in inside)
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
