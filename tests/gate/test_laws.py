"""Laws of the gate: any unbacked edit of any item is refused, and layout is never content."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.diagnostics import Severity
from tests.cli.county import FIELDS, RIVERS, item
from tests.diff.county import yaml_of
from tests.gate.county import County, parsed, released
from tests.gate.judging import errors, findings

BASE = released()
CHAPTERS = {name: parsed(BASE.files[name]) for name in (RIVERS, FIELDS)}
ITEMS = [(name, nth) for name, data in CHAPTERS.items() for nth in range(len(data["事项"]))]


def texts(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text in some data, but for an item's number."""
    if isinstance(data, str):
        if path[-1] != "编号":
            yield path
        return
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in entries:
        yield from texts(value, (*path, step))


def with_chapters(chapters: dict[str, Any]) -> County:
    """The base county with other chapters; one without items is gone."""
    made = BASE.copy()
    for name, data in chapters.items():
        if data["事项"]:
            made.files[name] = yaml_of(data)
        else:
            del made.files[name]
    return made


def chapters() -> dict[str, Any]:
    """The base county's chapters, to be changed."""
    return {name: parsed(BASE.files[name]) for name in CHAPTERS}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_character_of_any_text(data: st.DataObject) -> None:
    """Whatever character of whatever text of an item becomes another, comes or goes: refused at that item."""
    changed = chapters()
    name, nth = data.draw(st.sampled_from(ITEMS))
    entry = changed[name]["事项"][nth]
    path = data.draw(st.sampled_from(list(texts(entry))))
    holder = entry
    for step in path[:-1]:
        holder = holder[step]
    text = holder[path[-1]]
    place = data.draw(st.integers(0, len(text) - 1))
    new = data.draw(st.sampled_from(["甲", "", text[place] + "乙"]))
    holder[path[-1]] = text[:place] + new + text[place + 1 :]
    found = findings(BASE, with_chapters(changed))
    # An empty text is refused by the form before anyone asks for an approval.
    assert any(finding.severity is Severity.ERROR for finding in found)
    if all(finding.code[0] not in "SY" for finding in found):
        assert [finding.place.path[:2] for finding in found if finding.code == "C201"] == [("事项", nth)]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(ITEMS), st.sampled_from(list(CHAPTERS)))
def test_items_removed_added_and_moved(one: tuple[str, int], home: str) -> None:
    """An item that goes, comes or stands in another chapter: refused."""
    name, nth = one
    changed = chapters()
    entry = changed[name]["事项"].pop(nth)
    assert "C201" in errors(BASE, with_chapters(changed))
    changed[home]["事项"].append(entry)
    moved = errors(BASE, with_chapters(changed))
    assert ("C201" in moved) is (home != name)
    changed = chapters()
    changed[home]["事项"].append(item(f"SD-0{changed[home]['序号']}-009", "新的事项"))
    assert "C201" in errors(BASE, with_chapters(changed))


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(ITEMS), st.sampled_from(ITEMS))
def test_texts_of_two_items_swapped(one: tuple[str, int], other: tuple[str, int]) -> None:
    """Two items that trade their texts, keeping their numbers: both refused."""
    if one == other:
        return
    changed = chapters()
    first, second = (changed[name]["事项"][nth] for name, nth in (one, other))
    first["名称"], second["名称"] = second["名称"], first["名称"]
    assert len(errors(BASE, with_chapters(changed))["C201"]) == 2


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_layout_is_no_content(order: random.Random, line_end: str, mark: str) -> None:
    """Keys and items in another order, comments, line ends, a BOM, another file name: nothing is found."""
    made = BASE.copy()
    for name, data in chapters().items():
        order.shuffle(data["事项"])
        text = "# 说明\n" + yaml_of(shuffled(data, order)).replace("\n", "  # 注\n", 1)
        made.files[name] = mark + text.replace("\n", line_end)
    made.files["responsibility/06-rivers.yaml"] = made.files.pop(RIVERS)
    assert "C201" not in errors(BASE, made)
    assert not {code for code in errors(BASE, made) if code.startswith("C")}


def shuffled(data: Any, order: random.Random) -> Any:
    """The data with the keys of its maps in another order; lists of texts stay as they are."""
    if isinstance(data, dict):
        keys = list(data)
        order.shuffle(keys)
        return {key: shuffled(data[key], order) for key in keys}
    return [shuffled(entry, order) for entry in data] if isinstance(data, list) else data
