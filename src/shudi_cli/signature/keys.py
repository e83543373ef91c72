"""Public keys: one line of text, of which only sound ed25519 keys are taken."""

from __future__ import annotations

import base64
import binascii
import hashlib

from shudi_cli.signature.wire import Strings, packed

KIND = b"ssh-ed25519"
_SIZE = 32
_PRIME = 2**255 - 19
#: The y of the eight points of small order (RFC 8032's curve): a key that is one of them signs anything for anybody.
_WEAK = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        int.from_bytes(
            bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
        ),
        int.from_bytes(
            bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"
        ),
    }
)


def normal_key(text: str) -> str | None:
    """The canonical `ssh-ed25519 AAAA…` of a public key line, comment dropped; None if it is no sound ed25519 key."""
    point = point_of(text)
    return None if point is None else f"{KIND.decode()} {base64.b64encode(packed([KIND, point])).decode()}"


def point_of(text: str) -> bytes | None:
    """The 32 bytes of a sound ed25519 key; None for any other text."""
    words = text.split()
    if len(words) < 2 or words[0] != KIND.decode():  # noqa: PLR2004 - kind and key
        return None
    try:
        return sound_point(base64.b64decode(words[1], validate=True))
    except (binascii.Error, ValueError):
        return None


def sound_point(blob: bytes) -> bytes | None:
    """The point of a key in wire form: canonical, and not of small order. ValueError where it is no key."""
    strings = Strings(blob)
    kind, point = strings.next(), strings.next()
    strings.end()
    if kind != KIND or len(point) != _SIZE:
        return None
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return None if y >= _PRIME or y in _WEAK else point


def fingerprint(public_key: str) -> str:
    """`SHA256:…`, as `ssh-keygen -l` prints it; of a line that is no sound key, the empty text."""
    point = point_of(public_key)
    if point is None:
        return ""
    digest = hashlib.sha256(packed([KIND, point])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"
