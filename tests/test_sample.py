"""The sample county (lists/): complete, clean, and what its own settings declare."""

from __future__ import annotations

from collections import Counter
from functools import cache

from shudi_cli.model import DutyList, level_of_main
from shudi_cli.resources import sample_folder
from shudi_cli.rules import check_workspace
from shudi_cli.snapshot import WorkTree
from shudi_cli.source.comments import comments_of
from shudi_cli.workspace import Workspace, load

TOWNSHIPS = "乡镇（街道）"


@cache
def sample() -> Workspace:
    return load(WorkTree(sample_folder()))


def duties() -> DutyList:
    return sample().lists[0]


def tasks() -> DutyList:
    return sample().lists[1]


def test_the_sample_is_clean() -> None:
    """With every rule on and no finding silenced, there is nothing to say of the sample."""
    assert check_workspace(sample(), today="2026-01-01") == ()
    assert sample().settings.severities == {}
    remarks = [comment.text for document in sample().documents.values() for comment in comments_of(document)]
    assert [text for text in remarks if "忽略" in text] == []


def test_the_sample_says_that_it_is_one() -> None:
    """Every file says in its first line that the text is no official one."""
    assert sample().settings.region.sample
    for name, document in sample().documents.items():
        assert "示例" in document.lines[0], name


def test_the_totals_of_the_duty_list() -> None:
    """3 batches, 17 domains, 132 items; 130 led by the county, 2 by the townships."""
    items = list(duties().items)
    assert {item.batch for item in items} == {1, 2, 3}
    assert [domain.order for domain in duties().domains] == list(range(1, 18))
    assert len(items) == 132
    assert Counter(level_of_main(item, sample().units) for item in items) == {"县级": 130, "乡级": 2}


def test_the_totals_of_the_task_list() -> None:
    """The second list, of another kind, has 36 items on 6 boards."""
    assert [domain.order for domain in tasks().domains] == list(range(1, 7))
    assert len(list(tasks().items)) == 36
    assert tasks().kind != duties().kind


def test_the_settings_declare_these_totals() -> None:
    """`shudi.yaml` declares what was counted above, so that a check proves it."""
    declared = [entry.totals for entry in sample().settings.lists]
    assert [
        (total.batches, total.declared.get("领域"), total.declared.get("板块"), total.items)
        for total in declared
        if total
    ] == [
        (3, 17, None, 132),
        (None, None, 6, 36),
    ]
    assert declared[0]
    assert declared[0].by_level == {"县级": 130, "乡级": 2}


def test_no_duty_is_said_twice() -> None:
    """No two duties or tasks of the county are alike, whatever their punctuation."""
    responsibilities = [entry for item in duties().items for entry in item.responsibilities]
    sentences = [duty for entry in responsibilities for duty in entry.duties]
    sentences += [task for item in tasks().items for task in item.tasks]
    bare = Counter(sentence.rstrip("。") for sentence in sentences)
    assert [sentence for sentence, times in bare.items() if times > 1] == []


def test_no_duty_is_filler() -> None:
    """Nowhere stands that somebody is responsible according to the division of duties."""
    for name, document in sample().documents.items():
        assert "职责分工负责" not in document.text, name


def test_every_item_has_a_basis_and_a_lead() -> None:
    """Each of the 132 items cites a law, and exactly one unit leads where several answer for it."""
    for item in duties().items:
        assert item.bases, item.number
        assert sum(entry.leads for entry in item.main) == (len(item.main) > 1), item.number


def test_townships_answer_for_two_items() -> None:
    """The township has main responsibility in exactly two items, and alone there."""
    main = [item for item in duties().items if TOWNSHIPS in {entry.unit for entry in item.main}]
    assert [(item.number, len(item.main)) for item in main] == [("SD-01-003", 1), ("SD-07-003", 1)]


def test_the_registers_show_reform_and_repeal() -> None:
    """Some units have former names, all fourteen townships are there, and a law has been replaced."""
    units = sample().units
    assert units.by_former_name
    assert len(list(units.members(TOWNSHIPS))) == 14
    assert [law.name for law in sample().laws.laws if law.repealed and law.replaced_by]
