"""修改对照表 as a Word document: what is compared, what must not be overlooked, and the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.comparison.grounding import Grounded
from shudi_cli.diff import Diff
from shudi_cli.documents.word import page_numbers
from shudi_cli.office.document import Block, Section, Style, WordDocument, text
from shudi_cli.report.diff_table import Part, comparison_table
from shudi_cli.report.diffs import headline, prefix, slid, slide_point, slide_title, why_unread
from shudi_cli.report.word_text import said

TITLE = "修改对照表"


def comparison_document(found: Sequence[Grounded]) -> WordDocument:
    """The document of one comparison, of one workspace or several."""
    diffs = [comparison.diff for comparison in found]
    compared = {"原版本": diffs[0].before, "新版本": diffs[0].after}
    return WordDocument(
        TITLE,
        (Section(list(_blocks(found, diffs)), True, page_numbers(found[0].settings.export)),),
        {"文书": TITLE, **compared},
        foot=f"{diffs[0].before} → {diffs[0].after}",
    )


def _blocks(found: Sequence[Grounded], diffs: Sequence[Diff]) -> Iterator[Block]:
    yield text(TITLE, Style.TITLE)
    yield said(headline(diffs))
    downhill = slid(diffs)
    if downhill:
        yield said(slide_title(len(downhill)), bold=True)
        yield from (said(slide_point(*point)) for point in downhill)
    yield from (said(why_unread(unread), bold=True) for diff in diffs for unread in diff.unread)
    parts = [part for comparison in found for part in _parts(comparison, several=len(found) > 1)]
    files = [(prefix(diff) + file.name, file) for diff in diffs for file in diff.files]
    if parts or files:
        yield comparison_table(parts, files)


def _parts(found: Grounded, *, several: bool) -> Iterator[Part]:
    for lists in found.diff.lists:
        title = found.titles.get(lists.folder, lists.folder)
        changes = {key.number: way for key, way in found.changes.items() if key.folder == lists.folder}
        chapters = [chapter.message for chapter in lists.chapters]
        yield Part(prefix(found.diff) + title if several else title, lists.items, chapters, changes)
