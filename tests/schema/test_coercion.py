"""Coercion: text becomes a number or a boolean where the schema calls for one, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.schema import schema_named
from shudi_cli.schema.coercion import Plan, coerce, plan_of

INTEGER = {"type": "integer"}


@pytest.mark.parametrize(
    ("schema", "plan"),
    [
        ({"type": "string"}, None),
        ({"enum": ["甲"]}, None),
        (INTEGER, "integer"),
        ({"type": "boolean"}, "boolean"),
        ({"type": "array", "items": INTEGER}, ["integer"]),
        ({"type": "array", "items": {"type": "string"}}, None),
        ({"type": "array"}, None),
        ({"type": "object", "properties": {"甲": INTEGER, "乙": {"type": "string"}}}, {"甲": "integer"}),
        ({"type": "object", "properties": {"乙": {"type": "string"}}}, None),
        ({"type": "object", "additionalProperties": INTEGER}, {None: "integer"}),
        ({"type": "object", "additionalProperties": False}, None),
    ],
)
def test_plans(schema: dict[str, Any], plan: Plan) -> None:
    """A plan names the numbers and booleans of a schema, and leaves out whatever holds none."""
    assert plan_of(schema) == plan


def test_the_plan_of_a_chapter() -> None:
    """In a chapter only its number, the batches and the leads are not text."""
    assert schema_named("domain").plan == {
        "序号": "integer",
        "事项": [{"批次": "integer", "主体责任": [{"牵头": "boolean"}]}],
    }


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("7", 7), ("-3", -3), ("132", 132), ("999999999", 999_999_999)]
)
def test_numbers(text: str, number: int) -> None:
    """Plain decimal digits, with a sign or without, are a number."""
    data = [text]
    coerce(["integer"], data)
    assert data == [number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "007",
        "+1",
        "1.0",
        "1e3",
        "1_000",
        "1,000",
        "0x1F",
        "１２",
        "一",
        " 1",
        "1\n",
        "-",
        "1" * 10,
        "true",
    ],
)
def test_what_is_no_number_stays_text(text: str) -> None:
    """Anything else stays text, for the schema to refuse at its place."""
    data = [text]
    coerce(["integer"], data)
    assert data == [text]


@pytest.mark.parametrize("text", ["True", "yes", "是", "1", "", "真", " true"])
def test_only_true_and_false_are_booleans(text: str) -> None:
    """`true` and `false` are booleans, no other word is."""
    data: dict[str, Any] = {"甲": text, "乙": "true", "丙": "false"}
    coerce({None: "boolean"}, data)
    assert data == {"甲": text, "乙": True, "丙": False}


def test_only_planned_places_change() -> None:
    """A digit where the schema wants text stays text; named keys go before the plan for all others."""
    data: dict[str, Any] = {"甲": "1", "乙": "1", "丙": ["1", {"丁": "1"}]}
    coerce({"甲": "integer", "丙": [{"丁": "integer"}]}, data)
    assert data == {"甲": 1, "乙": "1", "丙": ["1", {"丁": 1}]}
    coerce({"乙": "boolean", None: "integer"}, data)
    assert data == {"甲": 1, "乙": "1", "丙": ["1", {"丁": 1}]}


tree = st.recursive(
    st.none() | st.text("01true-甲", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["序号", "事项", "批次", "牵头"]), inner)
    ),
)


@given(tree)
def test_coercion_never_fails_and_is_done_once(data: Any) -> None:
    """Data of any shape can be coerced, and coercing it again changes nothing."""
    plan = schema_named("domain").plan
    coerce(plan, data)
    before = repr(data)
    coerce(plan, data)
    assert repr(data) == before
