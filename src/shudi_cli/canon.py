"""The canonical form of content and its digest.

Layout, key order, comments, line ends and Unicode composition do not reach the digest; one changed
character of content does. The form is JSON of text, integers, booleans, null, lists and maps, so no
two contents share it, and `kind` keeps a digest of one kind of thing from standing for another.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"

_VERSION = b"shudi-c14n-1\0"


def canonical(data: Data) -> bytes:
    """The canonical bytes of `data`: sorted keys, NFC text, one line, UTF-8.

    Raises ValueError for keys that only their Unicode composition tells apart.
    """
    return json.dumps(_normal(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(kind: str, data: Data) -> str:
    """`sha256:` and 64 hex digits over the canonical form of a thing of this kind."""
    import hashlib  # 3 MiB, and most commands compute no digest

    head = _VERSION + kind.encode() + b"\0"
    return "sha256:" + hashlib.sha256(head + canonical(data)).hexdigest()


def _normal(data: Data) -> Data:
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data)
    if isinstance(data, Mapping):
        normal = {unicodedata.normalize("NFC", key): _normal(value) for key, value in data.items()}
        if len(normal) != len(data):
            raise ValueError("two keys differ only in their Unicode composition")
        return normal
    if isinstance(data, Sequence):
        return [_normal(value) for value in data]
    return data
