"""The source line under a finding: carets in the right columns, nothing wider than the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Span
from shudi_cli.report.snippet import snippet
from shudi_cli.report.width import display_width, visible

LINES = st.lists(
    st.one_of(st.sampled_from("县局，“”\t\x1b\u202e ab-:"), st.characters(exclude_characters="\n")),
    max_size=300,
).map("".join)


def under_carets(line: str, span: Span, room: int = 76) -> str:
    """The characters that the carets stand under."""
    shown, carets = snippet(line, span, room)
    start, end = carets.index("^"), len(carets)
    column, found = 0, ""
    for char in shown:
        if start <= column < end:
            found += char
        column += display_width(char)
    return found


def on_line(start: int, end: int) -> Span:
    return Span(1, start, 1, end)


def test_carets_stand_under_chinese() -> None:
    """Columns are counted in characters and drawn in terminal columns."""
    assert snippet("名称: 渣土车遗撒", on_line(5, 8), 76) == ("名称: 渣土车遗撒", "      ^^^^^^")


@given(LINES, st.integers(20, 120), st.data())
def test_nothing_wraps_and_carets_are_under_the_span(line: str, room: int, data: st.DataObject) -> None:
    """Whatever the line and the span, both lines fit, and the carets begin under the span's first character."""
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line) + 1))
    span = on_line(start + 1, end + 1)
    shown, carets = snippet(line, span, room)
    assert display_width(shown) <= room
    assert len(carets) <= room
    assert set(carets.lstrip()) == {"^"}
    first = " " if start == len(line) else {"\t": "    "}.get(line[start], visible(line[start]))
    if display_width(first):
        assert under_carets(line, span, room).startswith(first)


@given(st.text("县局，“”ab ", max_size=200), st.data())
def test_a_span_that_fits_is_underlined_whole(line: str, data: st.DataObject) -> None:
    """A span narrower than the room is never cropped."""
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, min(len(line), start + 30)))
    expected = line[start:end] or (line + " ")[start]
    assert under_carets(line, on_line(start + 1, end + 1), 66) == expected


def test_long_line_is_cropped_on_both_sides() -> None:
    """A long line shows the surroundings of the span between two marks."""
    line = "前" * 100 + "错字" + "后" * 100
    shown, carets = snippet(line, on_line(101, 103), 30)
    assert shown == "…" + "前" * 6 + "错字" + "后" * 6 + "…"
    assert carets == " " * 13 + "^^^^"


def test_crop_uses_the_room_at_the_ends() -> None:
    """Near an end of the line no room is given away."""
    line = "县" * 100
    assert snippet(line, on_line(1, 2), 30)[0] == "县" * 14 + "…"
    assert snippet(line, on_line(100, 101), 30)[0] == "…" + "县" * 14


def test_wide_span_ends_at_the_crop() -> None:
    """The carets of a span wider than the screen stop where the text stops."""
    shown, carets = snippet("  - " + "职" * 75, on_line(5, 80), 40)
    assert shown == "  - " + "职" * 17 + "…"
    assert carets == " " * 4 + "^" * 34


def test_span_over_several_lines() -> None:
    """The rest of the first line is underlined, without its trailing spaces."""
    assert snippet("职责: |  ", Span(3, 5, 6, 1), 40)[1] == "      ^"


def test_empty_span_and_span_behind_the_end() -> None:
    """An empty span marks the character it stands before; behind the last one there is room for one caret."""
    assert snippet("县局", on_line(2, 2), 40)[1] == "  ^^"
    assert snippet("县局", on_line(3, 3), 40)[1] == "    ^"
    assert snippet("县局", on_line(9, 12), 40)[1] == "    ^"
    assert snippet("", on_line(1, 1), 40)[1] == "^"


def test_tabs_and_control_characters_take_their_room() -> None:
    """A tab is four spaces, an escape is written out, and the carets reckon with both."""
    assert snippet("\ta\x1b[31m县", on_line(3, 4), 40) == ("    a<U+001B>[31m县", "     ^^^^^^^^")


def test_a_megabyte_on_one_line() -> None:
    """A line of any length is cropped by looking at the span's surroundings only."""
    shown, carets = snippet("x" * 1_000_000 + "县" + "y" * 1_000_000, on_line(1_000_001, 1_000_002), 40)
    assert shown == "…" + "x" * 18 + "县" + "y" * 18 + "…"
    assert carets == " " * 19 + "^^"
