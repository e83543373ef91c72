"""Columns: widths, wrapping, and making what is hidden visible."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.report.width import display_width, visible, wrapped
from tests.report.samples import ANY_TEXT

PROSE = st.lists(
    st.one_of(st.sampled_from("，。（）“” 县局—…ab/.-"), st.characters(categories=["L", "N", "P", "Mn"]))
).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("县住建局[bold]", "县住建局[bold]"),
        ("\x1b[31m红", "<U+001B>[31m红"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("县\u200b局", "县<U+200B>局"),
        ("两\n行", "两<U+000A>行"),
        ("坏\udc80名", "坏<U+DC80>名"),
        ("\ufffe\U0010ffff", "<U+FFFE><U+10FFFF>"),
        ("全角\u3000空格", "全角\u3000空格"),
    ],
)
def test_hidden_characters_are_written_out(text: str, shown: str) -> None:
    """What a terminal would obey or hide is shown by its code point, and nothing else is changed."""
    assert visible(text) == shown


@given(ANY_TEXT)
def test_nothing_hidden_is_left(text: str) -> None:
    """Whatever comes in, what comes out has no control, format or broken character."""
    assert not {unicodedata.category(char) for char in visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_kept_characters_stay() -> None:
    """A caller that handles line ends itself keeps them."""
    assert visible("一\r\n二\x00", keep="\r\n") == "一\r\n二<U+0000>"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("县", 2),
        ("（）", 4),
        ("Ａ", 2),
        ("“”—…", 4),
        ("e\u0301", 1),
        ("😀", 2),
        ("ｱ", 1),
        ("", 0),
    ],
)
def test_widths(text: str, columns: int) -> None:
    """Wide and full-width characters take two columns, combining marks none, all others one."""
    assert display_width(text) == columns


@given(PROSE, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """No line is wider than asked, and only spaces go missing."""
    lines = wrapped(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("发现，上报。", 4, ["发", "现，", "上", "报。"]),
        ("见（附件）二", 4, ["见", "（附", "件）", "二"]),
        ("改为 SD-05-003 号", 10, ["改为", "SD-05-003", "号"]),
        ("lists/responsibility", 8, ["lists/re", "sponsibi", "lity"]),
        ("  缩进 保留", 8, ["  缩进", "保留"]),
        ("县局办 号", 6, ["县局办", "号"]),
        ("   ", 8, []),
        ("", 8, []),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    """Punctuation stays with its word, runs of ASCII stay whole where they can, blank text has no lines."""
    assert wrapped(text, width) == lines
