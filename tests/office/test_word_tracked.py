"""Revisions (修订): accepting all gives the new text, rejecting all the old."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.office.document import Cell, Mark, Paragraph, Row, Run, Style, Table, cell, text
from shudi_cli.office.word import word_bytes
from tests.office.writtenword import BY, MARKS, RUNS, W, body, one, paragraphs_of, resolved, shown, told

SOME = settings(max_examples=200, deadline=None)
NEW, OLD = {Mark.SAME, Mark.ADDED}, {Mark.SAME, Mark.REMOVED}


def tracked(*blocks: Any) -> Any:
    """The body of a tracked document."""
    return body(word_bytes(replace(one(*blocks), revision=BY)))


@SOME
@given(st.lists(RUNS, max_size=6))
def test_runs(runs: list[Run]) -> None:
    """Within a paragraph, whatever came and went."""
    found = tracked(Paragraph(tuple(runs)))
    assert resolved(found, "ins", "del") == told([Paragraph(tuple(runs))], NEW)[:1]
    assert resolved(found, "del", "ins") == told([Paragraph(tuple(runs))], OLD)[:1]


@SOME
@given(st.lists(paragraphs_of(MARKS), min_size=1, max_size=5))
def test_paragraphs_of_a_cell(paragraphs: list[Paragraph]) -> None:
    """Also where a paragraph came or went whose end is the cell's own."""
    paragraphs = _closed(paragraphs)
    found = next(tracked(Table((1,), [Row((Cell(tuple(paragraphs)),))])).iter(f"{W}tc"))
    assert resolved(found, "ins", "del") == _ended(paragraphs, NEW)
    assert resolved(found, "del", "ins") == _ended(paragraphs, OLD)


def _closed(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """No version has text after the last of its ends: no text has."""
    ends = [
        max((nth for nth, at in enumerate(paragraphs) if at.mark in kind), default=99) for kind in (NEW, OLD)
    ]
    return [
        at._replace(
            runs=tuple(
                run
                for run in at.runs
                if not any(run.mark in kind and nth > end for kind, end in zip((NEW, OLD), ends, strict=True))
            )
        )
        for nth, at in enumerate(paragraphs)
    ]


def _ended(paragraphs: list[Paragraph], wanted: set[Mark]) -> list[str]:
    """The lines of a version; its last paragraph's end is no further line."""
    lines = told(paragraphs, wanted)
    return lines[:-1] if len(lines) > 1 and not lines[-1] else lines


def test_rows_come_and_go_whole() -> None:
    """A row that is new is inserted with all that is in it; one that went is deleted."""
    rows = [Row((cell("旧"),), mark=Mark.REMOVED), Row((cell("新"),), mark=Mark.ADDED), Row((cell("同"),))]
    found = list(tracked(Table((1,), rows)).iter(f"{W}tr"))
    kinds = [[kind for kind in ("ins", "del") if row.find(f"{W}trPr/{W}{kind}") is not None] for row in found]
    assert kinds == [["del"], ["ins"], []]
    assert [shown(row) for row in found] == ["旧", "新", "同"]
    assert found[0].find(f".//{W}delText").text == "旧"
    assert found[1].find(f".//{W}p/{W}ins/{W}r/{W}t").text == "新"


def test_who_and_when() -> None:
    """Each revision has an author, a time and a number of its own."""
    found = tracked(
        Paragraph((Run("旧", mark=Mark.REMOVED), Run("新", mark=Mark.ADDED)), mark=Mark.ADDED), text("完")
    )
    marks = [*found.iter(f"{W}ins"), *found.iter(f"{W}del")]
    assert {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marks} == {
        ("县委编办", "2026-03-14T09:30:00Z")
    }
    assert len({mark.get(f"{W}id") for mark in marks}) == 3


def test_a_tracked_document_does_not_underline() -> None:
    """Word shows its revisions in its own way."""
    found = tracked(Paragraph((Run("旧", mark=Mark.REMOVED), Run("新", mark=Mark.ADDED)), Style.BODY))
    assert not list(found.iter(f"{W}strike", f"{W}u", f"{W}b"))
