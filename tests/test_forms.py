"""Lists in columns: which forms there are, what stands in their cells, what an edition and an extract leave out."""

from __future__ import annotations

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.forms import columns_named, every_column, forms_of, printed
from shudi_cli.model.editions import Edition
from shudi_cli.resources import sample_folder
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import load

SAMPLE = load(WorkTree(sample_folder()))
DUTIES, TASKS = SAMPLE.lists


def row(form: str | None, number: str) -> dict[str, str]:
    """The cells of an item in a form, by title."""
    columns = columns_named(DUTIES.kind, form)
    table = printed(DUTIES, SAMPLE.units, columns)
    cells = next(found.cells for found in table.rows if found.item.number == number)
    return dict(zip([column.title for column in columns], cells, strict=True))


def test_a_kind_is_printed_in_its_own_columns() -> None:
    """Without a form, the 栏目 of `shudi.yaml`; each unit with its duties, numbered where there are several."""
    cells = row(None, "SD-05-001")
    assert list(cells) == ["序号", "事项名称", "主体责任", "配合责任", "主要依据"]
    assert cells["主体责任"].startswith("县综合行政执法局：\n1. 划定")
    assert "\n县公安局：疏导占道摊点" in cells["配合责任"]
    assert cells["主要依据"].split("\n")[0] == "《城市道路管理条例》第二十七条、第四十二条"


def test_the_form_of_townships() -> None:
    """配合履职事项 of 2024–25: the county's duties on one side, the townships' without their name on the other."""
    cells = row("配合履职事项", "SD-05-001")
    assert list(cells) == ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]
    assert cells["对应上级部门"] == "县综合行政执法局"
    assert "乡镇" not in cells["上级部门职责"].split("：")[0]
    assert cells["乡镇（街道）配合职责"].startswith("1. 组织社区巡查")


def test_two_lines_of_heads() -> None:
    """职责边界 has a title that two columns share."""
    above = [column.above for column in columns_named(DUTIES.kind, "职责边界")]
    assert above == [None, None, None, None, "职责边界划分", "职责边界划分"]


def test_a_list_without_duties_has_no_forms_of_duties() -> None:
    """The list of tasks has its own columns only; a form it has not is answered with those it has."""
    assert forms_of(TASKS.kind) == ()
    with pytest.raises(ShudiError, match="没有“配合履职事项”这种式样"):
        columns_named(TASKS.kind, "配合履职事项")
    with pytest.raises(ShudiError) as told:
        columns_named(DUTIES.kind, "配合履职")
    assert "配合履职事项" in told.value.hint


def test_an_extract_keeps_the_numbers_of_the_whole() -> None:
    """So that both can be read side by side; chapters with nothing left are gone."""
    table = printed(DUTIES, SAMPLE.units, every_column(DUTIES), takes=lambda _, domain: domain.name == "水务")
    assert [chapter.name for chapter in table.chapters] == ["水务"]
    before = sum(len(domain.items) for domain in DUTIES.domains[:5])
    assert next(table.rows).cells[0] == str(before + 1)


def test_the_public_edition_has_no_remarks() -> None:
    """备注 is a column of the internal edition only."""
    noted = (
        DUTIES.domains[0]
        .items[0]
        ._replace(content={**DUTIES.domains[0].items[0].content, "备注": "内"}, note="内")
    )
    domain = DUTIES.domains[0]._replace(items=(noted, *DUTIES.domains[0].items[1:]))
    duty_list = DUTIES._replace(domains=(domain, *DUTIES.domains[1:]))
    shown = {
        edition: [
            column.title
            for column in printed(duty_list, SAMPLE.units, every_column(duty_list), edition).columns
        ]
        for edition in Edition
    }
    assert "备注" not in shown[Edition.PUBLIC]
    assert "备注" in shown[Edition.INTERNAL]


def test_a_form_of_which_an_edition_shows_nothing() -> None:
    """A table without columns is no table: the clerk is told so."""
    remarks = [column for column in columns_named(DUTIES.kind) if column.field == "依据"]
    remarks = [column._replace(title="备注", field="备注") for column in remarks]
    with pytest.raises(ShudiError, match="公开版里没有"):
        printed(DUTIES, SAMPLE.units, remarks)
    assert printed(DUTIES, SAMPLE.units, remarks, Edition.INTERNAL).columns
