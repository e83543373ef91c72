"""The papers of a change."""

from __future__ import annotations

import re
from typing import Any

import pytest

from shudi_cli.acts.filing import Dossier, changed_items
from shudi_cli.diff import Levels
from shudi_cli.model import Change
from shudi_cli.office.document import Style, WordDocument
from shudi_cli.report.papers import Kind, papers_of, why_not
from shudi_cli.report.papers.official import BLANK_DAY, day_in_words
from shudi_cli.report.papers.subject import concerned
from shudi_cli.workspace import load
from tests.changes.records import PROCEDURE, Trail, amended, change
from tests.cli.county import SAND, county, item
from tests.memory import Files
from tests.report.paged import cells, lines, tables, whole, words

WORKSPACE = load(Files(county()))
NEW = {**SAND, "名称": "河道非法采砂的查处"}


def dossier(trail: Trail, **given: Any) -> Dossier:
    """The dossier of a change with these opinions."""
    items = changed_items(trail.change, Levels.known(WORKSPACE.units))
    return Dossier(WORKSPACE, trail.standing, trail.opinions, items, {}, given.get("release"), ())


def papers(subject: Change | Trail, *kinds: Kind) -> dict[str, WordDocument]:
    trail = subject if isinstance(subject, Trail) else Trail(subject)
    return dict(papers_of(dossier(trail), kinds or tuple(Kind)))


def paper(subject: Change | Trail, kind: Kind) -> WordDocument:
    (document,) = papers(subject, kind).values()
    return document


def fact(document: WordDocument, name: str) -> str:
    """What stands beside a name in a form."""
    found = [
        row[place + 1] for row in cells(document) for place in (0, 2) if row[place : place + 1] == (name,)
    ]
    (text,) = found
    return text


def test_names_of_the_files() -> None:
    """One file for each paper, of the 审核表 one for each stage."""
    assert list(papers(change())) == [
        "CG-2026-001-申请表.docx",
        "CG-2026-001-征求意见函.docx",
        "CG-2026-001-审核表-1-县级报送.docx",
        "CG-2026-001-审核表-2-市级审核.docx",
        "CG-2026-001-审核表-3-县级批准.docx",
        "CG-2026-001-批复稿.docx",
    ]


def test_a_stage_is_no_path() -> None:
    """A stage may be called anything; the file's name stays one that every machine can hold."""
    stages = [{**PROCEDURE["环节"][0], "名称": "../初审: a/b?"}]
    names = papers(change(程序={**PROCEDURE, "环节": stages}), Kind.REVIEW)
    assert list(names) == ["CG-2026-001-审核表-1-..初审ab.docx"]


def test_every_paper_says_of_what_it_is() -> None:
    """Each has the change's number and digest in its properties and at its foot, and tables without gaps."""
    subject = change()
    for document in papers(subject).values():
        assert document.properties["变更"] == "CG-2026-001"
        assert document.properties["内容指纹"] == subject.digest
        assert subject.digest.removeprefix("sha256:")[:16] in document.foot
        assert all(whole(table) for table in tables(document))


def test_days() -> None:
    """Days are in Arabic digits without leading zeros; one that is not known is left to be filled in."""
    assert day_in_words("2026-03-05") == "2026年3月5日"
    assert day_in_words(None) == BLANK_DAY


class TestApplication:
    """申请表."""

    def test_everything_from_the_record(self) -> None:
        """The unit, the person, the day, both texts, the reason, the trigger and the basis stand in their places."""
        document = paper(
            change(触发="基层有实际需求", 依据=[{"名称": "中华人民共和国水法"}]), Kind.APPLICATION
        )
        known = {
            "申请单位": "青山镇", "经办人": "申请人", "申请日期": "2026年3月2日", "申请类型": "修改",
            "清单": "清平县属地管理责任清单", "触发情形": "基层有实际需求", "理由": "基层有需要",
            "事项": "SD-06-001 河道非法采砂的查处（水务）", "依据": "《中华人民共和国水法》",
            "原文": "名称：\n河道非法采砂", "新文": "名称：\n河道非法采砂的查处",
        }  # fmt: skip
        assert {name: fact(document, name) for name in known} == known
        assert any("（单位盖章）" in text for row in cells(document) for text in row)

    def test_what_is_not_known_is_blank(self) -> None:
        """No trigger, no basis and no telephone number are made up."""
        document = paper(change(), Kind.APPLICATION)
        for name in ("触发情形", "依据", "联系电话"):
            assert not fact(document, name).strip()

    def test_new_and_removed_items(self) -> None:
        """An item without an old or a new text says so once, and has the other in full."""
        added = paper(
            change(类型="增", 事项=[amended(None, item("SD-06-003", "涉河项目"))]), Kind.APPLICATION
        )
        assert fact(added, "原文") == "（新增，原来没有）"
        assert "查处涉河项目中的违法行为。" in fact(added, "新文")
        removed = paper(change(类型="减", 事项=[amended(SAND, None)]), Kind.APPLICATION)
        assert fact(removed, "新文") == "（减去）"
        assert fact(removed, "申请类型") == "减去"

    def test_slid_responsibility_is_told(self) -> None:
        """责任下移 and the reason for the exception stand on the face of every paper that is read before a decision."""
        down = {**SAND, "主体责任": [{"单位": "青山镇", "职责": ["查处。"]}]}
        for name, document in papers(change(责任下移="镇里已设执法队", 事项=[amended(SAND, down)])).items():
            assert "移给了乡镇（街道）" in words(document), name
            assert "SD-06-001 责任下移：县水务局 → 青山镇" in words(document), name
            assert "破例的理由：镇里已设执法队" in words(document), name

    def test_a_slide_without_an_exception_is_told_too(self) -> None:
        """Where the record has no reason for it, the slide is told all the same and room is left for the reason."""
        down = {**SAND, "主体责任": [{"单位": "青山镇", "职责": ["查处。"]}]}
        document = paper(change(事项=[amended(SAND, down)]), Kind.APPLICATION)
        assert fact(document, "责任下移").endswith("破例的理由：　　　　　　")


class TestConsultation:
    """征求意见函."""

    def test_who_is_asked(self) -> None:
        """All who hold a duty in either text and all concerned, a group as 各……, but not who applies."""
        old = {
            **SAND,
            "主体责任": [{"单位": "县水务局", "职责": ["甲。"]}, {"单位": "青山镇", "职责": ["乙。"]}],
        }
        subject = change(事项=[amended(old, NEW)], 涉及=["县财政局", "县水务局"])
        assert concerned(subject, WORKSPACE.units) == ["县水务局", "各乡镇（街道）", "县财政局"]
        document = paper(subject, Kind.CONSULTATION)
        assert "县水务局、各乡镇（街道）、县财政局：" in lines(document)

    def test_tasks_go_to_the_townships_they_are_for(self) -> None:
        """An item without units asks the townships it applies to."""
        task = {"编号": "RW-01-001", "名称": "网格", "适用": ["乡镇", "街道"], "职责任务": ["划网格。"]}
        assert concerned(change(事项=[amended(None, task)]), WORKSPACE.units) == ["各乡镇", "各街道"]

    def test_a_draft_with_annexes_and_blank_days(self) -> None:
        """It says 稿, by whom it is sent, has the comparison and a slip, and no day is made up."""
        document = paper(change(), Kind.CONSULTATION)
        text = lines(document)
        assert [text[0].replace("\n", ""), text[1]] == [
            "关于征求调整《清平县属地管理责任清单》意见的函",
            "（稿）",
        ]
        assert [line for line in text if line.startswith("附件")] == ["附件：1.修改对照表", "附件1", "附件2"]
        assert text[text.index("清平县委编办") + 1] == BLANK_DAY
        assert re.findall(r"\d{4}年", words(document)) == ["2026年"]
        assert [section.landscape for section in document.sections] == [False, True, False]

    def test_the_comparison_has_the_changes_own_reason(self) -> None:
        """依据 and 理由 in the annex are those of the application, whether or not it was approved."""
        document = paper(change(依据=[{"名称": "中华人民共和国水法"}]), Kind.CONSULTATION)
        (row,) = [row for row in cells(document) if len(row) == 6 and row[0] == "1"]
        assert row[4:] == ("《中华人民共和国水法》", "基层有需要\nCG-2026-001")


class TestReview:
    """审核表."""

    def test_recorded_and_still_to_be_written(self) -> None:
        """A party that wrote has its opinion, person and day; one that has not has room to write and seal."""
        trail = Trail(change())
        trail.add("county-bianban", person="王五", 说明="边界不变。")
        document = papers(trail, Kind.REVIEW)["CG-2026-001-审核表-1-县级报送.docx"]
        assert (
            fact(document, "县委编办\n意见")
            == "同意。边界不变。\n经办人：王五（县委编办）\n日期：2026年3月3日"
        )
        assert "签名：" in fact(document, "县司法局\n意见")
        assert "（盖章）" in fact(document, "县司法局\n意见")

    def test_a_paper_is_told_once(self) -> None:
        """A paper that two clerks wrote down is one opinion with its number and both their names."""
        trail = Trail(change()).agree("county-bianban", "county-justice")
        trail.paper("city-bianban", "王五", "县委编办")
        trail.paper("city-bianban", "赵六", "县司法局")
        document = papers(trail, Kind.REVIEW)["CG-2026-001-审核表-2-市级审核.docx"]
        told = fact(document, "市委编办\n意见")
        assert told.count("清办字〔2026〕7号") == 1
        assert "登记人：王五（县委编办）、赵六（县司法局）" in told

    def test_half_a_paper_leaves_room(self) -> None:
        """While a second clerk is still to write a paper down, what is there is told and room is left."""
        trail = Trail(change()).agree("county-bianban", "county-justice")
        trail.paper("city-bianban", "王五", "县委编办")
        document = papers(trail, Kind.REVIEW)["CG-2026-001-审核表-2-市级审核.docx"]
        told = [row[1] for row in cells(document) if row[0] == "市委编办\n意见"]
        assert len(told) == 2
        assert "还要有另一人的意见" in told[1]

    def test_an_opinion_that_does_not_count_is_not_told(self) -> None:
        """A void opinion leaves the room of its party empty."""
        trail = Trail(change())
        trail.add("county-bianban", person="申请人", 说明="自己批自己。")
        document = papers(trail, Kind.REVIEW)["CG-2026-001-审核表-1-县级报送.docx"]
        assert "自己批自己" not in words(document)

    def test_a_stage_that_asks_nobody(self) -> None:
        """A stage for the units concerned, of a change that concerns none, says that nobody is to write."""
        stage = {"名称": "征求意见", "由谁": [{"代号": "concerned"}], "征求意见": True}
        subject = change(程序={**PROCEDURE, "环节": [stage, *PROCEDURE["环节"]]})
        document = papers(subject, Kind.REVIEW)["CG-2026-001-审核表-1-征求意见.docx"]
        assert fact(document, "意见") == "本环节没有要出具意见的单位。"


class TestReply:
    """批复稿."""

    def test_before_the_approval(self) -> None:
        """Number, day and effect are blank; who approves and what is approved are known."""
        text = lines(paper(change(), Kind.REPLY))
        assert "〔　　　　〕" in text[0]
        assert [text[2].replace("\n", ""), text[3]] == [
            "关于同意调整《清平县属地管理责任清单》的批复",
            "（稿）",
        ]
        assert "修改 SD-06-001 河道非法采砂的查处（水务）。" in text
        assert f"二、上述变更自{BLANK_DAY}起施行。" in text
        assert text[text.index("县委县政府") + 1] == BLANK_DAY

    def test_after_the_approval(self) -> None:
        """Number and day are those of the opinion that approved."""
        trail = Trail(change()).agree()
        text = lines(paper(trail, Kind.REPLY))
        assert text[0] == "清办字〔2026〕1号"
        assert text[text.index("县委县政府") + 1] == "2026年3月7日"

    @pytest.mark.parametrize("decision", ["不同意", "退回修改"])
    def test_nothing_to_approve(self, decision: str) -> None:
        """Of a change that did not pass there is no reply, and it is said why; the other papers are there."""
        trail = Trail(change())
        trail.add("county-bianban", decision)
        assert not [name for name in papers(trail) if "批复" in name]
        assert "没有可批复的" in (why_not(Kind.REPLY, dossier(trail)) or "")
        assert len(papers(trail)) == 5


def test_drafts_are_in_official_style() -> None:
    """Title, addressee, text, signature and day have the styles of an official paper."""
    for kind in (Kind.CONSULTATION, Kind.REPLY):
        (first, *_) = paper(change(), kind).sections
        styles = [getattr(block, "style", None) for block in first.blocks]
        assert Style.TITLE in styles[:3]
        assert Style.PLAIN in styles
        assert styles[-1] is Style.SIGNATURE
