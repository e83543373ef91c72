"""Saved versions: the only package that speaks to git.

It reads through git's plumbing, hardened so that looking neither writes a byte nor runs a program that
the repository names (see `plumbing`). GitPython founds new repositories; `recording`, a package of its own
below this one, writes new versions, and only those who do need load it.
"""

from shudi_cli.repository.founding import create_repository
from shudi_cli.repository.opening import open_repository
from shudi_cli.repository.reading import Repository
from shudi_cli.repository.versions import Version

__all__ = [
    "Repository",
    "Version",
    "create_repository",
    "open_repository",
]
