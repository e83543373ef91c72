"""工作区: from a snapshot of files to checked, typed values, in one function.

Each file goes through the same steps (read, hold against its schema, build); what is wrong with one
becomes findings and never hides the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shudi_cli.archive import Archive, is_record, load_archive, nothing, record_kind
from shudi_cli.diagnostics import Finding, Place, Related, Severity
from shudi_cli.loading import Loader
from shudi_cli.matching import did_you_mean
from shudi_cli.model import (
    Domain,
    DutyList,
    LawRegister,
    ListKind,
    ListNotice,
    Roster,
    Settings,
    UnitRegister,
)
from shudi_cli.model.building import build
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.roster import UnitContacts, is_roster
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.schema import Schema, chapter_schema, schema_named
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import Document


@dataclass(frozen=True)
class Workspace:
    """A county's files at one moment, read and checked.

    `unread` names the files whose content is not in the values below; `findings` says why.
    """

    settings: Settings
    units: UnitRegister
    laws: LawRegister
    lists: tuple[DutyList, ...]
    documents: Mapping[str, Document] = field(repr=False)
    unread: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    archive: Archive = field(default_factory=Archive)
    roster: Roster = field(default_factory=Roster, repr=False)


def load(snapshot: Snapshot, *, records: Callable[[str], bool] = nothing, roster: bool = False) -> Workspace:
    """Read a whole workspace; the settings first, since they say what a list is.

    Of the records (changes, opinions, releases, signing rosters), which grow without end, only those are
    read whose names `records` takes; the roster of contacts (联络员名录库) only with `roster`.
    """
    names = [name for name in snapshot.names() if not is_record(name) and (roster or not is_roster(name))]
    loading = _Loading(snapshot, names=names)
    settings_data = loading.read(SETTINGS_FILE, schema_named("shudi"))
    settings = Settings.of(settings_data) if settings_data is not None else Settings.unknown()
    units_data = loading.read(UNITS_FILE, schema_named("units"))
    laws_data = loading.read(LAWS_FILE, schema_named("laws"))
    lists = tuple(loading.lists(settings))
    contacts = Roster(tuple(loading.contacts()))
    if SETTINGS_FILE in loading.unread:
        loading.read_the_rest()
    else:
        loading.report_strays()
    archive = load_archive(snapshot, records)
    return Workspace(
        settings=settings,
        units=UnitRegister.of(units_data) if units_data is not None else UnitRegister(),
        laws=LawRegister.of(laws_data) if laws_data is not None else LawRegister(),
        lists=lists,
        documents={**loading.documents, **archive.documents},
        unread=frozenset(loading.unread) | archive.unread,
        findings=(*snapshot.oddities(), *loading.findings, *archive.findings),
        archive=archive,
        roster=contacts,
    )


def with_roster(workspace: Workspace, snapshot: Snapshot) -> Workspace:
    """A workspace with the roster of contacts of a snapshot, which may be another than the one it was read from."""
    loading = _Loading(snapshot, names=[name for name in snapshot.names() if is_roster(name)])
    roster = Roster(tuple(loading.contacts()))
    return replace(
        workspace,
        roster=roster,
        documents={**workspace.documents, **loading.documents},
        unread=workspace.unread | loading.unread,
        findings=(*workspace.findings, *loading.findings),
    )


def file_schema(name: str) -> Schema:
    """The schema of a file by its name, for any kind of list."""
    fixed = {SETTINGS_FILE: "shudi", UNITS_FILE: "units", LAWS_FILE: "laws"}
    kind = fixed.get(name) or record_kind(name) or ("contacts" if is_roster(name) else None)
    kind = kind or ("list" if name.endswith(f"/{LIST_FILE}") else "domain")
    return schema_named(kind)


class _Loading(Loader):
    """One loading of one snapshot."""

    def lists(self, settings: Settings) -> Iterator[DutyList]:
        """The lists that `shudi.yaml` names, in its order, each once."""
        for folder in dict.fromkeys(entry.folder for entry in settings.lists):
            notice = self._notice(folder, settings)
            if notice is None:
                self._check_chapters(folder)
            else:
                yield self._list(folder, notice, settings.kinds[notice.kind])

    def contacts(self) -> Iterator[UnitContacts]:
        """The contacts of each unit, file by file."""
        for name in filter(is_roster, self.names):
            data = self.read(name, schema_named("contacts"))
            if data is not None:
                yield build(UnitContacts, data, Place(name))

    def _notice(self, folder: str, settings: Settings) -> ListNotice | None:
        """What `list.yaml` says, with a kind that the settings know.

        Where it says nothing usable the kind is told by the prefix of the list's numbers, so that
        what is wrong with `list.yaml` does not hide what is wrong with the chapters.
        """
        name = f"{folder}/{LIST_FILE}"
        data = self.read(name, schema_named("list"))
        if data is not None:
            notice = build(ListNotice, data, Place(name))
            if notice.kind in settings.kinds:
                return notice
            self.unread.add(name)
            self.findings.append(_unknown_kind(notice, settings))
        raws = [self.snapshot.read(chapter) for chapter in self._chapters(folder)]
        numbers = b"\n".join(raw for raw in raws if isinstance(raw, bytes))
        for kind_name, kind in settings.kinds.items():
            if f"编号: {kind.prefix}-".encode() in numbers:
                return ListNotice(Place(name), folder, kind_name)
        return None

    def _list(self, folder: str, notice: ListNotice, kind: ListKind) -> DutyList:
        unused = tuple(field for field in kind.unused if field not in kind.required)
        schema = chapter_schema(kind.chapter, kind.required, unused)
        names = self._chapters(folder)
        read = [(name, self.read(name, schema)) for name in names]
        domains = [Domain.of(data, kind.chapter, name) for name, data in read if data is not None]
        domains = list(self._without_copies(domains))
        domains.sort(key=lambda domain: (domain.order, domain.place.file))
        complete = all(data is not None for _, data in read) and notice.place.file not in self.unread
        return DutyList(folder, notice, kind, tuple(domains), complete)

    def _without_copies(self, domains: Sequence[Domain]) -> Iterator[Domain]:
        """Chapters, but for a file copied beside its original: one finding says what a hundred would not."""
        originals: dict[tuple[str, frozenset[str]], Domain] = {}
        # The name of the original is the plainer and shorter one: 06-water.yaml, 06-water - 副本.yaml.
        for domain in sorted(
            domains, key=lambda domain: (not domain.place.file.isascii(), len(domain.place.file))
        ):
            held = (domain.name, frozenset(item.number for item in domain.items))
            original = originals.setdefault(held, domain)
            if original is domain:
                yield domain
            else:
                message = f"“{domain.place.file}”的事项与“{original.place.file}”是同一批，多半是复制出来的"
                hint = "对照两个文件，留下对的一个，删去另一个"
                related = (Related(original.place, "原来的文件"),)
                self.findings.append(Finding("L125", Severity.ERROR, message, domain.place, hint, related))

    def _check_chapters(self, folder: str) -> None:
        """Read the chapters of a list of unknown kind, for what is wrong with them in any kind."""
        for name in self._chapters(folder):
            self.read(name, schema_named("domain"))
            self.unread.add(name)

    def _chapters(self, folder: str) -> Sequence[str]:
        prefix = f"{folder}/"
        return [
            name
            for name in self.names
            if name.startswith(prefix) and "/" not in name[len(prefix) :] and name != prefix + LIST_FILE
        ]

    def read_the_rest(self) -> None:
        """Without settings no list can be built, but what is wrong in any list is still found."""
        for name in self.names:
            if name not in self.documents:
                self.read(name, file_schema(name))
                self.unread.add(name)

    def report_strays(self) -> None:
        """Files that belong to no list are named: a list dropped from `shudi.yaml` must not go unseen."""
        strays = [name for name in self.names if name not in self.documents and name not in self.unread]
        for name in strays:
            message = f"“{name}”不属于任何一份清单，没有检查"
            hint = f"在 {SETTINGS_FILE} 的“清单”里写上它所在的文件夹，或把它移走"
            self.findings.append(Finding("L120", Severity.WARNING, message, Place(name), hint))


def _unknown_kind(notice: ListNotice, settings: Settings) -> Finding:
    known: Iterable[str] = settings.kinds
    hint = did_you_mean(notice.kind, known, f"shudi.yaml 里有：{'、'.join(known)}")
    place = notice.place / "种类"
    return Finding("L119", Severity.ERROR, f"没有“{notice.kind}”这一种清单", place, hint)
