"""Comparing Chinese names as a clerk's eye does: near spellings, and what only looks different."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_NOT_WORDS = re.compile(r"[\s\W_]+")
_FILLERS = str.maketrans("", "", "的和及与等对")


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """A name without width, punctuation, spaces and filler characters (的、和、及、与、等、对)."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_WORDS.sub("", folded).translate(_FILLERS)


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate a misspelt word most likely stands for, if any is near enough."""
    from difflib import SequenceMatcher

    best, best_score = None, 0.0
    wanted = skeleton(word)
    for candidate in candidates:
        given = skeleton(candidate)
        if wanted == given:
            return candidate
        score = SequenceMatcher(None, wanted, given, autojunk=False).ratio()
        if score > best_score:
            best, best_score = candidate, score
    return best if best_score >= 0.6 else None  # noqa: PLR2004 - difflib's own cutoff


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """The hint for a misspelt word."""
    found = closest(word, candidates)
    return f"是不是想写“{found}”？" if found else otherwise
