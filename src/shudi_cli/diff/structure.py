"""Two versions of one thing, field by field. Empty exactly when their content is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from shudi_cli.diff.values import FieldChange

Path = tuple[str, ...]

#: What tells the entries of a list apart, in order of preference.
_IDENTITIES = ("编号", "单位", "名称", "目录", "标题", "字段")
#: Lists whose entries are one line of text each on paper: 《法律》第几条.
_CITATIONS = frozenset({"依据", "赋权"})
_ALIKE = 0.5


def fields_between(before: Any, after: Any, path: Path = ()) -> Iterator[FieldChange]:
    """Every field that differs between two pieces of data as they were read."""
    if before == after or (_listed(before) and _listed(after) and not before and not after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from fields_between(before.get(key), after.get(key), (*path, key))
    elif _listed(before) and _listed(after):
        yield from _between_lists(_entries(before, path), _entries(after, path), path)
    else:
        yield FieldChange(path, in_words(before, path), in_words(after, path))


def in_words(data: Any, path: Path = ()) -> str | None:
    """A piece of data as text on several lines, as it would be read out; None for nothing."""
    if data is None:
        return None
    if isinstance(data, Mapping):
        return "\n".join(line for key, value in data.items() for line in _keyed(key, value, path))
    if isinstance(data, Sequence) and not isinstance(data, str):
        entries = [in_words(entry, path) or "" for entry in _entries(data, path)]
        return "\n".join(entries)
    return str(data)


def _keyed(key: str, value: Any, path: Path) -> Iterator[str]:
    text = in_words(value, (*path, key)) or ""
    if "\n" in text:
        yield f"{key}："
        yield from (f"  {line}" for line in text.split("\n"))
    else:
        yield f"{key}：{text}"


def _listed(data: Any) -> bool:
    return data is None or (isinstance(data, Sequence) and not isinstance(data, str))


def _entries(data: Any, path: Path) -> list[Any]:
    entries = list(data or ())
    if path and path[-1] in _CITATIONS and all(_is_citation(entry) for entry in entries):
        return [f"《{entry['名称']}》{entry.get('条款') or ''}" for entry in entries]
    return entries


def _is_citation(entry: Any) -> bool:
    return isinstance(entry, Mapping) and {"名称"} <= entry.keys() <= {"名称", "条款"} and bool(entry["名称"])


def _between_lists(before: list[Any], after: list[Any], path: Path) -> Iterator[FieldChange]:
    key = _identity(before, after)
    if key is None:
        yield from _between_texts(before, after, path)
        return
    old = {entry[key]: entry for entry in before}
    new = {entry[key]: entry for entry in after}
    for name in dict.fromkeys((*old, *new)):
        if name not in new or name not in old:
            entry = old[name] if name in old else new[name]
            text = in_words({k: v for k, v in entry.items() if k != key}, (*path, name)) or name
            gone = name not in new
            yield FieldChange((*path, name), text if gone else None, None if gone else text)
        else:
            yield from fields_between(old[name], new[name], (*path, name))
    kept_before = [name for name in old if name in new]
    kept_after = [name for name in new if name in old]
    if kept_before != kept_after:
        yield FieldChange((*path, "次序"), "、".join(kept_before), "、".join(kept_after))


def _identity(before: list[Any], after: list[Any]) -> str | None:
    """The key whose text tells all entries of both lists apart."""
    entries = [*before, *after]
    if not entries or not all(isinstance(entry, Mapping) for entry in entries):
        return None
    for key in _IDENTITIES:
        if all(isinstance(entry.get(key), str) for entry in entries) and all(
            len({entry[key] for entry in side}) == len(side) for side in (before, after)
        ):
            return key
    return None


def _between_texts(before: list[Any], after: list[Any], path: Path) -> Iterator[FieldChange]:
    """Sentences: unchanged ones are passed over, alike ones are paired, the rest came or went."""
    old = [_told(entry, path) for entry in before]
    new = [_told(entry, path) for entry in after]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = False
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation != "equal":
            for one, other in _paired(old[a:b], new[c:d]):
                found = True
                yield FieldChange(path, one, other)
    if not found:  # the entries read alike and yet differ in shape
        yield FieldChange(path, repr(before), repr(after))


def _told(entry: Any, path: Path) -> str:
    return (in_words(entry, path) or "") if isinstance(entry, (str, Mapping)) else str(entry)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str | None, str | None]]:
    """Pairs in order: each old sentence with the new one most like it, if any is alike."""
    pairs: list[tuple[str | None, str | None]] = []
    rest = list(new)
    for sentence in old:
        scores = [SequenceMatcher(None, sentence, other, autojunk=False).ratio() for other in rest]
        best = max(range(len(rest)), key=scores.__getitem__) if rest else -1
        if best >= 0 and scores[best] >= _ALIKE:
            pairs += [(None, other) for other in rest[:best]]
            pairs.append((sentence, rest[best]))
            del rest[: best + 1]
        else:
            pairs.append((sentence, None))
    return [*pairs, *((None, other) for other in rest)]
