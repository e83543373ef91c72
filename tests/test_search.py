"""Finding items as people ask for them, in the sample county."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.model import DutyList, Item
from shudi_cli.search import Hit, find, find_loosely
from shudi_cli.workspace import load
from tests.memory import Files

SOME = settings(max_examples=40, deadline=None)
SAMPLE = Path(__file__).parent.parent / "lists"


@cache
def lists() -> Sequence[DutyList]:
    return load(Files.under(SAMPLE)).lists


@cache
def items() -> Sequence[Item]:
    return [item for duty_list in lists() for item in duty_list.items]


def hits(words: str) -> Sequence[Hit]:
    return find(words, lists())


def numbers(words: str) -> list[str]:
    return [hit.item.number for hit in hits(words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("渣土车撒漏", "SD-05-003"),
        ("渣土车遗撒", "SD-05-003"),
        ("渣土车洒漏", "SD-05-003"),
        ("低保", "SD-13-002"),
        ("城管 摆摊", "SD-05-001"),
        ("摆摊", "SD-05-001"),
        ("黑车", "SD-04-004"),
        ("欠薪", "SD-17-001"),
        ("拖欠工资", "SD-17-001"),
        ("讨薪", "SD-17-001"),
        ("畜禽 污染", "SD-02-001"),
        ("秸秆", "SD-02-004"),
        ("校外培训", "SD-15-001"),
        ("补课", "SD-15-001"),
        ("加油站", "SD-10-008"),
        ("黑加油", "SD-10-008"),
        ("噪音", "SD-02-009"),
        ("养狗", "SD-08-005"),
        ("电动车充电", "SD-11-002"),
        ("小区电动车楼道充电", "SD-11-002"),
        ("违建", "SD-01-003"),
        ("盖房", "SD-03-002"),
        ("挖沙", "SD-06-002"),
        ("邻居吵架", "SD-12-005"),
        ("电梯", "SD-09-004"),
        ("假种子", "SD-07-005"),
        ("公路晒粮", "SD-04-001"),
        ("黑诊所", "SD-14-001"),
        ("井盖", "SD-05-009"),
        ("溺水", "SD-15-002"),
    ],
)
def test_what_people_say(words: str, first: str) -> None:
    """The item a clerk means comes first, in her words and not in those of the list."""
    assert numbers(words)[:1] == [first]


@pytest.mark.parametrize(
    ("words", "first"),
    [("占到经营", "SD-05-001"), ("加由站", "SD-10-008"), ("秸杆", "SD-02-004"), ("畜离养殖", "SD-02-001"), ("校处培训", "SD-15-001")],
)  # fmt: skip
def test_misspellings(words: str, first: str) -> None:
    """A word with one wrong character still finds its item."""
    assert numbers(words)[:1] == [first]


@pytest.mark.parametrize(
    "frame", ["{}谁管", "{}归谁管？", "{} 找谁", "{}哪个部门负责", "谁负责{}", "{}怎么办"]
)
def test_questions(frame: str) -> None:
    """The frame of a question is no part of what is asked for."""
    assert numbers(frame.format("渣土车")) == numbers("渣土车")


@pytest.mark.parametrize(
    "words",
    ["量子计算机", "航空母舰", "区块链", "月球基地", "监管机器人", "比特币", "护照", "学区房", "足球 比赛", "quantum", "", "，、 ", "？！"],
)  # fmt: skip
def test_no_nonsense(words: str) -> None:
    """Words of another trade, and no words at all, find nothing."""
    assert not hits(words)


def test_every_word_must_be_answered() -> None:
    """An unrelated word beside a related one leaves nothing."""
    assert hits("渣土车")
    assert not hits("渣土车 航空母舰")


def test_only_the_item_named_first_is_meant() -> None:
    """A narrow question gets a narrow answer: results far below the best are left out."""
    assert numbers("渣土车撒漏") == ["SD-05-003"]


@pytest.mark.parametrize("item", items(), ids=lambda item: item.number)
def test_an_item_is_first_for_its_own_name(item: Item) -> None:
    """The full name of an item finds that item first."""
    assert numbers(item.name)[0] == item.number


@SOME
@given(st.sampled_from(items()), st.sampled_from(["{}", " {} ", "lower"]))
def test_a_number_finds_its_item_alone(item: Item, form: str) -> None:
    """A number, in capitals or not, finds exactly its item."""
    words = item.number.lower() if form == "lower" else form.format(item.number)
    assert numbers(words) == [item.number]


@SOME
@given(st.data())
def test_a_piece_of_a_name_finds_it(data: st.DataObject) -> None:
    """Any four characters in a row of an item's name find the item among others."""
    item = data.draw(st.sampled_from([item for item in items() if len(item.name) > 4]))
    start = data.draw(st.integers(0, len(item.name) - 4))
    piece = item.name[start : start + 4]
    if not set("，、。（）“”") & set(piece):
        assert item.number in numbers(piece)


words = st.lists(
    st.sampled_from(
        ["渣土", "污染", "养殖", "秸秆", "违建", "安全", "非法", "工地", "小区", "低保", "县公安局"]
    ),
    min_size=1,
    max_size=3,
    unique=True,
)


@SOME
@given(words)
def test_the_order_of_words_does_not_matter(asked: list[str]) -> None:
    """The same words in another order give the same answer."""
    assert numbers(" ".join(asked)) == numbers("，".join(reversed(asked)))


@SOME
@given(words)
def test_best_first(asked: list[str]) -> None:
    """Hits come by falling score, each once, each with the chapter and list it stands in."""
    found = hits(" ".join(asked))
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert len({hit.item.number for hit in found}) == len(found)
    assert all(hit.item in hit.domain.items and hit.domain in hit.duty_list.domains for hit in found)


def test_equal_hits_stand_in_the_order_of_the_lists() -> None:
    """Where two items answer equally well, the one printed first comes first."""
    order = {item.number: place for place, item in enumerate(items())}
    found = hits("安全")
    equal = [(one, other) for one, other in pairwise(found) if one.score == other.score]
    assert equal
    assert all(order[one.item.number] < order[other.item.number] for one, other in equal)


def test_the_name_counts_more_than_the_duties() -> None:
    """An item about a thing precedes those that only mention it."""
    found = hits("秸秆 焚烧")
    assert "秸秆" in found[0].item.name
    assert "焚烧" in found[0].item.name


def test_no_lists_find_nothing() -> None:
    """An empty county has no answers."""
    assert not find("渣土", [])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("有人私自挖沙", "SD-06-002"),
        ("孩子在河里游泳", "SD-15-002"),
        ("井盖丢了", "SD-05-009"),
        ("饭馆油烟", "SD-02-006"),
    ],
)
def test_what_comes_near_is_offered(words: str, number: str) -> None:
    """Everyday words that no item answers lead to the matter whose name shares a piece with them."""
    assert find_loosely(words, lists())[0].item.number == number


def test_nothing_near_is_nothing() -> None:
    """Words of another world share no piece with any name."""
    assert not find_loosely("量子纠缠", lists())
