"""Whether an act may be done: everything that is looked at before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shudi_cli.errors import ShudiError
from shudi_cli.repository.entries import Entry, parse_index
from shudi_cli.repository.recording import disk
from shudi_cli.repository.recording.acts import Act
from shudi_cli.repository.recording.journal import Step, fingerprint
from shudi_cli.repository.recording.place import Place
from shudi_cli.repository.recording.stock import Stock
from shudi_cli.repository.recording.wording import AGAIN, how_to_free, reason, refused
from shudi_cli.snapshot.listing import Kind
from shudi_cli.snapshot.naming import is_presentable, presentable
from shudi_cli.snapshot.obstacles import WAITING

_FORBIDDEN = {"", ".", "..", ".git"}
_RESTORE = "清单的改动用 shudi propose 报送，别的用 shudi save 保存；不要的用 shudi restore 恢复，再做一次"
#: What stands in place of the line where git keeps it in its newer form (reftable).
_ELSEWHERE = b"ref: refs/heads/.invalid"
#: git's own rules for names (check-ref-format).
_BAD_TAG = re.compile(r"^$|[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[/-]|[/.]$|(^|/)\.|\.lock(/|$)")


def check_line(place: Place) -> None:
    """Refuse where no version can follow another."""
    if place.branch is None:
        raise refused("还没有保存过任何版本", "先在工作区所在的文件夹里运行 shudi init")
    if not place.branch:
        raise refused("现在停在一个旧版本上，不能在它上面办理", "请管理版本库的人回到最新的版本")


def check_quiet(place: Place) -> None:
    """Refuse while somebody else is at work in the same repository."""
    if any(disk.exists(place.git_dir / name) for name in WAITING):
        raise refused("有两个人的改动还没有理顺完", "请管理版本库的人先理顺，再做一次")
    lock = place.index_lock
    if disk.exists(lock):
        raise refused("另一个程序正在用这个版本库", how_to_free(lock))


def check_still(place: Place) -> None:
    """Refuse if somebody has gone over to another line since we looked; asked once nobody can any more."""
    said = (disk.read(place.git_dir / "HEAD") or b"").strip()
    if said not in {f"ref: {place.branch}".encode(), _ELSEWHERE}:
        raise ShudiError("有别的程序刚刚换了版本", AGAIN)


def check_act(place: Place, stock: Stock, act: Act) -> None:
    """Refuse what rests on an older version, a name that cannot be, and files that two people changed at once."""
    assert place.branch
    if stock.at(place.branch) != act.base:
        raise refused("您看过以后，这里又保存了新的版本", "再做一次，会按最新的内容办理")
    for path in {**act.becoming, **act.found}:
        if not _is_plain(path):
            raise refused(f"“{presentable(path)}”不能作文件名", "换一个名称")
    if act.tag and _BAD_TAG.search(act.tag.name):
        raise refused(f"“{presentable(act.tag.name)}”不能作标签", "换一个名称")
    if act.tag and stock.has(f"refs/tags/{act.tag.name}"):
        raise refused(f"已经有“{act.tag.name}”这个标签", "换一个名称；确要重来就请管理版本库的人先去掉它")
    answer = place.git.ask("ls-files", "--unmerged", "-z")
    if answer.code != 0:
        raise refused(
            "登记待保存的改动读不出来", "关闭正在使用版本库的其他软件再试；仍不行就请管理版本库的人检查"
        )
    if open_ := sorted(parse_index(answer.output).keys() & act.becoming.keys()):
        raise refused(
            f"“{open_[0]}”有两个人的改动还没有理顺", "对照两个人的改动，留下要的内容，登记以后再做一次"
        )


def noted(stock: Stock, act: Act) -> Mapping[str, Entry | None]:
    """What `base` has of each path; refused where it is no plain file."""
    tree = stock.tree(act.base)
    found: dict[str, Entry | None] = {}
    for path in {**act.becoming, **act.found}:
        try:
            entry = stock.entry(tree, path)
        except ValueError:
            raise _in_the_way(path) from None
        if entry is not None and entry.kind is not Kind.FILE:
            raise _in_the_way(path)
        found[path] = entry
    return found


def steps(
    place: Place, stock: Stock, act: Act, entries: Mapping[str, Entry | None], blobs: Mapping[str, str | None]
) -> Sequence[Step]:
    """What is to be done to each file of the work tree; refused where one is not what the caller thinks."""
    made = []
    for path in {**act.becoming, **act.found}:
        now = _read(place, path)
        if path in act.found:
            if now != act.found[path]:
                raise refused(f"“{path}”刚刚又被改动过，和办理时看到的不一样", "再做一次，会按最新的内容办理")
        else:
            _check_as_saved(path, now, None if (entry := entries[path]) is None else stock.content(entry.id))
        if path in act.becoming and now != act.becoming[path]:
            _check_writable(place, path)
            made.append(Step(path, fingerprint(now), blobs[path]))
    return made


def alike(one: bytes | None, other: bytes | None) -> bool:
    """Whether two contents are the same but for Windows' line ends."""
    if one is None or other is None:
        return one is other
    return one == other or one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _check_as_saved(path: str, now: bytes | None, saved: bytes | None) -> None:
    if alike(now, saved):
        return
    if saved is None:
        raise refused(f"“{path}”已经有了，还没有保存", "把它移到别处，或换一个名称，再做一次")
    if now is None:
        raise refused(f"“{path}”不在了，而这还没有保存", _RESTORE)
    raise refused(f"“{path}”有没保存的改动", _RESTORE)


def _read(place: Place, path: str) -> bytes | None:
    try:
        return disk.read_below(place.top, path)
    except disk.ObstacleError:
        raise _in_the_way(path) from None
    except OSError as error:
        raise refused(f"“{path}”读不出来（{reason(error)}）", AGAIN) from error


def _check_writable(place: Place, path: str) -> None:
    try:
        disk.check_writable(place.file(path))
    except OSError as error:
        raise refused(
            f"写不进“{path}”（{reason(error)}）", "关闭正在使用它的软件，去掉“只读”属性，再做一次"
        ) from error


def _is_plain(path: str) -> bool:
    parts = path.split("/")
    return (
        is_presentable(path)
        and "\\" not in path
        and not any(part.rstrip(". ").lower() in _FORBIDDEN for part in parts)
    )


def _in_the_way(path: str) -> ShudiError:
    return refused(f"“{path}”的位置上不是普通文件（是文件夹、快捷方式或别的东西）", "把它移到别处，再做一次")
