"""A Word paragraph as the text a person reads, revisions taken as accepted, and what gives doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from shudi_cli.office.grid import Doubt, in_order
from shudi_cli.office.reading.markup import attribute, children, local
from shudi_cli.office.reading.numbering import Counters
from shudi_cli.office.reading.styles import Styles, is_on

#: What wraps content without being any.
_WRAPS = {
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "bdo",
    "dir",
    "moveToRange",
}
_WRAPS_OF_BLOCKS = _WRAPS | {"ins", "moveTo"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_FLAGS = {
    "drawing": Doubt.PICTURE, "pict": Doubt.PICTURE, "object": Doubt.PICTURE, "AlternateContent": Doubt.PICTURE,
    "footnoteReference": Doubt.FOOTNOTE, "endnoteReference": Doubt.FOOTNOTE, "commentReference": Doubt.COMMENT,
}  # fmt: skip
#: Characters of picture fonts lie here; no text font has them.
_PRIVATE = range(0xE000, 0xF900)


class Passage(NamedTuple):
    """A paragraph: its text, its doubts, and whether it `runs_on` into the next since its end was deleted."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    runs_on: bool = False


class _Gathered(NamedTuple):
    pieces: list[str]
    doubts: set[Doubt]
    styles: Styles
    hidden: bool
    struck: bool


def unwrapped(node: etree._Element) -> Iterator[etree._Element]:
    """The children of a body, table, row or cell, those inside content controls too."""
    for child in node:
        if local(child) in _WRAPS_OF_BLOCKS:
            yield from unwrapped(child)
        else:
            yield child


def passage(paragraph: etree._Element, styles: Styles, counters: Counters) -> Passage:
    """A paragraph as text."""
    properties = next((children(child) for child in paragraph if local(child) == "pPr"), {})
    style = properties.get("pStyle")
    name = styles.default if style is None else attribute(style, "val") or ""
    gathered = _Gathered([], set(), styles, styles.hides(name), styles.strikes(name))
    _inline(paragraph, gathered)
    text = "".join(gathered.pieces)
    place = styles.list_place(name, properties.get("numPr"))
    if place is not None and (text.strip() or not gathered.doubts):
        label = counters.label(place)
        if label and text.strip():
            text = label + text
            gathered.doubts.add(Doubt.NUMBERED)
    ends = children(properties.get("rPr"))
    deleted = "del" in ends or "moveFrom" in ends
    if deleted:
        gathered.doubts.add(Doubt.DELETED)
    if "ins" in ends:
        gathered.doubts.add(Doubt.INSERTED)
    return Passage(text, in_order(gathered.doubts), deleted)


def _inline(node: etree._Element, gathered: _Gathered) -> None:
    for child in node:
        name = local(child)
        if name == "r":
            _run(child, gathered)
        elif name in {"ins", "moveTo"}:
            before = len(gathered.pieces)
            _inline(child, gathered)
            if len(gathered.pieces) > before:
                gathered.doubts.add(Doubt.INSERTED)
        elif name in {"del", "moveFrom"}:
            if any(local(found) in {"t", "delText", "tab", "br"} for found in child.iter()):
                gathered.doubts.add(Doubt.DELETED)
        elif name in _WRAPS:
            _inline(child, gathered)
        elif name in {"oMath", "oMathPara"}:
            gathered.pieces.extend(found.text or "" for found in child.iter() if local(found) == "t")


def _run(run: etree._Element, gathered: _Gathered) -> None:
    text = ""
    face: Mapping[str, etree._Element] = {}
    for child in run:
        name = local(child)
        if name == "t":
            text += child.text or ""
        elif name == "rPr":
            face = children(child)
        else:
            text += _sign(child, name, gathered)
    if not text:
        return
    if _hides(face, gathered):
        gathered.doubts.add(Doubt.HIDDEN_TEXT)
        return
    gathered.pieces.append(text)
    if text.strip() and _strikes(face, gathered):
        gathered.doubts.add(Doubt.STRUCK)


def _sign(child: etree._Element, name: str, gathered: _Gathered) -> str:
    """What a part of a run says that is no text."""
    if name in _FLAGS:
        gathered.doubts.add(_FLAGS[name])
    elif name == "br":
        return "\n" if attribute(child, "type") in {None, "textWrapping"} else ""
    elif name == "sym":
        return _symbol(attribute(child, "char") or "")
    elif name == "ruby":
        _ruby(child, gathered)
    return _SIGNS.get(name, "")


def _ruby(ruby: etree._Element, gathered: _Gathered) -> None:
    """The text, and in brackets what stands small above it: a person reads both."""
    for part, before, after in (("rubyBase", "", ""), ("rt", "（", "）")):
        for found in (child for child in ruby if local(child) == part):
            at = len(gathered.pieces)
            _inline(found, gathered)
            if before and "".join(gathered.pieces[at:]).strip():
                gathered.pieces.insert(at, before)
                gathered.pieces.append(after)


def _hides(face: Mapping[str, etree._Element], gathered: _Gathered) -> bool:
    """Whether a run is hidden: by itself, by its style, or by its paragraph's."""
    said = is_on(face, "vanish")
    if said is not None:
        return said
    style = face.get("rStyle")
    return gathered.hidden or (style is not None and gathered.styles.hides(attribute(style, "val") or ""))


def _strikes(face: Mapping[str, etree._Element], gathered: _Gathered) -> bool:
    """Whether a run is struck out: by itself, by its style, or by its paragraph's."""
    said = [is_on(face, name) for name in ("strike", "dstrike")]
    if any(said):
        return True
    if False in said:
        return False
    style = face.get("rStyle")
    return gathered.struck or (style is not None and gathered.styles.strikes(attribute(style, "val") or ""))


def _symbol(digits: str) -> str:
    try:
        code = int(digits, 16)
        return "□" if code in _PRIVATE else chr(code)
    except (ValueError, OverflowError):
        return ""
