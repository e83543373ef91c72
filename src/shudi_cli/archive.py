"""案卷: the records that stand beside the lists: changes with their opinions, releases, signing rosters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.loading import Loader
from shudi_cli.model.building import build
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER, OPINIONS_FOLDER, Change, Opinion
from shudi_cli.model.releases import RELEASES_FOLDER, Release
from shudi_cli.model.signers import ROSTER_DRAFT, SIGNERS_FOLDER, SigningRoster
from shudi_cli.schema import schema_named
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import Document, read_document

#: The shape of each kind of record's name, whatever the folders are called.
_SHAPES = {
    "change": re.compile(rf"{CHANGES_FOLDER}/[A-Z]{{2}}-[0-9]{{4}}-[0-9]{{3,4}}/{re.escape(CHANGE_FILE)}"),
    "opinion": re.compile(
        rf"{CHANGES_FOLDER}/[A-Z]{{2}}-[0-9]{{4}}-[0-9]{{3,4}}/{OPINIONS_FOLDER}/[0-9]{{2,3}}-[a-z][a-z0-9-]*\.yaml"
    ),
    "release": re.compile(rf"{RELEASES_FOLDER}/[0-9]{{4}}\.[1-9][0-9]{{0,2}}\.yaml"),
    "signers": re.compile(rf"{SIGNERS_FOLDER}/[0-9]{{5}}\.yaml"),
}
_FOLDERS = (f"{CHANGES_FOLDER}/", f"{RELEASES_FOLDER}/", f"{SIGNERS_FOLDER}/")
_CHANGES_KEY, _NUMBER_KEY = "变更".encode(), "编号".encode()
_RENEWED_KEY = "所续变更".encode()
#: The changes a release names, as the tool writes them; what they took the place of is settled with them.
_RELEASED = re.compile(rb"^%s:\n((?: .*\n)*)" % _CHANGES_KEY, re.MULTILINE)
_NUMBERED = re.compile(rb"^  - %s: ([A-Z]{2}-[0-9]{4}-[0-9]{3,4})$" % _NUMBER_KEY, re.MULTILINE)
_RENEWED = re.compile(
    rb"^    %s:\n((?:      - [A-Z]{2}-[0-9]{4}-[0-9]{3,4}\n)+)" % _RENEWED_KEY, re.MULTILINE
)


@dataclass(frozen=True)
class Archive:
    """Records, read and checked. Releases and rosters are in their order; opinions in that of their files.

    `whole` says that every record was to be read, so that what is not here is nowhere.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    opinions: Mapping[str, tuple[Opinion, ...]] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    rosters: tuple[SigningRoster, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    unread: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    whole: bool = False

    @property
    def newest(self) -> Release | None:
        """The release made last."""
        return self.releases[-1] if self.releases else None

    @property
    def roster(self) -> SigningRoster | None:
        """The newest version of the signing roster; None where a county uses no keys."""
        return self.rosters[-1] if self.rosters else None


def is_record(name: str) -> bool:
    """Whether a file belongs to the records and not to the lists."""
    return name.startswith(_FOLDERS)


def record_kind(name: str) -> str | None:
    """What kind of record a file is by its name; None for a file of the lists, or one that is out of place."""
    if not is_record(name):
        return None
    return next((kind for kind, shape in _SHAPES.items() if shape.fullmatch(name)), None)


def nothing(_name: str) -> bool:
    """No record at all."""
    return False


def everything(_name: str) -> bool:
    """Every record."""
    return True


def change_of(name: str) -> str:
    """The number of the change whose folder a file stands in."""
    return name.split("/")[1] if name.startswith(f"{CHANGES_FOLDER}/") else ""


def unsettled_records(snapshot: Snapshot) -> Callable[[str], bool]:
    """Takes what is still under way: changes no release names yet, the newest release, the signing rosters.

    Releases are only searched for numbers, not read: of fifty years of history nothing else is looked at.
    """
    releases = sorted(
        (name for name in snapshot.names() if record_kind(name) == "release"), key=_release_order
    )
    raws = [snapshot.read(name) for name in releases]
    settled = {number for raw in raws if isinstance(raw, bytes) for number in _numbers_in(raw)}
    newest = releases[-1:]

    def takes(name: str) -> bool:
        if name.startswith(f"{RELEASES_FOLDER}/"):
            return name in newest
        return change_of(name) not in settled

    return takes


def _numbers_in(release: bytes) -> Iterable[str]:
    """The changes a release takes in: by its text as the tool writes it, by reading it in any other layout."""
    text = release.replace(b"\r\n", b"\n")
    section = b"".join(_RELEASED.findall(text))
    numbers = _NUMBERED.findall(section)
    renewed = _RENEWED.findall(section)
    as_written = (len(numbers), len(renewed)) == (section.count(_NUMBER_KEY), section.count(_RENEWED_KEY))
    if as_written and (numbers or _CHANGES_KEY not in text):
        numbers += b"".join(renewed).split()[1::2]
        return [number.decode() for number in numbers]
    data = read_document("", release).data
    entries = data.get("变更") if isinstance(data, dict) else None
    found = entries if isinstance(entries, list) else []
    named = [entry for entry in found if isinstance(entry, dict)]
    lists = [entry.get("所续变更") for entry in named]
    earlier = [str(number) for listed in lists if isinstance(listed, list) for number in listed]
    return [*(str(entry.get("编号")) for entry in named), *earlier]


def load_archive(snapshot: Snapshot, takes: Callable[[str], bool] = everything) -> Archive:
    """Read the records of a workspace whose names `takes` takes."""
    names = [name for name in snapshot.names() if is_record(name) and name != ROSTER_DRAFT and takes(name)]
    if not names:
        return Archive(whole=takes is everything)
    loader = Loader(snapshot, names)
    found: dict[str, list[Any]] = {kind: [] for kind in _SHAPES}
    for name in names:
        kind = record_kind(name)
        if kind is None:
            loader.findings.append(_stray(name))
        elif (data := loader.read(name, schema_named(kind))) is not None:
            value = build(_CLASSES[kind], data, Place(name))
            if misplaced := _misplaced(kind, value, name):
                loader.findings.append(misplaced)
                loader.unread.add(name)
            else:
                found[kind].append(value)
    opinions: dict[str, list[Opinion]] = {}
    for opinion in found["opinion"]:
        opinions.setdefault(change_of(opinion.place.file), []).append(opinion)
    return Archive(
        changes={change.number: change for change in found["change"]},
        opinions={number: tuple(entries) for number, entries in opinions.items()},
        releases=tuple(sorted(found["release"], key=lambda release: release.order)),
        rosters=tuple(sorted(found["signers"], key=lambda roster: roster.version)),
        documents=loader.documents,
        unread=frozenset(loader.unread),
        findings=tuple(loader.findings),
        whole=takes is everything,
    )


_CLASSES: Mapping[str, Any] = {
    "change": Change,
    "opinion": Opinion,
    "release": Release,
    "signers": SigningRoster,
}


def _release_order(name: str) -> tuple[int, int]:
    year, nth = name.rpartition("/")[2].removesuffix(".yaml").split(".")
    return int(year), int(nth)


def _misplaced(kind: str, value: Any, name: str) -> Finding | None:
    """A record that says it is another than its file's name says: two could then stand for one."""
    if kind == "change":
        said, key, right = value.number, "编号", change_of(name)
    elif kind == "opinion":
        said, key, right = value.change, "变更", change_of(name)
    elif kind == "release":
        said, key, right = value.number, "发布", name.rpartition("/")[2].removesuffix(".yaml")
    else:
        said, key, right = f"{value.version:05}", "版次", name.rpartition("/")[2].removesuffix(".yaml")
    if said == right:
        return None
    message = f"文件里写的是“{said}”，与它所在的位置“{right}”不符"
    return Finding(
        "C102",
        Severity.ERROR,
        message,
        Place(name) / key,
        "记录由程序写成，不要改名、复制；从上一个版本恢复它",
    )


def _stray(name: str) -> Finding:
    message = f"“{name}”不是变更、意见、正式版本或签批名册应有的文件名，没有读"
    hint = "记录由 shudi propose、approve、publish 写成；把它移走，或恢复原来的名称"
    return Finding("C103", Severity.ERROR, message, Place(name), hint)
