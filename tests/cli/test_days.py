"""What a clerk writes for a day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shudi_cli.acts.desk import Clerk
from shudi_cli.cli.acting import day_of
from shudi_cli.errors import ShudiError

CLERK = Clerk("联络员甲", datetime(2026, 3, 20, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14",
        "2026-3-14",
        "2026年3月14日",
        "2026.3.14",
        "2026/03/14",
        "２０２６－０３－１４",
        " 2026年03月14日 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    """Dashes, dots, strokes, 年月日, full-width digits: one day."""
    assert day_of(text, CLERK) == "2026-03-14"


def test_no_day_is_today() -> None:
    """What is not written is the clerk's own day."""
    assert day_of(None, CLERK) == "2026-03-20"


@pytest.mark.parametrize(
    ("text", "said"),
    [("昨天", "写法不对"), ("2026-02-30", "没有“2026-02-30”这一天"), ("2026-03-21", "还没有到")],
)
def test_what_is_no_day_is_told(text: str, said: str) -> None:
    """Words, days the calendar has not, and days to come, each with its reason."""
    with pytest.raises(ShudiError, match=said):
        day_of(text, CLERK)


def test_a_day_to_come_may_be_meant() -> None:
    """A release takes effect later than it is made."""
    assert day_of("2026年4月1日", CLERK, ahead=True) == "2026-04-01"
