"""Writing exported files: where they go, and what they do not run over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.errors import ShudiError
from shudi_cli.opening import shown
from shudi_cli.writing import write_whole

Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="已有的同名文件内容不同时，用新的替下它；不写则不动它")
]


def write_out(
    files: Mapping[str, bytes], output: Path | None, ending: str, *, overwrite: bool = False
) -> Iterator[str]:
    """Write files and say so, line by line; `output` is a file for one of them, a folder, or None for the folder here.

    A file that is there with other content is not run over: somebody may have worked in it. Nothing is
    written when one of several cannot be.
    """
    targets = {_target(name, output, ending, single=len(files) == 1): raw for name, raw in files.items()}
    present = {path: _present(path) for path in targets}
    for path, raw in targets.items():
        if present[path] not in {None, raw} and not overwrite:
            raise ShudiError(
                f"“{shown(path, Path.cwd())}”已经有了，内容不同，没有动它",
                "用 --output 换一个文件名，或加 --overwrite 替下它",
            )
    for folder in {path.parent for path in targets}:
        _make(folder)
    for path, raw in targets.items():
        if present[path] == raw:
            yield f"{shown(path, Path.cwd())} 已经是这样，没有重写"
            continue
        write_whole(path, raw)
        yield f"已写入 {shown(path, Path.cwd())}"


def _target(name: str, output: Path | None, ending: str, *, single: bool) -> Path:
    if output is None:
        return Path.cwd() / name
    if output.suffix.lower() in {".yaml", ".yml"}:
        raise ShudiError(f"不能写进清单文件“{output}”", f"换一个文件名，如 清单.{ending}")
    if output.suffix.lower() == f".{ending}" and not output.is_dir():
        if not single:
            raise ShudiError(
                f"要写的不止一个文件，不能都写进“{output}”", "只写一份清单，或用 --output 写一个文件夹"
            )
        return output
    if output.exists() and not output.is_dir():
        raise ShudiError(f"“{output}”是文件，不是文件夹", f"文件名以 .{ending} 结尾，或换一个文件夹")
    if output.suffix and not output.is_dir():
        raise ShudiError(f"“{output.name}”的结尾与格式不符", f"文件名以 .{ending} 结尾")
    return output / name


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShudiError(
            f"建不了文件夹“{folder}”", "核对上级文件夹是否存在、是否有写入权限，有没有同名的文件"
        ) from error


def _present(path: Path) -> bytes | None:
    try:
        if path.is_file():
            return path.read_bytes()
        if not path.exists():
            return None
        raise ShudiError(f"“{shown(path, Path.cwd())}”不是普通文件，没有写", "用 --output 换一个文件名")
    except PermissionError as error:
        raise ShudiError(
            f"“{shown(path, Path.cwd())}”打不开，可能正开着", "在 Word、Excel、WPS 里关掉它，再做一次"
        ) from error
