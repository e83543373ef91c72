"""Which files a new project begins with, and which of them a folder lacks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.resources import sample_folder, schemas_folder
from shudi_cli.snapshot.searching import MARK

#: The county's name in the templates; it stays where the clerk gives none.
_NAMELESS = "某某县"
_SAMPLE = "示例县"
#: The folder of a new project that holds its workspace.
LISTS = "lists"
#: Comes last, so that after a kill the folder is no workspace yet and `shudi init` can be done again.
_LAST = f"{LISTS}/{MARK}"
_TEMPLATES = Path(__file__).parent.parent / "templates"
_REGION = re.compile(r"[\u3400-\u9fff]{2,20}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made: names relative to `folder` (absolute) with their bytes; `kept` exist already."""

    folder: Path
    files: Mapping[str, bytes] = field(repr=False)
    kept: tuple[str, ...] = ()

    @property
    def in_repository(self) -> bool:
        """Whether the folder, or one above it, is kept by git already."""
        return any(os.path.lexists(above / ".git") for above in (self.folder, *self.folder.parents))


def county_named(region: str | None, *, sample: bool = False) -> str:
    """The county's name as given, or the one that stands for it; ShudiError for what is no name."""
    if sample and region is not None:
        raise ShudiError(f"示例工作区的县名是“{_SAMPLE}”，不能另取", "去掉 --sample 或 --region 中的一个")
    if region is not None and not _REGION.fullmatch(region):
        raise ShudiError(f"县名不能是“{region}”", "写 2 到 20 个汉字，如 --region 某某县")
    return _SAMPLE if sample else region or _NAMELESS


def contents(county: str, *, sample: bool = False) -> Mapping[str, bytes]:
    """The files of a new project by name: `lists/`, `schemas/`, and settings for editors, git and CI."""
    files = {
        _dotted(path): raw.replace(_NAMELESS.encode(), county.encode()) for path, raw in _files(_TEMPLATES)
    }
    if sample:
        files = {path: raw for path, raw in files.items() if not path.startswith(f"{LISTS}/")}
        files |= {f"{LISTS}/{path}": raw for path, raw in _files(sample_folder())}
    files |= {f"schemas/{path}": raw for path, raw in _files(schemas_folder())}
    return dict(sorted(files.items(), key=lambda entry: (entry[0] == _LAST, entry[0])))


def plan(folder: Path, files: Mapping[str, bytes]) -> Plan:
    """What of `files` is to be made in `folder`; ShudiError where that would touch what is there."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - symlinks stay as the user wrote them
    for above in (folder / LISTS, folder, *folder.parents):
        if os.path.lexists(above / MARK):
            raise ShudiError(
                f"“{above}”已经是一个工作区，没有改动它", "用 shudi validate 检查它；要另建一个，换一个文件夹"
            )
    for obstacle in _obstacles(folder, files):
        raise ShudiError(f"“{obstacle}”不是文件夹，建不成工作区", "改掉它的名称，或换一个文件夹")
    kept = tuple(name for name in files if os.path.lexists(folder / name))
    return Plan(folder, {name: raw for name, raw in files.items() if name not in kept}, kept)


def _obstacles(folder: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """What stands where a folder is needed; a link below `folder` would lead out of it."""
    yield from (path for path in (folder, *folder.parents) if os.path.lexists(path) and not path.is_dir())
    inside = {folder / parent for name in files for parent in Path(name).parents if parent.parts}
    for path in sorted(inside):
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            yield path


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in Path(name).parts):
            yield name, path.read_bytes()


def _dotted(name: str) -> str:
    """The name a template gets. In the package `dot-` stands for the dot, or git would obey the template."""
    return f".{name.removeprefix('dot-')}" if name.startswith("dot-") else name
