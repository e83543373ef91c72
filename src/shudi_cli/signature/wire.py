"""The strings of SSH's wire format: a length in four bytes, then as many bytes (RFC 4251, section 5)."""

from __future__ import annotations

from collections.abc import Iterable

_LENGTH = 4


def packed(parts: Iterable[bytes]) -> bytes:
    """Strings one after another."""
    return b"".join(len(part).to_bytes(_LENGTH) + part for part in parts)


class Strings:
    """Reads strings one after another; ValueError where the bytes end too soon."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes."""
        piece = self._raw[self._at : self._at + size]
        if len(piece) != size:
            raise ValueError("the bytes end too soon")
        self._at += size
        return piece

    def next(self) -> bytes:
        """The next string."""
        return self.take(int.from_bytes(self.take(_LENGTH)))

    def end(self) -> None:
        """Nothing may follow; ValueError if something does."""
        if self._at != len(self._raw):
            raise ValueError("bytes follow the last string")
