"""Founding a project: its files, and their first version where git can keep one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.founding.building import carry_out
from shudi_cli.founding.planning import LISTS, Plan
from shudi_cli.founding.signing import Signature
from shudi_cli.repository.saving import save_first_version
from shudi_cli.snapshot.searching import MARK


def found(
    made: Plan, county: str, signer: Callable[[Path], Signature] | None
) -> tuple[Signature | None, ShudiError | None]:
    """Make what was planned, and save it as a first version unless git keeps the folder already.

    `signer` gives the signature, asked in a folder; without it no version is saved. Returns the signature
    of the version, None when there is none, and why git could not save one. ShudiError when the project
    itself cannot be made.
    """
    if signer is None or made.in_repository:
        carry_out(made)
        return None, None
    try:
        signature = signer(_nearest(made.folder))
    except ShudiError as no_git:
        carry_out(made)
        return None, no_git
    trouble = carry_out(made, lambda new: _save(new, signature, f"新建{county}清单工作区"))
    return (None if trouble else signature), trouble


def adoptable(folder: Path) -> Path | None:
    """The workspace in a folder that git does not keep yet; None where there is nothing to adopt."""
    workspace = next((root for root in (folder, folder / LISTS) if (root / MARK).is_file()), None)
    return workspace if workspace and not Plan(folder, {}).in_repository else None


def adopt(folder: Path, workspace: Path, signer: Callable[[Path], Signature]) -> Signature:
    """Make a folder a repository and save the workspace in it, and nothing else, as the first version.

    No file is changed. ShudiError when git cannot.
    """
    signature = signer(folder)
    part = workspace.relative_to(folder).as_posix()
    _save(folder, signature, "开始保存清单的版本", part)
    return signature


def _save(folder: Path, signature: Signature, message: str, part: str = ".") -> None:
    author = (signature.name, signature.mail)
    save_first_version(folder, message, author, remember=signature.remembered, part=part)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(above for above in (folder, *folder.parents) if above.is_dir())
