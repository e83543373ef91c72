"""Which unit of the register a name it has not may stand for: always for a person to confirm, never taken so."""

from __future__ import annotations

import re

from shudi_cli.matching import closest
from shudi_cli.model import UnitRegister
from shudi_cli.model.units import COUNTY

_AROUND = re.compile("^[省市县区旗]|(?:管理)?(?:局|分局|委员会|委|办公室|办|中心|部|大队|公司)$")
#: What offices went by, or are called for short → what is in their name today.
_CALLED = (
    ("环保|环境保护", "生态环境"),
    ("国土|规划", "自然资源"),
    ("城管|城市管理|执法局", "综合行政执法|城市管理"),
    ("水利|水务", "水务|水利"),
    ("工商|质监|质量技术|食药|食品药品|市监|市场监管", "市场监督管理|市场监管"),
    ("安监|安全生产监督", "应急管理"),
    ("卫计|卫生计生|计生|计划生育|卫生局|卫健", "卫生健康"),
    ("农业|畜牧", "农业农村"),
    ("住建|建设局", "住房和城乡建设"),
    ("发改|物价", "发展和改革"),
    ("人社|人力资源", "人力资源和社会保障"),
    ("文旅|旅游|文化局|文广", "文化和旅游|文化旅游"),
    ("教体|教育|体育", "教育"),
    ("交通", "交通运输"),
    ("消防", "消防救援"),
)
#: Names of which no more than one character is common are not alike.
_SHARED = 2


def likely(name: str, register: UnitRegister) -> str | None:
    """The one unit that a name most likely stands for; None where that would be mere chance."""
    called = [today for short, today in _CALLED if re.search(short, name)]
    for today in called:
        found = [unit.name for unit in register.units if unit.level == COUNTY and re.search(today, unit.name)]
        if len(found) == 1:
            return found[0]
    if called:
        return None
    return closest(name, [known for known in register.by_name if _share(_core(name), _core(known))])


def _core(name: str) -> str:
    return _AROUND.sub("", name)


def _share(one: str, other: str) -> bool:
    """Whether two characters in a row are the same in both."""
    return any(one[at : at + _SHARED] in other for at in range(len(one) - _SHARED + 1))
