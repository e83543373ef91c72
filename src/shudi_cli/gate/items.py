"""Items that differ: each must be what the newest release and the approved changes make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from shudi_cli.changes import Key, differences, replay, state_at, state_of
from shudi_cli.changes.ledger import Replayed
from shudi_cli.changes.notices import same
from shudi_cli.diagnostics import Finding, Place
from shudi_cli.diff.chapters import Chapter, is_chapter
from shudi_cli.gate.grounds import data_of
from shudi_cli.gate.states import States, error
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.releases import RELEASES_FOLDER
from shudi_cli.model.settings import SETTINGS_FILE

_RESTORE = "恢复原样；要改的用 shudi propose 报送，批准以后由程序入册"


class Stands(NamedTuple):
    """Where an item stands: its place (a file, where nothing more is known), its text, its chapter's name."""

    place: Place
    content: Mapping[str, Any]
    chapter: str


def unbacked(states: States) -> Iterator[Finding]:
    """Items that differ from what was approved, approved ones that did not enter, and lists that are gone.

    Before the first release lists are drafts; the first one itself must say what they are.
    """
    if SETTINGS_FILE in states.workspace.unread:
        return
    newest = states.old.archive.newest
    if newest is not None:
        yield from _Ledger(states, replay(state_at(newest), states.approved)).findings()
    elif states.old.released:
        message = "旧的一边最近的正式版本读不出来，清单的改动无从核对"
        yield error("C201", Place(SETTINGS_FILE), message, f"从备份恢复 {RELEASES_FOLDER} 里的文件，再核对")
    else:
        for baseline in states.workspace.archive.releases[:1]:
            yield from _Ledger(states, replay(state_at(baseline), states.approved)).misstated()


class _Ledger:
    """The sum of approved changes held against the newer side's lists."""

    def __init__(self, states: States, wanted: Replayed) -> None:
        self._states = states
        self._wanted = wanted
        self._lists = {found.folder: found for found in states.workspace.lists}
        self._places: dict[Key, Stands] = {}
        self._doubled: dict[Key, Stands] = {}
        for found in self._lists.values():
            for domain in found.domains:
                for item in domain.items:
                    key = Key(found.folder, item.number)
                    stands = Stands(item.place, item.content, domain.name)
                    (self._doubled if key in self._places else self._places)[key] = stands

    def findings(self) -> Iterator[Finding]:
        """Lists that are gone, items that differ, changes that did not enter."""
        gone = [entry.folder for entry in self._states.old.settings.lists if entry.folder not in self._named]
        for folder in gone:
            message = f"清单“{folder}”从 {SETTINGS_FILE} 里去掉了，没有批准过减去它的事项"
            yield error("C201", Place(SETTINGS_FILE) / "清单", message, _RESTORE)
        for key, stands in self._doubled.items():
            yield error(
                "C201", stands.place, f"{key.number} 写了两次，说不清哪一个是批准的", "留下批准的一个"
            )
        late: dict[str, list[str]] = {}
        lost: Counter[str] = Counter()
        for key in differences(self._wanted.state, state_of(self._lists.values())):
            if key.folder in gone or key in self._doubled:
                continue
            if self._unreadable(key):
                lost[key.folder] += 1
            elif self._touched(key):
                yield self._finding(key)
            elif number := self._due(key):
                late.setdefault(number, []).append(key.number)
            else:
                yield self._finding(key, "C131")
        for folder, count in lost.items():
            message = f"清单“{folder}”有文件没有读入，{count} 个事项无从核对"
            yield error("C201", Place(f"{folder}/{LIST_FILE}"), message, "先改正别的错误，再核对")
        yield from self._not_entered(late)

    def misstated(self) -> Iterator[Finding]:
        """Items that are not what the first release and the changes since say they are."""
        for key in differences(self._wanted.state, state_of(self._lists.values())):
            if not self._unreadable(key):
                yield self._finding(key, "C131")

    @property
    def _named(self) -> frozenset[str]:
        return frozenset(entry.folder for entry in self._states.workspace.settings.lists)

    @cached_property
    def _before(self) -> Mapping[Key, Stands]:
        """The items of the chapter files that differ, as they stood before."""
        found: dict[Key, Stands] = {}
        folders = {entry.folder for entry in self._states.old.settings.lists}
        for name, (old, _) in self._states.differs.items():
            folder, _, file = name.rpartition("/")
            if old is None or folder not in folders or file == LIST_FILE:
                continue
            data = data_of(self._states.before, name)
            if is_chapter(data):
                chapter = Chapter.of(name, data)
                for entry in chapter.entries:
                    found[Key(folder, str(entry.get("编号")))] = Stands(Place(name), entry, chapter.name)
        return found

    def _unreadable(self, key: Key) -> bool:
        """Whether an item may stand in a file that could not be read."""
        found = self._lists.get(key.folder)
        return key not in self._places and key.folder in self._named and (found is None or not found.complete)

    def _touched(self, key: Key) -> bool:
        """Whether an item differs between the two sides, as far as that is known."""
        was, stands = self._before.get(key), self._places.get(key)
        if stands is None:
            return was is not None
        if was is None:
            return stands.place.file in self._states.differs
        return was.chapter != stands.chapter or not same(was.content, stands.content)

    def _finding(self, key: Key, code: str = "C201") -> Finding:
        was, stands = self._before.get(key), self._places.get(key)
        if stands is None:
            place = was.place if was else Place(f"{key.folder}/{LIST_FILE}")
            what = "不在清单里了，没有批准过减去它"
        else:
            place = stands.place
            what = _told(was, stands) if code == "C201" else "与批准的不一样"
        return error(code, place, f"{key.number} {what}", self._hint(key))

    def _hint(self, key: Key) -> str:
        for number, standing in self._states.standings.items():
            change = standing.change
            if change.folder != key.folder or key.number not in {item.number for item in change.items}:
                continue
            if change in self._states.approved:
                return f"{number} 批准的新文与清单里的不一样：恢复原样，用 shudi approve 办理的会由程序入册"
            if standing.open and standing.stage:
                return f"{number} 还在“{standing.stage.name}”：先恢复原样，批准以后由程序入册"
        return _RESTORE

    def _due(self, key: Key) -> str | None:
        """The change, approved only now, that should have made an item other than it is."""
        new = (change for change in self._states.approved if change.number in self._states.moving)
        found = (
            change for change in new if key in {Key(change.folder, item.number) for item in change.items}
        )
        return next((change.number for change in found), None)

    def _not_entered(self, late: Mapping[str, list[str]]) -> Iterator[Finding]:
        stuck = {change.number for change in self._wanted.stuck}
        for change in self._states.approved:
            if change.number in stuck:
                message = f"{change.number} 批准了，却入不了册：事项已经变了"
                yield error("C132", change.place, message, "用 shudi propose --renew 更新它")
            elif change.number in late:
                message = f"{change.number} 批准了，{'、'.join(late[change.number])} 却没有入册"
                yield error("C132", change.place, message, "最后一份意见用 shudi approve 出具，程序随即入册")


def _told(was: Stands | None, stands: Stands) -> str:
    if was is None:
        return "是新加的，没有批准过增加它"
    if same(was.content, stands.content):
        return f"从“{was.chapter}”移到了“{stands.chapter}”，没有批准过"
    return "的内容改了，没有批准过这样改"
