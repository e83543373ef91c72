"""版本清单: what a release says of itself: its files, its items, the changes it takes in, all by digest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.archive import is_record
from shudi_cli.canon import content_digest
from shudi_cli.changes import Standing, renewed_by, state_of
from shudi_cli.model import Change, Release
from shudi_cli.model.editions import public_data
from shudi_cli.model.releases import release_order
from shudi_cli.model.signers import SigningRoster
from shudi_cli.workspace import Workspace


@dataclass(frozen=True)
class Notice:
    """What is said of a release besides its content. Days are ISO text; `unit` publishes, `person` is its clerk."""

    number: str
    document_number: str
    day: str
    effective: str
    unit: str
    person: str
    note: str | None = None


def manifest_data(
    workspace: Workspace,
    notice: Notice,
    entered: Sequence[Standing] = (),
    *,
    previous: Release | None = None,
    roster: SigningRoster | None = None,
) -> dict[str, Any]:
    """The data of a release's manifest, without a signature.

    `workspace` holds exactly what is released, `entered` the changes taken in since `previous`, in the order in
    which they entered; `roster` is the signing roster in force, None where the county uses no keys.
    """
    data: dict[str, Any] = {
        "发布": notice.number,
        "地区": workspace.settings.region.name,
        "文号": notice.document_number,
        "发布日期": notice.day,
        "生效日期": notice.effective,
        "单位": notice.unit,
        "经办": {"姓名": notice.person, "单位": notice.unit},
        "说明": notice.note,
        "上一版": {"发布": previous.number, "指纹": previous.digest} if previous else None,
        "变更": [_change(standing, workspace.archive.changes) for standing in entered],
        "程序": list(_procedures(workspace, previous)),
        "文件": list(_files(workspace)),
        "事项": list(_items(workspace)),
        "签批名册": {"版次": roster.version, "指纹": roster.digest} if roster else None,
    }
    return {key: value for key, value in data.items() if value}


def file_digests(workspace: Workspace) -> Mapping[str, str]:
    """The files of a workspace but its records, sorted, with the digest of each: layout and comments do not count."""
    names = sorted(name for name in workspace.documents if not is_record(name))
    return {name: content_digest("file", workspace.documents[name].data) for name in names}


def next_release_number(taken: Iterable[str], year: str) -> str:
    """The next number in a year: 2026.3."""
    orders: Collection[tuple[int, int]] = [release_order(number) for number in taken]
    return f"{year}.{max((nth for of, nth in orders if of == int(year)), default=0) + 1}"


def _change(standing: Standing, changes: Mapping[str, Change]) -> Mapping[str, Any]:
    change = standing.change
    renewed = list(renewed_by(change, changes))
    opinions = [
        {"文件": opinion.place.file.rpartition("/")[2], "方式": opinion.way, "指纹": opinion.digest}
        for opinion in standing.accepted
    ]
    return {
        "编号": change.number,
        "指纹": change.digest,
        **({"所续变更": renewed} if renewed else {}),
        "意见": opinions,
    }


def _procedures(workspace: Workspace, previous: Release | None) -> Iterator[Mapping[str, str]]:
    """The procedures in force, and of those before them the ones by which a change is still under way."""
    archive = workspace.archive
    present = {entry.digest: entry.name for entry in workspace.settings.procedures}
    released = {entry.number for release in archive.releases for entry in release.changes}
    used = {change.procedure.digest for number, change in archive.changes.items() if number not in released}
    earlier = {entry.digest: entry.name for entry in previous.procedures} if previous else {}
    kept = {digest: name for digest, name in earlier.items() if digest in used}
    yield from ({"名称": name, "指纹": digest} for digest, name in (present | kept).items())


def _files(workspace: Workspace) -> Iterator[Mapping[str, str]]:
    for name, digest in file_digests(workspace).items():
        data = workspace.documents[name].data
        public = public_data(data)
        hidden = {"公开指纹": content_digest("file", public)} if public != data else {}
        yield {"路径": name, "指纹": digest, **hidden}


def _items(workspace: Workspace) -> Iterator[Mapping[str, str]]:
    """Every item by list and number."""
    for key, digest in sorted(state_of(workspace.lists).items()):
        yield {"编号": key.number, "清单": key.folder, "指纹": digest}
