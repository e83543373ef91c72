"""Lists as counties issue them, with the noise they come with."""

from __future__ import annotations

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.importing.answers import Answers
from shudi_cli.importing.doubts import Weight
from shudi_cli.office.grid import Doubt, GridCell
from tests.importing.grids import HEAD, across, brought, codes, down, grid, items

ROW = ("河道", "水务", "县水务局：负责巡查。", "乡镇（街道）：上报。", "《某法》第七条")


def row(
    nth: object, name: str, chapter: str | GridCell = "水务", *, main: str = ROW[2]
) -> tuple[str | GridCell, ...]:
    return (str(nth), chapter, name, main, ROW[3], ROW[4])


def names(found: object) -> list[object]:
    return [item["名称"] for item in items(found)]  # type: ignore[arg-type]


def test_a_plain_table() -> None:
    """Each row is an item with its units, duties and bases; it has a number by chapter and order."""
    found = brought(grid([HEAD, row(1, "河道管理"), row(2, "采砂管理")]))
    assert items(found)[0] == {
        "名称": "河道管理",
        "主体责任": [{"单位": "县水务局", "职责": ["负责巡查。"]}],
        "配合责任": [{"单位": "乡镇（街道）", "职责": ["上报。"]}],
        "依据": [{"名称": "某法", "条款": "第七条"}],
        "编号": "SD-01-001",
    }
    assert found.to_answer == 0


def test_titles_repeated_heads_bands_totals_and_restarting_numbers() -> None:
    """Rows that are no items are told apart, and each is told."""
    head = ("序 号", "事项名称", "主体责任", "配合责任")
    work = ("县水务局：巡查。", "乡镇（街道）：上报。")
    found = brought(
        grid(
            [
                (across("某县属地管理清单（2个领域4项）", 4),),
                ("",),
                head,
                (across("一、水务领域（2项）", 4),),
                ("1", "河道管理", *work),
                ("2", "采砂管理", *work),
                head,
                (across("二、公安领域（2项）", 4),),
                ("1", "养犬管理", *work),
                ("2", "烟花管理", *work),
                (across("合计：4项", 4),),
            ]
        )
    )
    assert [(chapter.name, len(chapter.items)) for chapter in found.lists[0].chapters] == [
        ("水务", 2),
        ("公安", 2),
    ]
    assert items(found)[3]["编号"] == "SD-02-002"
    assert {"重复表头", "领域行", "合计行", "序号重新开始"} <= set(codes(found))
    assert found.to_answer == 0
    assert found.lists[0].title == "某县属地管理清单"


def test_a_head_of_two_lines_with_units_beside_duties() -> None:
    """主体责任/责任单位 and 主体责任/责任内容 are read together."""
    found = brought(
        grid(
            [
                (down("序号", 2), down("事项名称", 2), across("主体责任", 2), "", across("配合责任", 2)),
                ("", "", "责任单位", "责任内容", "责任单位", "责任内容"),
                ("1", "河道管理", "县水务局", "1.巡查；\n2.处置。", "乡镇（街道）", "上报。"),
            ]
        )
    )
    assert items(found)[0]["主体责任"] == [{"单位": "县水务局", "职责": ["巡查；", "处置。"]}]
    assert items(found)[0]["配合责任"] == [{"单位": "乡镇（街道）", "职责": ["上报。"]}]


def test_the_lead_before_the_name_and_duties_by_level() -> None:
    """牵头部门 | 事项名称 | 实施依据 | 职责边界划分 { 县级部门 | 乡镇(街道) }."""
    found = brought(
        grid(
            [
                (
                    down("序号", 2),
                    down("牵头部门", 2),
                    down("事项名称", 2),
                    down("实施依据", 2),
                    across("职责边界划分", 2),
                ),
                ("", "", "", "", "县级部门", "乡镇(街道)"),
                ("1", "县水务局", "河道管理", "《某法》", "负责巡查。", "1.上报；\n2.劝阻。"),
            ]
        )
    )
    assert items(found)[0]["主体责任"] == [{"单位": "县水务局", "职责": ["负责巡查。"]}]
    assert items(found)[0]["配合责任"] == [{"单位": "乡镇（街道）", "职责": ["上报；", "劝阻。"]}]


def test_a_merged_column_of_chapters_and_rows_that_go_on() -> None:
    """A merged 领域 holds for its rows; a row without a name goes on with the item above."""
    found = brought(
        grid(
            [
                HEAD,
                row(1, "河道管理", down("水务", 3)),
                ("", "", "", "县公安局：处置。", "", ""),
                row(2, "采砂管理", ""),
                row(3, "养犬管理", "公安"),
            ]
        )
    )
    assert [chapter.name for chapter in found.lists[0].chapters] == ["水务", "公安"]
    assert [entry["单位"] for entry in items(found)[0]["主体责任"]] == ["县水务局", "县公安局"]  # type: ignore[index, attr-defined]
    assert "续行并入" in codes(found)


def test_a_table_without_a_head_goes_on_with_the_one_before() -> None:
    """续表: the same number of columns, no head."""
    first, second = grid([HEAD, row(1, "河道管理")]), grid([row(2, "采砂管理")], nth=2)
    found = brought(first, second)
    assert names(found) == ["河道管理", "采砂管理"]
    assert "续表" in codes(found)


def test_what_does_not_add_up_must_be_answered() -> None:
    """Totals, 序号, names, units, duties: whatever does not fit is asked, and read all the same."""
    found = brought(
        grid(
            [
                (across("某县清单（1个领域9项）", 6),),
                HEAD,
                row(1, "河道管理"),
                row(3, "河道管理", main="县气象局：预警。"),
                row(3, "采砂管理", main="负责巡查。"),
                row(4, "取水管理", main="县公安局：\n县水务局：巡查。"),
                row(5, "防汛管理", main="县水务局：巡查。\n配合单位：县公安局：处置。"),
            ]
        )
    )
    must = {query.code for query in found.queries if query.weight is Weight.MUST}
    assert must == {
        "总数与标题不符", "序号不连续", "序号重复", "事项重名", "未登记单位", "责任前无单位", "有单位无责任",
        "主体责任栏内有配合单位",
    }  # fmt: skip
    assert len(items(found)) == 5
    places = {query.code: query.place for query in found.queries}
    assert places["未登记单位"] == "表1第4行"
    assert places["责任前无单位"] == "表1第5行第4列"


def test_what_the_reader_doubts_is_passed_on() -> None:
    """A date, a formula without value, a tracked change."""
    dated = GridCell("2024-01-02", doubts=(Doubt.DATE,))
    tracked = GridCell(ROW[2], doubts=(Doubt.INSERTED,))
    found = brought(grid([HEAD, ("1", "水务", dated, tracked, ROW[3], ROW[4])]))
    assert {"被认作日期", "修订：新加的文字"} <= set(codes(found))


def test_asterisks_short_names_and_unknown_columns() -> None:
    """What was withheld stays; a short name is written out and told; a strange column is asked for."""
    found = brought(grid([(*HEAD, "完成时限"), (*row(1, "***管理", main="区自然资源局：巡查。"), "三天")]))
    assert names(found) == ["***管理"]
    assert items(found)[0]["主体责任"] == [{"单位": "县自然资源和规划局", "职责": ["巡查。"]}]
    assert {"有星号", "别名归并", "表头不确定"} <= set(codes(found))


def test_an_empty_register_finds_units_in_two_passes() -> None:
    """Names that hold 和 or end in brackets are found whole, each asked once."""
    main = "县自然资源和规划局：负责甲。\n县气象局：负责乙。"
    found = brought(grid([HEAD, row(1, "甲", main=main), row(2, "乙", main=main)]), units={"单位": []})
    assert [entry["单位"] for entry in items(found)[0]["主体责任"]] == ["县自然资源和规划局", "县气象局"]  # type: ignore[index, attr-defined]
    assert codes(found).count("未登记单位") == 2


def test_answers_settle_what_was_asked() -> None:
    """A unit is another, a column is a field, a row is left out, a doubt is settled."""
    table = grid(
        [
            (*HEAD, "完成时限"),
            (*row(1, "河道管理", main="县河长办：巡查。"), "三天"),
            (*row(3, "采砂管理"), ""),
            (*row(4, "不要的"), ""),
        ]
    )
    first = brought(table)
    gap = next(query for query in first.queries if query.code == "序号不连续")
    answers = Answers(
        units={"县河长办": "县水务局"},
        columns={"完成时限": "备注"},
        skipped=frozenset({"表1第4行"}),
        settled=frozenset({gap.key}),
    )
    found = brought(table, answers=answers)
    assert names(found) == ["河道管理", "采砂管理"]
    assert items(found)[0]["主体责任"] == [{"单位": "县水务局", "职责": ["巡查。"]}]
    assert items(found)[0]["备注"] == "三天"
    assert found.to_answer == 0


def test_no_list_at_all() -> None:
    """A file without a list is refused with what a head looks like."""
    with pytest.raises(ShudiError, match="没有找到清单的表格"):
        brought(grid([("甲", "乙"), ("1", "2")]))


def test_units_of_the_higher_level_beside_their_duties() -> None:
    """对应上级部门 | 上级部门职责: the listed are main, nobody leads unless marked, others named support."""
    head = ("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
    duties = "县水务局（牵头）：巡查。\n县公安局：处置。\n县住房和城乡建设局：移送。"
    found = brought(
        grid(
            [
                head,
                ("1", "河道管理", "县水务局、县公安局", duties, "上报。"),
                ("2", "采砂管理", "县水务局、县公安局", duties.replace("（牵头）", ""), "上报。"),
                ("3", "取水管理", "县水务局", "巡查。", "上报。"),
            ]
        )
    )
    shares = [
        [(entry["单位"], entry.get("牵头", False)) for key in ("主体责任", "配合责任") for entry in item[key]]  # type: ignore[attr-defined]
        for item in items(found)
    ]
    aside = [("县住房和城乡建设局", False), ("乡镇（街道）", False)]
    assert shares == [
        [("县水务局", True), ("县公安局", False), *aside],
        [("县水务局", False), ("县公安局", False), *aside],
        [("县水务局", False), aside[1]],
    ]
    assert found.to_answer == 0


def test_only_one_unit_leads() -> None:
    """牵头单位 with several units: all are main, and which of them leads must be answered."""
    head = ("序号", "事项名称", "牵头单位", "县级职责", "乡级职责")
    page = grid(
        [head, ("1", "河道管理", "县水务局、县公安局", "县水务局：巡查。\n县公安局：处置。", "上报。")]
    )
    found = brought(page)
    assert [entry.get("牵头") for entry in items(found)[0]["主体责任"]] == [None, None]  # type: ignore[attr-defined]
    asked = next(query for query in found.queries if query.weight is Weight.MUST)
    assert asked.code == "几个单位牵头"
    answered = brought(page, answers=Answers(told={asked.key: "县水利局"}))
    assert [entry.get("牵头") for entry in items(answered)[0]["主体责任"]] == [True, None]  # type: ignore[attr-defined]
    assert answered.to_answer == 0


def test_too_many_chapters_lose_no_item() -> None:
    """Chapters past the last one a list can have are one; where their items do not fit, nothing is imported."""
    few = brought(grid([HEAD, *(row(nth, f"事项{nth}", f"领域{nth}号") for nth in range(1, 121))]))
    assert len(items(few)) == 120
    assert len(few.lists[0].chapters) == 99
    assert "领域太多" in codes(few)
    with pytest.raises(ShudiError, match="1002项"):
        brought(grid([HEAD, *(row(nth, f"事项{nth}", f"领域{nth}号") for nth in range(1, 1101))]))
