"""New content in an old file: what stays keeps its comments, what is new is laid out like the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.formatting.entries import Entry

#: What tells the entries of a list apart.
_IDENTITIES = ("编号", "单位", "目录", "名称", "责任人")
#: An identity that may pass to another: who takes over an entry in its place takes its comments over.
_PASSING = "责任人"


def grown(data: Any, key: str | None = None) -> Entry:
    """Entries for data that stands in no file yet."""
    entry = Entry(key, None, None, 0)
    _become(entry, data)
    return entry


def revise(entry: Entry, data: Any) -> None:
    """Make an entry hold `data`; below it, whatever is still there keeps its comments."""
    if entry.kind is dict and isinstance(data, Mapping):
        kept = {child.key: child for child in entry.children}
        entry.children = [_revised(kept.get(key), value, key) for key, value in data.items()]
    elif entry.kind is list and _listed(data):
        spaced = any(child.leading[:1] == [""] for child in entry.children[1:])
        pairs = list(_paired(entry.children, data))
        entry.children = [_revised(old, value, None) for old, value in pairs]
        for (old, _), child in zip(pairs[1:], entry.children[1:], strict=True):
            if old is None and spaced:
                child.leading = [""]
    else:
        _become(entry, data)


def _become(entry: Entry, data: Any) -> None:
    entry.text, entry.children = None, []
    entry.kind = dict if isinstance(data, Mapping) else list if _listed(data) else None
    if isinstance(data, Mapping):
        entry.children = [grown(value, key) for key, value in data.items()]
    elif _listed(data):
        entry.children = [grown(value) for value in data]
    elif data is not None:
        entry.text = _written(data)


def _revised(old: Entry | None, data: Any, key: str | None) -> Entry:
    if old is None:
        return grown(data, key)
    revise(old, data)
    return old


def _paired(old: Sequence[Entry], new: Sequence[Any]) -> Iterator[tuple[Entry | None, Any]]:
    """Each new value with the entry it was: the one of the same identity, else the next that nobody claims."""
    claimed: dict[int, Entry] = {}
    free = list(old)
    for place, value in enumerate(new):
        same = next((entry for entry in free if _identity(entry) == _identity(value)), None)
        if same is not None:
            claimed[place] = same
            free.remove(same)
    for place, value in enumerate(new):
        if place not in claimed and free:
            if not isinstance(value, Mapping):
                claimed[place] = free.pop(0)
            elif _PASSING in value and place < len(old) and any(entry is old[place] for entry in free):
                claimed[place] = old[place]
                free = [entry for entry in free if entry is not old[place]]
        yield claimed.get(place), value


def _identity(thing: Any) -> Any:
    """What an entry or a value is known by: its 编号, 单位 …, or a sentence itself."""
    if isinstance(thing, Entry):
        if thing.kind is dict:
            texts = {child.key: child.text for child in thing.children}
            return next(((key, texts[key]) for key in _IDENTITIES if texts.get(key)), id(thing))
        return thing.text
    if isinstance(thing, Mapping):
        return next(((key, str(thing[key])) for key in _IDENTITIES if thing.get(key)), id(thing))
    return _written(thing)


def _written(data: Any) -> str:
    if isinstance(data, bool):
        return "true" if data else "false"
    return str(data)


def _listed(data: Any) -> bool:
    return isinstance(data, Sequence) and not isinstance(data, str)
