"""Hints: what was surely meant, and never anything that would be refused in its turn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.schema.advice import content_hint, form_hint, key_hint, kind_hint, meant_key

NUMBER = {"pattern": "^[A-Z]{2,4}-[0-9]{2}-[0-9]{3}$", "description": "永久使用"}
DAY = {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "format": "date"}
KEYS = ["编号", "名称", "批次", "主体责任", "配合责任", "起", "止"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("编码", "编号"),
        ("号编", "编号"),
        ("名字", "名称"),
        ("主题责任", "主体责任"),
        ("主体责任单位", "主体责任"),
        ("起止", "起"),
        ("名 称", "名称"),
        ("责任", "主体责任"),
        ("颜色", None),
        ("备注", None),
        ("", None),
    ],
)
def test_misspelt_keys(key: str, name: str | None) -> None:
    """A key stands for the name it is most like; of two characters, one right is enough."""
    assert meant_key(key, KEYS) == name


def test_a_key_like_none_is_answered_with_all() -> None:
    """Where no absent key is like it, the hint names those that may stand here."""
    assert key_hint("名字", ["批次"], KEYS) == f"这里可以写：{'、'.join(KEYS)}"
    assert key_hint("批号", ["批次"], KEYS) == "是不是想写“批次”？"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("SD-6-1", "写成“SD-06-001”"),
        ("sd06001", "写成“SD-06-001”"),
        ("SD—06—001", "写成“SD-06-001”"),
        ("《SD-06-001》", "写成“SD-06-001”"),
        ("SD-06-0001", "永久使用"),
        ("第一项", "永久使用"),
    ],
)
def test_numbers_in_another_form(value: str, hint: str) -> None:
    """A number is padded, put in capitals and half width; where that is not enough, the schema's words stand."""
    assert form_hint(value, NUMBER) == hint


@pytest.mark.parametrize(
    "value", ["2026年1月1日", "2026.1.1", "2026/01/01", "2026-1-1", "２０２６－０１－０１", "“2026-01-01”"]
)
def test_dates_in_another_form(value: str) -> None:
    """A date as clerks write it is shown as it must be written."""
    assert form_hint(value, DAY) == "写成“2026-01-01”"


digits = st.text("0123456789０１", min_size=1, max_size=4)
near = st.builds(
    "".join, st.tuples(st.sampled_from(["SD", "sd", "“SD", ""]), *[st.sampled_from("-—年月/ "), digits] * 3)
)


@given(near | st.text(max_size=12), st.sampled_from([NUMBER, DAY]))
def test_a_spelling_that_is_offered_is_accepted(value: str, schema: dict[str, str]) -> None:
    """What a hint offers in quotes has the form that was asked for."""
    offered = re.fullmatch("写成“(.*)”", form_hint(value, schema))
    assert offered is None or re.fullmatch(schema["pattern"], offered[1])


def test_a_pattern_without_words_still_has_a_hint() -> None:
    """A schema that says nothing of itself sends the reader to the other entries."""
    assert form_hint("甲", {"pattern": "^[a-z]$"}) == "与同一文件里的其他条目对照"
    assert content_hint({}) == "补上这一项"
    assert content_hint({"enum": ["甲", "乙"]}) == "写其中之一：甲、乙"


def test_text_for_a_map_names_the_key_that_must_be_there() -> None:
    """The example in the hint begins with the first required key, and quotes no more than twelve characters."""
    hint = kind_hint("object", "字" * 20, {"required": ["单位", "职责"]})
    assert hint == f"先写名称和冒号，如“单位: {'字' * 12}”"
    assert kind_hint("object", "甲", {}) == "先写名称和冒号，如“名称: 甲”"
