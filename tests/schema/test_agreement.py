"""The compiled validator and `jsonschema` are of one mind, whatever a file holds."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import FormatChecker

from shudi_cli.diagnostics import Path
from shudi_cli.resources import sample_folder
from shudi_cli.schema import Schema, chapter_schema, schema_named
from shudi_cli.schema.coercion import coerce
from shudi_cli.schema.explaining import EXPLAINER, errors_in, explain
from shudi_cli.source import Document, read_document

SUBJECTS = {
    "shudi.yaml": schema_named("shudi"),
    "units.yaml": schema_named("units"),
    "laws.yaml": schema_named("laws"),
    "responsibility/list.yaml": schema_named("list"),
    "responsibility/07-agriculture.yaml": chapter_schema(
        "领域", ("批次", "主体责任", "依据"), ("职责任务", "适用")
    ),
    "tasks/01-party-work.yaml": chapter_schema(
        "板块", ("适用", "职责任务"), ("批次", "主体责任", "配合责任")
    ),
    "tasks/02-safety.yaml": schema_named("domain"),
}
#: An entry that the sample has not, so that every key of its schema is met.
RETIRED = {"已减事项": [{"编号": "SD-01-099", "名称": "甲", "日期": "2025-01-01", "原因": "乙"}]}


def trimmed(data: Any) -> Any:
    """The data with lists cut to their last three entries: mutations should meet every key, not every item."""
    if isinstance(data, dict):
        return {key: trimmed(value) for key, value in data.items()}
    return [trimmed(value) for value in data[-3:]] if isinstance(data, list) else data


def valid(name: str, schema: Schema) -> Any:
    """The data of a sample file, as its schema gets to see it."""
    data = read_document(name, (sample_folder() / name).read_bytes()).data
    coerce(schema.plan, data)
    return {**trimmed(data), **(RETIRED if schema.name == "list" else {})}


VALID = {name: valid(name, schema) for name, schema in SUBJECTS.items()}

odd_texts = st.sampled_from(
    [
        "", " ", "\n", "SD-01-001", "SD-01-001\n", "\nSD-01-001", "SD-01-001\nSD-01-001", "sd-01-001", "ＳＤ－０１－００１",
        "2026-01-01", "2026-01-01\n", "2026-02-30", "2024-02-29", "2100-02-29", "0000-01-01", "9999-12-31", "20260101",
        "2026-W01-1", "2026-1-1", "２０２６-01-01", "2026-13-01", "true", "是", "1", "null", "县级", "县级\n", "关闭", "部门",
        "字" * 30, "字" * 31, "字" * 500, "字" * 501, "𠮷" * 500, "e\u0301" * 251, "responsibility", "a/b", "名称", "“甲”",
    ]
)  # fmt: skip
words = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([0, 1, -1, 99, 100, 10**9, 10**30])
    | odd_texts
    | words
)
keys = st.sampled_from(["名称", "单位", "事项", "批次", "编码", "领城", "", "名称\n"]) | words
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=4
)


def containers(node: Any) -> Iterator[Any]:
    """The maps and lists of the data, itself included."""
    if isinstance(node, (dict, list)):
        yield node
        for inner in node.values() if isinstance(node, dict) else node:
            yield from containers(inner)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> Any:
    """A sample file's data after up to three changes: something replaced, deleted, added, doubled or renamed."""
    held = [copy.deepcopy(VALID[name])]
    for _ in range(draw(st.integers(0, 3))):
        changeable = [node for node in containers(held) if node]
        if changeable:
            inside = draw(st.sampled_from(changeable))
            (_change_list if isinstance(inside, list) else _change_map)(draw, inside)
    return held[0] if held else None


def _change_list(draw: st.DrawFn, inside: list[Any]) -> None:
    at = draw(st.integers(0, len(inside) - 1))
    change = draw(st.sampled_from(["replace", "delete", "add", "double"]))
    if change == "replace":
        inside[at] = draw(values)
    elif change == "delete":
        del inside[at]
    else:
        inside.insert(at, draw(values) if change == "add" else copy.deepcopy(inside[at]))


def _change_map(draw: st.DrawFn, inside: dict[str, Any]) -> None:
    key = draw(st.sampled_from(sorted(inside)))
    change = draw(st.sampled_from(["replace", "delete", "add", "rename"]))
    if change == "replace":
        inside[key] = draw(values)
    elif change == "add":
        inside[draw(keys)] = draw(values)
    else:
        value = inside.pop(key)
        if change == "rename":
            inside[draw(keys)] = value


def reachable(data: Any, path: Path) -> bool:
    """Whether a path leads to a node of the data."""
    for step in path:
        if not (
            step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        ):
            return False
        data = data[step]
    return True


@pytest.mark.parametrize("name", SUBJECTS)
@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_the_two_validators_agree(name: str, data: st.DataObject) -> None:
    """A file is refused by one exactly if the other explains why, in words of its own and at a node it has."""
    schema = SUBJECTS[name]
    content = data.draw(mutated(name))
    found = list(explain(Document(name, "", content), schema))
    fallback = [finding for finding in found if finding.code == "S109"]
    assert bool(fallback) == schema.fast.is_valid(content)
    assert found
    assert all(reachable(content, finding.place.path) for finding in found)
    assert len({(finding.place, finding.code, finding.message) for finding in found}) == len(found)


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_sample_is_valid(name: str) -> None:
    """What is mutated above is valid to begin with, and holds every key of its schema that matters."""
    assert SUBJECTS[name].fast.is_valid(VALID[name])


@pytest.mark.parametrize("name", SUBJECTS)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_looking_only_at_what_was_refused_misses_nothing(name: str, data: st.DataObject) -> None:
    """The errors found in the refused part of a file are those found in the whole, at the same places."""
    schema = SUBJECTS[name]
    content = data.draw(mutated(name))
    whole = EXPLAINER(schema.body, format_checker=FormatChecker(["date"])).iter_errors(content)
    everywhere = sorted((repr(tuple(error.absolute_path)), str(error.validator)) for error in whole)
    narrow = sorted((repr(path), str(error.validator)) for path, error in errors_in(content, schema))
    assert narrow == everywhere
