"""Asking the machine and the folder, and judging each answer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.health import machine, project
from shudi_cli.health.values import Check
from shudi_cli.repository import open_repository
from shudi_cli.repository.plumbing import Git
from shudi_cli.repository.recording import leftovers, recover, unfinished
from shudi_cli.repository.saving import known_identity
from shudi_cli.resources import schemas_folder
from shudi_cli.snapshot import find_workspaces

_PACKAGE = "shudi-cli"
#: What the package requires, where it runs without being installed.
LIBRARIES = (
    "typer", "pyyaml", "jsonschema", "jsonschema-rs", "rich", "gitpython", "cryptography", "python-docx", "lxml",
    "XlsxWriter", "python-calamine",
)  # fmt: skip


def examine(folder: Path, *, encoding: str) -> Iterator[Check]:
    """Every check, in the order of the screen; `encoding` is that of standard output."""
    yield machine.check_python(sys.version_info[:3])
    version = _git_version(folder)
    yield machine.check_git(version)
    if version:
        yield machine.check_identity(known_identity(folder))
    yield machine.check_libraries(_requirements(), _installed)
    yield machine.check_console(encoding)
    roots = find_workspaces(folder)
    yield project.check_workspaces(folder, roots)
    if version:
        claimed = any(os.path.lexists(above / ".git") for above in (folder, *folder.parents))
        yield project.check_repository(folder, _top(folder), claimed=claimed)
    yield from project.check_acts(unfinished(_home(folder)))
    yield from project.check_leftovers({path: _age(path) for path in leftovers(_home(folder))})
    yield from project.check_schemas(roots, schemas_folder())
    yield from project.check_permissions(roots, lambda path: os.access(path, os.W_OK))
    yield from project.check_line_ends(roots)


def repair(folder: Path) -> str | None:
    """Finish or undo what was interrupted; a sentence that says which, None if there was nothing.

    This one writes. ShudiError when it cannot be done now.
    """
    return recover(_home(folder))


def _home(folder: Path) -> Path:
    """The one workspace a folder concerns, else the folder."""
    roots = find_workspaces(folder)
    return roots[0] if len(roots) == 1 else folder


def _git_version(folder: Path) -> str | None:
    """What `git --version` says; None without git, "" when git does not answer."""
    try:
        return Git(folder).ask("--version").output.decode("utf-8", "replace")
    except ShudiError:
        return None
    except OSError:
        return ""


def _top(folder: Path) -> Path | ShudiError | None:
    try:
        with open_repository(folder) as repository:
            return repository.top
    except ShudiError as error:
        return error


def _age(path: Path) -> float:
    """Seconds since a file was written; 0 if it is gone by now."""
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return 0


def _requirements() -> Sequence[str]:
    try:
        wanted = metadata.requires(_PACKAGE) or ()
    except metadata.PackageNotFoundError:
        return LIBRARIES
    return [requirement for requirement in wanted if "extra ==" not in requirement]


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
