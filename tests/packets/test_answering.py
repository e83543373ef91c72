"""What answers make of a workspace: applications and contacts, in one version or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.acts.answering import Taken, Wish, heard, taken
from shudi_cli.acts.desk import Clerk, Desk, desk_at
from shudi_cli.changes.drafting import standing_items
from shudi_cli.office.grid import OfficeFile
from shudi_cli.packets.duties import merged_duties
from shudi_cli.packets.values import CONTACT_FIELDS
from shudi_cli.source import read_document
from shudi_cli.workspace import load
from tests.cli.acting import rewritten, rivers
from tests.cli.county import RIVERS, SAND, WELLS
from tests.packets.county import DAY, JIA, ROSTER, YI, answered, packet, sent, staffed
from tests.packets.sheet import contact, duty, filled_by

CLERK = Clerk("联络员甲", datetime(2026, 11, 2, 9, tzinfo=timezone(timedelta(hours=8))))
OLD = SAND["主体责任"][0]["职责"][0]
NEW = "查处河道非法采砂、运砂。"


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A repository whose top is the small county, saved once."""
    return git(staffed())


@pytest.fixture
def desk(office: Any) -> Iterator[Desk]:
    """The desk at it."""
    with desk_at(office.path, notice=[].append) as found:
        yield found


def take(desk: Desk, *files: OfficeFile, **wish: str) -> Taken:
    """The files taken in, not yet recorded."""
    found = heard(desk, list(map(answered, files)), DAY)
    return taken(desk, CLERK, found, Wish(DAY, **wish))


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def told(made: Taken) -> list[tuple[str, str]]:
    return [(str(trouble.spot), trouble.message) for trouble in made.troubles]


def edited(name: str = "县水务局") -> OfficeFile:
    return filled_by(duty(sent(name), "SD-06-001", NEW), "填报员甲")


def test_untouched_answers_change_nothing(desk: Desk) -> None:
    """Nothing is to be recorded."""
    made = take(desk, sent(), sent("青山镇"))
    assert (made.files, made.troubles, made.untouched) == ({}, (), ["县水务局", "青山镇"])


def test_an_edited_duty_is_applied_for(office: Any, desk: Desk) -> None:
    """By the unit, in the name of who filled it in; the list stays as it is."""
    before = tree(office.path)
    made = take(desk, edited())
    assert not made.troubles
    made.record(desk, CLERK)
    after = tree(office.path)
    assert set(after) - set(before) == {"changes/CG-2026-001/change.yaml"}
    assert {name: after[name] for name in before} == before
    data = read_document("a", after["changes/CG-2026-001/change.yaml"]).data
    assert data["申请"] == {"单位": "县水务局", "姓名": "填报员甲", "日期": DAY}
    assert (data["理由"], data["类型"]) == ("职责不清", "改")
    assert data["事项"][0]["新文"]["主体责任"] == [{"单位": "县水务局", "职责": [NEW]}]
    assert office.run("log", "-1", "--format=%an %s") == "联络员甲 收回 1 个单位的填报表"


def test_what_was_applied_for_is_not_applied_for_again(office: Any, desk: Desk) -> None:
    """The same file taken in twice changes nothing the second time."""
    take(desk, edited()).record(desk, CLERK)
    with desk_at(office.path, notice=[].append) as again:
        made = take(again, edited())
        assert (made.files, made.troubles) == ({}, ())
        other = take(again, filled_by(duty(sent(), "SD-06-001", "查处运砂。"), "填报员甲"))
        assert told(other) == [
            ("县水务局.xlsx 工作表“职责”G4", "SD-06-001 的这段职责已在 CG-2026-001 里申请改成别的")
        ]


def test_each_unit_has_applications_of_its_own(office: Any, desk: Desk) -> None:
    """One for all its items, with the reasons of each."""
    water = filled_by(duty(duty(sent(), "SD-06-001", NEW), "SD-06-002", "查处凿井。", "井多"), "填报员甲")
    town = filled_by(duty(sent("青山镇"), "SD-07-001", "劝阻焚烧秸秆。"), "填报员乙")
    made = take(desk, water, town)
    assert not made.troubles
    assert [(change.number, change.application.unit, len(change.items)) for change in made.changes] == [
        ("CG-2026-001", "县水务局", 2),
        ("CG-2026-002", "青山镇", 1),
    ]
    assert made.changes[0].reason == "SD-06-001：职责不清；SD-06-002：井多"
    made.record(desk, CLERK)
    assert office.run("status", "--porcelain") == ""


def test_a_contact_is_written_into_its_file(office: Any, desk: Desk) -> None:
    """Only there, and only what changed: comments stay."""
    text = (office.path / ROSTER).read_text(encoding="utf-8")
    office.save({ROSTER: text.replace("    职务:", "    # 水政\n    职务:").replace("全县", "全县  # 都管")})
    with desk_at(office.path, notice=[].append) as now:
        made = take(now, contact(sent(), 0, {"手机": "10000000009", "职务": ""}))
        assert [(entry.name, entry.fields) for entry in made.contacts] == [
            ("联络员甲", (("职务", "水政科科长", ""), ("手机", "10000000001", "10000000009")))
        ]
        before = tree(office.path)
        made.record(now, CLERK)
    after = tree(office.path)
    assert {name for name in after if after[name] != before.get(name)} == {ROSTER}
    assert "全县  # 都管" in after[ROSTER].decode()
    data = read_document("a", after[ROSTER]).data["联络员"]
    assert data == [{**{k: v for k, v in JIA.items() if k != "职务"}, "手机": "10000000009"}, YI]


def test_a_successor_takes_over_the_entry(office: Any, desk: Desk) -> None:
    """With the comments that stand there."""
    text = (office.path / ROSTER).read_text(encoding="utf-8")
    office.save({ROSTER: text.replace("  - 责任人: 联络员乙", "  # 河道所\n  - 责任人: 联络员乙")})
    with desk_at(office.path, notice=[].append) as now:
        take(now, contact(sent(), 1, {"责任人": "联络员丙"})).record(now, CLERK)
    assert "# 河道所\n  - 责任人: 联络员丙" in (office.path / ROSTER).read_text(encoding="utf-8")


def test_new_contacts_are_added(desk: Desk) -> None:
    """To the unit's file, or to a file of its own where it has none."""
    new = {"责任人": "联络员丙", "管辖区域": "青山镇，城关街道", "办公电话": "0530-0000003", "起": "2026/3/1"}
    made = take(
        desk,
        contact(sent(), 2, new),
        contact(sent("青山镇"), 0, {"责任人": "联络员丁", "办公电话": "0530-0000004", "管辖区域": "青山镇"}),
    )
    assert not made.troubles
    assert sorted(made.files) == ["roster/unit-008.yaml", ROSTER]
    data = read_document("a", made.files[ROSTER] or b"").data["联络员"][2]
    assert data == {
        "责任人": "联络员丙",
        "岗": "A",
        "办公电话": "0530-0000003",
        "管辖区域": ["青山镇", "城关街道"],
        "起": "2026-03-01",
    }


@pytest.mark.parametrize(
    ("cells", "cell", "message"),
    [
        ({"手机": "12345"}, "E4", "“12345”不是手机号码"),
        ({"办公电话": "问办公室"}, "D4", "“问办公室”不是电话号码"),
        ({"办公电话": "10000000001"}, "D4", "这里是手机号码"),
        ({"办公电话": "", "手机": ""}, "D4", "联络员“联络员甲”没有号码"),
        ({"手机": "", "办公电话": "", "岗": "B"}, "D4", "联络员“联络员甲”没有号码"),
        ({"管辖区域": "青山乡"}, "F4", "没有“青山乡”这个乡镇（街道）"),
        ({"管辖区域": ""}, "F4", "没有写管辖区域"),
        ({"管辖区域": "全县、青山镇"}, "F4", "写了“全县”，又写了别的"),
        ({"责任人": ""}, "A4", "没有写责任人"),
        ({"岗": "C"}, "C4", "岗不能是“C”"),
        ({"领域": "水利"}, "G4", "没有“水利”这个领域"),
        ({"事项": "SD-09-001"}, "H4", "清单里没有“SD-09-001”"),
        ({"起": "去年"}, "I4", "“去年”不是日期"),
        ({"起": "2026-02-30"}, "I4", "没有“2026-02-30”这一天"),
        ({"起": "2026-03-01", "止": "2026-02-01"}, "J4", "“止”2026-02-01 早于“起”2026-03-01"),
        ({"职务": "370000199001010000"}, "B4", "这里像是身份证号"),
        (None, "", "联络员“联络员甲”的一行不在了"),
    ],
)  # fmt: skip
def test_what_cannot_stand_in_the_roster(
    office: Any, desk: Desk, cells: dict[str, str] | None, cell: str, message: str
) -> None:
    """Is refused, with its cell."""
    made = take(desk, contact(sent(), 0, cells), sent("青山镇"))
    assert told(made)[0] == (f"县水务局.xlsx 工作表“联络员”{cell}", message)


def test_the_same_new_contact_in_two_rows(desk: Desk) -> None:
    """Is a slip."""
    new = {"责任人": "联络员丙", "手机": "10000000003", "管辖区域": "青山镇"}
    made = take(desk, contact(contact(sent(), 2, new), 3, new))
    assert told(made) == [("县水务局.xlsx 工作表“联络员”A7", "联络员“联络员丙”写了两行，一模一样")]


def test_who_leaves_need_not_have_a_successor_yet(desk: Desk) -> None:
    """That somebody left is saved; that nobody answers is told by the checks."""
    made = take(desk, contact(contact(sent(), 0, {"止": "2026-10-31"}), 1, {"止": "2026-10-31"}))
    assert not made.troubles
    assert len(made.contacts) == 2


def test_both_sides_changed_a_contact(office: Any, desk: Desk) -> None:
    """Told with all three texts; another cell of the row would have been taken."""
    text = (office.path / ROSTER).read_text(encoding="utf-8")
    office.save({ROSTER: text.replace("10000000001", "10000000008")})
    with desk_at(office.path, notice=[].append) as now:
        made = take(now, contact(sent(), 0, {"手机": "10000000009"}))
        assert told(made) == [
            ("县水务局.xlsx 工作表“联络员”E4", "联络员“联络员甲”的“手机”两边都改了，改得不一样")
        ]
        assert made.troubles[0].texts == (
            ("发出时", "10000000001"),
            ("交回的", "10000000009"),
            ("现在名录", "10000000008"),
        )
        fine = take(now, contact(sent(), 0, {"职务": "科长"}))
        data = read_document("a", fine.files[ROSTER] or b"").data["联络员"][0]
        assert (data["手机"], data["职务"]) == ("10000000008", "科长")


def test_both_sides_changed_a_duty(office: Any, desk: Desk) -> None:
    """Told with all three texts; the same change on both sides is no conflict."""
    office.save({RIVERS: rewritten(主体责任=[{"单位": "县水务局", "职责": ["查处采砂。"]}])})
    with desk_at(office.path, notice=[].append) as now:
        made = take(now, edited())
        assert told(made) == [("县水务局.xlsx 工作表“职责”G4", "SD-06-001 的这段职责两边都改了，改得不一样")]
        assert made.troubles[0].texts == (("发出时", OLD), ("交回的", NEW), ("现在清单", "查处采砂。"))
        same = take(now, filled_by(duty(sent(), "SD-06-001", "查处采砂。"), "填报员甲"))
        assert (same.files, same.troubles) == ({}, ())


def test_what_changed_elsewhere_stays(office: Any, desk: Desk) -> None:
    """An older packet whose row did not change is as good as a new one."""
    office.save({RIVERS: rewritten(名称="河道采砂")})
    with desk_at(office.path, notice=[].append) as now:
        made = take(now, edited())
        assert not made.troubles
        new = made.changes[0].items[0].new
        assert new is not None
        assert (new["名称"], new["主体责任"][0]["职责"]) == ("河道采砂", [NEW])


@pytest.mark.parametrize(
    ("list_now", "message"),
    [
        (rivers(WELLS), "SD-06-001 已经不在清单里，交回的改动落不下来"),
        (rewritten(主体责任=[{"单位": "县农业农村局", "职责": ["查处采砂。"]}]), "SD-06-001 这项里已没有县水务局的主体责任，交回的改动落不下来"),
    ],
)  # fmt: skip
def test_what_is_gone_from_the_list(office: Any, list_now: str, message: str) -> None:
    """Cannot be edited any more; untouched it is no matter."""
    office.save({RIVERS: list_now})
    with desk_at(office.path, notice=[].append) as now:
        assert told(take(now, edited()))[0][1] == message
        assert not take(now, sent()).troubles


def test_a_duty_emptied_is_not_a_duty_removed(desk: Desk) -> None:
    """Whoever wants to be rid of one applies for it."""
    made = take(desk, filled_by(duty(sent(), "SD-06-001", ""), "填报员甲"))
    assert told(made) == [("县水务局.xlsx 工作表“职责”G4", "SD-06-001 的职责全删了")]


def test_texts_that_changed_places(desk: Desk) -> None:
    """A column sorted by itself is no edit."""
    one, two = (row.duties[0] for row in packet().duties[:2])
    made = take(desk, filled_by(duty(duty(sent(), "SD-06-001", two), "SD-06-002", one), "填报员甲"))
    assert told(made) == [
        ("县水务局.xlsx 工作表“职责”G4", "SD-06-001 的这一格写的是 SD-06-002 的职责，像是错了行"),
        ("县水务局.xlsx 工作表“职责”G5", "SD-06-002 的这一格写的是 SD-06-001 的职责，像是错了行"),
    ]


def test_reason_and_person_must_be_said(desk: Desk) -> None:
    """By the unit, or by the clerk for those who did not."""
    office = duty(sent(), "SD-06-001", NEW, "")
    assert told(take(desk, office)) == [
        ("县水务局.xlsx 工作表“职责”H4", "SD-06-001 的职责改了，没有写修改理由"),
        ("县水务局.xlsx 工作表“填写说明”C6", "改了职责，没有写填报人"),
    ]
    made = take(desk, office, reason="机构调整", person="填报员乙")
    assert (made.changes[0].reason, made.changes[0].application.person) == ("机构调整", "填报员乙")


def test_strangers(desk: Desk) -> None:
    """A packet of another county, and one of a unit that is none here."""
    other, gone = answered(sent()), answered(sent("青山镇"))
    found = heard(
        desk,
        [
            replace(other, packet=replace(packet(), county="别的县")),
            replace(gone, packet=replace(packet("青山镇"), unit="黑水镇")),
        ],
        DAY,
    )
    assert [trouble.message for trouble in found.troubles] == [
        "这是别的县的填报表，不是清平县的",
        "单位名录里没有“黑水镇”，或已经撤销、改名",
    ]


def test_one_fault_keeps_everything_out(office: Any, desk: Desk) -> None:
    """What is faultless beside it is not taken either."""
    made = take(desk, edited(), contact(sent("青山镇"), 0, {"责任人": "联络员丁", "管辖区域": "青山乡"}))
    assert made.troubles
    with pytest.raises(AssertionError):
        made.record(desk, CLERK)


def test_what_the_list_would_not_bear_is_told_with_its_file(desk: Desk) -> None:
    """A private number in a duty, say."""
    made = take(desk, filled_by(duty(sent(), "SD-06-001", "查处采砂，电话13800000000。"), "填报员甲"))
    [(spot, message)] = told(made)
    assert (spot, "P101" in message) == ("县水务局.xlsx", True)


def test_roster_loads(office: Any, desk: Desk) -> None:
    """The county of these tests is faultless."""
    assert not load(desk.saved, roster=True).findings


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_files_does_not_matter(desk: Desk, order: tuple[int, ...]) -> None:
    """The same files are written, under the same numbers."""
    files = [
        edited(),
        filled_by(duty(sent("青山镇"), "SD-07-001", "劝阻焚烧秸秆。"), "填报员乙"),
        contact(sent("白塔镇"), 0, {"责任人": "联络员丁", "办公电话": "0530-0000004", "管辖区域": "白塔镇"}),
    ]
    assert take(desk, *(files[nth] for nth in order)).files == take(desk, *files).files


def test_contacts_of_another_unit(desk: Desk) -> None:
    """Pasted in, they are refused, whether they are known elsewhere or only strangers."""
    pasted = contact(sent("青山镇"), 0, contact_texts(0))
    assert [message for _, message in told(take(desk, pasted))] == [
        "联络员“联络员甲”一行与县水务局的一模一样"
    ]
    strangers = sent()
    for nth, name in enumerate(("联络员丙", "联络员丁")):
        strangers = contact(strangers, nth, {"责任人": name})
    assert told(take(desk, strangers)) == [
        ("县水务局.xlsx 工作表“联络员”", "发出的 2 名联络员，交回的一个也没有")
    ]


def contact_texts(nth: int) -> dict[str, str]:
    return dict(zip(CONTACT_FIELDS, packet().contacts[nth], strict=True))


def test_a_confirmation_of_tomorrow(desk: Desk) -> None:
    """Cannot have been."""
    made = take(desk, contact(sent(), 0, {"确认": "2027-11-02"}))
    assert told(made) == [("县水务局.xlsx 工作表“联络员”K4", "“确认”的日期 2027-11-02 还没有到")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("查处河道非法采砂，\n查处运砂。", "SD-06-001 的“查处河道非法采砂，”末尾不是句号"),
        ("查处运砂。\n查处运砂。", "SD-06-001 的“查处运砂。”写了两遍"),
    ],
)
def test_a_duty_that_is_no_sentence(desk: Desk, text: str, message: str) -> None:
    """Is refused where it stands."""
    assert told(take(desk, filled_by(duty(sent(), "SD-06-001", text), "填报员甲"))) == [
        ("县水务局.xlsx 工作表“职责”G4", message)
    ]


def test_a_text_copied_from_another_row(desk: Desk) -> None:
    """Is a slip, also where that row was left as it was, and where both were filled with something new."""
    other = packet().duties[1].duties[0]
    copied = filled_by(duty(sent(), "SD-06-001", other), "填报员甲")
    assert "像是错了行" in told(take(desk, copied))[0][1]
    filled = filled_by(duty(duty(sent(), "SD-06-001", NEW), "SD-06-002", NEW), "填报员甲")
    assert [message[-5:] for _, message in told(take(desk, filled))] == ["像是错了行", "像是错了行"]


def test_an_error_of_the_roster_names_file_and_row(desk: Desk) -> None:
    """A finding about a contact is told where the contact was typed."""
    made = take(desk, contact(sent(), 1, {"责任人": "联络员甲"}))
    assert all(trouble.spot.file == "县水务局.xlsx" and trouble.spot.where for trouble in made.troubles)


def test_an_item_that_the_unit_wants_away(office: Any, desk: Desk) -> None:
    """An edit of a duty whose item the unit has applied to take away contradicts that."""
    take(desk, edited()).record(desk, CLERK)
    with desk_at(office.path, notice=[].append) as again:
        (standing,) = again.standings.values()
        (item,) = standing.change.items
        away = replace(standing, change=standing.change._replace(items=(item._replace(new=None),)))
        stands = standing_items(again.workspace.lists)
        _, troubles = merged_duties(answered(edited()).duties, stands, [away])
    assert [trouble.message for trouble in troubles] == [
        "SD-06-001 已在 CG-2026-001 里申请减去，又改了这段职责"
    ]
