"""重做: the releases of a copy, as they were released and with their files made anew, each once."""

from __future__ import annotations

from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.editions import Edition
from shudi_cli.releases.copies import Copy
from shudi_cli.releases.in_force import Editions
from shudi_cli.releases.manifest import file_digests
from shudi_cli.releases.outputs import outputs
from shudi_cli.workspace import Workspace, load


class Remade:
    """What was made anew so far."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self._workspaces: dict[str, Workspace | None] = {}
        self._contents: dict[str, frozenset[bytes]] = {}

    @property
    def region(self) -> str:
        """The county whose copy it is."""
        return self.copy.workspace.settings.region.name

    def workspace(self, release: Release) -> Workspace | None:
        """The workspace as it was released: from git, else the one here if it still is; None where neither is."""
        if release.number not in self._workspaces:
            self._workspaces[release.number] = _as_released(self.copy, release)
        return self._workspaces[release.number]

    def contents(self, release: Release, workspace: Workspace) -> frozenset[bytes]:
        """Every file of a release."""
        if release.number not in self._contents:
            made = (
                content for edition in Edition for content in outputs(release, workspace, edition).values()
            )
            self._contents[release.number] = frozenset(made)
        return self._contents[release.number]


def _as_released(copy: Copy, release: Release) -> Workspace | None:
    if copy.repository is not None:
        try:
            return load(Editions(copy.repository, copy.folder).published(release).snapshot)
        except ShudiError:
            pass
    here = file_digests(copy.workspace)
    return copy.workspace if here == {entry.path: entry.digest for entry in release.files} else None
