"""What is handed out: same release, same bytes; and what one file proves by itself."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.formatting import format_text
from shudi_cli.model.editions import Edition
from shudi_cli.office.formula_guard import guarded
from shudi_cli.releases.outputs import outputs
from shudi_cli.releases.single import single_part
from shudi_cli.source import read_document
from tests.changes.histories import History, renamed
from tests.cli.county import FIELDS, RIVERS


def county() -> History:
    """Two releases; an item with a 备注, one that begins like a formula."""
    made = History()
    made.edit(RIVERS, "    批次: 1\n", "    批次: 1\n    备注: 只给编办看\n")
    made.edit(FIELDS, "名称: 露天焚烧秸秆", "名称: '@露天焚烧秸秆'")
    made.publish("2026.1")
    made.decide({"SD-06-002": renamed("无证取水")})
    made.publish("2026.2")
    return made


COUNTY = county()
FILES = {edition: outputs(COUNTY.release("2026.2"), COUNTY.workspace, edition) for edition in Edition}
PUBLIC = FILES[Edition.PUBLIC]["2026.2-public.json"]
INTERNAL = FILES[Edition.INTERNAL]["2026.2-internal.json"]


def faults(raw: bytes) -> list[str]:
    """What is wrong with a file by itself."""
    return [fault.message for fault in single_part(raw, "a.json")[0].faults]


def test_an_untouched_file_proves_itself() -> None:
    """Either edition, also with a BOM or Windows' line ends."""
    for raw in (PUBLIC, INTERNAL, b"\xef\xbb\xbf" + PUBLIC, PUBLIC.replace(b"\n", b"\r\n")):
        part, release, _ = single_part(raw, "a.json")
        assert (list(part.faults), release and release.number) == ([], "2026.2")
        assert "3 个事项" in part.proved[0]


def test_the_public_edition_says_what_it_leaves_out() -> None:
    """备注 is not in it, and not proved by it."""
    assert "只给编办看" not in PUBLIC.decode()
    assert "备注" in single_part(PUBLIC, "a.json")[0].unproved[0]
    assert "备注" not in "".join(single_part(INTERNAL, "a.json")[0].unproved)


@pytest.mark.parametrize("edition", list(Edition))
def test_layout_does_not_reach_the_bytes(edition: Edition) -> None:
    """Files written in another order of keys, with other line ends and comments, make the same output."""
    made = COUNTY.copy()
    for name in [name for name in made.files if not name.startswith("changes/")]:
        document = read_document(name, made.files[name])
        lines = [f"# {name}", *_turned(document.data)]
        made.files[name] = "\r\n".join([*lines, ""]).encode()
    assert made.release("2026.2").digest == COUNTY.release("2026.2").digest
    assert outputs(made.release("2026.2"), made.workspace, edition) == FILES[edition]
    assert format_text  # the canonical form is what the other files of the test have


def _turned(data: Any, indent: str = "") -> Iterator[str]:
    """Data as YAML with the keys of every map from last to first."""
    entries = reversed(data.items()) if isinstance(data, dict) else ((None, entry) for entry in data)
    for key, value in entries:
        head = f"{indent}-" if key is None else f"{indent}{json.dumps(key, ensure_ascii=False)}:"
        if isinstance(value, (dict, list)):
            yield head
            yield from _turned(value, indent + "  ")
        else:
            yield f"{head} {json.dumps(value, ensure_ascii=False)}"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_formula(start: str) -> None:
    """A text that a spreadsheet would run begins with an apostrophe."""
    assert guarded(f"{start}1") == f"'{start}1"
    assert guarded(f"1{start}") == f"1{start}"


def test_the_table_reads_back() -> None:
    """Title, what it is, heads, one row an item; no column that nobody fills."""
    text = FILES[Edition.PUBLIC]["2026.2-public-responsibility.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["清平县属地管理责任清单（公开版）"]
    assert dict(zip(rows[1][::2], rows[1][1::2], strict=True))["版本指纹"] == COUNTY.release("2026.2").digest
    assert rows[2] == ["序号", "领域", "编号", "名称", "批次", "主体责任", "配合责任", "依据"]
    assert [row[3] for row in rows[3:]] == ["河道非法采砂", "无证取水", "'@露天焚烧秸秆"]


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values that hold nothing further."""
    if isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*path, key))
    else:
        yield path


DATA = json.loads(PUBLIC)
LEAVES = list(leaves(DATA))
NODES = sorted({path[:length] for path in LEAVES for length in range(1, len(path) + 1)}, key=str)


def altered_data(path: tuple[Any, ...], change: Any) -> Any:
    """The data with one node replaced by what `change` makes of its owner."""
    data = copy.deepcopy(DATA)
    owner = data
    for step in path[:-1]:
        owner = owner[step]
    change(owner, path[-1])
    return data


def altered(path: tuple[Any, ...], change: Any) -> bytes:
    """The same, as the file would hold it."""
    return json.dumps(altered_data(path, change), ensure_ascii=False).encode()


def _set(value: Any) -> Any:
    def change(owner: Any, key: Any) -> None:
        owner[key] = value(owner[key]) if callable(value) else value

    return change


def _twice(owner: Any, key: Any) -> None:
    if isinstance(owner, list):
        owner.insert(key, owner[key])
    else:
        owner[f"{key}甲"] = owner[key]


def _drop(owner: Any, key: Any) -> None:
    del owner[key]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(NODES),
    st.sampled_from([_set(lambda old: f"{old}甲"), _set("别的"), _set(None), _set([]), _set(7), _set({}), _set([{}]), _twice, _drop]),
)  # fmt: skip
def test_no_change_passes(path: tuple[Any, ...], change: Any) -> None:
    """Whatever is replaced, doubled or taken away anywhere in the file, it is noticed, and nothing breaks."""
    raw = altered(path, change)
    if json.loads(raw) != DATA:
        assert faults(raw), path


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(PUBLIC) - 1), st.integers(0, 255))
def test_no_byte_passes(place: int, byte: int) -> None:
    """One byte anywhere: noticed, or the data is the same."""
    raw = PUBLIC[:place] + bytes([byte]) + PUBLIC[place + 1 :]
    if not faults(raw):
        assert json.loads(raw) == DATA


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"{",
        b'{"a":1,"a":2}',
        b'{"a":1.5}',
        b"\xff",
        b"[" * 100_000,
        b'{"a":NaN}',
        b"1" * 5000,
    ],
)
def test_what_is_no_such_file(raw: bytes) -> None:
    """A fault in words, never a crash."""
    assert faults(raw)


@pytest.mark.parametrize("value", ["\ud800", 10**30, "一" * 10_000, {"é": 1, "e\u0301": 2}, True])
@pytest.mark.parametrize(
    "path",
    [("文号",), ("版本清单", "单位"), ("版本清单",), ("清单", 0, "概况"), ("清单", 0, "章节", 0, "序号")],
)
def test_odd_values(path: tuple[Any, ...], value: Any) -> None:
    """Half a character, a number without end, keys alike: a fault in a short sentence."""
    told = faults(_ascii(altered_data(path, _set(value))))
    assert told
    assert all(len(message) < 200 for message in told)


def test_a_nest_without_end() -> None:
    """Deep enough for Python, and for nobody else."""
    nest: Any = "x"
    for _ in range(400):
        nest = [nest]
    assert faults(_ascii(altered_data(("清单", 0, "概况"), _set({"名称": nest}))))


def _ascii(data: Any) -> bytes:
    return json.dumps(data).encode()


def test_chapters_keep_their_order() -> None:
    """Their order is nobody's to change, though each is as it was."""
    raw = altered(("清单", 0, "章节"), lambda owner, key: owner[key].reverse())
    assert faults(raw) == ["“responsibility”各章的次序变了"]
