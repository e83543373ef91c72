"""Comparing Chinese names as a clerk's eye does: near spellings, and what only looks different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\s\W_]+")
_FILLERS = str.maketrans("", "", "的和及与等对")


#: difflib's own: less alike, and a name is another name.
_CUTOFF = 0.6


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """A name without width, punctuation, spaces and filler characters (的、和、及、与、等、对)."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_WORDS.sub("", folded).translate(_FILLERS)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate a misspelt word most likely stands for, if any is near enough."""
    from difflib import SequenceMatcher

    best, best_score = None, _CUTOFF
    wanted = skeleton(word)
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    for candidate in candidates:
        given = skeleton(candidate)
        if wanted == given:
            return candidate
        matcher.set_seq1(given)
        # The cheap bounds first: most candidates are far off.
        if matcher.real_quick_ratio() >= best_score and matcher.quick_ratio() >= best_score:
            score = matcher.ratio()
            if score > best_score or (best is None and score == best_score):
                best, best_score = candidate, score
    return best


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint for a misspelt word."""
    found = closest(word, candidates)
    return f"是不是想写“{found}”？" if found else otherwise
