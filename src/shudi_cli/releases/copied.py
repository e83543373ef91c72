"""What the files of a copy prove: they are those of the release and what was saved since, with nothing slipped in."""

from __future__ import annotations

from collections.abc import Collection

from shudi_cli.archive import is_record
from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Release
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.releases.copies import Copy
from shudi_cli.releases.manifest import file_digests
from shudi_cli.releases.parts import Part
from shudi_cli.snapshot import Snapshot, WorkTree
from shudi_cli.source import read_document


def files_part(copy: Copy, newest: Release) -> Part:
    """Whether the files are those of the newest release, but for what approved changes since have touched."""
    said = {entry.path: entry.digest for entry in newest.files}
    unread = copy.workspace.unread
    here = {name: digest for name, digest in file_digests(copy.workspace).items() if name not in unread}
    differing = [name for name in sorted(here.keys() | said.keys()) if here.get(name) != said.get(name)]
    touched = [name for name in differing if name in _touched(copy.since.entered, {**said, **here})]
    saved = saved_files(copy)
    faults, later = [], []
    for name in differing:
        if name in touched or name in unread:
            continue
        if name in here and name in said and _is_saved(saved, name, here[name]):
            later.append(name)
        else:
            faults.append(_fault(name, newest, here, said))
    unproved = []
    if later:
        unproved.append(
            f"{_some(later)} 在 {newest.number} 版发布以后改过，已经保存；这些改动不在那个版本里，要看版本库的记录"
        )
    if touched:
        unproved.append(
            f"{_some(touched)} 随以后入册的变更改过：其中事项逐一核对过，次序、总数、已减事项没有核对"
        )
    proves = [f"其余 {len(said) - len(later) - len(touched)} 个文件" if unproved else f"{len(said)} 个文件"]
    return Part(faults, [f"{proves[0]}与 {newest.number} 版发布时相同，没有多出来的"], unproved)


def _fault(name: str, newest: Release, here: Collection[str], said: Collection[str]) -> Fault:
    if name not in said:
        message = f"“{name}”不在 {newest.number} 版里，是多出来的"
        return Fault("", Place(name), message, "把它移走；是新设的清单，批准以后才能加")
    if name not in here:
        return Fault("", Place(name), f"缺少“{name}”", "从上一个版本恢复它")
    hint = "发布以后改过名录、设置的，在版本库里核对；不是自己改的，另取一份"
    return Fault("", Place(name), f"“{name}”与 {newest.number} 版发布时不同", hint)


def _touched(entered: Collection[Change], known: Collection[str]) -> Collection[str]:
    """The files that changes approved since may have touched or made; what they hold is judged item by item."""
    folders = {change.folder_of(item) for change in entered for item in change.items}
    inside = {name for name in known if name.rpartition("/")[0] in folders}
    made = {f"{change.folder_of(item)}/{item.chapter.file}" for change in entered for item in change.items}
    return (inside | made | {SETTINGS_FILE}) if entered else inside


def _is_saved(saved: Snapshot | None, name: str, digest: str) -> bool:
    """Whether a file is what the last saved version has: somebody answered for it."""
    raw = saved.read(name) if saved is not None and name in saved.names() else None
    document = read_document(name, raw) if isinstance(raw, bytes) else None
    return document is not None and document.readable and content_digest("file", document.data) == digest


def saved_files(copy: Copy) -> Snapshot | None:
    """The workspace as it was saved last; None without git."""
    if copy.repository is None:
        return None
    try:
        return copy.repository.at(copy.repository.resolve("HEAD"), copy.folder)
    except ShudiError:
        return None


def records_part(copy: Copy) -> Part:
    """Whether the records are as they were saved: the tool itself saves what it writes."""
    saved = saved_files(copy)
    if saved is None or copy.repository is None:
        return Part()
    tree = WorkTree(copy.root, hashing=copy.repository.hashing)
    old, new = saved.identities(), tree.identities()
    names = sorted(
        name for name in {*old, *new, *saved.names()} if is_record(name) and old.get(name) != new.get(name)
    )
    hint = "案卷由程序写成并保存，不手改；恢复成上次保存的样子"
    faults = [
        Fault("C202", Place(name), f"“{name}”与上次保存的不同", hint)
        for name in names
        if _plain(saved, name) != _plain(tree, name)
    ]
    return Part(faults, ["案卷与版本库里上次保存的相同"])


def _plain(snapshot: Snapshot, name: str) -> bytes | None:
    """A file's content but for Windows' line ends; None where there is none."""
    raw = snapshot.read(name) if name in snapshot.names() else None
    return raw.replace(b"\r\n", b"\n") if isinstance(raw, bytes) else None


def _some(names: Collection[str]) -> str:
    return "、".join(names)
