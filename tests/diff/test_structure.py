"""Two versions of one thing, field by field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.canon import digest
from shudi_cli.diff.structure import fields_between
from shudi_cli.diff.values import FieldChange
from shudi_cli.diff.wording import marked

ITEM = {
    "编号": "SD-05-003",
    "名称": "渣土车遗撒的监管执法",
    "主体责任": [
        {"单位": "县综合行政执法局", "牵头": "true", "职责": ["查处遗撒行为。", "组织联合夜查。"]},
        {"单位": "县公安局", "职责": ["查处无证运输行为。"]},
    ],
    "依据": [{"名称": "中华人民共和国固体废物污染环境防治法", "条款": "第六十三条"}],
}


def test_a_changed_sentence_is_paired_with_its_old_form() -> None:
    """A reworded duty is one change, led to by role, unit and field."""
    other = {
        **ITEM,
        "主体责任": [
            {**ITEM["主体责任"][0], "职责": ["查处遗撒、泄露行为。", "组织联合夜查。"]},
            ITEM["主体责任"][1],
        ],
    }  # type: ignore[dict-item,index]
    path = ("主体责任", "县综合行政执法局", "职责")
    assert list(fields_between(ITEM, other)) == [FieldChange(path, "查处遗撒行为。", "查处遗撒、泄露行为。")]


def test_a_unit_that_leaves_is_told_with_its_duties() -> None:
    """A responsibility removed is one change with its whole text."""
    other = {**ITEM, "主体责任": ITEM["主体责任"][:1]}
    assert list(fields_between(ITEM, other)) == [
        FieldChange(("主体责任", "县公安局"), "职责：查处无证运输行为。", None)
    ]


def test_a_basis_is_told_as_it_is_cited() -> None:
    """A changed clause reads as a citation."""
    other = {**ITEM, "依据": [{"名称": "中华人民共和国固体废物污染环境防治法", "条款": "第六十四条"}]}
    (change,) = fields_between(ITEM, other)
    assert (change.before, change.after) == (
        "《中华人民共和国固体废物污染环境防治法》第六十三条",
        "《中华人民共和国固体废物污染环境防治法》第六十四条",
    )


def test_another_order_of_units_is_a_change() -> None:
    """The same units in another order differ, since the order is printed."""
    other = {**ITEM, "主体责任": ITEM["主体责任"][::-1]}
    (change,) = fields_between(ITEM, other)
    assert change.path == ("主体责任", "次序")


text = st.text(st.sampled_from("甲乙丙。、《》编号ab"), max_size=6)
unit = st.fixed_dictionaries(
    {"单位": text}, optional={"牵头": st.just("true"), "职责": st.lists(text, max_size=4)}
)
item = st.fixed_dictionaries(
    {"编号": text},
    optional={
        "名称": text | st.none(),
        "主体责任": st.lists(unit, max_size=3),
        "依据": st.lists(st.fixed_dictionaries({"名称": text}, optional={"条款": text}), max_size=3),
        "对应事项": st.lists(text, max_size=3),
    },
)


def without_empties(data: object) -> object:
    """Content as it counts: a key without content is as good as absent."""
    if isinstance(data, dict):
        return {
            key: found for key, value in data.items() if (found := without_empties(value)) not in (None, [])
        }
    return [without_empties(value) for value in data] if isinstance(data, list) else data


@given(item, item)
def test_no_change_exactly_when_the_content_is_the_same(
    before: dict[str, object], after: dict[str, object]
) -> None:
    """The difference is empty exactly when the digests agree."""
    same = digest("item", without_empties(before)) == digest("item", without_empties(after))  # type: ignore[arg-type]
    assert (not list(fields_between(before, after))) == same


@given(item)
def test_key_order_is_no_difference(data: dict[str, object]) -> None:
    """The same keys in another order are the same content."""
    assert not list(fields_between(data, dict(reversed(data.items()))))


sentence = st.text(st.sampled_from("查处遗撒泄露行为，。12ab"), max_size=30)


@given(sentence, sentence)
def test_marked_pieces_spell_both_texts(before: str, after: str) -> None:
    """Without what was added the pieces spell the old text, without what was removed the new one."""
    pieces = marked(before, after)
    assert "".join(piece.text for piece in pieces if piece.sort != "added") == before
    assert "".join(piece.text for piece in pieces if piece.sort != "removed") == after


def test_numbers_change_as_a_whole() -> None:
    """A number is not cut into digits."""
    assert [piece.text for piece in marked("15日内报告", "30日内报告") if piece.sort != "same"] == [
        "15",
        "30",
    ]
