"""What rules of the roster read: the duties of each unit, who answers for them, and where nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shudi_cli.model import Unit
from shudi_cli.model.roster import Contact, UnitContacts
from shudi_cli.roster import Demand, Directory, Gap, gaps
from shudi_cli.roster.coverage import Post, named


@dataclass(frozen=True)
class Staffing:
    """Demand and supply on the day of judgement."""

    directory: Directory
    wanted: Sequence[Demand]

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """Where nobody answers."""
        return gaps(self.wanted, self.directory)

    @cached_property
    def _duties(self) -> Mapping[str, Sequence[Demand]]:
        found: dict[str, list[Demand]] = {}
        for demand in self.wanted:
            found.setdefault(demand.unit.name, []).append(demand)
        return found

    def duties_of(self, unit: Unit) -> Sequence[Demand]:
        """What a unit must answer for, and what a stationed agency answers for its parent."""
        return [*self._duties.get(unit.name, ()), *self._duties.get(unit.parent or "", ())]

    def serves(self, contact: Contact) -> bool:
        """Whether a contact is in office and can be called."""
        return self.directory.serves(contact)

    def has_work(self, contact: Contact, unit: Unit) -> bool:
        """Whether any duty of their unit falls to a contact."""
        post = Post(contact, self.directory.area(contact.areas))
        return any(
            post.answers(demand.item, demand.domain) and post.townships & demand.townships
            for demand in self.duties_of(unit)
        )

    def replaced(self, left: Contact, entry: UnitContacts) -> bool:
        """Whether somebody of the same unit and turn serves wherever one who left did."""
        unit = named(entry.unit, self.directory.units)
        posts = self.directory.posts.get(unit.name, ()) if unit else ()
        served = frozenset[str]().union(*(post.townships for post in posts if post.contact.turn == left.turn))
        return self.directory.area(left.areas) <= served and any(
            post.contact.turn == left.turn for post in posts
        )
