"""倒查: what a list said of an item on a day, to whom it gave what, and what was known on that day.

Nothing here is a verdict: the facts are laid out, each with what proves it.

The digest comes out the same whenever the question is asked again. So it is made only of what later records
cannot touch: the release in force on a day that has passed (a release can take effect neither before the day
it is published nor before the one before it); the records that this release's own version holds; and the
saved versions up to the first one after that day, so that not even a version saved later under an earlier
date is taken for one of them. Names of git's versions are part of it on purpose: who rewrites the history
gets another digest. A day that is not over yet has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shudi_cli.canon import content_digest
from shudi_cli.errors import ShudiError
from shudi_cli.lookup import ItemFound
from shudi_cli.matching import did_you_mean, skeleton
from shudi_cli.model import Item, Release, Responsibility, Unit, UnitRegister
from shudi_cli.model.lists import item_digest
from shudi_cli.model.releases import release_file
from shudi_cli.model.units import TOWNSHIP_KINDS
from shudi_cli.opening import workspace_at
from shudi_cli.releases.in_force import Editions, Published, title_of
from shudi_cli.releases.origins import Origin, origin_of
from shudi_cli.repository import Repository, Version, open_repository
from shudi_cli.workspace import Workspace, load


@dataclass(frozen=True)
class Part:
    """What an item gives one township: main or support, under the name it is called by there, its own or a group's."""

    called: str
    main: bool
    responsibility: Responsibility


@dataclass(frozen=True)
class Township:
    """A township in an item: its parts, and the tasks that apply to it."""

    unit: Unit
    parts: Sequence[Part] = ()
    tasks: Sequence[str] = ()

    @property
    def covered(self) -> bool:
        """Whether the item says anything of it."""
        return bool(self.parts or self.tasks)


@dataclass(frozen=True)
class Known:
    """What was saved by the end of a day; no `version` where nothing was yet.

    `found` is the item there, None where it was not, or where its list could not be read (`unreadable`).
    `announced` says whether the release in force was among what was saved.
    """

    version: Version | None = None
    found: ItemFound | None = None
    unreadable: bool = False
    announced: bool = False


@dataclass(frozen=True)
class Trace:
    """The answer for one item on one day (ISO text). `origin` says how its text came to be."""

    day: str
    over: bool
    region: str
    published: Published
    found: ItemFound
    known: Known
    origin: Origin
    township: Township | None = None

    @property
    def release(self) -> Release:
        """The release in force."""
        return self.published.release

    @property
    def same(self) -> bool:
        """Whether what was known is word for word what was in force."""
        return self.known.found is not None and digest_of(self.known.found) == digest_of(self.found)

    @cached_property
    def digest(self) -> str | None:
        """The digest over all of it; None for a day that is not over."""
        return content_digest("trace", self.as_data()) if self.over else None

    def as_data(self) -> Mapping[str, Any]:
        """Everything the digest is over, in the words of the files."""
        version, found = self.known.version, self.known.found
        return {
            "地区": self.region,
            "日期": self.day,
            "正式版本": {
                "发布": self.release.number,
                "文号": self.release.document_number,
                "发布日期": self.release.day,
                "生效日期": self.release.effective,
                "指纹": self.release.digest,
            },
            "清单": self.found.duty_list.folder,
            "章": self.found.domain.name,
            "事项": self.found.item.content,
            "乡镇（街道）": self.township and _township_data(self.township),
            "当天已保存": version
            and {
                "版本": version.id,
                "时间": version.when.isoformat(),
                "含这个正式版本": self.known.announced,
                "读不出": self.known.unreadable,
                "事项指纹": found and digest_of(found),
            },
            "来历": self.origin.as_data(),
        }


def trace(start: Path, term: str, day: str, *, today: str, township: str | None = None) -> Trace:
    """What was in force and what was known of an item, by its number or name, on a day (ISO text).

    ShudiError for a day to come or before the first release, for an item that the release in force does not
    have, and for a township its register does not know.
    """
    if day > today:
        raise ShudiError(f"{day} 还没有到，那天有效的版本还会变", "写今天或以前的日期")
    root = workspace_at(start)
    with open_repository(root) as repository:
        folder = repository.folder_of(root)
        editions = Editions(repository, folder)
        published = editions.published(editions.on(day))
        workspace = load(published.snapshot)
        found = _found(term, workspace)
        if found is None:
            raise _absent(term, workspace, published.release, editions)
        return Trace(
            day,
            day < today,
            workspace.settings.region.name,
            published,
            found,
            _known(repository, folder, day, published.release, found),
            origin_of(repository, folder, published, found.duty_list.folder, found.item.number),
            _township(township, found.item, workspace.units) if township else None,
        )


def digest_of(found: ItemFound) -> str:
    """The digest of an item where it stands."""
    return item_digest(found.duty_list.folder, found.domain.name, found.item.content)


def _found(term: str, workspace: Workspace) -> ItemFound | None:
    number, name = term.strip().upper(), skeleton(term)
    for duty_list in workspace.lists:
        for domain in duty_list.domains:
            for item in domain.items:
                if item.number == number or (name and skeleton(item.name) == name):
                    return ItemFound(item, domain, duty_list)
    return None


def _absent(term: str, workspace: Workspace, release: Release, editions: Editions) -> ShudiError:
    """Why an item is not in a release: it went before, it came later, or it never was."""
    number = term.strip().upper()
    retired = (gone for found in workspace.lists for gone in found.notice.retired if gone.number == number)
    if gone := next(retired, None):
        when = f"（{gone.day}）" if gone.day else ""
        reason = f"，原因：{gone.reason}" if gone.reason else ""
        return ShudiError(
            f"{title_of(release)}里没有 {number}“{gone.name}”，它在这以前已经减去{when}{reason}",
            "写减去以前的日期",
        )
    having = [editions.numbered(other) for other in editions.mentioning(number)]
    having = [other for other in having if any(item.number == number for item in other.items)]
    later = next((other for other in having if other.order > release.order), None)
    if later:
        return ShudiError(
            f"{title_of(release)}里没有 {number}，它从 {title_of(later)}才列入",
            f"写 {later.effective} 或更晚的日期",
        )
    if having:
        return ShudiError(
            f"{title_of(release)}里没有 {number}，它最后一次列入是在 {title_of(having[-1])}",
            "写那一版有效时的日期",
        )
    items = [item for found in workspace.lists for item in found.items]
    # Numbers that look alike have nothing to do with one another.
    hint = did_you_mean(term, (item.name for item in items), "用 shudi find 按词查找，再写编号")
    return ShudiError(f"{title_of(release)}里没有叫“{term}”的事项", hint)


def _known(repository: Repository, folder: str, day: str, release: Release, wanted: ItemFound) -> Known:
    version = _saved_by(repository, day)
    if version is None:
        return Known()
    snapshot = repository.at(version, folder)
    workspace = load(snapshot)
    found = _found(wanted.item.number, workspace)
    incomplete = not workspace.lists or any(not duty_list.complete for duty_list in workspace.lists)
    announced = release_file(release.number) in snapshot.names()
    return Known(version, found, found is None and incomplete, announced)


def _saved_by(repository: Repository, day: str) -> Version | None:
    """The last version before the first one saved after a day; None where the first was saved after it.

    Days count on the calendar of the machine that saved the version, as everywhere.
    """
    last = None
    for version in repository.history():
        if version.when.date().isoformat() > day:
            last = None
        elif last is None:
            last = version
    if last is None and repository.shallow:
        raise ShudiError(
            f"这份拷贝只带了最近的版本，不知道 {day} 保存着什么", "请管理版本库的人把这份拷贝补成完整的"
        )
    return last


def _township(name: str, item: Item, units: UnitRegister) -> Township:
    unit = _unit(name, units)
    names = {unit.name, *(group.name for group in units.groups if unit.kind in group.kinds)}
    parts = [
        Part(entry.unit, role is item.main, entry)
        for role in (item.main, item.support)
        for entry in role
        if entry.unit in names
    ]
    applies = not item.applies_to or bool({unit.kind, *names} & {*item.applies_to})
    return Township(unit, tuple(parts), item.tasks if applies else ())


def _unit(name: str, units: UnitRegister) -> Unit:
    wanted = skeleton(name)
    former = {other: unit for other, (unit, _) in units.by_former_name.items()}
    every: Mapping[str, Any] = {**former, **units.by_other_name, **units.by_name}
    unit = next((unit for other, unit in every.items() if skeleton(other) == wanted), None)
    townships = [unit.name for unit in units.units if unit.kind in TOWNSHIP_KINDS]
    if unit is None:
        raise ShudiError(
            f"单位名录里没有“{name}”", did_you_mean(name, townships, "写单位名录中乡镇（街道）的名称")
        )
    if not isinstance(unit, Unit) or unit.kind not in TOWNSHIP_KINDS:
        raise ShudiError(f"“{name}”不是一个乡镇（街道）", f"写其中之一：{'、'.join(townships)}")
    return unit


def _township_data(township: Township) -> Mapping[str, Any]:
    return {
        "名称": township.unit.name,
        "责任": [
            {
                "写作": part.called,
                "责任": "主体" if part.main else "配合",
                "牵头": part.responsibility.leads,
                "职责": part.responsibility.duties,
            }
            for part in township.parts
        ],
        "职责任务": township.tasks,
    }
