"""The zip file that a Word or Excel file is, written the same on every day and machine."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(raw: bytes) -> bytes:
    """The same parts in the same order, stored as they are: no clock, and no compressor that differs, enters."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.create_system = 0
            new.writestr(info, old.read(part))
    return stream.getvalue()
