"""Inside a long Chinese text: which characters changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

#: Latin words and numbers change as a whole; Chinese changes by character.
_TOKENS = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
_UNLIKE = 0.3


_Step: TypeAlias = tuple[str, int, int, int, int]


class Piece(NamedTuple):
    """A stretch of text that stayed, went or came."""

    sort: Literal["same", "removed", "added"]
    text: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one run of pieces: without the added ones it reads as before, without the removed ones as after."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _UNLIKE:
        return (Piece("removed", before), Piece("added", after))
    pieces: list[Piece] = []
    for operation, a, b, c, d in _without_islands(matcher.get_opcodes()):
        if operation == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += [Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d]))]
    return tuple(piece for piece in pieces if piece.text)


def _without_islands(operations: Sequence[_Step]) -> Sequence[_Step]:
    """A lone character that happens to stay between two changes reads better as changed."""
    smooth: list[_Step] = []
    for index, step in enumerate(operations):
        operation, a, b, c, d = step
        inner = 0 < index < len(operations) - 1
        if operation == "equal" and inner and b - a == 1:
            operation = "replace"
        if smooth and operation != "equal" and smooth[-1][0] != "equal":
            _, a, _, c, _ = smooth.pop()
            operation = "replace"
        smooth.append((operation, a, b, c, d))
    return smooth
