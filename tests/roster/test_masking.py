"""What the public edition shows of numbers."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.model.editions import Edition
from shudi_cli.roster.files import table_bytes
from shudi_cli.roster.masking import masked, public_call, public_number, public_text
from shudi_cli.roster.numbers import Kind, fault_of, kind_of
from shudi_cli.roster.tables import ARRANGED, roster_table
from tests.roster.staff import contact, county, digits, directory

COUNTY = county()


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


#: What people write between the digits of a number; two of them at most stand together.
between = st.text(" -/.　–—－·／．、", max_size=2)
before = st.sampled_from(["", "+86", "86 ", "0"])


@st.composite
def parted(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile number, and how somebody may write it."""
    number = f"1{draw(st.integers(3 * 10**9, 10**10 - 1))}"
    wide = draw(st.booleans())
    text = draw(before) + "".join(digit + draw(between) for digit in number)
    return number, text.translate({48 + n: 0xFF10 + n for n in range(10)}) if wide else text


def told(text: str) -> str:
    """Every digit of a text, whatever parts them."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


@given(parted(), st.sampled_from(["", "甲", "内线 ", "0530-0000001、", "0530-0000001 "]))
def test_no_mobile_survives(mobile: tuple[str, str], beside: str) -> None:
    """However the digits of a mobile are parted, and whatever stands before it, it is not shown whole."""
    number, text = mobile
    for shown in (public_number(beside + text), public_text(beside + text)):
        assert number not in told(shown)
    fields = {"office_phone": beside + text, "name": beside + text, "post": text}
    staff = {"县水务局": [contact(**fields), contact("乙", office_phone=None, mobile=text)]}
    for by in ARRANGED:
        table = roster_table(by, COUNTY.lists, directory(staff, COUNTY), {"地区": "试验县"}, Edition.PUBLIC)
        for form in ("csv", "html", "json"):
            raw = table_bytes(table, form, COUNTY.settings.export)
            assert number not in told(raw.decode("utf-8-sig"))


@pytest.mark.parametrize(
    "text",
    ["138 0000 1234", "138/0000/1234", "1380 0001 234", "+86 138 0000 1234", "0138-00001234", "138、0000、1234",
     "138 - 0000 - 1234", "138.0000.1234", "１３８　００００　１２３４", "0138-0001234"],
)  # fmt: skip
def test_a_mobile_for_an_office_line_is_told(text: str) -> None:
    """However it is written, it is no office line, and is not published as one."""
    assert fault_of("办公电话", text) is not None
    assert public_number(text) in {"138****1234", "****"}


@pytest.mark.parametrize(
    "text",
    ["0530-0000001", "0530-0000001 0530-0000002", "0530-0000001、66335", "(0530)0000001转801", "66335"],
)
def test_office_lines_stay(text: str) -> None:
    """One line, several, one with a short number: all are shown whole."""
    assert fault_of("办公电话", text) is None
    assert told(public_number(text)) == told(text)


def test_a_mobile_in_a_name_is_told() -> None:
    """A name and a post hold no number of anybody's own."""
    for text in ("甲 138–0000–1234", "甲１３８　００００　１２３４", "甲370000190001010000"):
        assert fault_of("责任人", text) is not None
    for text in ("联络员甲", "办公室（0530-0000001）", "2026-01-01 起"):
        assert fault_of("职务", text) is None


def test_lines_in_a_text_stay() -> None:
    """An office line, a date and short numbers in a text are nobody's own."""
    for text in ("办公室（0530-0000001）", "2026-01-01 起", "12345 热线、400-000-0000"):
        assert public_text(text) == text
