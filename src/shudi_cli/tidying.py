"""Which files `shudi fmt` concerns, and what each would become."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.formatting import format_text, key_order
from shudi_cli.opening import asked, concerned, existing, shown
from shudi_cli.schema import check_document
from shudi_cli.snapshot import WorkTree
from shudi_cli.source import read_document
from shudi_cli.workspace import file_schema
from shudi_cli.writing import write_whole


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file as it is and as it should be written; `after` is None when it has errors (`reason`)."""

    path: Path
    shown: str
    before: bytes
    after: str | None
    reason: str = ""

    @property
    def wanted(self) -> bytes:
        """The bytes the file should have."""
        return self.before if self.after is None else self.after.encode()

    @property
    def changes(self) -> bool:
        """Whether the file is to be rewritten."""
        return self.wanted != self.before


def tidy(start: Path, paths: Sequence[Path]) -> list[Tidied]:
    """Every file of the workspaces at `start`, or those named; nothing is written."""
    found = existing(start, [str(path) for path in paths])
    for path in paths:
        if str(path) not in found:
            raise ShudiError(f"没有“{path}”这个文件或文件夹", "核对文件名和所在的文件夹")
    wanted = asked(start, list(found.values()))
    return [tidied for root, only in wanted.items() for tidied in _within(root, only, start)]


def write(result: Tidied) -> None:
    """Write a file's canonical form; ShudiError if it cannot be, or was changed since it was read."""
    if result.path.read_bytes() != result.before:
        raise ShudiError(f"“{result.shown}”刚刚被别的软件改过，没有整理它", "再运行一次 shudi fmt")
    write_whole(result.path, result.wanted)


def _within(root: Path, only: Collection[str], start: Path) -> Iterator[Tidied]:
    tree = WorkTree(root)
    names = tree.names()
    for part in only:
        if not part.endswith("/") and part not in names:
            raise ShudiError(f"“{part}”不是清单文件，没有整理", "清单文件的名称以 .yaml 结尾")
    yield from (_tidied(tree, name, start) for name in names if concerned(name, only))


def _tidied(tree: WorkTree, name: str, start: Path) -> Tidied:
    path = tree.root / name
    told = shown(path, start)
    raw = tree.read(name)
    if isinstance(raw, Finding):
        return Tidied(path, told, b"", None, raw.message)
    document = read_document(name, raw)
    if not document.readable:
        return Tidied(path, told, raw, None, document.findings[0].message)
    schema = file_schema(name)
    # Other findings do not hinder: they are about content, and this is about form.
    list(check_document(document, schema))
    return Tidied(path, told, raw, format_text(document, key_order(schema.body)))
