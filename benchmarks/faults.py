"""Faults as clerks make them, put into chapter files."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER = re.compile(r"^(  - 编号: [A-Z]+-\d\d)-(\d{3})$", re.MULTILINE)
_NAME = re.compile(r"^    名称: (.+)$", re.MULTILINE)
_ORDER = re.compile(r"^序号: (\d+)$", re.MULTILINE)

Fault = Callable[[str], str]


def broken(chapter: str, index: int) -> str:
    """A chapter with the fault of its turn; slips of YAML and faults of form take turns."""
    fault = FAULTS[index % len(FAULTS)]
    changed = fault(chapter)
    if changed == chapter:
        message = f"the fault {fault.__name__} changed nothing: the sample's layout has changed"
        raise ValueError(message)
    return changed


def full_width_colon(text: str) -> str:
    """`名称：…`: the input method was on. Ends the reading of the file."""
    return _NAME.sub(r"    名称：\1", text, count=1)


def misspelt_key(text: str) -> str:
    """Every name stands under an unknown key, so one key is unknown and one missing."""
    return _NAME.sub(r"    名秤: \1", text)


def missing_space(text: str) -> str:
    """`名称:…`. Ends the reading of the file."""
    return _NAME.sub(r"    名称:\1", text, count=2)


def short_number(text: str) -> str:
    """`SD-05003` for `SD-05-003`, in every item."""
    return _NUMBER.sub(r"\1\2", text)


def open_quote(text: str) -> str:
    """A quotation mark that is never closed. Ends the reading of the file."""
    return _NAME.sub(r'    名称: "\1', text, count=1)


def wrong_types(text: str) -> str:
    """A number in words, and every name a list."""
    return _NAME.sub(r"    名称:\n      - \1", _ORDER.sub("序号: 第五", text))


def written_twice(text: str) -> str:
    """The same key twice in every item."""
    return _NAME.sub(r"    名称: \1\n    名称: \1", text)


def nothing_there(text: str) -> str:
    """Keys with nothing behind them."""
    return _NAME.sub("    名称:", _ORDER.sub("序号:", text))


FAULTS: tuple[Fault, ...] = (
    full_width_colon,
    misspelt_key,
    missing_space,
    short_number,
    open_quote,
    wrong_types,
    written_twice,
    nothing_there,
)
