"""Tables made by hand, as a reader would hand them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shudi_cli.importing.answers import Answers
from shudi_cli.importing.bringing_in import BroughtIn, Known, bring_in
from shudi_cli.importing.known import known_at
from shudi_cli.model import UnitRegister
from shudi_cli.office.grid import Grid, GridCell, OfficeFile

HEAD = ("序号", "领域", "事项名称", "主体责任", "配合责任", "依据")
UNITS = {
    "单位": [
        {
            "名称": "县水务局",
            "层级": "县级",
            "类别": "部门",
            "曾用名": [{"名称": "县水利局", "止": "2019-01-20"}],
        },
        {"名称": "县公安局", "层级": "县级", "类别": "部门"},
        {"名称": "县自然资源和规划局", "层级": "县级", "类别": "部门", "别称": ["县自然资源局"]},
        {"名称": "县住房和城乡建设局", "层级": "县级", "类别": "部门", "别称": ["县住建局"]},
        {"名称": "青山镇", "层级": "乡级", "类别": "乡镇"},
    ],
    "单位组": [{"名称": "乡镇（街道）", "类别": ["乡镇", "街道"]}],
}
REGISTER = UnitRegister.of(UNITS)


def grid(rows: Sequence[Sequence[str | GridCell]], *, name: str = "", nth: int = 1, before: str = "") -> Grid:
    """A table; a row's cells stand in its columns, "" for an empty or covered one."""
    cells = {
        (row, column): cell if isinstance(cell, GridCell) else GridCell(cell)
        for row, texts in enumerate(rows)
        for column, cell in enumerate(texts)
        if cell
    }
    width = max(
        [len(texts) for texts in rows] + [column + cell.columns for (_, column), cell in cells.items()]
    )
    return Grid(nth, name, cells, len(rows), width, before=before)


def across(text: str, columns: int) -> GridCell:
    """A cell that runs across columns."""
    return GridCell(text, columns=columns)


def down(text: str, rows: int) -> GridCell:
    """A cell that runs down rows."""
    return GridCell(text, rows=rows)


def brought(
    *grids: Grid,
    units: Mapping[str, object] | None = None,
    answers: Answers | None = None,
    paragraphs: Sequence[str] = (),
    name: str = "清单.docx",
) -> BroughtIn:
    """What an import makes of one file with these tables."""
    fresh, _ = known_at(None)
    data = UNITS if units is None else units
    known = Known(UnitRegister.of(data), fresh.laws, data, {}, fresh.kinds)
    file = OfficeFile(name, "docx", tuple(grids), paragraphs=tuple(paragraphs))
    return bring_in([file], known, answers or Answers())


def items(found: BroughtIn) -> list[dict[str, object]]:
    """All items of all lists."""
    return [item for drafted in found.lists for item in drafted.items]


def codes(found: BroughtIn) -> list[str]:
    """The codes of all doubts."""
    return [query.code for query in found.queries]
