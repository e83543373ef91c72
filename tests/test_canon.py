"""The canonical form and its digest."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.canon import bytes_digest, canonical, content_bytes, content_digest, digest
from shudi_cli.source import read_document

PINNED = "sha256:ce73d425981a7933def926b329eb782455f9722451e8da78fa3eb8634625f401"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
data = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def composed(value: Any) -> Any:
    """The same data with every text composed, which alone is no difference."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {composed(key): composed(inner) for key, inner in value.items()}
    return [composed(inner) for inner in value] if isinstance(value, list) else value


def exactly(value: Any) -> str:
    """Data told apart by type too: true is not 1."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{key!r}:{exactly(inner)}" for key, inner in value.items())) + "}"
    return "[" + ",".join(map(exactly, value)) + "]" if isinstance(value, list) else repr(value)


@given(data, data)
def test_the_same_bytes_exactly_for_the_same_content(one: Any, other: Any) -> None:
    """Two contents share canonical bytes when they are equal after composition, and only then."""
    assert (canonical(one) == canonical(other)) == (exactly(composed(one)) == exactly(composed(other)))


@given(data)
def test_canonical_bytes_are_json_of_the_content(content: Any) -> None:
    """The canonical form is JSON, so any other program can make it."""
    assert json.loads(canonical(content)) == composed(content)


@given(st.dictionaries(texts, texts, max_size=5))
def test_key_order_does_not_count(content: dict[str, str]) -> None:
    """A map has the same digest in whatever order it was written."""
    assert digest("item", content) == digest("item", dict(reversed(content.items())))


def test_composition_does_not_count() -> None:
    """A character and its letters composed are the same text, as key and as value."""
    assert digest("item", {"é": "é"}) == digest("item", {"e\u0301": "e\u0301"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"甲": "乙"}, {"甲": "乙 "}),
        (["甲", "乙"], ["乙", "甲"]),
        (["甲乙"], ["甲", "乙"]),
        ({"批次": 1}, {"批次": "1"}),
        ({"牵头": True}, {"牵头": 1}),
        ({"备注": None}, {}),
        ({"备注": ""}, {"备注": None}),
        (["甲", ["乙"]], [["甲"], "乙"]),
        ("（", "("),
    ],
)
def test_one_character_of_content_counts(one: Any, other: Any) -> None:
    """Contents that differ in a space, the order of a list, a type or a width have different digests."""
    assert digest("item", one) != digest("item", other)


def test_the_kind_counts() -> None:
    """A digest of one kind of thing does not stand for another."""
    assert digest("item", "甲") != digest("change", "甲")


def test_no_kind_runs_into_the_content() -> None:
    """Kind and content are apart, wherever one ends."""
    assert digest("item", "") != digest('item\0""', "")


def test_the_digest_never_changes() -> None:
    """Digests are kept in records for years: this one is what the first release computed."""
    content: Any = {
        "编号": "SD-05-003",
        "批次": 1,
        "主体责任": [{"单位": "县综合行政执法局", "牵头": True}],
        "备注": None,
    }
    assert canonical(content).decode() == (
        '{"主体责任":[{"单位":"县综合行政执法局","牵头":true}],"备注":null,"批次":1,"编号":"SD-05-003"}'
    )
    assert digest("item", content) == PINNED


class TestAsWritten:
    """`content_digest` sees data as it stands in a file."""

    def test_a_schema_does_not_matter(self) -> None:
        """A number or a boolean is the text it was written as."""
        read = {"批次": "1", "牵头": "true", "事项": ["012"]}
        typed = {"批次": 1, "牵头": True, "事项": ["012"]}
        assert content_digest("item", read) == content_digest("item", typed)

    @given(
        st.recursive(
            st.text(max_size=5), lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=3)
        )
    )
    def test_the_digest_is_over_the_bytes(self, data: object) -> None:
        """What is signed is what is digested."""
        assert content_digest("item", data) == bytes_digest(content_bytes("item", data))

    def test_layout_does_not_matter(self) -> None:
        """Key order, comments, line ends, a BOM, quotes and indentation never reach the digest."""
        plain = "编号: SD-06-001\n名称: 采砂\n职责:\n  - 巡查。\n"
        odd = "\ufeff# 说明\r\n职责:\r\n    - '巡查。'\r\n名称: \"采砂\"  # 注\r\n编号: SD-06-001\r\n"
        digests = {
            content_digest("item", read_document("a.yaml", text.encode()).data) for text in (plain, odd)
        }
        assert len(digests) == 1
