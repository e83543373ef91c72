"""Numbers as Chinese documents write them."""

from __future__ import annotations

import pytest

from shudi_cli.numerals import numeral


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (111, "一百一十一"), (1001, "一千零一"), (1010, "一千零一十"), (0, "0"), (10_000, "10000"),
    ],
)  # fmt: skip
def test_numerals(number: int, words: str) -> None:
    """As they are written on paper; digits where nobody would write them out."""
    assert numeral(number) == words
