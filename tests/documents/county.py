"""The sample county, and documents of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shudi_cli.documents import Tabulated, tabulated
from shudi_cli.forms import columns_named, printed
from shudi_cli.lookup import ItemFound, UnitFound, look_up
from shudi_cli.model.editions import Edition
from shudi_cli.workspace import Workspace, load
from tests.memory import Files

SAMPLE = Path(__file__).parents[2] / "lists"
PUBLIC = {"版面": "公开版", "地区": "示例县", "正式版本": "2026.1", "版本指纹": "sha256:0123456789abcdef"}
INTERNAL = {**PUBLIC, "版面": "内部版，不得公开"}


@cache
def sample() -> Workspace:
    """The sample workspace."""
    return load(Files.under(SAMPLE))


def annex(folder: str, annex: str = "附件1") -> Tabulated:
    """A list of the sample as an annex."""
    duty_list = next(found for found in sample().lists if found.folder == folder)
    table = printed(duty_list, sample().units, columns_named(duty_list.kind), Edition.PUBLIC)
    return tabulated(table, PUBLIC, annex=annex, lines=("（第一批、第二批、第三批）",))


def item(term: str) -> ItemFound:
    """An item of the sample."""
    found = look_up(term, sample())
    assert isinstance(found, ItemFound)
    return found


def unit(term: str) -> UnitFound:
    """A unit of the sample."""
    found = look_up(term, sample())
    assert isinstance(found, UnitFound)
    return found
