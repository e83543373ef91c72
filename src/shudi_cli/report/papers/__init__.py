"""一项变更的文书: the papers that go round while a change is decided, written from its records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from shudi_cli.acts.filing import Dossier
from shudi_cli.office.document import WordDocument
from shudi_cli.report.papers.application import application_form
from shudi_cli.report.papers.consultation import consultation_letter
from shudi_cli.report.papers.reply import reply_draft, why_no_reply
from shudi_cli.report.papers.review import review_forms

_UNFIT = re.compile(r'[<>:"|?*\\/\s]+')


class Kind(StrEnum):
    """Which paper."""

    APPLICATION = "申请表"
    CONSULTATION = "征求意见函"
    REVIEW = "审核表"
    REPLY = "批复稿"


def papers_of(dossier: Dossier, kinds: Iterable[Kind]) -> Mapping[str, WordDocument]:
    """Papers by the names of their files; those that there is no occasion for (`why_not`) are left out."""
    return {
        f"{dossier.change.number}-{name}.docx": document
        for kind in kinds
        if why_not(kind, dossier) is None
        for name, document in _MAKERS[kind](dossier)
    }


def why_not(kind: Kind, dossier: Dossier) -> str | None:
    """Why there is no occasion for a paper; None where there is."""
    return why_no_reply(dossier) if kind is Kind.REPLY else None


def _reviews(dossier: Dossier) -> Iterator[tuple[str, WordDocument]]:
    for nth, (stage, document) in enumerate(review_forms(dossier), 1):
        yield f"{Kind.REVIEW}-{nth}-{_UNFIT.sub('', stage.name)}", document


_MAKERS: Mapping[Kind, Callable[[Dossier], Iterable[tuple[str, WordDocument]]]] = {
    Kind.APPLICATION: lambda dossier: [(Kind.APPLICATION.value, application_form(dossier))],
    Kind.CONSULTATION: lambda dossier: [(Kind.CONSULTATION.value, consultation_letter(dossier))],
    Kind.REVIEW: _reviews,
    Kind.REPLY: lambda dossier: [(Kind.REPLY.value, reply_draft(dossier))],
}
