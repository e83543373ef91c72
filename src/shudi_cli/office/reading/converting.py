"""Older Word and WPS files, made into new ones by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from shudi_cli.errors import ShudiError
from shudi_cli.office.reading.bringing import content_of

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def converted(name: str, raw: bytes) -> tuple[str, bytes]:
    """Name and content of the new file. ShudiError without LibreOffice, or when it cannot do it.

    It works on a copy in a folder of its own with a profile of its own: nothing of the user's is touched, and an
    office that is open does not get in its way.
    """
    suffix = PurePath(name).suffix.lower()
    wanted = "xlsx" if suffix == ".et" else "docx"
    hint = f"用 {'Excel' if wanted == 'xlsx' else 'Word'} 或 WPS 打开它，另存为 .{wanted} 再读"
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise ShudiError(f"“{name}”是旧格式，直接读不了", hint)
    with tempfile.TemporaryDirectory(prefix="shudi-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"in{suffix}")
        source.write_bytes(raw)
        told = _run(_command(program, Path(folder), wanted, source), folder)
        made = Path(folder, "out", f"in.{wanted}")
        if not made.is_file():
            raise ShudiError(f"“{name}”{told}", hint)
        return f"{PurePath(name).stem}.{wanted}", content_of(made)


def _command(program: str, folder: Path, wanted: str, source: Path) -> list[str]:
    profile = (folder / "profile").as_uri()
    quiet = ["--headless", "--norestore", "--nolockcheck"]
    out = ["--convert-to", wanted, "--outdir", str(folder / "out")]
    return [program, *quiet, f"-env:UserInstallation={profile}", *out, str(source)]


def _run(command: list[str], folder: str) -> str:
    """Runs it, and says why there is no file if there is none."""
    try:
        subprocess.run(  # noqa: S603 - a program of the system, no word of the user's in its command
            command, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder
        )
    except subprocess.TimeoutExpired:
        return f"转换了 {_SECONDS} 秒还没有完，停下了"
    except OSError:
        return "是旧格式，LibreOffice 没有运行起来"
    return "转换不成新格式，可能已经损坏"
