"""A picture of a change's chain: the steps in a row, under each what its parties did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from shudi_cli.changes.judging import Seat, seats
from shudi_cli.changes.standing import Outcome, Standing
from shudi_cli.model.changes import AGREE, PAPER, REFUSE, RETURN, WITHDRAW
from shudi_cli.report.folding import fitted
from shudi_cli.report.look import Look
from shudi_cli.report.paper import Step
from shudi_cli.report.width import display_width, visible

#: Every sign in this module is in GBK, for the old Chinese console.
_SIGNS = {"done": "●", "now": "○", "ended": "〔止〕", "ahead": "□"}
_ROLES = {"done": "good", "now": "info", "ended": "error", "ahead": "dim"}
_LINK, _GOES_ON = " ── ", "→ "
_WIDEST = 26  # columns of one step, beyond which its marks are folded


def steps_of(standing: Standing) -> Sequence[Step]:
    """The steps of a change, from the application to its entering the list."""
    change = standing.change
    asked = [f"{change.application.unit} {_day(change.application.day, standing)}"]
    asked += [
        f"{opinion.decision} {_day(opinion.day, standing)}"
        for opinion in standing.accepted
        if opinion.decision == WITHDRAW
    ]
    proven = standing.outcome is not Outcome.UNPROVEN
    steps = [Step("申请", "done" if proven else "ended", tuple(asked))]
    for stage in change.procedure.stages:
        found = list(seats(stage, change))
        marks = tuple(mark for seat in found for mark in _marks(seat, standing))
        steps.append(Step(stage.name, _state(found, standing), marks))
    entered = standing.outcome is Outcome.APPROVED
    last = (_day(standing.since, standing),) if entered else ()
    return [*steps, Step("入册", "done" if entered else "ahead", last)]


def chain_lines(standing: Standing, look: Look) -> Iterator[str]:
    """The chain for the screen, folded to its width: 申请 ── 县级报送 ── …, under each step its parties' marks."""
    yield from step_lines(steps_of(standing), look)


def step_lines(steps: Sequence[Step], look: Look) -> Iterator[str]:
    """Steps as a picture."""
    room = max(look.width, 20)
    columns = [_column(step, room) for step in steps]
    for number, row in enumerate(_rows(columns, room)):
        lead = _GOES_ON if number else ""
        yield lead + _heads(row, look)
        blank = " " * display_width(lead)
        for line in zip_longest(*(marks for _, marks, _ in row), fillvalue=""):
            gaps = " " * display_width(_LINK)
            parts = [_padded(text, width) for text, (_, _, width) in zip(line, row, strict=True)]
            yield (blank + gaps.join(parts)).rstrip()


#: A step, its marks folded under its sign, and how many columns it takes.
_Column = tuple[Step, Sequence[str], int]


def _column(step: Step, room: int) -> _Column:
    widest = min(_WIDEST, room - display_width(_GOES_ON))
    marks = [
        "  " + line for mark in step.marks for line in fitted(visible(mark), Look(widest, _unpainted), 2)
    ]
    return step, marks, max(map(display_width, (_head(step), *marks)))


def _rows(columns: Sequence[_Column], room: int) -> Iterator[list[_Column]]:
    """As many steps in a row as fit."""
    row: list[_Column] = []
    used = 0
    for column in columns:
        width = column[2] + (display_width(_LINK) if row else display_width(_GOES_ON))
        if row and used + width > room:
            yield row
            row, used, width = [], 0, column[2] + display_width(_GOES_ON)
        row.append(column)
        used += width
    yield row


def _heads(row: Sequence[_Column], look: Look) -> str:
    """The names of a row, joined by a line as long as the columns are wide."""
    text = ""
    for place, (step, _, width) in enumerate(row):
        text += look.paint(_head(step), _ROLES[step.state])
        if place < len(row) - 1:
            text += " " + "─" * (width - display_width(_head(step)) + display_width(_LINK) - 2) + " "
    return text


def _head(step: Step) -> str:
    return f"{_SIGNS[step.state]} {visible(step.name)}"


def _state(found: Sequence[Seat], standing: Standing) -> str:
    if all(seat.filled(standing.accepted) for seat in found):
        return "done"
    if standing.stage is not None and found[0].stage.name == standing.stage.name:
        return "now"
    said = [opinion for seat in found for opinion in standing.given_to(seat)]
    return "ended" if any(opinion.decision in {REFUSE, RETURN} for opinion in said) else "ahead"


def _marks(seat: Seat, standing: Standing) -> Iterator[str]:
    """What one party did, or that it is its turn."""
    given = standing.given_to(seat)
    told = dict.fromkeys((opinion.decision, opinion.day, opinion.way) for opinion in given)
    for decision, day, _ in told:
        yield f"{seat.unit} {'已同意' if decision == AGREE else decision} {_day(day, standing)}"
    if seat in standing.waiting:
        half = any(opinion.way == PAPER for opinion in given)
        yield f"{seat.unit} {'等另一家登记' if half else '等待'}"
    elif not given:
        yield seat.unit


def _day(day: str, standing: Standing) -> str:
    """Month and day; the year too where it is not that of the application."""
    return day[5:] if day[:4] == standing.change.application.day[:4] else day


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _unpainted(text: str, _role: str) -> str:
    return text
