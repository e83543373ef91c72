"""Paragraphs and runs as WordprocessingML, with what was added and removed as revisions (修订)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from shudi_cli.office.document import Mark, Paragraph, Revision, Run, Style
from shudi_cli.office.word.xml import AMBIGUOUS, attribute, only_if, text_elements

_TAGS = {Mark.ADDED: "w:ins", Mark.REMOVED: "w:del"}


@dataclass(frozen=True)
class Pen:
    """What paragraphs are written with: the id of each style, and whose revisions they show."""

    styles: Mapping[Style, str]
    revision: Revision | None = None
    _ids: Iterator[int] = field(default_factory=lambda: count(1), repr=False, compare=False)

    def mark_of(self, mark: Mark) -> str:
        """An empty revision element, for a row or the end of a paragraph; "" for none."""
        return f"<{_TAGS[mark]}{self._signed()}/>" if self.revision and mark in _TAGS else ""

    def revised(self, mark: Mark, run: str) -> str:
        """A run inside its revision."""
        if not self.revision or mark not in _TAGS:
            return run
        return f"<{_TAGS[mark]}{self._signed()}>{run}</{_TAGS[mark]}>"

    def _signed(self) -> str:
        """Word takes the time as that of the wall, whatever its zone."""
        author, when = self.revision or ("", "")
        return f' w:id="{next(self._ids)}" w:author="{attribute(author)}" w:date="{attribute(when[:19])}Z"'


def paragraph_xml(paragraph: Paragraph, pen: Pen, *, within: Mark = Mark.SAME, section: str = "") -> str:
    """A paragraph; `within` is the mark of its row, `section` the `w:sectPr` that ends with it."""
    mark = within if within is not Mark.SAME else paragraph.mark
    ends = pen.mark_of(mark)
    outline = "" if paragraph.outline is None else f'<w:outlineLvl w:val="{paragraph.outline - 1}"/>'
    properties = (
        f'<w:pStyle w:val="{pen.styles[paragraph.style]}"/>{only_if(paragraph.keeps, "<w:keepNext/>")}'
        f"{outline}{only_if(ends, f'<w:rPr>{ends}</w:rPr>')}{section}"
    )
    runs = "".join([_run(run, pen, within) for run in paragraph.runs if run.text])
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def settled(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs of a cell with their marks so placed that Word can accept and reject them.

    The end of a cell's last paragraph is that of the cell and can neither come nor go. Where it is marked, the
    mark goes to the end before it that both versions have; where there is none such, because one paragraph went
    and another came, both share one.
    """
    if not paragraphs or paragraphs[-1].mark is Mark.SAME:
        return paragraphs
    done = list(paragraphs)
    mark = done[-1].mark
    done[-1] = done[-1]._replace(mark=Mark.SAME)
    nth = next((nth for nth in range(len(done) - 2, -1, -1) if done[nth].mark is not mark), None)
    if nth is None:
        return done
    if done[nth].mark is Mark.SAME:
        done[nth] = done[nth]._replace(mark=mark)
        return done
    after = done[nth + 1]
    return [*done[:nth], after._replace(runs=(*done[nth].runs, *after.runs)), *done[nth + 2 :]]


def _run(run: Run, pen: Pen, within: Mark) -> str:
    """Where nothing can be accepted, marks show by strokes, not by colour: a photocopy has none."""
    mark = within if within is not Mark.SAME else run.mark
    tracked = pen.revision is not None
    added, removed = (not tracked and mark is shown for shown in (Mark.ADDED, Mark.REMOVED))
    properties = (
        only_if(AMBIGUOUS.search(run.text), '<w:rFonts w:hint="eastAsia"/>')
        + only_if(run.bold or added, "<w:b/>")
        + only_if(removed, "<w:strike/>")
        + only_if(added, '<w:u w:val="single"/>')
    )
    content = text_elements(run.text, "w:delText" if tracked and mark is Mark.REMOVED else "w:t")
    face = only_if(properties, f"<w:rPr>{properties}</w:rPr>")
    return pen.revised(mark, f"<w:r>{face}{content}</w:r>")
