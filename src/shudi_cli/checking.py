"""From what the user named (folders, files, a version) to check reports, one workspace at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shudi_cli.archive import everything
from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.errors import ShudiError
from shudi_cli.model import DutyList
from shudi_cli.opening import asked, concerned, existing, kept_in, shown, unsettled
from shudi_cli.report.checks import CheckReport
from shudi_cli.rules import check_workspace
from shudi_cli.snapshot import Snapshot, WorkTree
from shudi_cli.statistics import count_list
from shudi_cli.workspace import Workspace, load

if TYPE_CHECKING:
    from shudi_cli.repository import Repository


@dataclass(frozen=True)
class Scope:
    """One workspace to check: its folder as shown, its files, and which of them are asked about.

    `only` holds names and folders (ending in "/") relative to the workspace; empty means all.
    `found` is what was found wrong before any file was read.
    """

    folder: str
    snapshot: Snapshot
    only: frozenset[str] = frozenset()
    found: tuple[Finding, ...] = ()

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about what was asked."""
        return concerned(finding.place.file, self.only)


@contextmanager
def scopes(start: Path, words: Sequence[str], *, staged: bool = False) -> Iterator[list[Scope]]:
    """What the words of a command line stand for: paths that exist, and at most one version or date."""
    paths = existing(start, words)
    versions = [word for word in words if word not in paths]
    if len(versions) > 1 or (versions and staged):
        raise ShudiError(f"没有“{versions[0]}”这个文件", "核对文件名；一次只能检查一个版本")
    wanted = asked(start, list(paths.values()))
    if not versions and not staged:
        _refuse_strangers(wanted)
        yield [
            Scope(shown(root, start), WorkTree(root), frozenset(only), tuple(unsettled(root)))
            for root, only in wanted.items()
        ]
        return
    with ExitStack() as stack:
        saved = _Saved(stack, versions[0] if versions else None)
        yield [Scope(shown(root, start), saved.at(root), frozenset(only)) for root, only in wanted.items()]


def _refuse_strangers(wanted: Mapping[Path, Collection[str]]) -> None:
    """What was named and belongs to no list must not be reported as having passed."""
    for root, only in wanted.items():
        names = WorkTree(root).names() if only else ()
        for part in only:
            if not any(concerned(name, {part}) for name in names):
                raise ShudiError(f"“{part}”不是清单文件，也没有清单文件在里面", "写清单文件或它所在的文件夹")


def check_all(
    wanted: Iterable[Scope], *, today: str, noting: Callable[[Severity], object]
) -> Iterator[CheckReport]:
    """Check scope after scope; each finding's severity is also passed to `noting`.

    Only one workspace is held at a time, so a province costs no more memory than a county.
    """
    for scope in wanted:
        report = _checked(scope, today)
        for finding in report.findings:
            noting(finding.severity)
        yield report


def _checked(scope: Scope, today: str) -> CheckReport:
    workspace = load(scope.snapshot, records=everything, roster=True)
    found = (*scope.found, *check_workspace(workspace, today=today))
    return reported(workspace, filter(scope.concerns, found), folder=scope.folder, only=scope.only)


def reported(
    workspace: Workspace, found: Iterable[Finding], *, folder: str, only: frozenset[str] = frozenset()
) -> CheckReport:
    """The report on a workspace, or on a part of it; `folder` is its folder as shown."""
    findings = sorted(found, key=lambda finding: finding.sort_key)
    return CheckReport(
        region=workspace.settings.region.name or "工作区",
        folder=folder,
        findings=tuple(findings),
        sources=_sources(workspace, findings),
        files=sum(concerned(name, only) for name in workspace.documents),
        # What was asked about is only a part: counts of the whole would read as if all of it had passed.
        counts={} if only else {_titled(found): count_list(found) for found in workspace.lists},
    )


def _titled(duty_list: DutyList) -> str:
    return duty_list.notice.kind + ("" if duty_list.complete else "（有文件没有读入，数目不全）")


def _sources(workspace: Workspace, findings: Iterable[Finding]) -> dict[str, str]:
    places = [
        place
        for finding in findings
        for place in (finding.place, *(other.place for other in finding.related))
    ]
    return {
        place.file: workspace.documents[place.file].text
        for place in places
        if place.file in workspace.documents
    }


class _Saved:
    """Workspaces in one version, or (None) as they are about to be saved; a repository is opened once."""

    def __init__(self, stack: ExitStack, version: str | None) -> None:
        self._stack = stack
        self._version = version
        self._repositories: dict[Path, Repository] = {}

    def at(self, root: Path) -> Snapshot:
        """The snapshot of a workspace."""
        from shudi_cli.releases.in_force import version_named

        try:
            repository = self._repository(kept_in(root))
            folder = repository.folder_of(root)
            if self._version is None:
                return repository.staged(folder)
            return repository.at(version_named(repository, folder, self._version), folder)
        except ShudiError as error:
            if self._version is None:
                raise
            message = f"没有“{self._version}”这个文件，也不能当作版本：{error.message}"
            raise ShudiError(message, error.hint) from error

    def _repository(self, top: Path) -> Repository:
        from shudi_cli.repository import open_repository

        if top not in self._repositories:
            self._repositories[top] = self._stack.enter_context(open_repository(top))
        return self._repositories[top]
