"""`shudi propose`: edits become applications, and the lists go back to what they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.source import read_document
from tests.cli.acting import ON, agree, amend, fields, governed, rewritten, rivers
from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, WELLS, Said, item

Run = Callable[..., Said]
REQUEST = ("--unit", "青山镇", "--reason", "基层有需要", "--by", "申请人", *ON)


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A repository whose top is the governed county, saved once."""
    return git(governed())


def record(root: Path, number: str) -> Any:
    return read_document("change.yaml", (root / f"changes/{number}/change.yaml").read_bytes()).data


def test_an_edit_becomes_an_application(run: Run, office: Any) -> None:
    """The record holds old and new text; the list is byte for byte as it was; one version is saved."""
    before = (office.path / RIVERS).read_bytes()
    said = amend(run, office.path)
    assert said.code == 0
    assert "已报送 CG-2026-001：改 SD-06-001" in said.out
    assert "等县委编办、县司法局（县级报送）" in said.out
    assert (office.path / RIVERS).read_bytes() == before
    assert office.run("status", "--porcelain") == ""
    data = record(office.path, "CG-2026-001")
    assert data["事项"][0]["原文"] == read_document("a", before).data["事项"][0]
    assert data["事项"][0]["新文"]["名称"] == "河道非法采砂的查处"
    assert office.run("log", "-1", "--format=%an %s") == "申请人 青山镇报送清单变更 CG-2026-001"


def test_adding_removing_and_amending_are_applications_of_their_own(run: Run, office: Any) -> None:
    """Each with the trigger its kind demands."""
    office.write({RIVERS: rivers({**SAND, "批次": 2}, item("SD-06-003", "水库看护")), FIELDS: fields(STRAW)})
    said = run("propose", *REQUEST, cwd=office.path)
    assert said.code == 0, said.err
    found = {
        data["类型"]: (data["事项"][0]["编号"], data.get("触发"))
        for data in (record(office.path, f"CG-2026-00{n}") for n in (1, 2, 3))
    }
    assert found == {
        "增": ("SD-06-003", "基层有实际需求"),
        "减": ("SD-06-002", "已明确不宜列入"),
        "改": ("SD-06-001", None),
    }
    assert office.run("status", "--porcelain") == ""


def test_only_the_named_items_go(run: Run, office: Any) -> None:
    """The other edits stay in the file, for another application."""
    office.write({RIVERS: rivers({**SAND, "批次": 2}, {**WELLS, "批次": 2})})
    assert run("propose", "SD-06-002", *REQUEST, cwd=office.path).code == 0
    left = read_document("a", (office.path / RIVERS).read_bytes()).data["事项"]
    assert [entry["批次"] for entry in left] == ["2", "1"]
    assert run("propose", *REQUEST, cwd=office.path).code == 0
    assert office.run("status", "--porcelain") == ""


def test_a_number_that_was_not_edited(run: Run, office: Any) -> None:
    """There is nothing to apply for."""
    office.write({RIVERS: rewritten(批次=2)})
    said = run("propose", "SD-06-002", *REQUEST, cwd=office.path)
    assert (said.code, said.err.split("\n")[0]) == (2, "没有做成：SD-06-002 没有改动，没有什么可报送")


def test_totals_edited_for_the_check_are_put_back(run: Run, office: Any) -> None:
    """A clerk who keeps the declared totals right while editing need not know that the tool does it."""
    settings = (office.path / "shudi.yaml").read_text(encoding="utf-8")
    counted = settings.replace("- 目录: responsibility", "- 目录: responsibility\n    总数:\n      事项: 3")
    office.save({"shudi.yaml": counted})
    office.write({
        "shudi.yaml": counted.replace("事项: 3", "事项: 4"),
        RIVERS: rivers(SAND, WELLS, item("SD-06-003", "水库看护")),
    })  # fmt: skip
    said = run("propose", *REQUEST, cwd=office.path)
    assert said.code == 0, said.err
    assert office.run("status", "--porcelain") == ""


def test_dry_run_touches_nothing(run: Run, office: Any) -> None:
    """It shows what would be applied for."""
    said = amend(run, office.path, "河道非法采砂的查处", "--dry-run")
    assert (said.code, "没有报送" in said.out) == (0, True)
    assert office.run("status", "--porcelain") == f" M {RIVERS}"


def test_removing_without_touching_a_file(run: Run, office: Any) -> None:
    """`--remove` needs no edit."""
    assert run("propose", "--remove", "sd-06-002", *REQUEST, cwd=office.path).code == 0
    assert record(office.path, "CG-2026-001")["类型"] == "减"


def test_adding_from_a_file(run: Run, office: Any, tmp_path: Path) -> None:
    """The new text stands in a file, written as in a list."""
    new = tmp_path / "新.yaml"
    new.write_text(rivers(item("SD-06-003", "水库看护")).split("事项:\n")[1], encoding="utf-8")
    said = run("propose", "--add", "--from", new, "--chapter", "水务", *REQUEST, cwd=office.path)
    assert said.code == 0, said.err
    assert record(office.path, "CG-2026-001")["事项"][0]["所在"] == {
        "章": "水务",
        "次序": "6",
        "文件": "06-water.yaml",
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("编号: [", "读不出来"),
        ("名称: 没有编号", "不是一个事项"),
        ("编号: SD-06-003\n名称: 水库看护", "不合格式"),
    ],
)
def test_a_file_that_holds_no_item(run: Run, office: Any, tmp_path: Path, content: str, told: str) -> None:
    """What is wrong with it is told; nothing is saved."""
    new = tmp_path / "新.yaml"
    new.write_text(content, encoding="utf-8")
    said = run("propose", "--add", "--from", new, "--chapter", "水务", *REQUEST, cwd=office.path)
    assert said.code == 2
    assert told in said.err
    assert not (office.path / "changes").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--unit", "市司法局", "--reason", "x"), "不能申请变更"),
        (("--unit", "青山", "--reason", "x"), "单位名录里没有“青山”"),
        (("--unit", "青山镇"), "没有写理由"),
        (("--reason", "x"), "没有写申请单位"),
        (("--unit", "青山镇", "--reason", "x", "--date", "2026-02-30"), "没有“2026-02-30”这一天"),
        (("--unit", "青山镇", "--reason", "x", "--attach", "没有.pdf"), "打不开"),
        (("--unit", "青山镇", "--reason", "x", "--procedure", "别的"), "没有“别的”这套程序"),
        (("--unit", "青山镇", "--reason", "x", "--remove", "SD-06-002", "--renew", "CG-2026-001"), "一次只能用一种"),
        (("--unit", "青山镇", "--reason", "x", "--renew", "CG-2026-009"), "CG-2026-009 不能更新"),
        (("--unit", "青山镇", "--reason", "x", "--remove", "SD-06-009"), "清单里没有 SD-06-009"),
        (("--unit", "青山镇", "--reason", "x", "--add"), "没有写增加到哪个领域、板块"),
        (("--unit", "青山镇", "--reason", "x", "--add", "--chapter", "水务"), "没有人回答问题"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(run: Run, office: Any, words: tuple[str, ...], told: str) -> None:
    """Each in a sentence; the edit stays where it is."""
    office.write({RIVERS: rewritten(批次=2)})
    said = run("propose", *words, "--by", "申请人", cwd=office.path)
    assert said.code == 2
    assert told in said.err
    assert office.run("status", "--porcelain") == f" M {RIVERS}"


def test_a_broken_list_is_refused(run: Run, office: Any) -> None:
    """What was changed cannot be read."""
    office.write({RIVERS: "领域: ["})
    said = run("propose", *REQUEST, cwd=office.path)
    assert (said.code, "有错，读不出改了什么" in said.err) == (2, True)


def test_a_list_that_would_be_wrong_is_refused(run: Run, office: Any) -> None:
    """The text is checked as if it had entered: an unknown unit stops it."""
    office.write({RIVERS: rewritten(主体责任=[{"单位": "县水利局", "职责": ["查处。"]}])})
    said = run("propose", *REQUEST, cwd=office.path)
    assert said.code == 2
    assert "入册后清单会有错误：【U101】" in said.err


def test_duty_that_slides_down_is_stopped(run: Run, office: Any) -> None:
    """Without the exception it is not even applied for."""
    duties = SAND["主体责任"][0]["职责"]
    office.write({RIVERS: rewritten(主体责任=[{"单位": "乡镇（街道）", "职责": duties}])})
    said = run("propose", *REQUEST, cwd=office.path)
    assert said.code == 2
    assert "主体责任移给了乡镇（街道）" in said.err


def test_two_changes_of_one_item_wait_side_by_side(run: Run, office: Any) -> None:
    """The clerk is told; the one that comes later must be renewed, on top of the first."""
    amend(run, office.path)
    office.write({RIVERS: rewritten(批次=2)})
    second = run("propose", *REQUEST, cwd=office.path)
    assert "CG-2026-001 也在改这几项" in second.err
    agree(run, office.path, "CG-2026-001")
    late = run(
        "approve",
        "CG-2026-002",
        "--as",
        "县委编办",
        "--opinion",
        "同意",
        "--by",
        "甲",
        *ON,
        "--yes",
        cwd=office.path,
    )
    assert late.code == 2
    assert "shudi propose --renew CG-2026-002" in late.err
    assert run("propose", "--renew", "CG-2026-002", "--by", "申请人", *ON, cwd=office.path).code == 0
    new = record(office.path, "CG-2026-003")
    assert (new["接续"], new["事项"][0]["新文"]["名称"], new["事项"][0]["新文"]["批次"]) == (
        "CG-2026-002",
        "河道非法采砂的查处",
        "2",
    )
    assert "已由别的变更接续" in run("status", "CG-2026-002", cwd=office.path).out


def test_both_changed_the_same_field(run: Run, office: Any) -> None:
    """Then nobody can put them together but a person."""
    amend(run, office.path, "采砂一")
    amend(run, office.path, "采砂二")
    agree(run, office.path, "CG-2026-001")
    said = run("propose", "--renew", "CG-2026-002", "--by", "申请人", *ON, cwd=office.path)
    assert said.code == 2
    assert "SD-06-001 的“名称”在这期间也被改过" in said.err


def test_a_returned_change_is_edited_and_renewed(run: Run, office: Any) -> None:
    """Its text comes back into the list file, is mended there, and goes out under a new number."""
    amend(run, office.path)
    back = run(
        "approve",
        "CG-2026-001",
        "--as",
        "县委编办",
        "--opinion",
        "退回修改",
        "--by",
        "甲",
        *ON,
        "--yes",
        cwd=office.path,
    )
    assert "CG-2026-001 退回修改" in back.out
    assert run("propose", "--edit", "cg-2026-001", cwd=office.path).code == 0
    text = (office.path / RIVERS).read_text(encoding="utf-8")
    assert "河道非法采砂的查处" in text
    (office.path / RIVERS).write_text(text.replace("采砂的查处", "采砂的整治"), encoding="utf-8")
    assert run("propose", "--renew", "CG-2026-001", "--by", "申请人", *ON, cwd=office.path).code == 0
    assert record(office.path, "CG-2026-002")["事项"][0]["新文"]["名称"] == "河道非法采砂的整治"
    assert office.run("status", "--porcelain") == ""


def test_a_renewal_keeps_what_was_not_edited(run: Run, office: Any) -> None:
    """Of two items sent back one is mended in its file; the other goes along as it was asked for."""
    office.write({RIVERS: rivers({**SAND, "批次": 2}, {**WELLS, "批次": 2})})
    assert run("propose", *REQUEST, cwd=office.path).code == 0
    office.write({RIVERS: rivers({**SAND, "批次": 3}, WELLS)})
    assert run("propose", "--renew", "CG-2026-001", "--by", "申请人", *ON, cwd=office.path).code == 0
    asked = {entry["编号"]: entry["新文"]["批次"] for entry in record(office.path, "CG-2026-002")["事项"]}
    assert asked == {"SD-06-001": "3", "SD-06-002": "2"}


def test_only_known_units_are_asked(run: Run, office: Any) -> None:
    """Nobody could ever answer for a township that does not exist."""
    said = amend(run, office.path, "河道采砂", "--concern", "青川镇")
    assert (said.code, "要征求意见的“青川镇”" in said.err) == (2, True)


def test_only_the_applicant_renews(run: Run, office: Any) -> None:
    """Nobody takes another unit's application away by taking its place."""
    amend(run, office.path)
    said = run(
        "propose", "--renew", "CG-2026-001", "--unit", "县水务局", "--by", "水务丙", *ON, cwd=office.path
    )
    assert (said.code, "CG-2026-001 是青山镇申请的，县水务局不能接续" in said.err) == (2, True)


def test_a_renewal_taken_back(run: Run, office: Any) -> None:
    """Then the change it renewed goes on as if nothing had been."""
    amend(run, office.path)
    assert run("propose", "--renew", "CG-2026-001", "--by", "申请人", *ON, cwd=office.path).code == 0
    assert "CG-2026-001" not in run("status", cwd=office.path).out
    words = (
        "approve",
        "CG-2026-002",
        "--as",
        "申请单位",
        "--opinion",
        "撤回",
        "--by",
        "申请人",
        *ON,
        "--yes",
    )
    assert run(*words, cwd=office.path).code == 0
    assert "CG-2026-001" in run("status", cwd=office.path).out


def test_removing_and_amending_with_one_trigger(run: Run, office: Any) -> None:
    """A trigger is for the sort that knows it; the other has its own."""
    office.write({RIVERS: rivers({**SAND, "批次": 2}), FIELDS: fields(STRAW)})
    said = run("propose", *REQUEST, "--trigger", "已明确不宜列入", cwd=office.path)
    assert said.code == 0, said.err
    triggers = {record(office.path, f"CG-2026-00{n}").get("触发") for n in (1, 2)}
    assert triggers == {"已明确不宜列入", None}


def test_numbers_are_never_given_twice(run: Run, office: Any) -> None:
    """Counting goes on from the largest of the year."""
    amend(run, office.path, "采砂一")
    amend(run, office.path, "采砂二")
    amend(run, office.path, "采砂三", "--date", "2025-12-31")
    names = sorted(path.name for path in (office.path / "changes").iterdir())
    assert names == ["CG-2025-001", "CG-2026-001", "CG-2026-002"]


def test_an_attachment_is_kept_with_the_record(run: Run, office: Any, tmp_path: Path) -> None:
    """By a name of its own, bound by its digest."""
    letter = tmp_path / "申请书 1.PDF"
    letter.write_bytes(b"scan")
    amend(run, office.path, "采砂", "--attach", str(letter))
    (said,) = record(office.path, "CG-2026-001")["申请"]["附件"]
    assert (said["文件"], said["原名"], said["大小"]) == ("applicant-1.pdf", "申请书 1.PDF", "4")
    assert (office.path / "changes/CG-2026-001/attachments/applicant-1.pdf").read_bytes() == b"scan"


def test_removing_takes_the_links_along(run: Run, office: Any) -> None:
    """An item that was linked to the removed one loses the link in the same change."""
    office.save({FIELDS: fields({**STRAW, "对应事项": ["SD-06-002"]})})
    assert run("propose", "--remove", "SD-06-002", *REQUEST, cwd=office.path).code == 0
    agree(run, office.path, "CG-2026-001")
    straw = read_document("a", (office.path / FIELDS).read_bytes()).data["事项"][0]
    assert "对应事项" not in straw


def test_without_versions(run: Run, workspace: Path) -> None:
    """A folder that git does not keep is told how to begin."""
    said = run("propose", *REQUEST, cwd=workspace)
    assert said.code == 2
    assert "shudi init" in said.err


def test_no_private_number_in_a_record(run: Run, office: Any) -> None:
    """Records are kept for good: a reason or an opinion that says somebody's number is refused, nothing is recorded."""
    (office.path / RIVERS).write_text(rewritten(名称="改了"), encoding="utf-8")
    private = ("--unit", "青山镇", "--reason", "请联系张三13812345678", "--by", "申请人", *ON)
    said = run("propose", *private, cwd=office.path)
    assert (said.code, "“理由”里有手机号码（138****）" in said.err) == (2, True), said.err
    assert not (office.path / "changes").exists()
    assert run("propose", *REQUEST, cwd=office.path).code == 0
    words = ("--as", "县委编办", "--opinion", "同意", "--text", "电话13812345678", "--by", "甲", *ON, "--yes")
    said = run("approve", "CG-2026-001", *words, cwd=office.path)
    assert (said.code, "“说明”里有手机号码（138****）" in said.err) == (2, True), said.err
    assert not (office.path / "changes/CG-2026-001/opinions").exists()
