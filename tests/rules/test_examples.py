"""`shudi explain` tells the truth: each rule's example of wrong yields the rule, that of right nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from shudi_cli.report.width import display_width, wrapped
from shudi_cli.rules import Rule, all_rules, check_workspace, rule_named, title_of
from shudi_cli.source import read_document
from shudi_cli.workspace import load
from tests.rules.planting import base, plant

#: Examples in words, since no piece of YAML can show what they say.
_OUTSIDE = "what is wrong lies outside the text of the file"
_UNSEEN = "the character cannot be seen on a page"
PROSE = {
    **dict.fromkeys(
        ["Y101", "Y110", "Y115", "Y130", "Y131", "Y132", "Y133", "Y134", "Y136", "L120", "L125"], _OUTSIDE
    ),
    **dict.fromkeys(["Y102", "Y103", "Y104", "Y105", "Y106", "Y107", "Y126"], _UNSEEN),
    "Y125": "an example is planted as data, without its comments",
    "Y128": "an example is planted as data, without its escapes",
    "Y113": "what to write instead depends on what was merged",
    "Y114": "the right way is two files",
    "Y116": "twenty-one levels would fill the page",
    "Y135": "found in git's index, not in a text",
    **dict.fromkeys(
        ["L122", "L123", "L124", "L126"], "settings, which a list's example cannot be planted into"
    ),
    "S109": "nothing in our own schemas leads to it",
    "L112": "the wrong is something missing in another list",
    "L114": "it takes items of two lists",
    **dict.fromkeys(
        [
            "C101",
            "C102",
            "C103",
            "C111",
            "C112",
            "C113",
            "C114",
            "C115",
            "C121",
            "C122",
            "C123",
            "C131",
            "C132",
            "N101",
            "P102",
            "P201",
            "P202",
            "P203",
            "P204",
        ],
        "it takes whole records (tests/rules/cases)",
    ),
    **dict.fromkeys([f"C2{nth:02}" for nth in range(1, 11)], "it takes two versions (tests/gate)"),
}
#: A wrong example that cannot but show another rule's finding as well.
ALONGSIDE = {
    "Y141": {"U103"},  # a silence without reason silences nothing
    "R105": {"R108"},  # whoever is left, is B 岗
}
SOURCE = Path(__file__).parents[2] / "src" / "shudi_cli"
RULES = list(all_rules().values())


class Example(NamedTuple):
    """One example: 错 or 对, what stands in brackets after it, and the text."""

    side: str
    label: str
    text: str


def examples(rule: Rule) -> Iterator[Example]:
    """The examples of a rule: indented blocks, each under the line that introduces it."""
    side, label, block = "", "", []
    for line in [*rule.explanation.split("\n"), "。"]:
        if line.startswith("    "):
            block.append(line[4:])
            continue
        if block:
            yield Example(side, label, "\n".join(block) + "\n")
            block = []
        if match := re.match(r"(错|对)(?:（(.*)）)?：", line):
            side, label = match[1], match[2] or label


def codes(rule: Rule, example: Example) -> set[str]:
    """The codes found where the example stands: in a file by itself for reading, else in a county."""
    if re.match("Y1[0-3]", rule.code):
        document = read_document("例.yaml", _amid(example.text).encode())
        return {finding.code for finding in document.findings}
    workspace = load(plant(example.text, example.label), roster=True)
    return {finding.code for finding in check_workspace(workspace, today="2026-01-01")}


def _amid(text: str) -> str:
    """An example of reading among neighbours of its kind, without which a slip may still be valid."""
    first = text.split("\n", maxsplit=1)[0]
    if first.startswith(("- ", "－ ")):
        return f"- 单位: 县水务局\n{text}"
    return f"编号: SD-05-003\n{text}备注: 例子\n" if re.match(r"\w+[:：]", first) else text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explanations_are_whole(rule: Rule) -> None:
    """Every rule says why it exists, gives a wrong and a right, and names its source."""
    lines = rule.explanation.split("\n")
    assert lines[0].endswith(("。", "；", "，"))
    for head in ("错", "对", "出处"):
        assert any(re.match(rf"{head}(（.*）)?：", line) for line in lines), head


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explanations_fit_the_screen(rule: Rule) -> None:
    """No line that `shudi explain` prints is wider than 100 columns: prose is wrapped, examples are not."""
    title = f"{rule.code} {rule.title}（{rule.severity.word}）"
    for line in [title, *rule.explanation.split("\n")]:
        printed = [line] if line.startswith(" ") or line is title else wrapped(line, 100)
        assert [display_width(part) <= 100 for part in printed] == [True] * len(printed)


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES if rule.code not in PROSE for example in examples(rule)],
    ids=lambda value: value.code if isinstance(value, Rule) else value.side,
)
def test_examples_are_true(rule: Rule, example: Example) -> None:
    """A wrong example yields its rule alone, a right one nothing at all."""
    wrong = {rule.code} | ALONGSIDE.get(rule.code, set())
    assert codes(rule, example) == (wrong if example.side == "错" else set())


def test_every_rule_has_examples_of_both_sides() -> None:
    """A rule whose examples are not run is listed in PROSE, and every entry of PROSE is a rule."""
    run = {rule.code for rule in RULES if {example.side for example in examples(rule)} == {"错", "对"}}
    assert run >= all_rules().keys() - PROSE.keys()
    assert all_rules().keys() >= PROSE.keys()


def test_the_base_county_is_clean() -> None:
    """The county that examples and cases start from has no finding of its own."""
    assert check_workspace(load(base()), today="2026-01-01") == ()


def test_every_code_found_is_documented() -> None:
    """A code that the source writes is one `shudi explain` knows, and what it knows is found somewhere."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    written = re.findall(r'"([A-Z]\d{3})"', re.sub(r'documented\(\s*"[A-Z]\d{3}"', "", texts))
    assert {
        *written,
        "C101",
    } == all_rules().keys()  # C101 is what `diff` calls 责任下移: it makes no findings


def test_rules_are_found_by_the_names_of_the_sources() -> None:
    """A rule is found by its code or its name in the source documents, in any case, with spaces around."""
    assert [rule.code for name in (" l102 ", "SD102", "sd108") if (rule := rule_named(name))] == [
        "L102",
        "L102",
        "L111",
    ]
    assert rule_named("L000") is None
    assert (title_of("L102"), title_of("L000")) == ("牵头单位不是恰好一个", "L000")
