"""Comparing Chinese names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.matching import closest, did_you_mean, skeleton

UNITS = ["县水务局", "县公安局", "县综合行政执法局", "市生态环境局示例县分局", "乡镇（街道）"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("乡镇（街道）", "乡镇(街道)"),
        ("ＳＤ－０５－００３", "sd-05-003"),
        ("渣土车等运输车辆遗撒、泄露物料行为", "渣土车运输车辆遗撒 泄露物料行为"),
        ("城市、镇规划区内违法建设的查处", "城市镇规划区内违法建设查处"),
        ("“散乱污”企业", "散乱污企业"),
        ("防汛和抗旱", "防汛与抗旱"),
        ("a_b", "ab"),
    ],
)
def test_looks_that_do_not_count(one: str, other: str) -> None:
    """Width, punctuation, spaces, capitals and filler words do not make two names."""
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("县水务局", "县水利局"), ("SD-05-003", "SD-05-013"), ("执法", "法执")]
)
def test_looks_that_count(one: str, other: str) -> None:
    """Another character, another number or another order makes another name."""
    assert skeleton(one) != skeleton(other)


@given(st.text(st.sampled_from("县水务局的和等 ，、（）()“”Ａａb１-_\u3000"), max_size=12))
def test_a_skeleton_is_bare(name: str) -> None:
    """What is left is letters, digits and marks without a filler; the skeleton of a skeleton is no shorter."""
    bare = skeleton(name)
    assert not set(bare) & set("的和及与等对 ，。、（）“”_-")
    assert skeleton(bare) == bare


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("县水务居", "县水务局"),
        ("水务局", "县水务局"),
        ("县综合执法局", "县综合行政执法局"),
        ("市生态环境局示例分局", "市生态环境局示例县分局"),
        ("乡镇(街道)", "乡镇（街道）"),
        ("县  公安局", "县公安局"),
    ],
)
def test_the_nearest_name(word: str, meant: str) -> None:
    """A misspelt, shortened or differently written name finds the one that was meant."""
    assert closest(word, UNITS) == meant


@pytest.mark.parametrize("word", ["量子计算机", "", "，", "abc"])
def test_nothing_near(word: str) -> None:
    """A word that is near nothing suggests nothing."""
    assert closest(word, UNITS) is None
    assert closest(word, []) is None


@given(st.sampled_from(UNITS))
def test_a_name_is_nearest_to_itself(name: str) -> None:
    """A name that is there is its own nearest, whatever stands before it."""
    assert closest(name, UNITS) == name
    assert closest(name, reversed(UNITS)) == name


def test_did_you_mean() -> None:
    """The hint asks back, or says what it was given for the case that nothing is near."""
    assert did_you_mean("县水务居", UNITS, "看名录") == "是不是想写“县水务局”？"
    assert did_you_mean("量子计算机", UNITS, "看名录") == "看名录"
