"""Getting at a file's bytes: what is no file, too large, locked or open elsewhere is told, never waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from shudi_cli.errors import ShudiError

#: Our own files are not compressed, so that the largest list of a province stays below this.
LARGEST = 100_000_000
#: A FIFO is not waited for; Windows would otherwise change line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LONGEST_KEPT = 6


def content_of(path: Path) -> bytes:
    """The bytes of a file. ShudiError for what is no plain file, is too large, empty, or cannot be read."""
    if path.name.startswith("~$"):
        raise ShudiError(
            f"“{path.name}”是 Word、Excel 打开文件时留下的临时文件，不是文件本身",
            f"改写“{path.name[2:]}”，先在 Word、Excel 或 WPS 里关掉它",
        )
    owner = owner_file(path)
    if owner is not None and path.is_file():
        raise _open_elsewhere(path, owner)
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError as error:
        raise ShudiError(f"没有“{path}”这个文件", "核对路径和文件名") from error
    except PermissionError as error:
        raise _forbidden(path) from error
    except OSError as error:
        raise ShudiError(f"“{path}”打不开", "核对路径、文件名和权限") from error
    try:
        return _read(handle, path)
    except PermissionError as error:
        raise _forbidden(path) from error
    except OSError as error:
        raise ShudiError(f"“{path}”读不出来", "文件可能正被占用，或存放它的盘有问题；拷到本机再试") from error
    finally:
        os.close(handle)


def _read(handle: int, path: Path) -> bytes:
    found = os.fstat(handle)
    if stat.S_ISDIR(found.st_mode):
        raise _folder(path)
    if not stat.S_ISREG(found.st_mode):
        raise ShudiError(f"“{path}”不是普通文件", "写 Word、Excel 或 CSV 文件的路径")
    with os.fdopen(os.dup(handle), "rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ShudiError(
            f"“{path.name}”太大，超过 {LARGEST // 1_000_000} MB", "删去里面的图片，或拆成几个文件再读"
        )
    if not raw:
        raise ShudiError(
            f"“{path.name}”是空文件，一个字节也没有", "可能没有下载完，或保存时出了错；重新要一份"
        )
    return raw


def owner_file(path: Path) -> Path | None:
    """The file that Word, WPS or LibreOffice keeps beside one that is open; Word cuts long names at the front."""
    names = [f"~${path.name}", f".~lock.{path.name}#"]
    if len(path.stem) > _LONGEST_KEPT:
        names += [f"~${path.name[2:]}", f"~${path.name[1:]}"]
    return next((found for name in names if (found := path.with_name(name)).is_file()), None)


def _open_elsewhere(path: Path, owner: Path) -> ShudiError:
    return ShudiError(
        f"“{path.name}”正在别处打开着，没有读，以免读到改了一半的",
        f"在 Word、Excel 或 WPS 里保存并关掉它再试；没有人打开的，删去旁边的“{owner.name}”",
    )


def _folder(path: Path) -> ShudiError:
    return ShudiError(f"“{path}”是文件夹，不是文件", "写里面的 Word、Excel 或 CSV 文件的路径")


def _forbidden(path: Path) -> ShudiError:
    if path.is_dir():  # Windows refuses to open a folder in these words
        return _folder(path)
    return ShudiError(
        f"“{path.name}”读不了：没有权限，或正被别的程序占用",
        "在 Word、Excel 或 WPS 里关掉它再试；还不行，拷一份到自己的文件夹里读",
    )
