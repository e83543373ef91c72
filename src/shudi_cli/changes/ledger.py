"""The sum of a list's approved changes: what every item must be by now, and which change is to enter next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shudi_cli.model import Change, DutyList, Release
from shudi_cli.model.lists import item_digest


class Key(NamedTuple):
    """An item's identity: its list's folder and its number."""

    folder: str
    number: str


#: Item → digest of its text where it stands.
State = Mapping[Key, str]


@dataclass
class Replayed:
    """What approved changes make of a state. `entered` are those that could enter, in their order.

    `stuck` are those that could not: the item they speak of was another by then.
    """

    state: dict[Key, str]
    entered: list[Change] = field(default_factory=list)
    stuck: list[Change] = field(default_factory=list)


def state_of(lists: Iterable[DutyList]) -> State:
    """The state of lists as they were read."""
    return {
        Key(found.folder, item.number): item_digest(found.folder, domain.name, item.content)
        for found in lists
        for domain in found.domains
        for item in domain.items
    }


def state_at(release: Release) -> State:
    """The state a release holds."""
    return {Key(item.folder, item.number): item.digest for item in release.items}


def replay(state: State, approved: Sequence[Change]) -> Replayed:
    """Let approved changes enter a state, each as soon as the items it speaks of are what it says they were.

    The outcome does not depend on the order in which they are given.
    """
    result = Replayed(dict(state))
    waiting = sorted(approved, key=lambda change: change.number)
    while ready := next((change for change in waiting if fits(change, result.state)), None):
        waiting.remove(ready)
        enter(ready, result.state)
        result.entered.append(ready)
    result.stuck = waiting
    return result


def fits(change: Change, state: State) -> bool:
    """Whether every item of a change is, in a state, what the change says it was."""
    return not any(unfitting(change, state))


def unfitting(change: Change, state: State) -> Iterator[str]:
    """The numbers of the items that are no longer what the change says they were."""
    for move in change.moves:
        if state.get(Key(move.folder, move.number)) != move.before:
            yield move.number


def enter(change: Change, state: dict[Key, str]) -> None:
    """入册、出册: the state after a change."""
    for move in change.moves:
        key = Key(move.folder, move.number)
        if move.after is None:
            state.pop(key, None)
        else:
            state[key] = move.after


def differences(wanted: State, found: State) -> list[Key]:
    """The items that are not what they should be, sorted."""
    return sorted(key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key))
