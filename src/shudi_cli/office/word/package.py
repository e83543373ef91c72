"""The package round a document's text: parts, styles, fonts, properties; written with the same bytes on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from shudi_cli.office.document import Style
from shudi_cli.office.legal import legal
from shudi_cli.office.word.look import Fonts
from shudi_cli.office.word.styles import (
    SPECS,
    TABLE_STYLE_NAME,
    basic_styles,
    defaults,
    font_entries,
    style_elements,
)
from shudi_cli.office.word.xml import NAMESPACES, W, attribute, escaped

if TYPE_CHECKING:
    from docx.document import Document

#: A file has no day of its own: what it says of its day stands in its properties and on its pages.
_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_MAIN: Final = "word/document.xml"
_TEXT: Final = "<!--shudi:text-->"
_UNUSED: Final = (
    "stylesWithEffects",
    "numbering",
    "webSettings",
    "theme",
    "customXml",
    "thumbnail",
    "extended-properties",
)
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#: What files of ours say of themselves.
_OURS: Final = frozenset(
    [
        "版面",
        "地区",
        "正式版本",
        "文号",
        "状态",
        "发布日期",
        "生效日期",
        "发布单位",
        "版本指纹",
        "内容指纹",
        "文书",
        "变更",
        "原版本",
        "新版本",
    ]
)
_SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    "</w:settings>"
)


def blank(fonts: Fonts) -> Document:
    """A document without text that has what GB/T 9704 asks for, and nothing else."""
    import docx

    made = docx.Document()
    for holder in (made.part, made.part.package):
        for key in [key for key, found in holder.rels.items() if found.reltype.rsplit("/", 1)[-1] in _UNUSED]:
            del holder.rels[key]
    styles = made.styles.element
    for old in [old for old in styles if not old.tag.endswith("}latentStyles")]:
        styles.remove(old)
    styles.insert(0, _parsed(defaults(fonts)))
    for style in basic_styles():
        styles.append(_parsed(style))
    settings = made.settings.element
    settings[:] = list(_parsed(_SETTINGS))
    for font in _related(made, "fontTable"):
        font._blob = f"<w:fonts {NAMESPACES}/>".encode()  # noqa: SLF001 - python-docx keeps this part as bytes only
    return made


def add_styles(made: Document, fonts: Fonts) -> tuple[Mapping[Style, str], str]:
    """Add the styles a document lacks; the id of each style, and that of tables. A style that is there stays."""
    have = {style.name: style.style_id for style in made.styles}
    for name, xml in style_elements(fonts):
        if name not in have:
            made.styles.element.append(_parsed(xml))
    have = {style.name: style.style_id for style in made.styles}
    _add_fonts(made, fonts)
    return {style: str(have[spec.name]) for style, spec in SPECS.items()}, str(have[TABLE_STYLE_NAME])


def add_properties(made: Document, title: str, properties: Mapping[str, str]) -> None:
    """The title, fixed days, and the custom properties; those that a template brought along stay.

    A template made from a file of ours says of itself what that file was: this is another one.
    """
    core = made.core_properties
    core.title, core.author, core.last_modified_by = legal(title)[:255], "", ""
    core.comments, core.keywords, core.revision, core.language = "", "", 1, "zh-CN"
    core.created = core.modified = _DAY
    package = made.part.package
    held = next((found.target_part for found in package.rels.values() if found.reltype == _CUSTOM), None)
    if not properties and held is None:
        return
    kept = {} if held is None else _custom(held.blob)
    others = {name: value for name, value in kept.items() if name not in _OURS}
    blob = _custom_xml({**others, **properties})
    if held is not None:
        held._blob = blob  # noqa: SLF001 - as above
        return
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, blob, package), _CUSTOM)


def add_footer(made: Document, paragraphs: Iterable[str]) -> str:
    """Add a footer; the id by which a section asks for it."""
    document: Any = made.part
    part, key = document.add_footer_part()
    part.element[:] = [_parsed(paragraph) for paragraph in paragraphs]
    return str(key)


def mark_text(parent: Any, place: int) -> None:
    """Mark where in the main part the text goes that `packed` writes."""
    from lxml import etree

    parent.insert(place, etree.Comment(_TEXT[4:-3]))


def packed(made: Document, pieces: Iterable[str]) -> bytes:
    """The file, its parts in a fixed order, uncompressed, without a day of their own; the text is written as it comes."""
    draft, out = io.BytesIO(), io.BytesIO()
    made.save(draft)
    with zipfile.ZipFile(draft) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        names = source.namelist()
        for name in sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.create_system = 0
            with target.open(entry, "w") as part:
                content = source.read(name)
                if name != _MAIN:
                    part.write(content)
                    continue
                before, _, after = content.partition(_TEXT.encode())
                part.write(before)
                for piece in pieces:
                    part.write(piece.encode())
                part.write(after)
    return out.getvalue()


def _add_fonts(made: Document, fonts: Fonts) -> None:
    for part in _related(made, "fontTable"):
        table = _parsed(part.blob)
        have = set(table.xpath("./w:font/@w:name", namespaces={"w": W}))
        table.extend([_parsed(xml) for font, xml in font_entries(fonts) if font not in have])
        part._blob = _serialised(table)  # noqa: SLF001 - as above


def _related(made: Document, kind: str) -> list[Any]:
    return [found.target_part for found in made.part.rels.values() if found.reltype.endswith(f"/{kind}")]


def _custom(blob: bytes) -> Mapping[str, str]:
    return {str(entry.get("name")): "".join(entry.itertext()) for entry in _parsed(blob)}


def _custom_xml(properties: Mapping[str, str]) -> bytes:
    entries = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name="{attribute(name)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), 2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{entries}</Properties>'.encode()


def _parsed(xml: str | bytes) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _serialised(element: Any) -> bytes:
    from lxml import etree

    return etree.tostring(element, encoding="UTF-8", standalone=True)
