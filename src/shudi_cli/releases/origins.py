"""来历: in which release an item came to read as it does, and by which approved changes.

Everything is read from the version that holds the release asked about, so later records say nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.archive import Archive, change_of, load_archive
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Opinion, Release
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER, OPINIONS_FOLDER
from shudi_cli.model.releases import ReleasedChange
from shudi_cli.releases.in_force import Editions, Published
from shudi_cli.repository import Repository


@dataclass(frozen=True)
class Brought:
    """An approved change that made an item read as it does, and the opinions it rests on."""

    change: Change
    opinions: Sequence[Opinion]

    @property
    def documents(self) -> Sequence[str]:
        """批准文号: the document numbers of the opinions of its last stage."""
        last = self.change.procedure.stages[-1].name
        numbers = [opinion.document_number for opinion in self.opinions if opinion.stage == last]
        return list(dict.fromkeys(filter(None, numbers)))


@dataclass(frozen=True)
class Origin:
    """Since which release an item has read so, and by which changes: none where it was there from the first on.

    `known` is False where an earlier release that the chain names is not at hand.
    """

    since: Release
    changes: Sequence[Brought] = ()
    known: bool = True

    def as_data(self) -> Mapping[str, Any]:
        """What it says, in the words of the files."""
        return {
            "自": self.since.number,
            "指纹": self.since.digest,
            "查得到": self.known,
            "变更": [
                {
                    "编号": brought.change.number,
                    "指纹": brought.change.digest,
                    "文号": brought.documents,
                    "意见": [opinion.digest for opinion in brought.opinions],
                }
                for brought in self.changes
            ],
        }


def origin_of(
    repository: Repository, folder: str, published: Published, list_folder: str, number: str
) -> Origin:
    """How an item of a release came to read as it does, back along the chain of releases.

    ShudiError when a record is not what the release says it was.
    """
    editions = Editions(repository, folder, published.version)
    since, known = published.release, True
    wanted = _digest_in(since, list_folder, number)
    while since.previous is not None:
        if since.previous.number not in editions.numbers:
            known = False
            break
        earlier = editions.numbered(since.previous.number)
        if earlier.digest != since.previous.digest:
            raise ShudiError(
                f"{since.number} 版接的上一版 {earlier.number} 改过，来历对不上",
                f"用 shudi verify {since.number} 核对",
            )
        if _digest_in(earlier, list_folder, number) != wanted:
            break
        since = earlier
    spoken = _speaking(repository, folder, published, since, number)
    changes = [brought for brought in spoken if _touches(brought.change, list_folder, number)]
    return Origin(since, tuple(changes), known)


def _touches(change: Change, list_folder: str, number: str) -> bool:
    return change.folder == list_folder and any(item.number == number for item in change.items)


def _digest_in(release: Release, list_folder: str, number: str) -> str | None:
    return next(
        (item.digest for item in release.items if (item.folder, item.number) == (list_folder, number)), None
    )


class _AllBut:
    """The folders to pass over when only some changes are wanted."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = frozenset(wanted)

    def __contains__(self, name: object) -> bool:
        above, _, last = str(name).rpartition("/")
        if not above:
            return last != CHANGES_FOLDER
        return above == CHANGES_FOLDER and last not in self._wanted


def _speaking(
    repository: Repository, folder: str, published: Published, release: Release, number: str
) -> Iterator[Brought]:
    """The changes of a release whose records speak of an item, as the release's own version has them."""
    numbers = [change.number for change in release.changes]
    snapshot = repository.at(published.version, folder, without=_AllBut(numbers))
    raws = {wanted: snapshot.read(f"{CHANGES_FOLDER}/{wanted}/{CHANGE_FILE}") for wanted in numbers}
    speaking = {
        wanted for wanted, raw in raws.items() if not isinstance(raw, bytes) or number.encode() in raw
    }
    archive = load_archive(snapshot, lambda name: change_of(name) in speaking)
    for entry in release.changes:
        if entry.number in speaking:
            yield _brought(entry, archive, release)


def _brought(entry: ReleasedChange, archive: Archive, release: Release) -> Brought:
    change = archive.changes.get(entry.number)
    opinions = {
        opinion.place.file.rpartition("/")[2]: opinion for opinion in archive.opinions.get(entry.number, ())
    }
    broken = next(_broken(entry, change, opinions), None)
    if change is None or broken is not None:
        raise ShudiError(
            f"“{broken}”与 {release.number} 版发布时不同", f"用 shudi verify {release.number} 核对"
        )
    return Brought(change, tuple(opinions[said.file] for said in entry.opinions))


def _broken(entry: ReleasedChange, change: Change | None, opinions: Mapping[str, Opinion]) -> Iterator[str]:
    """The files that are not what a release says they were."""
    folder = f"{CHANGES_FOLDER}/{entry.number}"
    if change is None or change.digest != entry.digest:
        yield f"{folder}/{CHANGE_FILE}"
    for said in entry.opinions:
        if said.file not in opinions or opinions[said.file].digest != said.digest:
            yield f"{folder}/{OPINIONS_FOLDER}/{said.file}"
