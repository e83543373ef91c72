"""Laws of checking: no text makes it fail, and a broken file is no other file's trouble."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.diagnostics import Finding
from shudi_cli.resources import sample_folder
from shudi_cli.rules import all_rules, check_workspace
from shudi_cli.workspace import load
from tests.memory import Files
from tests.rules.planting import base

#: Rules that compare an item, a chapter or a declared total with what stands in other files of the lists.
COMPARING = frozenset({"L104", "L105", "L108", "L109", "L110", "L112", "L113", "L114", "L115", "L116"})
#: Rules that look a name up in a register; they are not judged where it cannot be read.
BY_UNITS = frozenset({"U101", "U102", "U103", "U104", "L104", "L111", "L112", "L114"})
BY_LAWS = frozenset({"B101", "B102", "B103", "B107"})

#: Enough of the sample for every rule to have something to read, and little enough to be read a thousand times.
SAMPLE = Files(
    {
        name: content
        for name, content in Files.under(sample_folder()).contents.items()
        if "/" not in name or name.rpartition("/")[2][:2] in {"li", "05", "06"}
    }
)
#: What a clerk's hand, an input method or another program puts in the place of a character.
SLIPS = [
    "",
    "：",
    " ",
    "-",
    "“",
    '"',
    "'",
    "，",
    ",",
    "#",
    "\t",
    "\0",
    "\ufeff",
    "\u202e",
    "&",
    "*",
    "|",
    "{",
    "[",
    "\r",
]


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text after one to three slips: lines dropped, doubled or indented anew, characters swapped or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        slip = draw(st.sampled_from(["drop", "double", "indent", "outdent", "swap", "replace", "cut"]))
        column = draw(st.integers(0, max(0, len(lines[at]) - 2)))
        lines[at : at + 1] = _slipped(slip, lines[at], column, draw(st.sampled_from(SLIPS)))
        text = "\n".join(lines[: at + 1] if slip == "cut" else lines)
    return text


def _slipped(slip: str, line: str, column: int, character: str) -> list[str]:
    if slip == "drop":
        return []
    if slip == "double":
        return [line, line]
    if slip == "indent":
        return [" " * (1 + column % 4) + line]
    if slip == "outdent":
        return [line.removeprefix(" " * (1 + column % 4))]
    left, middle, right = line[:column], line[column : column + 2], line[column + 2 :]
    return [left + (middle[::-1] if slip == "swap" else character + middle[1:]) + right]


def found(files: Files) -> tuple[Finding, ...]:
    return check_workspace(load(files), today="2026-01-01")


def found_in(name: str, files: Files, without: frozenset[str]) -> list[Finding]:
    """What is found in one file, but for some rules."""
    return [finding for finding in found(files) if finding.place.file == name and finding.code not in without]


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_no_text_makes_checking_fail(data: st.DataObject) -> None:
    """Whatever slips into up to three files, checking ends with documented findings at places that exist."""
    names = data.draw(st.lists(st.sampled_from(SAMPLE.names()), min_size=1, max_size=3, unique=True))
    files = SAMPLE | {name: data.draw(mutated(SAMPLE.text(name))) for name in names}
    findings = found(files)
    assert list(findings) == sorted(findings, key=lambda finding: finding.sort_key)
    for finding in findings:
        assert finding.code in all_rules()
        assert finding.message
        if finding.place.span:
            lines = files.text(finding.place.file).replace("\r\n", "\n").split("\n")
            assert 1 <= finding.place.span.line <= len(lines)
            assert 1 <= finding.place.span.column <= len(lines[finding.place.span.line - 1]) + 1


def dependent(name: str, other: str) -> frozenset[str] | None:
    """The rules by which `other` may change what is found in `name`; None if it says what `name` is."""
    if other == "shudi.yaml" or (
        other.endswith("/list.yaml") and other.split("/", maxsplit=1)[0] == name.split("/", maxsplit=1)[0]
    ):
        return None
    return {"units.yaml": BY_UNITS, "laws.yaml": BY_LAWS}.get(other, COMPARING)


PAIRS = [
    (name, other)
    for name in SAMPLE.names()
    for other in SAMPLE.names()
    if name != other and dependent(name, other) is not None
]


@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_changed_file_is_no_other_files_trouble(data: st.DataObject) -> None:
    """What is found in a file stays the same whatever slips into another, but for the rules that look across."""
    name, other = data.draw(st.sampled_from(PAIRS))
    files = SAMPLE | {name: data.draw(mutated(SAMPLE.text(name)))}
    changed = files | {other: data.draw(mutated(SAMPLE.text(other)))}
    without = dependent(name, other)
    assert without is not None
    assert found_in(name, files, without) == found_in(name, changed, without)


#: A chapter with a finding of every rule that needs no other chapter.
FAULTY: Mapping[str, str] = {
    "责令设障者限期清除。": "，责令设障者限期清除",  # L117 L121
    "巡查河段，发现乱占乱建及时劝阻并上报县水务局。": "强制拆除乱占乱建。",  # L111
    "取水许可的监督检查": "取水许可（的监督检查",  # L118
    "检查取水口的计量设施，核对取水量。": "无",  # L101
    "条款: 第三十七条\n": "条款: 37条\n      - 名称: 中华人民共和国大气法\n      - 名称: 水法\n",  # B104 B101 B103
    "编号: SD-06-002": "编号: SX-06-002",  # L106
    "      - 单位: 乡镇（街道）\n": "      - 单位: 县水利局\n        职责:\n          - 按职责分工负责。\n"  # U102 L103
    "      - 单位: 县水务局\n        职责:\n          - 受理电话13800001234。\n      - 单位: 乡镇（街道）\n",  # L107 P101
}
WATER = "responsibility/06-water.yaml"


def faulty() -> Files:
    text = base().text(WATER)
    for old, new in FAULTY.items():
        assert old in text
        text = text.replace(old, new, 1)
    return base() | {WATER: text}


@pytest.mark.parametrize(
    "other", [name for name in base().names() if name != WATER and dependent(WATER, name)]
)
@pytest.mark.parametrize("broken", ["名称：甲\n序号: 1\n", "", "- 甲\n", None])
def test_a_broken_file_hides_no_finding_of_another(other: str, broken: str | None) -> None:
    """With another file broken, emptied, misshapen or gone, a faulty chapter has the findings it had."""
    without = dependent(WATER, other)
    assert without is not None
    before = found_in(WATER, faulty(), without)
    assert len({finding.code for finding in before}) >= 10
    assert found_in(WATER, faulty() | {other: broken}, without) == before


@pytest.mark.parametrize("name", base().names())
def test_a_broken_file_makes_no_finding_elsewhere(name: str) -> None:
    """In a clean county with one broken file, that file alone has findings."""
    findings = found(base() | {name: "名称：甲\n序号: 1\n"})
    assert {finding.place.file for finding in findings} == {name}
