"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from shudi_cli.errors import ShudiError


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content in one step; after a crash or a full disk the old content is still there.

    Raises ShudiError when it cannot be written. The file keeps its permissions; a link stays a link, and
    a device or pipe (/dev/null) is written to, never replaced.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise ShudiError(
            f"写不进“{path}”，文件保持原样", "核对文件夹是否存在、是否有写入权限、磁盘是否已满"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.chmod(mode)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
