"""The sum of approved changes does not depend on how they are given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.changes import Key, fits, replay
from shudi_cli.changes.ledger import differences
from shudi_cli.model.lists import item_digest
from tests.changes.records import amended, change
from tests.cli.county import SAND, WELLS

FOLDER = "responsibility"
RIVER, DEEP = Key(FOLDER, "SD-06-001"), Key(FOLDER, "SD-06-002")


def stands(content: dict[str, object]) -> str:
    return item_digest(FOLDER, "水务", content)


def steps(count: int) -> list[dict[str, object]]:
    return [{**SAND, "名称": f"河道采砂{nth}"} for nth in range(count + 1)]


def test_amendments_follow_one_another() -> None:
    """Each takes the item as the one before left it."""
    texts = steps(3)
    changes = [
        change(f"CG-2026-{nth + 1:03}", 事项=[amended(texts[nth], texts[nth + 1])]) for nth in range(3)
    ]
    result = replay({RIVER: stands(texts[0])}, changes[::-1])
    assert result.state == {RIVER: stands(texts[3])}
    assert [entered.number for entered in result.entered] == ["CG-2026-001", "CG-2026-002", "CG-2026-003"]


@given(st.integers(1, 5), st.randoms())
def test_the_order_given_does_not_matter(count: int, random: object) -> None:
    """Shuffled, a chain of amendments comes to the same state."""
    texts = steps(count)
    changes = [
        change(f"CG-2026-{count - nth:03}", 事项=[amended(texts[nth], texts[nth + 1])])
        for nth in range(count)
    ]
    random.shuffle(changes)  # type: ignore[attr-defined]
    result = replay({RIVER: stands(texts[0])}, changes)
    assert result.state == {RIVER: stands(texts[-1])}
    assert not result.stuck


def test_two_that_take_the_same_item_from_the_same_text() -> None:
    """One enters; the other is stuck, and must be renewed."""
    texts = steps(2)
    changes = [
        change("CG-2026-001", 事项=[amended(texts[0], texts[1])]),
        change("CG-2026-002", 事项=[amended(texts[0], texts[2])]),
    ]
    result = replay({RIVER: stands(texts[0])}, changes)
    assert [stuck.number for stuck in result.stuck] == ["CG-2026-002"]


def test_adding_and_removing() -> None:
    """增 wants that the number is free, 减 that the item is what it says."""
    added = change("CG-2026-001", 类型="增", 事项=[amended(None, WELLS)])
    removed = change("CG-2026-002", 类型="减", 事项=[amended(SAND, None)])
    result = replay({RIVER: stands(SAND)}, [added, removed])
    assert result.state == {DEEP: stands(WELLS)}
    assert not fits(added, result.state)


def test_moving_to_another_chapter_is_a_change() -> None:
    """The chapter belongs to what an item is."""
    moved = {
        **amended(SAND, SAND, "水务"),
        "所在": {"章": "农业农村", "次序": 7, "文件": "07-agriculture.yaml"},
        "原所在": "水务",
    }
    result = replay({RIVER: stands(SAND)}, [change(事项=[moved])])
    assert result.state == {RIVER: item_digest(FOLDER, "农业农村", SAND)}


def test_differences_name_what_is_not_as_it_should_be() -> None:
    """Missing, extra and changed items, by number."""
    wanted = {RIVER: "a", DEEP: "b"}
    assert differences(wanted, {RIVER: "a", DEEP: "b"}) == []
    assert differences(wanted, {RIVER: "c"}) == [RIVER, DEEP]
