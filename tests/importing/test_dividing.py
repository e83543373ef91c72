"""Dividing a cell into units and their duties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.importing.dividing import Point, as_text, divide, duties_of
from shudi_cli.importing.naming import Names, candidates
from tests.importing.grids import REGISTER

NAMES = Names(REGISTER)
DUTIES = st.text(
    alphabet="负责巡查河道，、的和 0123456789.（）()*：:①《》上报县水务局", min_size=1, max_size=40
).filter(lambda text: text == text.strip() and not text.startswith("赋权依据："))
POINTS = st.lists(
    st.builds(
        Point,
        st.sampled_from(sorted(REGISTER.by_name)),
        st.booleans(),
        st.lists(DUTIES, min_size=1, max_size=4).map(tuple),
        st.sampled_from(
            [(), (("中华人民共和国水法", "第六十五条"),), (("某某条例", ""), ("某法", "第一条第二款"))]
        ),
    ),
    min_size=1,
    max_size=4,
)


@given(POINTS)
def test_what_a_list_prints_is_divided_as_it_was(points: list[Point]) -> None:
    """The inverse of printing is exact where the units are known."""
    assert divide(as_text(points), NAMES).points == points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("县住建局：负责甲；县公安局：负责乙。", [("县住房和城乡建设局", False, ("负责甲；",)), ("县公安局", False, ("负责乙。",))]),
        ("县水务局负责巡查。\n县公安局依法处置。", [("县水务局", False, ("负责巡查。",)), ("县公安局", False, ("依法处置。",))]),
        ("牵头单位：县水务局\n负责巡查。", [("县水务局", True, ("负责巡查。",))]),
        ("1.县水务局：负责巡查。2.县公安局：处置。", [("县水务局", False, ("负责巡查。",)), ("县公安局", False, ("处置。",))]),
        ("县水务局：1、巡查；2、上报。", [("县水务局", False, ("巡查；", "上报。"))]),
        ("县水务局：（1）巡查；（2）上报。", [("县水务局", False, ("巡查；", "上报。"))]),
        ("县水务局：①巡查；②上报。", [("县水务局", False, ("巡查；", "上报。"))]),
        ("县水务局、县公安局：联合巡查。", [("县水务局", False, ("联合巡查。",)), ("县公安局", False, ("联合巡查。",))]),
        ("县水利局：巡查。", [("县水务局", False, ("巡查。",))]),
        ("区自然资源局：巡查。", [("县自然资源和规划局", False, ("巡查。",))]),
        ("各镇街：上报。", [("乡镇（街道）", False, ("上报。",))]),
        ("各乡镇（街道）负责上报。", [("乡镇（街道）", False, ("负责上报。",))]),
        ("各镇（街道）要加强巡查。", [("乡镇（街道）", False, ("要加强巡查。",))]),
        ("各镇街做好上报。", [("乡镇（街道）", False, ("做好上报。",))]),
        ("各乡镇人民政府、街道办事处负责上报。", [("乡镇（街道）", False, ("负责上报。",))]),
        ("街道办：上报。", [("乡镇（街道）", False, ("上报。",))]),
        ("负责巡查。", [("", False, ("负责巡查。",))]),
        ("县水务局（牵头）：负责巡\n查河道。", [("县水务局", True, ("负责巡查河道。",))]),
    ],
)  # fmt: skip
def test_what_offices_write(text: str, points: list[tuple[str, bool, tuple[str, ...]]]) -> None:
    """Units stand at the head of a cell, of a line, after a mark; with a colon, a word of doing, or a role."""
    assert [tuple(point[:3]) for point in divide(text, NAMES).points] == points


def test_what_gave_doubt_is_told() -> None:
    """Shared duties, a unit without a colon, another name: each is kept for a person."""
    found = divide("县水务局、县公安局：联合巡查。\n县住建局负责指导。", NAMES)
    assert found.shared == ["县水务局、县公安局"]
    assert found.no_colon == ["县住房和城乡建设局"]
    assert found.renamed == [("县住建局", "县住房和城乡建设局", "别称")]


def test_a_unit_in_the_middle_of_a_sentence_is_no_head() -> None:
    """Only the head of a line or sentence counts."""
    found = divide("县水务局：发现违法线索，报县公安局处理。", NAMES)
    assert [point.unit for point in found.points] == ["县水务局"]


def test_candidates_are_what_stands_before_a_colon() -> None:
    """First pass for an empty register: names called as units are, and nothing else."""
    texts = [
        "县自然资源和规划局：负责甲。乡镇（街道）：配合。",
        "职责包括：甲；\n县水务局（牵头）：乙；县气象局：丙",
    ]
    assert set(candidates(texts)) == {"县自然资源和规划局", "乡镇（街道）", "县水务局", "县气象局"}


def test_one_number_alone_numbers_nothing() -> None:
    """A year or a single figure at the head of a line stays."""
    assert duties_of("2024年起负责巡查。") == ["2024年起负责巡查。"]
    assert duties_of("3.5吨以上车辆的检查。") == ["3.5吨以上车辆的检查。"]
