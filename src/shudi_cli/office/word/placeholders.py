"""Placeholders (〖标题〗) of an office's own template, wherever they stand and however Word has cut them up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean
from shudi_cli.office.legal import legal
from shudi_cli.office.word.xml import W

#: Where the table goes.
TABLE: Final = "清单表"
_HOLDER = re.compile("〖([^〖〗]*)〗")
#: What is written for 〖…〗 by habit, or by another program's rules.
_FOREIGN = re.compile("[{｛]{2}[^{}｛｝]*[}｝]{2}")
_TAG = f"{{{W}}}"


def paragraphs(root: Any) -> Iterator[Any]:
    """Every paragraph below a root, those in tables and text boxes too."""
    yield from root.iter(f"{_TAG}p")


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes anchored in it."""
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def refuse_unknown(roots: list[Any], fields: Mapping[str, str]) -> None:
    """ShudiError for a placeholder that nothing can be put into."""
    names = [*fields, TABLE]
    for paragraph in (paragraph for root in roots for paragraph in paragraphs(root)):
        text = text_of(paragraph)
        foreign = _FOREIGN.search(text) or re.search(f"【({'|'.join(names)})】", text)
        if foreign:
            raise ShudiError(f"模板里写着“{foreign[0]}”", "要填的地方用〖〗括起来，如〖标题〗")
        for name in _HOLDER.findall(text):
            if name.strip() not in names:
                hint = did_you_mean(name, names, f"能填的有：{'、'.join(names)}")
                raise ShudiError(f"模板里的〖{name}〗不知道填什么", hint)
        if re.search("[〖〗]", _HOLDER.sub("", text)):
            raise ShudiError(f"模板里这一段的〖〗不成对：“{text[:30]}”", "补上另一半，如〖标题〗")


def names_in(roots: Iterable[Any]) -> set[str]:
    """The names of the placeholders that stand below these roots."""
    found = (_HOLDER.findall(text_of(paragraph)) for root in roots for paragraph in paragraphs(root))
    return {name.strip() for names in found for name in names}


def fill(root: Any, fields: Mapping[str, str]) -> None:
    """Put every field in its place; it takes the look of the first character of its placeholder."""
    for paragraph in list(paragraphs(root)):
        pieces = list(_pieces(paragraph))
        text = "".join(piece.text or "" for piece in pieces)
        for found in reversed(list(_HOLDER.finditer(text))):
            name = found[1].strip()
            if name != TABLE:
                _replace(pieces, found.span(), legal(fields[name]))
        for piece in pieces:
            _broken(piece)


def _pieces(paragraph: Any) -> Iterator[Any]:
    for piece in paragraph.iter(f"{_TAG}t"):
        if next(piece.iterancestors(f"{_TAG}p")) is paragraph:
            yield piece


def _replace(pieces: list[Any], span: tuple[int, int], words: str) -> None:
    """Replace characters `span` of the pieces' joined text."""
    start, end = span
    at = 0
    for piece in pieces:
        held = piece.text or ""
        low, high = max(start - at, 0), min(end - at, len(held))
        if low < high:
            piece.text = held[:low] + words + held[high:]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words = ""
        at += len(held)


def _broken(piece: Any) -> None:
    """Line feeds in a piece of text become line breaks beside it."""
    first, *rest = (piece.text or "").split("\n")
    after = piece
    for line in rest:
        following = deepcopy(piece)
        following.text = line
        after.addnext(piece.makeelement(f"{_TAG}br"))
        after.getnext().addnext(following)
        after = following
    if rest:
        piece.text = first
