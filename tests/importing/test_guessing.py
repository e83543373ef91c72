"""Which unit a name may stand for."""

from __future__ import annotations

import pytest

from shudi_cli.importing.guessing import likely
from shudi_cli.model import UnitRegister
from tests.importing.grids import HEAD, brought, grid, items
from tests.importing.test_answering import rounds

REGISTER = {
    "单位": [
        {"名称": name, "层级": "县级", "类别": "部门"}
        for name in ("县医疗保障局", "市生态环境局示例县分局", "县自然资源和规划局", "县综合行政执法局", "县水务局", "县市场监督管理局", "县应急管理局", "县卫生健康局", "县气象局")
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("县环保局", "市生态环境局示例县分局"), ("县国土局", "县自然资源和规划局"), ("县城管局", "县综合行政执法局"),
        ("县水利局", "县水务局"), ("县工商局", "县市场监督管理局"), ("县食药监局", "县市场监督管理局"),
        ("县质监局", "县市场监督管理局"), ("县安监局", "县应急管理局"), ("县卫计委", "县卫生健康局"),
        ("县气像局", None), ("县医保局", None), ("县粮食局", None), ("县应急管理厅", "县应急管理局"),
    ],
)  # fmt: skip
def test_a_guess_needs_a_reason(name: str, unit: str | None) -> None:
    """What an office was called, or two characters in a row that are the same; one character is chance."""
    assert likely(name, UnitRegister.of(REGISTER)) == unit


def test_what_was_called_otherwise_is_asked_and_not_taken() -> None:
    """县环保局 must be answered, and 是 says that it is the unit which the question named."""
    page = grid([HEAD, ("1", "环保", "秸秆禁烧", "县环保局：巡查。", "各镇街：上报。", "《某法》")])
    found = brought(page, units=REGISTER)
    assert "是不是市生态环境局示例县分局？" in next(
        q.question for q in found.queries if q.code == "未登记单位"
    )
    assert items(found)[0]["主体责任"] == [{"单位": "县环保局", "职责": ["巡查。"]}]
    again, _ = rounds(page, {"未登记单位": "是"}, units=REGISTER)
    assert items(again)[0]["主体责任"] == [{"单位": "市生态环境局示例县分局", "职责": ["巡查。"]}]
    assert again.to_answer == 0
