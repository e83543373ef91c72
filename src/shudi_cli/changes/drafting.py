"""From edited lists to applications: what differs item by item, and the data of a change that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from shudi_cli.changes.following import without_links
from shudi_cli.changes.ledger import Key
from shudi_cli.model import DutyList, Procedure, Release
from shudi_cli.model.changes import ADD, AMEND, REMOVE
from shudi_cli.model.lists import item_digest
from shudi_cli.model.signers import SigningRoster


class Stood(NamedTuple):
    """An item's text and the chapter it stands in: the chapter's name, its 序号, its file within the list."""

    content: Mapping[str, Any]
    chapter: str
    order: int
    file: str

    def digest(self, folder: str) -> str:
        """The digest of the item where it stands."""
        return item_digest(folder, self.chapter, self.content)


class Edited(NamedTuple):
    """One item that is to change: as it stands, and as it shall stand; None where there is or shall be none."""

    key: Key
    old: Stood | None
    new: Stood | None

    @property
    def sort(self) -> str:
        """增, 减 or 改."""
        return ADD if self.old is None else REMOVE if self.new is None else AMEND


@dataclass(frozen=True)
class Request:
    """What an applicant says besides the texts: who asks, why, on what basis. `day` is ISO text."""

    unit: str
    person: str
    day: str
    reason: str
    trigger: str | None = None
    bases: Sequence[Mapping[str, str]] = ()
    concerned: Sequence[str] = ()
    downhill: str | None = None
    renews: str | None = None
    attachments: Sequence[Mapping[str, Any]] = ()


def standing_items(lists: Iterable[DutyList]) -> dict[Key, Stood]:
    """Every item of lists where it stands."""
    return {
        Key(found.folder, item.number): Stood(
            item.content, domain.name, domain.order, domain.place.file.removeprefix(f"{found.folder}/")
        )
        for found in lists
        for domain in found.domains
        for item in domain.items
    }


def edited_items(saved: Mapping[Key, Stood], now: Mapping[Key, Stood]) -> list[Edited]:
    """The items that differ between two states, by list and number."""
    found = []
    for key in sorted(saved.keys() | now.keys()):
        old, new = saved.get(key), now.get(key)
        if (old and old.digest(key.folder)) != (new and new.digest(key.folder)):
            found.append(Edited(key, old, new))
    return found


def grouped(edited: Sequence[Edited], stands: Mapping[Key, Stood]) -> Iterator[list[Edited]]:
    """Edited items as applications: one for each list and each of 增, 减, 改.

    What is linked to a removed item, wherever it stands, goes into the removal and loses the link there.
    """
    removed = {entry.key.number for entry in edited if entry.sort == REMOVE}
    following = _following(removed, stands) if removed else {}
    for folder in dict.fromkeys(entry.key.folder for entry in edited):
        for sort in (ADD, REMOVE, AMEND):
            inside = [entry for entry in edited if entry.key.folder == folder and entry.sort == sort]
            group = [entry for entry in inside if entry != following.get(entry.key)]
            if group and sort == REMOVE:
                mine = {entry.key.number for entry in group}
                group += [
                    entry for entry in _following(mine, stands).values() if entry.key.number not in removed
                ]
            if group:
                yield group


def _following(removed: Collection[str], stands: Mapping[Key, Stood]) -> Mapping[Key, Edited]:
    found = {}
    for key, stood in stands.items():
        content = without_links(stood.content, removed)
        if content != stood.content and key.number not in removed:
            found[key] = Edited(key, stood, stood._replace(content=content))
    return found


def next_number(taken: Collection[str], year: str) -> str:
    """The next number of a change in a year: CG-2026-004."""
    pattern = re.compile(rf"CG-{year}-([0-9]+)")
    used = [int(match[1]) for number in taken if (match := pattern.fullmatch(number))]
    return f"CG-{year}-{max(used, default=0) + 1:03}"


def change_data(  # noqa: PLR0913 - what an application consists of
    number: str,
    region: str,
    group: Sequence[Edited],
    request: Request,
    procedure: Procedure,
    *,
    base: Release | None,
    roster: SigningRoster | None,
) -> dict[str, Any]:
    """The data of `change.yaml` for items that change alike."""
    folder = group[0].key.folder
    application = {
        "单位": request.unit,
        "姓名": request.person,
        "日期": request.day,
        "附件": list(request.attachments),
    }
    data: dict[str, Any] = {
        "编号": number,
        "地区": region,
        "清单": folder,
        "类型": group[0].sort,
        "触发": request.trigger,
        "申请": {key: value for key, value in application.items() if value},
        "理由": request.reason,
        "依据": list(request.bases),
        "涉及": list(request.concerned),
        "责任下移": request.downhill,
        "接续": request.renews,
        "基于": {"发布": base.number, "指纹": base.digest} if base else None,
        "事项": [_item_data(entry, folder) for entry in group],
        "程序": procedure.content,
        "签批名册": {"版次": roster.version, "指纹": roster.digest} if roster else None,
    }
    return {key: value for key, value in data.items() if value}


def _item_data(entry: Edited, folder: str) -> dict[str, Any]:
    stands = entry.new or entry.old
    assert stands is not None
    data: dict[str, Any] = {
        "编号": entry.key.number,
        "所在": {"章": stands.chapter, "次序": stands.order, "文件": stands.file},
    }
    if entry.key.folder != folder:
        data["清单"] = entry.key.folder
    if entry.old is not None:
        if entry.new is not None and entry.old.chapter != entry.new.chapter:
            data["原所在"] = entry.old.chapter
        data |= {"原指纹": entry.old.digest(entry.key.folder), "原文": entry.old.content}
    if entry.new is not None:
        data["新文"] = entry.new.content
    return data
