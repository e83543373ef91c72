"""Scans and letters beside a record: copied into the change's folder, bound by the SHA-256 of their bytes."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shudi_cli.canon import bytes_digest
from shudi_cli.errors import ShudiError
from shudi_cli.model.changes import CHANGES_FOLDER

ATTACHMENTS_FOLDER = "attachments"
_MOST = 20_000_000
#: What the workspace reads as its own records.
_RECORDS = {".yaml", ".yml"}
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


def attached(
    paths: Sequence[Path], number: str, prefix: str
) -> tuple[list[Mapping[str, Any]], dict[str, bytes | None]]:
    """What the record says of each file, and the copies to save. ShudiError when one cannot be read."""
    said: list[Mapping[str, Any]] = []
    files: dict[str, bytes | None] = {}
    for nth, path in enumerate(paths, 1):
        content = _content(path)
        ending = path.suffix.lower()
        name = f"{prefix}-{nth}{ending if _ENDING.fullmatch(ending) else ''}"
        said.append({"文件": name, "原名": path.name, "大小": len(content), "指纹": bytes_digest(content)})
        files[f"{CHANGES_FOLDER}/{number}/{ATTACHMENTS_FOLDER}/{name}"] = content
    return said, files


def _content(path: Path) -> bytes:
    """The bytes of a file; its kind and size are looked at before anything of it is read."""
    if path.suffix.lower() in _RECORDS:
        raise ShudiError(f"附件“{path}”不能是 YAML 文件", "请用扫描件（PDF、图片）")
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ShudiError(f"附件“{path}”不是普通文件", "写一个扫描件的文件名，不能是文件夹或设备")
        if about.st_size > _MOST:
            raise ShudiError(
                f"附件“{path}”超过 {_MOST // 1_000_000} MB", "用低一些的清晰度扫描，或拆成几个文件"
            )
        content = path.read_bytes()
    except OSError as error:
        raise ShudiError(f"附件“{path}”打不开", "核对文件名和所在的文件夹") from error
    if not content:
        raise ShudiError(f"附件“{path}”是空的", "重新扫描，或换一个文件")
    return content
