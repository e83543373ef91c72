"""批复稿: the answer of those who approve; only what the records know, the rest is left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.filing import Dossier
from shudi_cli.changes import Outcome, seats
from shudi_cli.model import Opinion
from shudi_cli.office.document import Paragraph, Section, Style, WordDocument, text
from shudi_cli.report.papers.official import (
    BLANK,
    BLANK_DAY,
    DRAFT,
    annexes,
    day_in_words,
    heading,
    signed,
)
from shudi_cli.report.papers.subject import (
    COMPARISON,
    comparison_annex,
    downhill,
    item_lines,
    list_title,
    matter,
    paper,
    verb,
)
from shudi_cli.report.word_text import said

TITLE = "批复稿"
_BLANK_NUMBER = f"{BLANK}〔　　　　〕　　号"
#: What can still be approved, or has been.
_ANSWERED = {Outcome.UNDER_WAY, Outcome.APPROVED}


def why_no_reply(dossier: Dossier) -> str | None:
    """Why there is nothing to approve; None where there is."""
    standing = dossier.standing
    if standing.outcome in _ANSWERED:
        return None
    return f"{dossier.change.number} {standing.outcome.value}，没有可批复的"


def reply_draft(dossier: Dossier) -> WordDocument:
    """The draft and its annex."""
    return paper(dossier, TITLE, [Section(list(_letter(dossier))), comparison_annex(dossier)])


def _letter(dossier: Dossier) -> Iterator[Paragraph]:
    change = dossier.change
    asked, given = change.application, _approvals(dossier)
    numbers = dict.fromkeys(opinion.document_number for opinion in given if opinion.document_number)
    yield said("、".join(numbers) or _BLANK_NUMBER, Style.SUBTITLE)
    yield text("")
    yield heading(f"关于同意{matter(dossier)}的批复")
    yield text(DRAFT, Style.SUBTITLE)
    yield text("")
    yield said(f"{asked.unit}：", Style.PLAIN)
    yield said(
        f"你单位{day_in_words(asked.day)}关于{verb(change)}《{list_title(dossier)}》事项的申请（{change.number}）收悉。经研究，现批复如下："
    )
    yield text("一、同意下列变更，具体表述见附件：")
    yield from (said(f"{line}。") for line in item_lines(dossier))
    yield from map(said, downhill(dossier))
    yield said(f"二、{_effect(dossier)}")._replace(keeps=True)
    yield from annexes([COMPARISON])
    stage = change.procedure.stages[-1]
    yield from signed(
        [seat.unit for seat in seats(stage, change)], max(opinion.day for opinion in given) if given else None
    )


def _approvals(dossier: Dossier) -> Sequence[Opinion]:
    """What those who approve have written, once all have."""
    if dossier.standing.outcome is not Outcome.APPROVED:
        return ()
    stage = dossier.change.procedure.stages[-1]
    return [opinion for seat in seats(stage, dossier.change) for opinion in dossier.standing.given_to(seat)]


def _effect(dossier: Dossier) -> str:
    """From when on it is in force, as far as that is known."""
    release = dossier.release
    if release is None:
        return f"上述变更自{BLANK_DAY}起施行。"
    day = day_in_words(release.effective)
    return f"上述变更随{release.number}版清单（{release.document_number}）发布，自{day}起施行。"
