"""From what the user named (a base, a newer side) to the workspaces that differ, each in its two states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from shudi_cli.archive import change_of
from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.errors import ShudiError
from shudi_cli.gate.grounds import Ground, ground_of
from shudi_cli.gate.judging import judged
from shudi_cli.gate.states import States, error
from shudi_cli.model.changes import CHANGES_FOLDER
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.signers import SIGNERS_FOLDER
from shudi_cli.opening import shown
from shudi_cli.releases.in_force import is_release_number, version_named
from shudi_cli.report import CheckReport
from shudi_cli.repository import Repository, Version, open_repository
from shudi_cli.snapshot import Snapshot
from shudi_cli.workspace import load

#: What a server names as the old side where there was none.
_NOTHING = re.compile(r"0{7,64}")
_STAGED: Literal["staged"] = "staged"


@dataclass(frozen=True)
class Gate:
    """Two states of a repository. `base` was named; `old` is where the newer side grew from it."""

    repository: Repository
    base: Version
    old: Version
    new: Version | Literal["staged"]
    start: Path
    telling: Callable[[str], object]

    @property
    def folders(self) -> Sequence[str]:
        """The workspaces to check: those that differ, or else the first."""
        before = self.repository.workspaces(self.old)
        after = [folder for folder in self._newer() if not _inside(folder, before)]
        folders = list(dict.fromkeys((*before, *after)))
        if not folders:
            raise ShudiError(
                "两个版本里都没有工作区（shudi.yaml）", "核对版本，或先用 shudi init 新建一个工作区"
            )
        differing = [folder for folder in folders if self.repository.changes(self.old, self.new, folder)]
        return differing or folders[:1]

    def reports(
        self, folders: Sequence[str], *, today: str, noting: Callable[[Severity], object]
    ) -> Iterator[CheckReport]:
        """Check workspace after workspace; each finding's severity is also passed to `noting`."""
        for folder in folders:
            report = self._report(folder, today)
            for finding in report.findings:
                noting(finding.severity)
            yield report

    def _report(self, folder: str, today: str) -> CheckReport:
        where = self._shown(folder)
        if SETTINGS_FILE not in self.repository.entries(self.new, folder):
            return _gone(where)
        states = self._states(folder)
        if not states.old.released:
            self.telling(f"{where}：还没有发布过正式版本，清单可以直接改")
        report = judged(states, folder=where, today=today)
        around = [other for other in self._newer() if other != folder and _inside(folder, [other])]
        return _with(report, _covered(around[0])) if around else report

    def _states(self, folder: str) -> States:
        repository, differs = self.repository, self.repository.changes(self.old, self.new, folder)
        old = self._ground(self.old, folder)
        judge = old if self.base.id == self.old.id else self._ground(self.base, folder)
        if judge.released and not old.released:
            raise ShudiError(
                "新的一边是从第一个正式版本发布以前改起的，无从核对", "先取回现在的清单，在它上面重新改"
            )
        touched = {change_of(name) for name in differs}
        numbers = repository.entries(self.old, f"{folder}/{CHANGES_FOLDER}").keys() - touched
        closed = {f"{CHANGES_FOLDER}/{number}" for number in numbers if old.settled(number)}

        def takes(name: str) -> bool:
            wanted = change_of(name) in touched if change_of(name) else name in differs
            return wanted or name.startswith(f"{SIGNERS_FOLDER}/") or old.unsettled(name)

        after = self._after(folder, closed)
        return States(
            before=repository.at(self.old, folder, without=closed),
            after=after,
            differs=differs,
            old=old,
            judge=judge,
            workspace=load(after, records=takes, roster=True),
            inside=lambda below: repository.entries(self.new, f"{folder}/{below}"),
            content=repository.content,
        )

    def _ground(self, version: Version, folder: str) -> Ground:
        return ground_of(self.repository.at(version, folder, without={CHANGES_FOLDER}))

    def _after(self, folder: str, closed: set[str]) -> Snapshot:
        if isinstance(self.new, Version):
            return self.repository.at(self.new, folder, without=closed)
        return self.repository.staged(folder)

    def _newer(self) -> Sequence[str]:
        """The folders of the workspaces of the newer side."""
        return self.repository.workspaces(self.new)

    def _shown(self, folder: str) -> str:
        top = self.repository.top
        return shown(top / folder, self.start) if top else folder or "."


@contextmanager
def gate_at(
    start: Path, base: str, head: str | None, *, staged: bool, telling: Callable[[str], object]
) -> Iterator[Gate]:
    """Open the repository of a folder between two states; what the user should know of them is told.

    ShudiError when a state cannot be found, or when the two have nothing in common.
    """
    if staged and head is not None:
        raise ShudiError(f"--staged 已经说明新的一边，不能再写“{head}”", "删去其中一个")
    if _NOTHING.fullmatch(base):
        raise ShudiError("这是第一次上传，没有旧的一边可以核对", "用 shudi validate 检查清单本身")
    with open_repository(start) as repository:
        named, newer = _named(repository, base), _named(repository, head or "HEAD")
        old = repository.common(named, newer)
        if old is None:
            raise _unrelated(repository)
        title = "已登记待保存的改动" if staged else newer.title
        telling(f"核对：{old.title} → {title}")
        if old.id != named.id:
            telling(
                f"  {named.title}在那以后另有改动；与两边共同的版本比较，名册和程序以 {named.short} 的为准"
            )
        yield Gate(repository, named, old, _STAGED if staged else newer, start, telling)


def _named(repository: Repository, text: str) -> Version:
    """The version that a text stands for, a release's number too."""
    if not is_release_number(text):
        return repository.resolve(text)
    folders = repository.workspaces(repository.resolve("HEAD"))
    return version_named(repository, folders[0] if folders else "", text)


def _unrelated(repository: Repository) -> ShudiError:
    if repository.shallow:
        message = "这份拷贝只带了最近的版本，看不出两边从哪里分开"
        return ShudiError(message, "请管理版本库的人把这份拷贝补成完整的（自动检查里写 fetch-depth: 0）")
    return ShudiError("两个版本没有共同的来历，无从核对", "核对版本；清单的历史不能重新来过")


def _inside(folder: str, others: Sequence[str]) -> bool:
    """Whether a folder lies below one of others."""
    return any(folder != other and (not other or folder.startswith(f"{other}/")) for other in others)


def _gone(where: str) -> CheckReport:
    message = "工作区不见了：shudi.yaml 删去了，或换了地方"
    finding = error("C210", Place(SETTINGS_FILE), message, "恢复整个文件夹；要换地方，请管理版本库的人办理")
    return CheckReport("工作区", where, (finding,), {}, 0, {})


def _covered(other: str) -> Finding:
    where = f"{other}/{SETTINGS_FILE}".removeprefix("/")
    message = f"在它上面的文件夹里又有一个工作区（{where}），盖住了它"
    return error("C210", Place(SETTINGS_FILE), message, f"移走“{where}”")


def _with(report: CheckReport, finding: Finding) -> CheckReport:
    return replace(report, findings=(finding, *report.findings))
