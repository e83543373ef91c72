"""What the public edition shows of numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.roster.masking import masked, public_call, public_number, public_text
from shudi_cli.roster.numbers import Kind, kind_of
from tests.roster.staff import contact, digits


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("10000000001", Kind.MOBILE),
        ("+8610000000001", Kind.MOBILE),
        ("100-0000-0001", Kind.MOBILE),
        ("0530-0000001", Kind.OFFICE),
        ("(0530)0000001转801", Kind.OFFICE),
        ("010-00000001-12", Kind.OFFICE),
        ("400-000-0000", Kind.SERVICE),
        ("66335", Kind.SHORT),
        ("0530-12345", None),
        ("1000000001", None),
        ("370000190001010000", None),
        ("联系办公室", None),
    ],
)
def test_kinds_of_numbers(number: str, kind: Kind | None) -> None:
    """Mobile, office line with or without extension, 400, short number; anything else is none."""
    assert kind_of(number) is kind


def test_what_is_shown() -> None:
    """An office line is whole, a mobile is masked, what is no number is not shown."""
    assert masked("10000000001") == "100****0001"
    assert public_number("0530-0000001、10000000001；张三") == "0530-0000001、100****0001、****"
    assert public_text("找甲 100 0000 0001，或 370000190001010000") == "找甲 100****0001，或 370****0000"
    assert public_call(contact(mobile="10000000001")) == "0530-0000001"
    assert public_call(contact(office_phone=None, mobile="10000000001")) == "100****0001"


@given(digits)
def test_a_mobile_shows_its_ends_only(number: str) -> None:
    """Never more than the first three and the last four digits."""
    assert masked(number) == public_number(number) == public_text(number) == f"{number[:3]}****{number[-4:]}"


@given(st.text("0123456789-转、 +甲", max_size=30))
def test_no_mobile_survives(text: str) -> None:
    """Whatever stands around a mobile, it is not shown whole."""
    for shown in (public_number(text), public_text(text)):
        assert not re.search(r"(?<!\d)1\d{10}(?!\d)", shown)
