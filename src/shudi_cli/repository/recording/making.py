"""The new version and its tag, as git's objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from shudi_cli.repository.entries import Entry
from shudi_cli.repository.recording.acts import Act
from shudi_cli.repository.recording.packing import Parcel
from shudi_cli.repository.recording.place import Place
from shudi_cli.repository.recording.stock import Stock
from shudi_cli.repository.recording.wording import complaint, refused

#: Whatever comes, what git stores is on the disk before we go on. Old gits know the last setting only.
DURABLE = ("-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync", "-c", "core.fsyncObjectFiles=true")
_FILE = "100644"
#: What git takes out of names (ident.c), and what would break its lines.
_CRUD = re.compile(r"[\x00-\x1f\x7f<>]")
_EDGES = " .,:;\"\\'"


@dataclass(frozen=True, slots=True)
class Made:
    """The id of the new version, that of its tag ("" for none), git's note of each file, and the objects."""

    version: str
    tag: str
    entries: Mapping[str, Entry | None]
    blobs: Mapping[str, str | None]
    parcel: Parcel


def make(place: Place, stock: Stock, act: Act, noted: Mapping[str, Entry | None]) -> Made:
    """Everything the act needs, in memory. `noted` is what `base` has of each path concerned."""
    parcel = Parcel(place.hashing)
    saved = {path: _entry(parcel, content, noted[path]) for path, content in act.saved.items()}
    blobs = {
        path: None if content is None else parcel.add("blob", content)
        for path, content in act.becoming.items()
    }
    tree = parcel.add_tree(stock.trees, stock.tree(act.base), saved) or parcel.add("tree", b"")
    who = signature(act)
    head = f"tree {tree}\nparent {act.base}\nauthor {who}\ncommitter {who}\n\n"
    version = parcel.add("commit", _encoded(head + _text(act.message)))
    tag = ""
    if act.tag is not None:
        head = f"object {version}\ntype commit\ntag {act.tag.name}\ntagger {who}\n\n"
        tag = parcel.add("tag", _encoded(head + _text(act.tag.message)))
    entries = {path: saved.get(path, noted[path]) for path in act.becoming}
    return Made(version, tag, entries, blobs, parcel)


def store(place: Place, made: Made) -> list[Path]:
    """Have git store the objects; the folders they went into. ShudiError when it cannot."""
    answer = place.git.ask(*DURABLE, "unpack-objects", "-q", "--strict", stdin=made.parcel.packed())
    if answer.code != 0:
        raise complaint(answer)
    top = place.common / "objects"
    return [top, *(top / identity[:2] for identity in made.parcel)]


def person(act: Act) -> tuple[str, str]:
    """Name and mail as git can write them; ShudiError when nothing is left of the name."""
    name, mail = (_CRUD.sub("", part).strip(_EDGES) for part in act.author)
    if not name:
        raise refused("不知道是谁在办理", "写明姓名")
    return name, mail


def moment(act: Act) -> str:
    """Seconds and time zone, as git writes them."""
    offset = act.when.utcoffset()
    if offset is None:
        message = "the moment of an act is aware"
        raise ValueError(message)
    minutes = abs(offset) // timedelta(minutes=1)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{int(act.when.timestamp())} {sign}{minutes // 60:02}{minutes % 60:02}"


def signature(act: Act) -> str:
    """Who and when, as git writes it."""
    name, mail = person(act)
    return f"{name} <{mail}> {moment(act)}"


def _entry(parcel: Parcel, content: bytes | None, noted: Entry | None) -> Entry | None:
    if content is None:
        return None
    return Entry(noted.mode if noted else _FILE, parcel.add("blob", content))


def _text(message: str) -> str:
    return message.replace("\0", "").strip() + "\n"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
