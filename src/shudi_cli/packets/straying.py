"""Contacts pasted into the sheet of a unit that is not theirs: a slip that would replace everyone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from shudi_cli.packets.layout import CONTACTS
from shudi_cli.packets.values import Answer, ContactCells, Spot, Trouble

_HINT = "核对是不是贴错了表；重新发一份填报表（shudi packet out），照它填"


def strayed(answer: Answer, elsewhere: Mapping[ContactCells, Collection[str]]) -> list[Trouble]:
    """The rows that are another unit's, or that none of those sent came back.

    `elsewhere` are the rows that are known, each with the units whose it is.
    """
    unit, sent = answer.packet.unit, answer.packet.contacts
    found = []
    for row in answer.contacts:
        owners = elsewhere.get(row.cells, ())
        if owners and unit not in owners:
            message = f"联络员“{row.cells[0]}”一行与{min(owners)}的一模一样"
            found.append(Trouble(row.spots[0], message, _HINT))
    names = {row.cells[0] for row in answer.contacts}
    if not found and len(sent) > 1 and answer.contacts and not any(cells[0] in names for cells in sent):
        spot = Spot(answer.file, f"工作表“{CONTACTS}”")
        texts = (("发出时", _names([cells[0] for cells in sent])), ("交回的", _names(sorted(names))))
        found.append(Trouble(spot, f"发出的 {len(sent)} 名联络员，交回的一个也没有", _HINT, texts))
    return found


def _names(names: Collection[str]) -> str:
    return "、".join(list(names)[:6]) + ("……" if len(names) > 6 else "")  # noqa: PLR2004 - as many as are told
