"""Reading: data, positions, and every trap of typing YAML by hand."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Place, Span
from shudi_cli.source import Document, read_document
from shudi_cli.source.decoding import MAX_BYTES


def read(text: str | bytes) -> Document:
    return read_document("f.yaml", text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    "plain",
    [
        "no",
        "yes",
        "on",
        "012",
        "05371234567",
        "12:30",
        "2026-01-01",
        "1.50",
        "0x1F",
        "~",
        "null",
        "true",
        "1_000",
    ],
)
def test_plain_scalars_are_text(plain: str) -> None:
    """A plain value means what it says; nothing is guessed from its looks."""
    assert read(f"值: {plain}\n").data == {"值": plain}


def test_nothing_after_the_colon_is_none() -> None:
    """A key without content has the value None, not an empty text."""
    assert read("止:\n名称: ''\n").data == {"止": None, "名称": ""}


def test_a_leading_bom_and_crlf_are_read() -> None:
    """What Notepad writes is read like any other file."""
    assert read("\ufeff名称: 渣土\r\n批次: 1\r\n".encode()).data == {"名称": "渣土", "批次": "1"}


TEXT = """\
领域: 城市管理
事项:
  - 编号: SD-05-003
    名称: 渣土车𠮷遗撒
    主体责任:
      - 单位: 县公安局
"""


@pytest.mark.parametrize(
    ("path", "part", "span"),
    [
        (("领域",), "value", Span(1, 5, 1, 9)),
        (("领域",), "key", Span(1, 1, 1, 3)),
        (("事项", 0, "名称"), "value", Span(4, 9, 4, 15)),
        (("事项", 0, "主体责任", 0, "单位"), "value", Span(6, 13, 6, 17)),
        (("事项", 0, "主体责任"), "value", Span(5, 5, 5, 9)),
        (("事项", 0, "没有"), "value", Span(3, 5, 3, 5)),
    ],
)
def test_places_are_found(path: tuple[str | int, ...], part: str, span: Span) -> None:
    """Every key and value has its line and columns, counted in characters; a missing one, its parent's."""
    assert read(TEXT).locate(Place("f.yaml", path, part)) == span  # type: ignore[arg-type]


TRAPS = {
    "full-width colon": ("事项:\n  - 编号: A\n    名称：渣土\n", "Y120", 3),
    "full-width colon in the first line": ("名称：渣土\n批次: 1\n", "Y120", 1),
    "no space after the colon": ("名称:渣土\n批次: 1\n", "Y121", 1),
    "quoted key": ("“名称”: 渣土\n", "Y122", 1),
    "full-width comma in brackets": ("适用: [乡镇，街道]\n", "Y123", 1),
    "dash without space": ("- 甲\n-乙\n", "Y124", 2),
    "full-width dash": ("- 甲\n－ 乙\n", "Y124", 2),
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "Y117", 3),
    "anchor": ("a: &x 1\n", "Y111", 1),
    "alias": ("a: *x\n", "Y111", 1),
    "tag": ("a: !!python/object:os.system x\n", "Y112", 1),
    "merge key": ("a: 1\n<<: {b: 2}\n", "Y113", 2),
    "two documents": ("a: 1\n---\nb: 2\n", "Y114", 2),
    "comma cuts a sentence": ("a: {职责: 检查,查处}\n", "Y118", 1),
    "folded text": ("a: 检查\n  查处\n", "Y119", 1),
    "folded block": ("a: >\n  检查\n  查处\n", "Y119", 1),
    "tab": ("a:\n\t- b\n", "Y105", 2),
    "NUL": ("a: 1\nb: x\0y\n", "Y103", 2),
    "BOM inside": ("a: 1\nb: \ufeffx\n", "Y102", 2),
    "bidirectional control": ("a: 1\nb: x\u202ey\n", "Y104", 2),
    "zero-width space": ("a: 县\u200b公安局\n", "Y106", 1),
    "line separator": ("a: 县\u2028公安局\n", "Y107", 1),
    "next line": ("a: 县\x85公安局\n", "Y107", 1),
    "lone carriage return": ("a: 1\rb: 2\n", "Y103", 1),
    "replacement character": ("a: 县\ufffd安局\n", "Y108", 1),
    "unclosed quote": ('a: "x\nb: 1\n', "Y109", 1),
    "unclosed bracket": ("a: [x\nb: 1\n", "Y109", 1),
    "stray colon": ("a: b: c\n", "Y109", 1),
    "bad indentation": ("a:\n  - b\n c: d\n", "Y109", 3),
    "reserved sign": ("a: 1\nb: @x\n", "Y109", 2),
    "directive": ("%YAML 1.1\n---\na: 1\n%TAG\n", "Y109", 4),
    "only comments": ("# 说明\n", "Y110", 1),
}


@pytest.mark.parametrize("name", TRAPS)
def test_each_trap_has_its_finding(name: str) -> None:
    """A file with a slip is refused with a finding of its own at its line, and a next step."""
    text, code, line = TRAPS[name]
    document = read(text)
    found = document.findings[0]
    assert not document.readable
    assert (found.code, found.place.span and found.place.span.line) == (code, line)
    assert found.hint


@pytest.mark.parametrize(("encoding", "word"), [("gbk", "GBK"), ("utf-16", "UTF-16")])
def test_other_encodings_are_named(encoding: str, word: str) -> None:
    """A file in another encoding is recognised, with advice how to save it."""
    (found,) = read("名称: 渣土车\n".encode(encoding)).findings
    assert found.code == "Y101"
    assert word in found.message
    assert "另存为" in found.hint


def test_damaged_utf8_is_located() -> None:
    """Bytes that are no text at all are reported at their line and column."""
    (found,) = read("名称: 渣土\n批次: 一".encode() + b"\xff\xff\xff").findings
    assert (found.code, found.place.span) == ("Y101", Span(2, 6, 2, 7))


def test_deep_nesting_is_refused() -> None:
    """100,000 brackets are refused, without recursion: at the twenty-first, or where the parser itself gives up."""
    assert read("[" * 50).findings[0].place.span == Span(1, 21, 1, 22)
    for brackets in (50, 100_000):
        (found,) = read("[" * brackets).findings
        assert found.code == "Y116"


def test_a_bomb_of_aliases_is_refused() -> None:
    """Aliases that would multiply are refused at the first anchor."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert read("\n".join(lines)).findings[0].code == "Y111"


def test_too_many_nodes_are_refused() -> None:
    """A file below the size limit with an absurd number of values is refused."""
    assert read("- a\n" * (MAX_BYTES // 5)).findings[-1].code == "Y115"


def test_all_duplicates_are_reported() -> None:
    """One pass finds every repeated key, each with the place of the first."""
    found = read("a: 1\na: 2\nb: 1\nb: 2\n").findings
    assert [finding.related[0].place.span for finding in found] == [Span(1, 1, 1, 2), Span(3, 1, 3, 2)]


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\xad\ufffd"),
    max_size=12,
)
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words.filter(bool), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(words.filter(bool), values, min_size=1, max_size=4))
def test_quoted_data_reads_back(data: dict[str, object]) -> None:
    """Whatever text a file holds in quotes is read as it stands, and every value can be located."""
    text = yaml.dump(data, allow_unicode=True, default_style="'", width=10**9, Dumper=yaml.SafeDumper)
    document = read(text)
    slips = {finding.code for finding in document.findings}
    if slips <= {"Y119", "Y122", "Y123"} and slips:
        return  # valid YAML that is refused on purpose
    assert document.data == data
    assert document.locate(Place("f.yaml", (next(iter(data)),))).line >= 1


@given(
    st.text(st.sampled_from(string.printable + "：，“”－—渣土\ufeff\u202e"), max_size=60)
    | st.binary(max_size=60)
)
def test_no_bytes_can_crash_reading(raw: str | bytes) -> None:
    """Any bytes give data or findings with positions inside the text, never an exception."""
    document = read(raw)
    assert document.readable != bool(document.findings)
    lines = document.text.split("\n")
    for finding in document.findings:
        if finding.place.span and document.text:
            assert 1 <= finding.place.span.line <= len(lines)
