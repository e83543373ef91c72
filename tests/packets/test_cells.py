"""What a cell says, whatever a program made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.packets.cells import day, numbered, plain, sentences, settled
from shudi_cli.packets.values import CONTACT_FIELDS

SOME = settings(max_examples=100, deadline=None)
lines = st.text(st.sampled_from("查处遗撒行为，。1.（）a \xa0\u3000"), min_size=1, max_size=10)


@pytest.mark.parametrize(
    "text",
    [
        "查处。\r\n巡查。",
        "查处。_x000D_\n巡查。",
        "\u3000查处。\n巡查。\xa0 ",
        "查处\u200b。\n巡查。\n",
        "查处。\r巡查。",
    ],
)
def test_what_nobody_typed_is_not_there(text: str) -> None:
    """Line ends, blanks and what cannot be seen are as programs please."""
    assert plain(text) == "查处。\n巡查。"


@SOME
@given(st.text(max_size=40))
def test_plain_is_plain(text: str) -> None:
    """Settling a text twice is settling it once."""
    assert plain(plain(text)) == plain(text)
    for field in CONTACT_FIELDS:
        assert settled(field, settled(field, text)) == settled(field, text)


@SOME
@given(st.lists(lines, min_size=1, max_size=4))
def test_numbering_comes_and_goes(texts: list[str]) -> None:
    """What is shown numbered is read without numbers, and shown the same again."""
    said = sentences(numbered(texts))
    assert sentences(numbered(said)) == said or len(said) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. 查处。\n2、巡查。", ("查处。", "巡查。")),
        ("（1）查处。\n\n(2) 巡查。", ("查处。", "巡查。")),
        ("3.5吨以上的货车。", ("3.5吨以上的货车。",)),
        ("2026年起查处。", ("2026年起查处。",)),
        ("", ()),
    ],
)
def test_sentences(text: str, said: tuple[str, ...]) -> None:
    """One a line, without what clerks number them with."""
    assert sentences(text) == said


@pytest.mark.parametrize(
    "text", ["2026-3-1", "2026年3月1日", "2026/03/01", "2026.3.1", "２０２６－３－１", "2026-03-01 00:00:00"]
)
def test_days(text: str) -> None:
    """A day is a day, however it was typed."""
    assert day(text) == "2026-03-01"


@pytest.mark.parametrize("text", ["2026-02-30", "三月", "2026-03"])
def test_what_is_no_day_stays(text: str) -> None:
    """Whoever judges it can then quote it."""
    assert day(text) == text


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("岗", "", "A"),
        ("岗", "ｂ岗", "B"),
        ("办公电话", "０５３０－０００００００１", "0530-00000001"),
        ("办公电话", "0530 - 0000001", "0530-0000001"),
        ("管辖区域", "青山镇，白塔镇；青山镇", "青山镇、白塔镇"),
        ("事项", "sd－06－001 SD-06-002", "SD-06-001、SD-06-002"),
        ("责任人", " 联络员甲\u3000", "联络员甲"),
    ],
)
def test_fields(field: str, text: str, said: str) -> None:
    """Each field is read as its clerk means it."""
    assert settled(field, text) == said
