"""Checking an SSH signature (OpenSSH's PROTOCOL.sshsig)."""

from __future__ import annotations

import base64
import binascii
import hashlib

from shudi_cli.signature.keys import KIND, point_of, sound_point
from shudi_cli.signature.wire import Strings, packed

MAGIC = b"SSHSIG"
VERSION = 1
BEGIN, END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_LONGEST = 4096
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_MALFORMED = "签名的格式不对"


def check(message: bytes, armored: str, *, public_key: str, namespace: str) -> str | None:
    """None when the key's owner signed this message for this purpose; else why not, in a few words.

    Nothing raises, whatever the text holds.
    """
    point = point_of(public_key)
    if point is None:
        return "公钥不能用（只用 ssh-ed25519）"
    try:
        return _fault(message, Strings(_blob(armored)), point, namespace)
    except (ValueError, binascii.Error):
        return _MALFORMED


def _fault(message: bytes, strings: Strings, point: bytes, namespace: str) -> str | None:
    if strings.take(len(MAGIC)) != MAGIC or int.from_bytes(strings.take(4)) != VERSION:
        return _MALFORMED
    key, purpose, reserved, hashing, signature = (strings.next() for _ in range(5))
    strings.end()
    if sound_point(key) != point:
        return "不是用这把公钥签的"
    if purpose != namespace.encode():
        return "是为别的用途签的"
    if reserved or hashing not in _HASHES:
        return _MALFORMED
    inner = Strings(signature)
    kind, raw = inner.next(), inner.next()
    inner.end()
    if kind != KIND:
        return _MALFORMED
    digest = _HASHES[hashing](message).digest()
    signed = MAGIC + packed([purpose, reserved, hashing, digest])
    return None if _is_signed(signed, raw, point) else "与内容不符，内容改过"


def _is_signed(signed: bytes, signature: bytes, point: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(point).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _blob(armored: str) -> bytes:
    """The bytes between the two lines; white space around and between does not matter. ValueError if it is none."""
    text = armored.strip()
    if len(text) > _LONGEST or not (text.startswith(BEGIN) and text.endswith(END)):
        raise ValueError("no armour")
    inside = "".join(text[len(BEGIN) : -len(END)].split())
    raw = base64.b64decode(inside, validate=True)
    if base64.b64encode(raw).decode() != inside:
        raise ValueError("another spelling of the same bytes")
    return raw
