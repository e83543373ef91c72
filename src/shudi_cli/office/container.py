"""The zip file that a Word or Excel file is, written the same on every day and machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(raw: bytes, mended: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same parts in the same order, stored as they are: no clock, and no compressor that differs, enters.

    `mended` may change a part, given its name and content.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.create_system = 0
            content = old.read(part)
            new.writestr(info, mended(part.filename, content) if mended else content)
    return stream.getvalue()
