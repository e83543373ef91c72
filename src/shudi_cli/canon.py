"""The canonical form of content and its digest.

Layout, key order, comments, line ends and Unicode composition do not reach the digest; one changed
character of content does. The form is JSON of text, integers, booleans, null, lists and maps, so no
two contents share it, and `kind` keeps a digest of one kind of thing from standing for another.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"

_VERSION = b"shudi-c14n-1\0"


def canonical(data: Data) -> bytes:
    """The canonical bytes of `data`: sorted keys, NFC text, one line, UTF-8.

    Raises ValueError for keys that only their Unicode composition tells apart.
    """
    return json.dumps(_normal(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(kind: str, data: Data) -> str:
    """`sha256:` and 64 hex digits over the canonical form of a thing of this kind."""
    return bytes_digest(_head(kind) + canonical(data))


def content_bytes(kind: str, data: Any) -> bytes:
    """What a digest or a signature of data is made over: as written, whatever a schema made of its text."""
    return _head(kind) + canonical(_written(data))


def content_digest(kind: str, data: Any) -> str:
    """The digest of data as it is written in a file."""
    return bytes_digest(content_bytes(kind, data))


def bytes_digest(raw: bytes) -> str:
    """`sha256:` and 64 hex digits over bytes."""
    import hashlib  # 3 MiB, and most commands compute no digest

    return "sha256:" + hashlib.sha256(raw).hexdigest()


def _head(kind: str) -> bytes:
    return _VERSION + kind.encode() + b"\0"


def _written(data: Any) -> Any:
    # Exact types first: a county's digests ask this of every text of every item.
    kind = type(data)
    if kind is str or data is None:
        return data
    if kind is dict:
        return {key: _written(value) for key, value in data.items()}
    if kind is list or kind is tuple:
        return [_written(value) for value in data]
    if kind is bool:
        return "true" if data else "false"
    return str(data) if kind is int else _written(_plain(data))


def _normal(data: Any) -> Any:
    kind = type(data)
    if kind is str:
        return unicodedata.normalize("NFC", data)
    if kind is dict:
        normal = {unicodedata.normalize("NFC", key): _normal(value) for key, value in data.items()}
        if len(normal) != len(data):
            raise ValueError("two keys differ only in their Unicode composition")
        return normal
    if kind is list:
        return [_normal(value) for value in data]
    return data if data is None or kind is int or kind is bool else _normal(_plain(data))


def _plain(data: Any) -> Any:
    """Another kind of map or list, or a text, number or boolean of a class of its own, as the plain one."""
    kinds: tuple[tuple[Any, Any], ...] = ((str, str), (Mapping, dict), (Sequence, list), (int, int))
    for kind, plain in kinds:
        if isinstance(data, kind):
            return plain(data)
    raise TypeError(f"{type(data).__name__} has no canonical form")
