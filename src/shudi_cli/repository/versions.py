"""保存的版本: what a clerk may call one (an id, a tag, a day), and what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from shudi_cli.errors import ShudiError
from shudi_cli.repository.objects import AMBIGUOUS, Object, Objects, damaged
from shudi_cli.repository.plumbing import Git
from shudi_cli.snapshot.naming import presentable

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A day as people write it elsewhere.
_OTHER_DAY = re.compile(r"([0-9]{4})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})日?")
_PERSON = re.compile(rb"(.*?) ?<[^>]*> (-?\d+) ([+-])(\d\d)(\d\d)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOW_TO_NAME = "写版本号的前几位（如 3f2a1c9）、发布的标签，或日期（如 2026-03-14）；用 shudi log 加事项编号可以看到版本号"
_SHOWN = 60  # characters of what was asked for that an answer repeats
_SHALLOW = "；这份拷贝只带了最近的版本，更早的不在里面"
_FETCH_ALL = "请管理版本库的人把这份拷贝补成完整的"


@dataclass(frozen=True, slots=True)
class Version:
    """A saved version (git: a commit).

    `when` is the moment it was saved (git: the committer date, since the author date may be older than
    the version's place in this history), in the time zone of the machine that saved it.
    """

    id: str
    when: datetime
    author: str
    summary: str

    @property
    def short(self) -> str:
        """The first seven digits of its id."""
        return self.id[:7]

    @property
    def title(self) -> str:
        """What it is called on screen: 版本 3f2a1c9（2026-03-14）."""
        return f"版本 {self.short}（{self.when:%Y-%m-%d}）"


class Resolver:
    """Finds the version that a text stands for."""

    def __init__(self, git: Git, objects: Objects, *, shallow: bool) -> None:
        self._git = git
        self._objects = objects
        self._shallow = shallow

    def resolve(self, text: str) -> Version:
        """See `Repository.resolve`."""
        if _DAY.fullmatch(text):
            return self._on(text)
        found = self._commit(text)
        if found.content is None:
            raise self._unknown(text)
        return _version(found)

    def newest(self) -> Version | None:
        """The version saved last on the line we stand on; None before the first one is saved."""
        found = self._commit("HEAD")
        if found.content is not None:
            return _version(found)
        if self._git.ask("rev-parse", "--quiet", "--verify", "HEAD").code == 0:
            raise damaged()  # a version was saved, but it cannot be read
        return None

    def _commit(self, text: str) -> Object:
        return self._objects.get(text + "^{commit}")

    def _on(self, text: str) -> Version:
        """The newest version up to the end of a day, going back along first parents from HEAD.

        A day counts on the calendar of the machine that saved the version, so that the answer is the
        same on every machine that asks.
        """
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ShudiError(
                f"没有“{text}”这一天", "日期写成四位年、两位月、两位日，如 2026-03-14"
            ) from error
        version = self.newest()
        if version is None:
            raise _nothing_saved()
        while version.when.date() > day:
            earlier = self._commit(f"{version.id}^")
            if earlier.content is None:
                raise self._too_early(text, version)
            version = _version(earlier)
        return version

    def _unknown(self, text: str) -> ShudiError:
        shown = presentable(text if len(text) <= _SHOWN else text[:_SHOWN] + "……")
        # With the suffix git says "missing" of a short id that fits several.
        if self._objects.get(text).kind == AMBIGUOUS:
            return ShudiError(f"以“{shown}”开头的版本不止一个", "把版本号多写几位")
        if self.newest() is None:
            return _nothing_saved()
        if day := _OTHER_DAY.fullmatch(text):
            year, month, date_ = map(int, day.groups())
            return ShudiError(f"没有“{shown}”这个版本", f"是日期就写成 {year}-{month:02}-{date_:02}")
        if self._shallow:
            return ShudiError(f"没有“{shown}”这个版本{_SHALLOW}", f"{_HOW_TO_NAME}；或{_FETCH_ALL}")
        return ShudiError(f"没有“{shown}”这个版本", _HOW_TO_NAME)

    def _too_early(self, day: str, first: Version) -> ShudiError:
        message = f"到 {day} 为止还没有保存过版本，最早的是 {first.when:%Y-%m-%d}"
        if self._shallow:
            return ShudiError(message + _SHALLOW, _FETCH_ALL)
        return ShudiError(message, "写这一天或更晚的日期")


def _nothing_saved() -> ShudiError:
    return ShudiError("还没有保存过任何版本", "先把当前文件保存为第一个版本；只检查当前文件时不用写版本")


def _version(found: Object) -> Version:
    """Read a commit object: header lines, an empty line, the message."""
    assert found.content is not None
    head, _, message = found.content.partition(b"\n\n")
    fields: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        key, _, value = line.partition(b" ")
        fields.setdefault(key, value)
    encoding = fields.get(b"encoding", b"utf-8").decode("ascii", "replace")
    author, _ = _person(fields.get(b"author", b""))
    _, when = _person(fields.get(b"committer", b""))
    lines = _text(message, encoding).strip().splitlines()
    return Version(
        found.id, when, presentable(_text(author, encoding)), presentable(lines[0]) if lines else ""
    )


def _person(line: bytes) -> tuple[bytes, datetime]:
    """Name and moment of `Name <mail> seconds zone`; the year 1970 where a line makes no sense."""
    match = _PERSON.match(line)
    if match is None:
        return line.partition(b"<")[0].strip(), _EPOCH
    name, seconds, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == b"-" else 1)
    try:
        return name, (_EPOCH + timedelta(seconds=int(seconds))).astimezone(timezone(offset))
    except (ValueError, OverflowError):
        return name, _EPOCH


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "replace")
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")
