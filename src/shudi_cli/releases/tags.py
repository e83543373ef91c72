"""版本标签: whether git's tag of a release is its own, points at it, and says its digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.releases.in_force import Editions
from shudi_cli.releases.parts import Part
from shudi_cli.repository import Repository

_HINT = "标签由 shudi publish 写成；请管理版本库的人从别的拷贝恢复它"
_SHOWN = 5


def tags_part(releases: Sequence[Release], repository: Repository, folder: str) -> Part:
    """Every release's tag held against it; releases without one are named."""
    faults: list[Fault] = []
    tagged: list[str] = []
    bare: list[str] = []
    for release in releases:
        found = _tag(release, repository, folder)
        if found is None:
            bare.append(release.number)
            continue
        tagged.append(release.number)
        faults += _faults(release, *found, repository, folder)
    proves = [f"版本库里有 {_some(tagged)}的标签，指着这些版本，写着同样的文号和指纹"] if tagged else []
    unproved = [f"版本库里没有 {_some(bare)}的标签（拷贝时没有带上，或没有打）"] if bare else []
    return Part(faults, proves, unproved)


def _tag(release: Release, repository: Repository, folder: str) -> tuple[str, str] | None:
    """The name and the text of a release's tag: of its county first, else the plain one.

    Where a repository keeps several counties, the plain one may be another's.
    """
    own, plain = f"release/{folder}/{release.number}", f"release/{release.number}"
    text = repository.tag(own) if folder else None
    if text is not None:
        return own, text
    text = repository.tag(plain)
    alone = len(repository.workspaces(repository.resolve("HEAD"))) == 1
    return (plain, text) if text is not None and (alone or release.digest in text) else None


def _faults(release: Release, name: str, text: str, repository: Repository, folder: str) -> Iterator[Fault]:
    place = Place(release.place.file)
    head, _, message = text.partition("\n\n")
    fields = dict(line.partition(" ")[::2] for line in head.split("\n"))
    if not text:
        yield Fault("", place, f"标签“{name}”不是 shudi publish 写的，没有内容", _HINT)
    elif fields.get("tag") != name:
        yield Fault("", place, f"标签“{name}”里写的是“{fields.get('tag')}”，是别的标签改名来的", _HINT)
    elif missing := [
        told for told in (release.number, release.document_number, release.digest) if told not in message
    ]:
        yield Fault("", place, f"标签“{name}”里没有这个版本的“{missing[0]}”", _HINT)
    elif not _points_at(release, fields.get("object", ""), repository, folder):
        yield Fault("", place, f"标签“{name}”指着的版本里，没有这样的 {release.number} 版", _HINT)


def _points_at(release: Release, identity: str, repository: Repository, folder: str) -> bool:
    try:
        editions = Editions(repository, folder, repository.resolve(identity))
        return editions.numbered(release.number).digest == release.digest
    except ShudiError:
        return repository.shallow  # a copy with the last versions only cannot tell


def _some(numbers: Sequence[str]) -> str:
    shown = "、".join(numbers[-_SHOWN:])
    return f"{shown} 等 {len(numbers)} 个版本" if len(numbers) > _SHOWN else f"{shown} 版"
