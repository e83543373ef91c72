"""Records as signatures see them: what was signed, by whom, as what."""

from __future__ import annotations

from shudi_cli.model.changes import PAPER, Change, Opinion
from shudi_cli.model.procedures import APPLICANT
from shudi_cli.signers import Authority, Record


def application_record(change: Change, authority: Authority) -> Record:
    """An application, signed by the applicant."""
    return Record(
        "change",
        "approval",
        change.content,
        change.signature,
        change.application.person,
        APPLICANT,
        change.application.day,
        change.roster,
        settled=change.number in authority.settled,
    )


def opinion_record(opinion: Opinion, change: Change, authority: Authority) -> Record:
    """An opinion, signed by whoever gave it; one on paper by the clerk who wrote it down, of the unit he says.

    Who applied on paper has no key either, so that his withdrawal is written down by anyone of the roster.
    """
    by_paper = opinion.code == APPLICANT and change.signature is None
    return Record(
        "opinion",
        "approval",
        opinion.content,
        opinion.signature,
        opinion.person.name,
        None if opinion.way == PAPER or by_paper else opinion.code,
        opinion.day,
        opinion.roster,
        settled=opinion.change in authority.settled,
        unit=opinion.person.unit if opinion.way == PAPER else None,
    )
