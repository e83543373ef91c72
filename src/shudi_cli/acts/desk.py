"""A workspace opened for an official act: what was saved last, what the files are now, and how to record."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from shudi_cli.archive import Archive, unsettled_records
from shudi_cli.changes.standing import Standing, standings
from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.signers import ROSTER_DRAFT
from shudi_cli.opening import workspace_at
from shudi_cli.repository import Repository, Version, open_repository
from shudi_cli.repository.recording import Act, Tag, record, recover
from shudi_cli.repository.saving import known_identity
from shudi_cli.signers import Authority
from shudi_cli.snapshot import Overlay, Snapshot, WorkTree
from shudi_cli.workspace import Workspace, load


@dataclass(frozen=True)
class Clerk:
    """Who carries out an act at this machine, and when: `now` is aware."""

    name: str
    now: datetime

    @property
    def today(self) -> str:
        """The clerk's own calendar day, ISO text."""
        return self.now.date().isoformat()


@dataclass(frozen=True)
class Desk:
    """A workspace at `root`, in `folder` of its repository ("" is the top), opened for an act.

    `saved` is the version saved last, which acts rest on; `tree` the files as they are.
    """

    root: Path
    folder: str
    head: Version
    saved: Snapshot
    tree: WorkTree
    repository: Repository

    @cached_property
    def workspace(self) -> Workspace:
        """The saved workspace with the records still under way; ShudiError when its settings cannot be read."""
        workspace = load(self.saved, records=unsettled_records(self.saved))
        if not workspace.lists:
            reason = f"：{workspace.findings[0].message}" if workspace.findings else ""
            raise ShudiError(f"上次保存的清单读不出来{reason}", "用 shudi validate HEAD 查看哪里有错")
        broken = sorted(name for name in workspace.unread if name in workspace.documents)
        if broken:
            raise ShudiError(f"上次保存的“{broken[0]}”有错，不能在它上面办理", "改正以后用 shudi save 保存")
        return workspace

    @property
    def archive(self) -> Archive:
        """The records still under way."""
        return self.workspace.archive

    @cached_property
    def authority(self) -> Authority:
        """Whose signature counts."""
        return Authority(self.archive, self.workspace.settings)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where each change under way stands, by number."""
        found = standings(self.archive, self.authority)
        return {standing.change.number: standing for standing in found}

    @cached_property
    def edited(self) -> Sequence[str]:
        """The files of the workspace that are not as they were saved last; line ends alone are no edit.

        A signing roster that is being filled in is nobody's edit: `shudi signers` takes care of it.
        """
        old, new = self.saved.identities(), self.tree.identities()
        names = {*self.saved.names(), *self.tree.names()} - {ROSTER_DRAFT}
        return sorted(name for name in names if old.get(name) != new.get(name) and not self._alike(name))

    def _alike(self, name: str) -> bool:
        old, new = (
            snapshot.read(name) if name in snapshot.names() else None for snapshot in (self.saved, self.tree)
        )
        both = isinstance(old, bytes) and isinstance(new, bytes)
        return both and old.replace(b"\r\n", b"\n") == new.replace(b"\r\n", b"\n")  # type: ignore[union-attr]

    def after(self, files: Mapping[str, bytes | None]) -> Snapshot:
        """The saved workspace as it would be with some files replaced."""
        return Overlay(self.saved, files)

    def from_top(self, name: str) -> str:
        """A file of the workspace as the repository names it."""
        return f"{self.folder}/{name}" if self.folder else name

    def as_it_is(self, name: str) -> bytes | None:
        """The content of a file of the work tree; None where there is none. ShudiError when it cannot be read."""
        if name not in self.tree.names():
            return None
        raw = self.tree.read(name)
        if isinstance(raw, Finding):
            raise ShudiError(raw.message, raw.hint)
        return raw

    def carry_out(  # noqa: PLR0913 - what an act consists of
        self,
        clerk: Clerk,
        message: str,
        files: Mapping[str, bytes | None],
        *,
        working: Mapping[str, bytes | None] | None = None,
        found: Mapping[str, bytes | None] | None = None,
        tag: Tag | None = None,
    ) -> Version:
        """Record an act; names are relative to the workspace. See `Act` for what is refused."""

        def placed(named: Mapping[str, bytes | None] | None) -> dict[str, bytes | None]:
            return {self.from_top(name): content for name, content in (named or {}).items()}

        author = (clerk.name, _mail(self.root, clerk.name))
        act = Act(
            message=message,
            base=self.head.id,
            author=author,
            when=clerk.now,
            saved=placed(files),
            working=placed(working),
            found=placed(found),
            tag=tag,
        )
        return record(self.root, act)


@contextmanager
def desk_at(start: Path, *, notice: Callable[[str], object]) -> Iterator[Desk]:
    """Open the workspace that `start` concerns; what an interrupted act left is settled first, and told.

    ShudiError where no version ever held it: then nothing here is an edit, and nothing may be taken back.
    """
    root = workspace_at(start)
    settled = recover(root)
    if settled:
        notice(settled)
    with open_repository(root) as repository:
        folder = repository.folder_of(root)
        head = repository.resolve("HEAD")
        saved = repository.at(head, folder)
        if SETTINGS_FILE not in saved.names():
            raise ShudiError(
                f"“{root}”放在一个已有的版本库（{repository.top}）里，还没有保存过，不能办理",
                "把它移到那个文件夹外面，在里面运行 shudi init；要放在这里的，请管理版本库的人先保存一次",
            )
        yield Desk(
            root,
            folder,
            head,
            saved,
            WorkTree(root, hashing=repository.hashing),
            repository,
        )


def clerk_named(name: str | None, root: Path, now: datetime) -> Clerk:
    """The clerk: as named, else as git knows the user of this machine. ShudiError when nobody is known."""
    if name and name.strip():
        return Clerk(name.strip(), now)
    known = known_identity(root)
    if known is None:
        raise ShudiError("不知道是谁在办理", "加 --by 姓名")
    return Clerk(known[0], now)


def _mail(root: Path, name: str) -> str:
    known = known_identity(root)
    if known and known[0] == name:
        return known[1]
    try:
        login = getpass.getuser()
    except (KeyError, OSError, ImportError):
        login = "shudi"
    return f"{''.join(c for c in login if c.isascii() and c.isalnum()) or 'user'}@localhost"
