"""What a packet carries hidden, and how it is read back: what was sent, cell by cell, sealed by a digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.canon import content_digest
from shudi_cli.errors import ShudiError
from shudi_cli.packets.cells import plain, settled
from shudi_cli.packets.values import CONTACT_FIELDS, ContactCells, DutyRow, Packet

#: The mark of the hidden sheet of a packet, and the version of its form.
MARK, FORMAT = "shudi packet", "1"
_ASK_AGAIN = "重新发一份填报表（shudi packet out），把填好的内容抄过去"
_DUTY_HEAD = 8


def base_rows(packet: Packet) -> list[list[str]]:
    """The rows of the hidden sheet."""
    rows = [
        [MARK, FORMAT],
        ["地区", packet.county],
        ["单位", packet.unit],
        ["发布", *packet.release],
        *(["清单", *entry] for entry in packet.lists),
        *(["职责", *_duty_cells(row)] for row in packet.duties),
        *(["联络员", *cells] for cells in packet.contacts),
    ]
    return [*rows, ["校验", _seal(rows)]]


def packet_of_rows(rows: Sequence[Sequence[str]]) -> Packet:
    """The packet that a hidden sheet holds; ShudiError when it is not one, is of another form, or is damaged."""
    if not rows or plain(_cell(rows[0], 0)) != MARK:
        raise ShudiError("不是 shudi 发出的填报表", "收回的应是 shudi packet out 写的工作簿")
    if _cell(rows[0], 1) != FORMAT:
        raise ShudiError(
            f"填报表的格式版本是“{_cell(rows[0], 1)}”，这里认的是“{FORMAT}”",
            "装上同一版 shudi，或重新发一份填报表",
        )
    *told, last = rows
    if _cell(last, 0) != "校验" or _cell(last, 1) != _seal(told):
        raise ShudiError("隐藏的底稿“_shudi”被改动过，不知道原来发的是什么", _ASK_AGAIN)
    found: dict[str, list[Sequence[str]]] = {}
    for row in told[1:]:
        found.setdefault(row[0], []).append(row[1:])
    return _packet(found)


def _packet(found: Mapping[str, Sequence[Sequence[str]]]) -> Packet:
    release = found["发布"][0]
    return Packet(
        county=_cell(found["地区"][0], 0),
        unit=_cell(found["单位"][0], 0),
        release=(_cell(release, 0), _cell(release, 1)),
        lists=tuple((_cell(row, 0), _cell(row, 1)) for row in found.get("清单", ())),
        duties=tuple(map(_duty_row, found.get("职责", ()))),
        contacts=tuple(map(_contact_cells, found.get("联络员", ()))),
    )


def _duty_cells(row: DutyRow) -> Iterator[str]:
    yield from (row.folder, row.number, row.role, row.unit, str(row.nth))
    yield from (row.domain, row.name, "是" if row.leads else "", *row.duties)


def _duty_row(cells: Sequence[str]) -> DutyRow:
    folder, number, role, unit, nth, domain, name, leads = (_cell(cells, at) for at in range(_DUTY_HEAD))
    return DutyRow(folder, number, role, unit, int(nth), domain, name, bool(leads), tuple(cells[_DUTY_HEAD:]))


def _contact_cells(cells: Sequence[str]) -> ContactCells:
    return tuple(settled(title, _cell(cells, at)) for at, title in enumerate(CONTACT_FIELDS))


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _seal(rows: Sequence[Sequence[str]]) -> str:
    """The digest of what the rows say: a program that writes line ends or blanks anew does not break it."""
    said = []
    for row in rows:
        cells = [plain(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        said.append(cells)
    return content_digest("packet", said)
