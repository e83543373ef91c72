"""变更: applications, the opinions on them, where each stands, and what approved ones make of the lists."""

from shudi_cli.changes.judging import Case, Seat, seats, why_void
from shudi_cli.changes.ledger import Key, State, differences, fits, replay, state_at, state_of
from shudi_cli.changes.standing import Outcome, Standing, renewed_by, standing_of, standings
from shudi_cli.changes.wellformed import flaws

__all__ = [
    "Case",
    "Key",
    "Outcome",
    "Seat",
    "Standing",
    "State",
    "differences",
    "fits",
    "flaws",
    "renewed_by",
    "replay",
    "seats",
    "standing_of",
    "standings",
    "state_at",
    "state_of",
    "why_void",
]
