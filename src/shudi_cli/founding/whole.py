"""Founding a project: its files, and their first version where git can keep one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.founding.building import carry_out
from shudi_cli.founding.planning import Plan
from shudi_cli.founding.signing import Signature
from shudi_cli.repository.saving import save_first_version


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


def _save(folder: Path, signature: Signature, message: str) -> None:
    save_first_version(
        folder, message, name=signature.name, mail=signature.mail, remember=signature.remembered
    )


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(above for above in (folder, *folder.parents) if above.is_dir())
