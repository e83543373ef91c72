"""A workbook that came back: found sheet by sheet, held against what was sent, told cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.errors import ShudiError
from shudi_cli.office.book import CHOICES_SHEET, HIDDEN_SHEET
from shudi_cli.office.grid import OfficeFile
from shudi_cli.packets.base import packet_of_rows
from shudi_cli.packets.cells import plain, sentences, settled
from shudi_cli.packets.duties import changed
from shudi_cli.packets.layout import (
    ANSWER_HERE,
    CONTACTS,
    DUTIES,
    GUIDE,
    LOCKED,
    NEW,
    NOW,
    PERSON,
    REASON,
    ROW,
    TOPIC,
)
from shudi_cli.packets.returned import Returned
from shudi_cli.packets.sheets import duty_cells, is_face
from shudi_cli.packets.values import (
    CONTACT_FIELDS,
    Answer,
    ContactAnswer,
    DutyAnswer,
    DutyRow,
    Packet,
    Spot,
    Trouble,
)

#: A head stands no lower than this.
_HEAD_ROWS = 20
_ASK_AGAIN = "重新发一份填报表（shudi packet out），把填好的内容抄过去"
_AREA = "管辖区域"
#: A row that says no more than this is empty: dragged down, it says of nobody anything.
_ALONE = frozenset({"岗", _AREA})


def answer_of(office: OfficeFile, name: str) -> tuple[Answer | None, list[Trouble]]:
    """What a workbook answers, and all that keeps it from being taken; `name` is what the file is called."""
    try:
        packet = _packet(office)
        guide = _sheet(office, name, GUIDE, (TOPIC, ANSWER_HERE))
        duties = _sheet(office, name, DUTIES, (ROW, *LOCKED, NEW, REASON))
        contacts = _sheet(office, name, CONTACTS, CONTACT_FIELDS)
    except ShudiError as error:
        return None, [Trouble(Spot(name), error.message, error.hint)]
    troubles: list[Trouble] = []
    for sheet in (guide, duties, contacts):
        troubles += (*sheet.above(lambda text: is_face(text, packet)), *sheet.misshapen())
    person, spot, notes = _guided(guide, troubles)
    notes += [note for sheet in (duties, contacts) for note in sheet.stray()]
    notes += _extra(office, name, {id(sheet.grid) for sheet in (guide, duties, contacts)})
    came_back = tuple(_duties(duties, packet, troubles))
    filled = tuple(_contacts(contacts, troubles, notes))
    answer = Answer(name, packet, person, spot, came_back, filled, tuple(notes))
    return answer, troubles


def _packet(office: OfficeFile) -> Packet:
    hidden = next((grid for grid in office.grids if grid.name == HIDDEN_SHEET), None)
    if hidden is None:
        known = {CONTACTS, DUTIES} & {grid.name for grid in office.grids}
        if known:
            raise ShudiError(f"里面隐藏的底稿“{HIDDEN_SHEET}”不在了，不知道原来发的是什么", _ASK_AGAIN)
        raise ShudiError("不是 shudi 发出的填报表", "收回的应是 shudi packet out 写的工作簿")
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in hidden.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    return packet_of_rows([_dense(cells) for _, cells in sorted(rows.items())])


def _dense(cells: Mapping[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(max(cells) + 1)]


def _sheet(office: OfficeFile, file: str, name: str, titles: Sequence[str]) -> Returned:
    """The sheet of a name, or another with its columns; ShudiError when there is none, or columns are gone."""
    others = [grid for grid in office.grids if grid.name not in {name, HIDDEN_SHEET}]
    named = [grid for grid in office.grids if grid.name == name]
    best: Sequence[str] = titles
    for grid in (*named, *others):
        for row in range(min(grid.height, _HEAD_ROWS)):
            texts = [plain(grid.text(row, column)) for column in range(grid.width)]
            missing = [title for title in titles if title not in texts]
            if not missing:
                return Returned(file, grid, row, {title: texts.index(title) for title in titles})
            if grid in named and len(missing) < len(best):
                best = missing
    if not named:
        raise ShudiError(f"工作表“{name}”不在了", _ASK_AGAIN)
    if len(best) == len(titles):
        raise ShudiError(f"工作表“{name}”的表头不在了", _ASK_AGAIN)
    raise ShudiError(f"工作表“{name}”里“{'、'.join(best)}”这一列不在了，或改了名称", _ASK_AGAIN)


def _extra(office: OfficeFile, file: str, known: set[int]) -> Iterator[str]:
    """The sheets of the clerk's own."""
    for grid in office.grids:
        own = grid.hidden or grid.name in {HIDDEN_SHEET, CHOICES_SHEET}
        if id(grid) not in known and not own and grid.cells:
            yield f"{file} 多出的工作表“{grid.name}”没有收"


def _guided(sheet: Returned, troubles: list[Trouble]) -> tuple[str, Spot, list[str]]:
    """Who filled the packet in, where that stands, and what was written beside other topics."""
    person, spot, notes = "", Spot(sheet.file), []
    for row in sheet.rows:
        topic = plain(sheet.text(row, TOPIC))
        said = plain(sheet.text(row, ANSWER_HERE)).replace("\n", " ")
        if topic == PERSON:
            person, spot = said, sheet.spot(row, ANSWER_HERE)
            troubles.extend(sheet.doubts(row, (ANSWER_HERE,)))
        elif said and topic:
            notes.append(f"{sheet.spot(row, ANSWER_HERE)} 写着“{said}”，没有收")
    troubles.extend(_beside(sheet))
    return person, spot, notes


def _beside(sheet: Returned) -> Iterator[Trouble]:
    """What was written on 填写说明 below its topics or to the right of them: nobody would read it."""
    for (row, column), cell in sorted(sheet.grid.cells.items()):
        told = plain(sheet.text(row, TOPIC)) if row > sheet.head else ""
        own = column > max(sheet.columns.values()) or not told
        if row > sheet.head and own and (said := plain(cell.text)):
            spot = Spot(sheet.file, sheet.grid.where(row, column))
            hint = f"姓名写在“{PERSON}”一行的“{ANSWER_HERE}”里；别的话另外告诉发来的单位，删去这一格"
            yield Trouble(spot, f"写着“{said[:20]}”，这里收不了", hint)


def _duties(sheet: Returned, packet: Packet, troubles: list[Trouble]) -> Iterator[DutyAnswer]:
    sent = {row.key: row for row in packet.duties}
    met: dict[str, Spot] = {}
    for row in sheet.rows:
        key = plain(sheet.text(row, ROW))
        spot = sheet.spot(row, NEW)
        if not key and not sheet.says(row, (*LOCKED, NEW, REASON)):
            continue
        base = sent.get(key)
        if base is None:
            hint = "新的责任不在这里加：用 shudi propose 申请" if not key else _ASK_AGAIN
            troubles.append(Trouble(spot, "这一行不是发出去的", hint))
        elif key in met:
            troubles.append(Trouble(spot, f"这一行与 {met[key].where} 是同一条责任", "多出来的一行删去"))
        else:
            met[key] = spot
            troubles.extend(_disturbed(sheet, row, base))
            troubles.extend(sheet.doubts(row, (NEW, REASON)))
            answer = _duty(sheet, row, base)
            if answer.reason and not changed(answer):
                hint = f"要改的写进“{NEW}”；不改的，删去这条理由"
                troubles.append(Trouble(answer.reason_spot, f"写了{REASON}，“{NEW}”却没有改", hint))
            yield answer
    for key, base in sent.items():
        if key not in met:
            where = Spot(sheet.file, f"工作表“{sheet.grid.name}”")
            message = f"{base.number} 的{base.role}一行不在了"
            troubles.append(Trouble(where, message, "删行不算减去责任：把这一行照原样补上，要减去的另行申请"))


def _duty(sheet: Returned, row: int, base: DutyRow) -> DutyAnswer:
    reason = plain(sheet.text(row, REASON)).replace("\n", " ")
    text = sentences(sheet.text(row, NEW))
    return DutyAnswer(base, text, reason, sheet.spot(row, NEW), sheet.spot(row, REASON))


def _disturbed(sheet: Returned, row: int, base: DutyRow) -> Iterator[Trouble]:
    """The locked cells that are not as they were sent."""
    cells = dict(zip((*LOCKED, NEW, REASON, ROW), duty_cells(base), strict=True))
    for title in LOCKED:
        told = plain(sheet.text(row, title))
        if told != plain(cells[title]):
            hint = f"要改的写在“{NEW}”一栏，这一格恢复原样" if title == NOW else "这一栏不能改，恢复原样"
            texts = (("发出的", plain(cells[title])), ("交回的", told))
            yield Trouble(sheet.spot(row, title), f"锁着的“{title}”被改了", hint, texts)


def _contacts(sheet: Returned, troubles: list[Trouble], notes: list[str]) -> Iterator[ContactAnswer]:
    idle: list[int] = []
    for row in sheet.rows:
        if not sheet.says(row, [title for title in CONTACT_FIELDS if title not in _ALONE]):
            if sheet.says(row, [_AREA]):
                idle.append(row)
            continue
        troubles.extend(sheet.doubts(row, CONTACT_FIELDS))
        yield ContactAnswer(
            tuple(settled(title, sheet.text(row, title)) for title in CONTACT_FIELDS),
            row - sheet.head - 1,
            tuple(sheet.spot(row, title) for title in CONTACT_FIELDS),
        )
    if idle:
        more = f"起共 {len(idle)} 行" if len(idle) > 1 else ""
        notes.append(f"{sheet.spot(idle[0], _AREA)} {more}只写了{_AREA}，没有写是谁，当作空行，没有收")
