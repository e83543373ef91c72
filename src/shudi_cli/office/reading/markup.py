"""XML read safely: no DOCTYPE, no entities, no network, in whatever encoding it hides."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from shudi_cli.errors import ShudiError

_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
#: Longer numbers are nonsense.
_DIGITS = 9
_ENCODINGS = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"}


def parsed(name: str, part: str, raw: bytes) -> etree._Element:
    """The root of a part. ShudiError for what is no XML, or declares anything."""
    refuse_declarations(name, raw)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise broken(name, part) from error
    _refuse_hidden(name, root)
    return root


def elements(name: str, part: str, raw: bytes, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """The elements of some names, one by one, as a large part is read; each is emptied when the next is asked for."""
    refuse_declarations(name, raw)
    reader = etree.iterparse(
        io.BytesIO(raw), events=("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in reader:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]  # type: ignore[index, union-attr, unused-ignore]
    except etree.XMLSyntaxError as error:
        raise broken(name, part) from error
    _refuse_hidden(name, reader.root)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; strict and transitional files differ in that only."""
    return _local(str(element.tag))


def children(element: etree._Element | None) -> Mapping[str, etree._Element]:
    """The children of an element of properties by their names, each of which stands there once."""
    return {} if element is None else {_local(str(child.tag)): child for child in element}


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    found = element.get(_beside(str(element.tag), name))
    if found is None:
        found = element.get(name)
    if found is None:
        return next(
            (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), None
        )
    return str(found)


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(maxsize=1000)
def _beside(tag: str, name: str) -> str:
    """The name of an attribute in the namespace of its element, where Word has them."""
    space, mark, _ = tag.rpartition("}")
    return f"{space}{mark}{name}"


def whole(element: etree._Element, name: str, otherwise: int) -> int:
    """An attribute that is a whole number; something else where it is absent or none."""
    found = element.get(name, "")
    return int(found) if found.isdecimal() and len(found) <= _DIGITS else otherwise


def refuse_declarations(name: str, raw: bytes) -> None:
    """ShudiError when XML declares a document type or entities: no Office program writes that."""
    if any(mark in raw for mark in _DECLARATIONS):
        raise _trap(name)


def _refuse_hidden(name: str, root: etree._Element) -> None:
    """The same for what was written in an encoding in which the marks are not seen."""
    info: Any = root.getroottree().docinfo  # its stubs know no doctype
    if info.doctype or (info.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise _trap(name)


def _trap(name: str) -> ShudiError:
    return ShudiError(
        f"“{name}”里有正常 Office 文件不会有的内容（DOCTYPE 或 ENTITY），可能是攻击，没有读",
        "弄清它的来历；不要打开它",
    )


def broken(name: str, part: str) -> ShudiError:
    """The error for a part that is no XML, or not what it should be."""
    return ShudiError(
        f"“{name}”已经损坏，里面的 {part} 读不懂", "重新要一份，或用 Word、Excel、WPS 打开，另存一份再读"
    )
