"""What a person answers to the doubts of an import, and that it holds in every later round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from shudi_cli.importing.accepting import accepted
from shudi_cli.importing.answers import ANSWER, HEADS, Answers, read_answers
from shudi_cli.importing.bringing_in import BroughtIn
from shudi_cli.importing.doubts import Weight
from shudi_cli.importing.handing_out import report_book
from shudi_cli.office.grid import Grid, OfficeFile
from tests.importing.grids import HEAD, brought, codes, grid, items

Words = Mapping[str, str]


def report(found: BroughtIn, said: Words, earlier: Answers | None = None) -> OfficeFile:
    """The report of an import with answers by code of doubt, as it comes back."""
    sheet = report_book(found.queries, earlier.given if earlier else None).sheets[0]
    rows = [list(map(str, row)) for row in sheet.rows]
    for row in rows:
        row[-1] = said.get(row[HEADS.index("疑点")], row[-1])
    return OfficeFile("导入疑点.xlsx", "xlsx", (grid([HEADS, *rows]),))


def rounds(
    table: Grid, *words: Words, units: Mapping[str, object] | None = None
) -> tuple[BroughtIn, Answers]:
    """What the last of several imports makes, each with the report of the one before."""
    answers = Answers()
    for said in words:
        answers = read_answers(report(brought(table, answers=answers, units=units), said, answers))
    return brought(table, answers=answers, units=units), answers


def table(main: str, support: str = "乡镇（街道）：上报。") -> Grid:
    return grid([HEAD, ("1", "水务", "河道管理", main, support, "《某法》第七条")])


def test_earlier_answers_are_in_the_next_report() -> None:
    """Two rounds answer two doubts; the report of the second still has what the first said."""
    page = grid(
        [HEAD, ("1", "水务", "甲", "负责巡查。", "县河长办：上报。", "《某法》"), ("3", "水务", "乙", "县水务局：巡查。", "青山镇：上报。", "《某法》")]
    )  # fmt: skip
    first = {"责任前无单位": "县水务局"}
    second = {"未登记单位": "新单位", "序号不连续": "没有漏。"}
    found, answers = rounds(page, first, second)
    assert found.to_answer == 0
    assert {row[ANSWER] for row in answers.given.values()} == {"县水务局", "新单位", "没有漏。"}
    again = report_book(found.queries, answers.given).sheets[0].rows
    assert {row[-1] for row in again} >= {"县水务局", "新单位", "没有漏。"}


def test_the_later_of_two_reports_wins() -> None:
    """Reports given together are one, the later above the earlier."""
    first = brought(table("负责巡查。"))
    told = read_answers(
        report(first, {"责任前无单位": "县公安局"}), report(first, {"责任前无单位": "县水务局"})
    )
    assert items(brought(table("负责巡查。"), answers=told))[0]["主体责任"] == [
        {"单位": "县水务局", "职责": ["负责巡查。"]}
    ]


@pytest.mark.parametrize(
    ("said", "unit"),
    [("县水务局", "县水务局"), ("县水利局", "县水务局"), ("县住建局", "县住房和城乡建设局"), ("乡镇（街道）", "乡镇（街道）"), ("各乡镇", "乡镇（街道）")],
)  # fmt: skip
def test_whose_duties_they_are(said: str, unit: str) -> None:
    """A unit of the register by any of its names, or a group."""
    found, _ = rounds(table("负责巡查。"), {"责任前无单位": said})
    assert items(found)[0]["主体责任"] == [{"单位": unit, "职责": ["负责巡查。"]}]
    assert found.to_answer == 0


@pytest.mark.parametrize("code", ["责任前无单位", "未登记单位"])
def test_an_answer_that_is_no_unit_is_asked_again(code: str) -> None:
    """What cannot be a unit is told, and nothing is called so."""
    found, _ = rounds(table("负责巡查。", "县河长办：上报。"), {code: "不清楚"})
    asked = next(query for query in found.queries if query.code == code)
    assert "“不清楚”看不懂" in asked.question
    assert "不清楚" not in str(items(found))


def test_words_that_a_question_asks_for_are_taken() -> None:
    """Duties that were missing; a supporting unit among the main ones."""
    found, _ = rounds(table("县水务局：\n县公安局：处置。"), {"有单位无责任": "1.巡查；\n2.上报。"})
    assert items(found)[0]["主体责任"][0] == {"单位": "县水务局", "职责": ["巡查；", "上报。"]}  # type: ignore[index]
    main = "县水务局：巡查。\n配合单位：县公安局：处置。"
    found, _ = rounds(table(main), {"主体责任栏内有配合单位": "配合责任"})
    assert [entry["单位"] for entry in items(found)[0]["配合责任"]] == ["县公安局", "乡镇（街道）"]  # type: ignore[index, attr-defined]
    assert "主体责任栏内有配合单位" not in codes(found)


def test_a_unit_may_be_answered_where_a_name_was_guessed() -> None:
    """别名归并: not the unit that was taken, but another."""
    found, _ = rounds(table("县水利局：巡查。"), {"别名归并": "县住建局"})
    assert items(found)[0]["主体责任"] == [{"单位": "县住房和城乡建设局", "职责": ["巡查。"]}]


def test_beside_each_doubt_is_what_may_be_written() -> None:
    """No doubt that asks anything is without, and what a cell's skip means is said."""
    found = brought(table("负责巡查。", "县河长办：上报。"))
    may = {query.code: accepted(query) for query in found.queries if accepted(query)}
    assert set(may) >= {"责任前无单位", "未登记单位"}
    assert "单位组" in may["责任前无单位"]
    assert "整项不读入" in may["责任前无单位"]
    rows: Sequence[Sequence[object]] = report_book(found.queries).sheets[0].rows
    assert [row[HEADS.index("可以写")] for row in rows] == [accepted(query) for query in found.queries]


def test_the_same_as_above_must_be_answered() -> None:
    """同上 is no duty and no law: what stands above is asked for, and taken as it is written."""
    page = grid([HEAD, ("1", "水务", "河道管理", "县水务局：同上。", "乡镇（街道）：上报。", "同上")])
    assert brought(page).to_answer == 2
    found, _ = rounds(page, {"职责写“同上”": "巡查。", "依据写“同上”": "《某法》第七条"})
    assert items(found)[0]["主体责任"] == [{"单位": "县水务局", "职责": ["巡查。"]}]
    assert items(found)[0]["依据"] == [{"名称": "某法", "条款": "第七条"}]
    assert found.to_answer == 0


def test_who_leads_and_who_helps_in_one_sentence() -> None:
    """甲牵头，乙、丙配合: no unit is lost; helping without duties is asked; what is not understood must be answered."""
    found = brought(table("县水务局牵头，县公安局、县住建局配合。负责巡查。"))
    lead = {"单位": "县水务局", "职责": ["负责巡查。"], "牵头": True}
    assert items(found)[0]["主体责任"] == [lead]
    assert [entry["单位"] for entry in items(found)[0]["配合责任"]] == [
        "县公安局",
        "县住房和城乡建设局",
        "乡镇（街道）",
    ]  # type: ignore[index, attr-defined]
    assert [query.code for query in found.queries if query.weight is Weight.MUST] == ["有单位无责任"] * 2
    strange = brought(table("县城管局牵头，县市监局配合。负责巡查。"))
    assert {query.subject for query in strange.queries if query.code == "未登记单位"} == {
        "县城管局",
        "县市监局",
    }
    assert "牵头一句看不清" in codes(brought(table("县水务局牵头，县公安局按职责分工做好工作。")))


@pytest.mark.parametrize("said", ["巡查。", "确认"])
def test_answers_of_one_round_go_together(said: str) -> None:
    """Which unit it is and what its duties are, answered at once: neither is asked again."""
    found, _ = rounds(table("县河长办：\n县公安局：处置。"), {"未登记单位": "县水利局", "有单位无责任": said})
    assert items(found)[0]["主体责任"][0]["单位"] == "县水务局"  # type: ignore[index]
    assert found.to_answer == 0


def test_what_cannot_be_skipped_is_asked_again() -> None:
    """跳过 beside a doubt that is about no row leaves nothing out, and says so."""
    page = grid(
        [
            HEAD,
            *(
                (str(nth), "水务", "河道管理", "县水务局：巡查。", "青山镇：上报。", "《某法》")
                for nth in (1, 2)
            ),
        ]
    )
    found, _ = rounds(page, {"事项重名": "跳过"})
    assert len(items(found)) == 2
    assert "“跳过”看不懂" in next(query.question for query in found.queries if query.code == "事项重名")
