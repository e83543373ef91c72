"""What a clerk types, made plain: texts without what cannot be seen, numbers as the records write them."""

from __future__ import annotations

import unicodedata

from shudi_cli.errors import ShudiError

#: Unicode categories that cannot be seen: control, format (bidirectional too), surrogate, line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def written(text: str, what: str, option: str, *, lines: bool = False) -> str:
    """A text without the blanks around it. ShudiError for an empty one, and for characters nobody can see.

    Only with `lines` may it have several lines.
    """
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise ShudiError(f"{what}是空的", f"{option} 后面写上{what}")
    if "\n" in plain and not lines:
        raise ShudiError(f"{what}只能写一行", f"去掉 {option} 里的换行")
    if any(char != "\n" and unicodedata.category(char) in _UNSEEN for char in plain):
        raise ShudiError(f"{what}里有看不见的控制字符", f"把 {option} 的内容重新打一遍，不要粘贴")
    return plain


def if_written(text: str | None, what: str, option: str, *, lines: bool = False) -> str | None:
    """The same for what may be left out."""
    return None if text is None else written(text, what, option, lines=lines)


def number_of(text: str) -> str:
    """The number of a change, an item or a release as records write it: ` cg－2026－001` is CG-2026-001.

    ShudiError for an empty one.
    """
    number = unicodedata.normalize("NFKC", text).strip().upper()
    if not number:
        raise ShudiError("编号是空的", "写上编号，如 CG-2026-001、SD-05-003")
    return number


def if_number(text: str | None) -> str | None:
    """The same for what may be left out."""
    return None if text is None else number_of(text)
