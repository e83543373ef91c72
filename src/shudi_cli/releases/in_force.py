"""生效: which release is in force on a day, and its lists as they were published.

What is in force comes from the 生效日期 of releases, what was saved when comes from git (DESIGN §4, 6); this
module asks git only for the content that a release vouches for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from shudi_cli.archive import load_archive, record_kind
from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.changes import CHANGES_FOLDER
from shudi_cli.model.releases import RELEASES_FOLDER, release_file, release_order
from shudi_cli.model.signers import SIGNERS_FOLDER
from shudi_cli.repository import Repository, Version
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import read_document

_NUMBER = re.compile(r"[0-9]{4}\.[1-9][0-9]{0,2}")
_TAGS = "refs/tags/release/"
#: What grows without end and holds no release.
_OTHER_RECORDS = frozenset({CHANGES_FOLDER, SIGNERS_FOLDER})
_WHOLE_COPY = "请管理版本库的人把这份拷贝补成完整的"


def is_release_number(text: str) -> bool:
    """Whether a text has the form of a release's number: 2026.1."""
    return bool(_NUMBER.fullmatch(text))


def title_of(release: Release) -> str:
    """What a release is called on screen: 2026.1 版（2026-04-01 起生效）."""
    return f"{release.number} 版（{release.effective} 起生效）"


@dataclass(frozen=True)
class Published:
    """A release with the version that holds its content; `snapshot` has exactly the files it vouches for."""

    release: Release
    version: Version
    snapshot: Snapshot


class Editions:
    """The releases a workspace had in one saved version, the newest by default; each is read when asked for."""

    def __init__(self, repository: Repository, folder: str, version: Version | None = None) -> None:
        self._repository = repository
        self._folder = folder
        self._saved = repository.at(version or repository.resolve("HEAD"), folder, without=_OTHER_RECORDS)
        self._read: dict[str, Release] = {}

    @cached_property
    def numbers(self) -> Sequence[str]:
        """The numbers of all releases, in their order; only file names are read."""
        names = [name for name in self._saved.names() if record_kind(name) == "release"]
        found = [name.removeprefix(f"{RELEASES_FOLDER}/").removesuffix(".yaml") for name in names]
        return sorted(found, key=release_order)

    def numbered(self, number: str) -> Release:
        """One release; ShudiError when there is none of that number, or when it cannot be read."""
        if number not in self.numbers:
            newest = f"最新的是 {self.numbers[-1]}；" if self.numbers else ""
            raise ShudiError(f"没有 {number} 这个正式版本", f"{newest}用 shudi log --changes 看发布过哪些")
        if number not in self._read:
            self._read[number] = _release(self._saved, number)
        return self._read[number]

    def on(self, day: str) -> Release:
        """The release in force on a day (ISO text): the newest of those that had taken effect.

        ShudiError before the first one took effect, or without any.
        """
        for number in reversed(self.numbers):
            if self._effective(number) <= day:
                return self.numbered(number)
        if not self.numbers:
            raise ShudiError("还没有发布过正式版本", "用 shudi publish 发布第一个版本")
        raise ShudiError(
            f"{day} 还没有正式版本生效，最早的是 {title_of(self.numbered(self.numbers[0]))}",
            f"要看那天保存着什么，用 shudi diff {day}；或用 shudi log 编号 查到版本号，再写 --at 版本号",
        )

    def mentioning(self, text: str) -> Iterator[str]:
        """The numbers of the releases whose manifest holds a text, in their order."""
        for number in self.numbers:
            raw = self._saved.read(release_file(number))
            if isinstance(raw, bytes) and text.encode() in raw:
                yield number

    def published(self, release: Release) -> Published:
        """A release's content, held against the digests of its manifest.

        It is looked for under the release's tag, else in the version that brought the manifest in. ShudiError
        when this copy does not have it, or has it otherwise than it was published.
        """
        fault = "保存过的版本里没有它"
        for version in self._holders(release):
            found = self._fault(release, version)
            if found is None:
                whole = self._repository.at(version, self._folder, without=_OTHER_RECORDS)
                names = [entry.path for entry in release.files]
                return Published(release, version, _Vouched(title_of(release), whole, names))
            fault = found
        if self._repository.shallow:
            raise ShudiError(
                f"这份拷贝只带了最近的版本，{release.number} 版发布时的清单不在里面", _WHOLE_COPY
            )
        raise ShudiError(
            f"保存下来的 {release.number} 版与发布时不同：{fault}",
            f"用 shudi verify {release.number} 核对，向别的拷贝要这个版本",
        )

    def _effective(self, number: str) -> str:
        """生效日期, without checking the whole manifest where it plainly says so."""
        raw = self._saved.read(release_file(number))
        document = read_document(release_file(number), raw) if isinstance(raw, bytes) else None
        data = document.data if document is not None and document.readable else None
        day = data.get("生效日期") if isinstance(data, Mapping) else None
        return day if isinstance(day, str) else self.numbered(number).effective

    def _holders(self, release: Release) -> Iterator[Version]:
        """The versions that may hold the release's content."""
        tagged = None
        with suppress(ShudiError):  # a copy may have come without tags
            tagged = self._repository.resolve(f"{_TAGS}{release.number}")
        if tagged is not None:
            yield tagged
        file = release_file(release.number)
        path = f"{self._folder}/{file}" if self._folder else file
        yield from list(self._repository.history([path]))[-1:]

    def _fault(self, release: Release, version: Version) -> str | None:
        """In what a version is not what the release says; None when it is."""
        saved = self._repository.at(version, self._folder, without=_OTHER_RECORDS)
        file = release_file(release.number)
        if file not in saved.names():
            return f"“{file}”不在里面"
        if _release(saved, release.number).digest != release.digest:
            return f"“{file}”改过"
        for entry in release.files:
            raw = saved.read(entry.path) if entry.path in saved.names() else None
            if not isinstance(raw, bytes):
                return f"缺少“{entry.path}”"
            document = read_document(entry.path, raw)
            if not document.readable or content_digest("file", document.data) != entry.digest:
                return f"“{entry.path}”改过"
        return None


def version_named(repository: Repository, folder: str, text: str) -> Version:
    """The version that a text stands for: of a release by its number, else what the repository makes of it."""
    published = published_as(repository, folder, text)
    return published.version if published else repository.resolve(text)


def published_as(repository: Repository, folder: str, text: str) -> Published | None:
    """The release of this number; None where a text has not the form of one, or no release was ever made."""
    if not is_release_number(text):
        return None
    editions = Editions(repository, folder)
    return editions.published(editions.numbered(text)) if editions.numbers else None


def _release(snapshot: Snapshot, number: str) -> Release:
    file = release_file(number)
    archive = load_archive(snapshot, lambda name: name == file)
    if not archive.releases:
        reason = f"：{archive.findings[0].message}" if archive.findings else ""
        raise ShudiError(f"“{file}”读不出来{reason}", "用 shudi validate 查看；从上一个版本恢复它")
    return archive.releases[0]


class _Vouched:
    """A snapshot of nothing but the files a release vouches for."""

    def __init__(self, title: str, whole: Snapshot, names: Iterable[str]) -> None:
        self.title = title
        self._whole = whole
        self._names = sorted(names)

    def names(self) -> Sequence[str]:
        """See `Snapshot`."""
        return self._names

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`."""
        return self._whole.read(name)

    def identities(self) -> Mapping[str, str]:
        """See `Snapshot`."""
        every = self._whole.identities()
        return {name: every[name] for name in self._names if name in every}

    def oddities(self) -> Iterable[Finding]:
        """See `Snapshot`: names were judged when the release was made."""
        return ()
