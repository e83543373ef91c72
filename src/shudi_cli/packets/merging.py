"""Three sides of one thing: as it was sent, as it came back, as it stands now; merged, or in conflict. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from shudi_cli.packets.values import CONTACT_FIELDS, ContactAnswer, ContactCells

T = TypeVar("T")
#: What says nothing of who somebody is.
_COMMON = frozenset({"责任人", "岗"})


class _Clash:
    """The type of `CLASH`."""


#: What `merged` says where both sides changed the same thing, and differently.
CLASH = _Clash()


def merged(base: T, theirs: T, ours: T) -> T | _Clash:
    """What holds of a thing that was `base` when two sides went on with it: whichever changed it, else it stays."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else CLASH


class ContactClash(NamedTuple):
    """Why a row cannot be merged. `field` is the place of the cell in the row, None for all of it.

    `answer` is None where the row is gone from the sheet; `base` or `ours` are None where there was or is none.
    """

    base: ContactCells | None
    answer: ContactAnswer | None
    ours: ContactCells | None
    field: int | None = None


class ContactEdit(NamedTuple):
    """A contact that is to change: `nth` among ours, and the places of its cells that take the answer's text."""

    nth: int
    answer: ContactAnswer
    fields: tuple[int, ...]


@dataclass
class ContactMerge:
    """What the answer of one unit makes of its contacts."""

    edits: list[ContactEdit] = field(default_factory=list)
    added: list[ContactAnswer] = field(default_factory=list)
    clashes: list[ContactClash] = field(default_factory=list)


def merged_contacts(
    base: Sequence[ContactCells], theirs: Sequence[ContactAnswer], ours: Sequence[ContactCells]
) -> ContactMerge:
    """Merge the rows of one unit. Rows know one another by all they say, else by name, else by where they stand.

    By where they stand only a few do, and none that has nothing in common with what was sent there.
    """
    made = ContactMerge()
    cells = [answer.cells for answer in theirs]
    came_back = _paired(base, cells, [answer.nth for answer in theirs])
    stands = _paired(base, ours)
    free = [nth for nth in range(len(ours)) if nth not in stands.values()]
    for nth, sent in enumerate(base):
        answer = theirs[came_back[nth]] if nth in came_back else None
        _merge_row(made, sent, answer, stands=stands.get(nth), ours=ours, free=free)
    paired = set(came_back.values())
    for nth, answer in enumerate(theirs):
        if nth not in paired:
            _merge_new(made, answer, ours, free)
    return made


def _merge_row(  # noqa: PLR0913 - the three sides of a row
    made: ContactMerge,
    sent: ContactCells,
    answer: ContactAnswer | None,
    *,
    stands: int | None,
    ours: Sequence[ContactCells],
    free: list[int],
) -> None:
    now = None if stands is None else ours[stands]
    if answer is None:
        if now is not None:
            made.clashes.append(ContactClash(sent, None, now))
    elif answer.cells == sent:
        pass
    elif stands is None:
        # What was taken in before stands under the new name.
        known = next((nth for nth in free if ours[nth] == answer.cells), None)
        if known is None:
            made.clashes.append(ContactClash(sent, answer, None))
        else:
            free.remove(known)
    else:
        _merge_cells(made, sent, answer, stands, ours[stands])


def _merge_cells(
    made: ContactMerge, sent: ContactCells, answer: ContactAnswer, stands: int, now: ContactCells
) -> None:
    results = [merged(*cell) for cell in zip(sent, answer.cells, now, strict=True)]
    for at, result in enumerate(results):
        if result is CLASH:
            made.clashes.append(ContactClash(sent, answer, now, at))
    fields = tuple(at for at, result in enumerate(results) if result is not CLASH and result != now[at])
    if fields:
        made.edits.append(ContactEdit(stands, answer, fields))


def _merge_new(
    made: ContactMerge, answer: ContactAnswer, ours: Sequence[ContactCells], free: list[int]
) -> None:
    same = sorted(
        (nth for nth in free if ours[nth][0] == answer.cells[0]), key=lambda nth: ours[nth] != answer.cells
    )
    if not same:
        made.added.append(answer)
        return
    now = ours[same[0]]
    free.remove(same[0])
    made.clashes.extend(
        ContactClash(None, answer, now, at)
        for at in range(len(CONTACT_FIELDS))
        if answer.cells[at] != now[at]
    )


def _paired(
    base: Sequence[ContactCells], others: Sequence[ContactCells], places: Iterable[int] = ()
) -> dict[int, int]:
    """The place of each base row among the others: exact ones first, then the most alike of a name, then by place."""
    found: dict[int, int] = {}
    taken: set[int] = set()

    def pair(pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            if one not in found and other not in taken:
                found[one] = other
                taken.add(other)

    all_pairs = [(one, other) for one in range(len(base)) for other in range(len(others))]
    pair(sorted((p for p in all_pairs if base[p[0]] == others[p[1]]), key=lambda p: (abs(p[0] - p[1]), p)))
    namesakes = [(one, other) for one, other in all_pairs if base[one][0] == others[other][0]]
    pair(sorted(namesakes, key=lambda p: (-_alike(base[p[0]], others[p[1]]), p)))
    lost = [one for one in range(len(base)) if one not in found]
    if len(lost) <= max(1, len(base) // 2):
        pair(_by_place(base, others, list(places), lost, found))
    return found


def _by_place(
    base: Sequence[ContactCells],
    others: Sequence[ContactCells],
    places: Sequence[int],
    lost: Sequence[int],
    found: Mapping[int, int],
) -> list[tuple[int, int]]:
    """Pairs of a row that was sent and one under another name, the most alike first.

    It stands where the row was sent; rows put in above it move it down, but leave no empty place there.
    """
    at = {place: other for other, place in enumerate(places)}
    pairs = []
    for one in (one for one in lost if one in at):
        end = min((other for row, other in found.items() if row > one), default=len(others))
        near = [other for other in range(at[one], end) if _kin(base[one], others[other])]
        pairs += [(-_kin(base[one], others[other]), one, other) for other in near]
    return [(one, other) for _, one, other in sorted(pairs)]


def _kin(one: ContactCells, other: ContactCells) -> int:
    """How many cells of two rows say the same and say something, without the name and what all rows say."""
    return sum(
        bool(mine) and mine == yours
        for title, mine, yours in zip(CONTACT_FIELDS, one, other, strict=True)
        if title not in _COMMON
    )


def _alike(one: ContactCells, other: ContactCells) -> int:
    return sum(mine == yours for mine, yours in zip(one, other, strict=True))
