"""Several answers of one unit: alike they are one; where they differ, the cells are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shudi_cli.packets.cells import numbered
from shudi_cli.packets.duties import changed
from shudi_cli.packets.values import Answer, ContactAnswer, Spot, Trouble

_HINT = "问清以哪一份为准，只收那一份"


def one_of_each(answers: Iterable[Answer]) -> tuple[list[Answer], list[Trouble]]:
    """One answer a unit, whatever the order they came in, and where two of a unit differ.

    An answer that changes nothing contradicts none.
    """
    chosen: list[Answer] = []
    troubles: list[Trouble] = []
    units: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda answer: (answer.packet.unit, answer.file)):
        units.setdefault(answer.packet.unit, []).append(answer)
    for of_unit in units.values():
        first, *others = [answer for answer in of_unit if touched(answer)] or of_unit[:1]
        chosen.append(first)
        for other in others:
            troubles.extend(_differences(first, other))
    return chosen, troubles


def touched(answer: Answer) -> bool:
    """Whether anything came back that was not sent."""
    rows = sorted(contact.cells for contact in answer.contacts)
    return rows != sorted(answer.packet.contacts) or any(map(changed, answer.duties))


def _differences(first: Answer, other: Answer) -> Iterator[Trouble]:
    mine = {answer.row.key: answer for answer in first.duties if changed(answer)}
    yours = {answer.row.key: answer for answer in other.duties if changed(answer)}
    for key in dict.fromkeys((*mine, *yours)):
        one, two = mine.get(key), yours.get(key)
        if one is None or two is None or (one.text, one.reason) != (two.text, two.reason):
            found = two or one
            assert found is not None
            said = ((first.file, one), (other.file, two))
            texts = tuple((file, _told(numbered(d.text), d.reason) if d else "没有改") for file, d in said)
            yield _trouble(first, other, found.spot, f"{found.row.number} 的职责", texts)
    for row in _only(first.contacts, other.contacts):
        yield _trouble(first, other, row.spots[0], f"联络员“{row.cells[0]}”一行", ())
    for row in _only(other.contacts, first.contacts):
        yield _trouble(first, other, row.spots[0], f"联络员“{row.cells[0]}”一行", ())


def _told(text: str, reason: str) -> str:
    return f"{text}（理由：{reason}）" if reason else text


def _trouble(
    first: Answer, other: Answer, spot: Spot, what: str, texts: tuple[tuple[str, str], ...]
) -> Trouble:
    unit = first.packet.unit
    message = f"{unit}交回了两份，{what}不一样：{first.file}、{other.file}"
    return Trouble(spot, message, _HINT, texts)


def _only(rows: Sequence[ContactAnswer], others: Sequence[ContactAnswer]) -> Iterator[ContactAnswer]:
    known = [other.cells for other in others]
    return (row for row in rows if row.cells not in known)
