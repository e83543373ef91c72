"""The laws of comparing, for any two counties."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.canon import digest
from shudi_cli.diff import Diff, ItemChange, Sort, compare
from shudi_cli.formatting import format_text, key_order
from shudi_cli.report.diffs import DIFF_FORMATS, diff_writer
from shudi_cli.report.look import plain
from shudi_cli.schema import schema_named
from shudi_cli.source import read_document
from tests.diff.county import FIELDS, RIVERS, chapter, county
from tests.memory import Files

SOME = settings(max_examples=60, deadline=None)
texts = st.text(st.sampled_from("查处遗撒行为，。12ab"), min_size=1, max_size=8)
units = st.sampled_from(["县水务局", "县农业农村局", "青山镇", "乡镇（街道）"])
roles = st.lists(
    st.fixed_dictionaries({"单位": units}, optional={"牵头": st.just("true"), "职责": st.lists(texts, min_size=1, max_size=3)}),
    min_size=1,
    max_size=3,
    unique_by=lambda entry: entry["单位"],
)  # fmt: skip
contents = st.fixed_dictionaries(
    {"名称": texts, "主体责任": roles},
    optional={"批次": st.sampled_from("123"), "配合责任": roles, "备注": texts},
)
#: Number → (chapter, content): a number stands once.
lists = st.dictionaries(
    st.sampled_from([f"SD-06-00{digit}" for digit in range(1, 7)]),
    st.tuples(st.sampled_from([RIVERS, FIELDS]), contents),
)
County = dict[str, tuple[str, dict[str, Any]]]


def files(content: County, title: str = "旧") -> Files:
    """A county with these items, in the order of their numbers, in two chapters that are always there."""
    inside = {
        file: [{"编号": number, **item} for number, (home, item) in sorted(content.items()) if home == file]
        for file in (RIVERS, FIELDS)
    }
    return county(
        rivers=chapter("水务", 6, *inside[RIVERS]) if inside[RIVERS] else "领域: 水务\n序号: 6\n事项: []\n",
        fields=chapter("农业", 7, *inside[FIELDS]) if inside[FIELDS] else "领域: 农业\n序号: 7\n事项: []\n",
        title=title,
    )


def items(found: Diff) -> list[ItemChange]:
    return [change for duty_list in found.lists for change in duty_list.items]


@SOME
@given(lists, lists)
def test_empty_exactly_when_all_items_agree(before: County, after: County) -> None:
    """The difference is empty exactly when the same numbers stand in the same chapters with the same digests."""
    old, new = (
        {number: (home, digest("item", item)) for number, (home, item) in content.items()}
        for content in (before, after)
    )
    assert bool(compare(files(before), files(after))) == (old != new)


def told(change: ItemChange) -> tuple[Any, Any, Any, Any]:
    """What one change says: its sort, the item before, the item after, the ways to its fields.

    The sentences themselves are left out: which pairs with which may depend on the side one starts from.
    """
    is_now = (change.number, change.name, change.domain)
    was = (
        change.was_number or change.number,
        change.name if change.was_name is None else change.was_name,
        change.was_domain or change.domain,
    )
    ways = frozenset(field.path for field in change.fields)
    if change.sort is Sort.ADDED:
        return change.sort, None, is_now, ways
    return change.sort, was, None if change.sort is Sort.REMOVED else is_now, ways


def reverse(said: tuple[Any, Any, Any, Any]) -> tuple[Any, Any, Any, Any]:
    """The same, seen from the other side."""
    sort, was, is_now, ways = said
    return {Sort.ADDED: Sort.REMOVED, Sort.REMOVED: Sort.ADDED}.get(sort, sort), is_now, was, ways


@SOME
@given(lists, lists)
def test_a_difference_mirrors_its_reverse(before: County, after: County) -> None:
    """What was added one way is removed the other way; every change goes back along the same fields."""
    there, back = compare(files(before), files(after)), compare(files(after), files(before))
    assert {told(change) for change in items(there)} == {reverse(told(change)) for change in items(back)}


@SOME
@given(lists)
def test_formatting_is_no_difference(content: County) -> None:
    """What `shudi fmt` writes does not differ from what it read."""
    old = files(content)
    order = key_order(schema_named("domain").body)
    tidy = {
        name: format_text(read_document(name, old.text(name).encode()), order) for name in (RIVERS, FIELDS)
    }
    assert not compare(old, old | tidy)


anything = st.recursive(
    st.just("") | st.text(st.sampled_from("渣 \x1b<|`\n*&𠮷"), max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["编号", "名称", "主体责任", "单位", "职责", "依据", "<b>"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
chapters = st.fixed_dictionaries(
    {}, optional={"领域": anything, "序号": anything, "事项": anything, "x": anything}
)


def flow(data: Any) -> str:
    """Any data on one line of YAML, which for texts, lists and maps is JSON."""
    return json.dumps(data, ensure_ascii=False)


@SOME
@given(chapters, chapters)
def test_whatever_the_files_hold_is_compared_and_shown(before: Any, after: Any) -> None:
    """No content makes comparing or any writer fail, or brings a control character to the screen."""
    found = compare(county(rivers=flow(before)), county(rivers=flow(after)))
    assert not found.unread
    for form in DIFF_FORMATS:
        out = StringIO()
        diff_writer(form)([found], out, plain(60))
        assert "\x1b" not in out.getvalue()
