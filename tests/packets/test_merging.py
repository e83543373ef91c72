"""The laws of the three-way merge."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.packets.merging import CLASH, ContactMerge, merged, merged_contacts
from shudi_cli.packets.values import CONTACT_FIELDS, ContactAnswer, ContactCells, Spot

SOME = settings(max_examples=200, deadline=None)
texts = st.sampled_from(["", "甲", "乙", "丙"])
cells = st.builds(
    lambda name, phone, area: (name, "", "A", phone, "", area, "", "", "", "", ""),
    st.sampled_from(["联络员甲", "联络员乙", "联络员丙", "联络员丁"]),
    st.sampled_from(["0530-0000001", "0530-0000002", ""]),
    st.sampled_from(["全县", "青山镇"]),
)
rows = st.lists(cells, max_size=4)


def answers(contacts: list[ContactCells]) -> list[ContactAnswer]:
    spots = tuple(Spot("县水务局.xlsx", title) for title in CONTACT_FIELDS)
    return [ContactAnswer(found, nth, spots) for nth, found in enumerate(contacts)]


def result(made: ContactMerge, ours: list[ContactCells]) -> list[ContactCells]:
    """The roster after a merge without clashes."""
    assert not made.clashes
    after = list(ours)
    for edit in made.edits:
        after[edit.nth] = tuple(
            edit.answer.cells[at] if at in edit.fields else text for at, text in enumerate(after[edit.nth])
        )
    return after + [answer.cells for answer in made.added]


@SOME
@given(texts, texts, texts)
def test_one_cell(base: str, theirs: str, ours: str) -> None:
    """Whoever changed it has it; both the same is no conflict; both differently is one, from either side."""
    found = merged(base, theirs, ours)
    assert found is merged(base, ours, theirs) or found == merged(base, ours, theirs)
    if theirs == base:
        assert found == ours
    elif ours in (base, theirs):
        assert found == theirs
    else:
        assert found is CLASH


@SOME
@given(rows, rows)
def test_an_untouched_sheet_changes_nothing(base: list[ContactCells], ours: list[ContactCells]) -> None:
    """Whatever became of the roster in the meantime."""
    made = merged_contacts(base, answers(base), ours)
    assert (made.edits, made.added, made.clashes) == ([], [], [])


@SOME
@given(rows, st.randoms())
def test_a_sorted_sheet_changes_nothing(base: list[ContactCells], random: object) -> None:
    """The order of the rows says nothing."""
    shuffled = list(base)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    made = merged_contacts(base, answers(shuffled), base)
    assert (made.edits, made.added, made.clashes) == ([], [], [])


@SOME
@given(st.lists(cells, max_size=4, unique_by=lambda row: row[0]), st.data())
def test_what_only_the_unit_changed_is_taken(base: list[ContactCells], data: st.DataObject) -> None:
    """And taken once: the same sheet changes nothing the second time."""
    theirs = [data.draw(cells) for _ in base] + data.draw(st.lists(cells, max_size=2))
    made = merged_contacts(base, answers(theirs), base)
    if made.clashes:  # a row that is gone
        assert all(clash.answer is None for clash in made.clashes)
        return
    after = result(made, base)
    assert sorted(after) == sorted(theirs)
    again = merged_contacts(base, answers(theirs), after)
    if len({row[0] for row in theirs}) == len(theirs):
        assert (again.edits, again.added, again.clashes) == ([], [], [])


@SOME
@given(st.lists(cells, min_size=1, max_size=4, unique_by=lambda row: row[0]), st.data())
def test_a_row_that_is_gone_is_told(base: list[ContactCells], data: st.DataObject) -> None:
    """Nobody leaves the roster because a row was deleted."""
    gone = data.draw(st.integers(0, len(base) - 1))
    made = merged_contacts(base, answers([row for nth, row in enumerate(base) if nth != gone]), base)
    assert [clash.base for clash in made.clashes] == [base[gone]]
    assert not made.edits


ONE = ("联络员甲", "", "A", "0530-0000001", "", "全县", "", "", "", "", "")


def with_cell(row: ContactCells, at: int, text: str) -> ContactCells:
    return (*row[:at], text, *row[at + 1 :])


def test_both_sides_changed_one_cell() -> None:
    """The cell is named, with all three texts; other cells of the row are not."""
    theirs, ours = with_cell(with_cell(ONE, 3, "1"), 1, "科长"), with_cell(ONE, 3, "2")
    [clash] = merged_contacts([ONE], answers([theirs]), [ours]).clashes
    assert (clash.field, clash.base, clash.ours) == (3, ONE, ours)


def test_two_sides_changed_two_cells() -> None:
    """Both are kept."""
    theirs, ours = with_cell(ONE, 3, "1"), with_cell(ONE, 1, "科长")
    made = merged_contacts([ONE], answers([theirs]), [ours])
    assert result(made, [ours]) == [with_cell(ours, 3, "1")]


def test_a_successor_in_the_same_row() -> None:
    """Another name where one stood is that contact, changed."""
    theirs = with_cell(ONE, 0, "联络员乙")
    made = merged_contacts([ONE], answers([theirs]), [ONE])
    assert result(made, [ONE]) == [theirs]


def test_changed_in_the_sheet_and_gone_from_the_roster() -> None:
    """What there is no more cannot be changed."""
    [clash] = merged_contacts([ONE], answers([with_cell(ONE, 3, "1")]), []).clashes
    assert (clash.field, clash.ours) == (None, None)


def test_the_same_new_contact_twice() -> None:
    """Whom the roster has meanwhile is not added again; said differently, it is a conflict."""
    assert not merged_contacts([], answers([ONE]), [ONE]).added
    [clash] = merged_contacts([], answers([with_cell(ONE, 3, "1")]), [ONE]).clashes
    assert (clash.base, clash.field) == (None, 3)


def row(name: str, phone: str = "", area: str = "") -> ContactCells:
    return (name, "", "A", phone, "", area, "", "", "", "", "")


JIA, YI = row("甲", "0530-0000001", "全县"), row("乙", "0530-0000002", "全县")


def test_a_row_above_a_renamed_one() -> None:
    """The one with the same number is the renamed one, wherever the new row was put."""
    renamed, new = row("丙", "0530-0000002", "全县"), row("丁", "0530-0000009", "全县")
    made = merged_contacts([JIA, YI], answers([JIA, new, renamed]), [JIA, YI])
    assert [(edit.nth, edit.answer.cells) for edit in made.edits] == [(1, renamed)]
    assert [answer.cells for answer in made.added] == [new]
    assert not made.clashes


def test_a_row_with_nothing_in_common_is_no_rename() -> None:
    """Whoever is typed over another has taken nobody's place."""
    made = merged_contacts([JIA, YI], answers([JIA, row("丙", "0530-0000009", "青山镇")]), [JIA, YI])
    assert [clash.base for clash in made.clashes] == [YI]
    assert not made.edits


def test_most_rows_under_other_names() -> None:
    """Are no renames at all."""
    other = [row("丙", "0530-0000001", "全县"), row("丁", "0530-0000002", "全县")]
    made = merged_contacts([JIA, YI], answers(other), [JIA, YI])
    assert [clash.base for clash in made.clashes] == [JIA, YI]
    assert not made.edits
