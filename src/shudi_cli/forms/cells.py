"""What stands in a cell of a printed list: one text for each field (字段) a column may show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from shudi_cli.model import Item, Responsibility, UnitRegister
from shudi_cli.model.units import TOWNSHIP

_Cell = Callable[[Item, UnitRegister], str]


def cell_text(field: str, item: Item, units: UnitRegister) -> str:
    """The text of an item in the column of a field, its lines parted by a line feed; "" for nothing.

    序号 and 领域 do not lie in the item: `printed` fills them in.
    """
    return CELLS[field](item, units)


def numbered(texts: Sequence[str]) -> list[str]:
    """Texts to stand one below the other, numbered where there are several."""
    return [f"{nth}. {text}" if len(texts) > 1 else text for nth, text in enumerate(texts, 1)]


def duty_lines(entry: Responsibility) -> list[str]:
    """The duties of a unit, and on what it may act where others would have to."""
    return [*numbered(entry.duties), *(f"赋权依据：{basis}" for basis in entry.empowered_by)]


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(numbered(texts))


def duties_text(entries: Iterable[Responsibility]) -> str:
    """Each unit with its duties: `县水务局（牵头）：……`, several duties numbered below the unit."""
    return "\n".join(map(_duties_of, entries))


def _duties_of(entry: Responsibility) -> str:
    gap = "\n" if len(entry.duties) > 1 else ""
    told = "\n".join(duty_lines(entry))
    return f"{entry.unit}{'（牵头）' if entry.leads else ''}：{gap}{told}"


def _of_level(item: Item, units: UnitRegister, *, township: bool) -> Sequence[Responsibility]:
    return [entry for entry in item.responsibilities if (units.level(entry.unit) == TOWNSHIP) is township]


def _township_duties(item: Item, units: UnitRegister) -> str:
    """Without the unit's name where it is one for all townships: the column says whose duties they are."""
    entries = _of_level(item, units, township=True)
    return _lines(entries[0].duties) if len(entries) == 1 else duties_text(entries)


def _names(entries: Iterable[Responsibility]) -> str:
    return "\n".join(dict.fromkeys(entry.unit for entry in entries))


#: 字段 → its text in a cell.
CELLS: Mapping[str, _Cell] = {
    "编号": lambda item, _: item.number,
    "名称": lambda item, _: item.name,
    "批次": lambda item, _: "" if item.batch is None else str(item.batch),
    "适用": lambda item, _: "、".join(item.applies_to),
    "职责任务": lambda item, _: _lines(item.tasks),
    "牵头单位": lambda item, _: item.lead.unit if item.lead else "",
    "主体单位": lambda item, _: _names(item.main),
    "主体责任": lambda item, _: duties_text(item.main),
    "配合单位": lambda item, _: _names(item.support),
    "配合责任": lambda item, _: duties_text(item.support),
    "县级职责": lambda item, units: duties_text(_of_level(item, units, township=False)),
    "乡级职责": _township_duties,
    "依据": lambda item, _: "\n".join(map(str, item.bases)),
    "对应事项": lambda item, _: "、".join(item.links),
    "备注": lambda item, _: item.note or "",
}
