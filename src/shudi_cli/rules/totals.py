"""L104: the totals a county has made public."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.matching import did_you_mean
from shudi_cli.model import Totals
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule
from shudi_cli.statistics import counted_totals


@rule("L104", "公布的总数与实际不符", source_id="SD105")
def declared_totals(context: Context) -> Iterator[Found]:
    """公布了“三批、17个领域、132个事项”，清单里就要正好有这么多；主体责任在县级、乡级的各有几项也要对得上。

    错（shudi.yaml，而清单实有131项）：
        总数:
          事项: 132
    对：
        总数:
          事项: 131

    出处：济宁“三批……17个领域132个事项”；临沂“县级职能部门为主体责任的49项、主体责任为镇街一级2项”。
    """
    for entry in context.settings.lists:
        duty_list = next((found for found in context.lists if found.folder == entry.folder), None)
        if entry.totals is None or duty_list is None:
            continue
        yield from _unknown_totals(entry.totals, duty_list.kind.chapter)
        if not duty_list.complete:
            continue
        # A main unit the register does not know has a finding of its own, and would only upset the levels.
        units = context.units
        known = units and all(units.level(main.unit) for item in duty_list.items for main in item.main)
        for path, declared, counted in counted_totals(entry.totals, duty_list, units if known else None):
            if declared != counted:
                place = entry.totals.place
                for step in path:
                    place = place / step
                title = " · ".join(f"第{step + 1}批" if isinstance(step, int) else step for step in path)
                hint = "查明是清单漏了、多了，还是总数要改"
                yield Found(place, f"公布的{title}是 {declared}，实际是 {counted}", hint)


def _unknown_totals(totals: Totals, chapter: str) -> Iterator[Found]:
    """A total under a word that this kind of list does not use would never be compared."""
    known = (chapter, "事项", "批次", "主体", "各批事项")
    for name in totals.declared:
        if name not in known:
            hint = did_you_mean(name, known, f"这里可以写：{'、'.join(known)}")
            yield Found((totals.place / name).key, f"这种清单没有“{name}”这个总数", hint)
