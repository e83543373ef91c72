"""`shudi save`: what needs no approval is saved without a word of git."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.acting import ON, amend, governed, rewritten
from tests.cli.county import RIVERS, Said
from tests.diff.county import yaml_of

Run = Callable[..., Said]


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A governed county that has published nothing yet."""
    return git(governed())


def test_drafts_are_saved(run: Run, office: Any) -> None:
    """Until the first release the lists change freely."""
    office.write({RIVERS: rewritten(批次=2)})
    said = run("save", "录入第二批", "--by", "联络员甲", cwd=office.path)
    assert (said.code, said.out[:4]) == (0, "已保存 ")
    assert office.run("status", "--porcelain") == ""
    assert office.run("log", "-1", "--format=%an %s") == "联络员甲 录入第二批"


def test_nothing_to_save(run: Run, office: Any) -> None:
    """Then nothing happens."""
    assert "没有改动" in run("save", "--by", "联络员甲", cwd=office.path).err


def test_errors_are_not_saved(run: Run, office: Any) -> None:
    """What would make the lists wrong is told first."""
    office.write({RIVERS: rewritten(主体责任=[{"单位": "县水利局", "职责": ["查处。"]}])})
    said = run("save", "--by", "联络员甲", cwd=office.path)
    assert (said.code, "【U101】" in said.err) == (2, True)


def test_records_cannot_be_saved_by_hand(run: Run, office: Any) -> None:
    """They are written by the acts they record."""
    amend(run, office.path)
    path = office.path / "changes/CG-2026-001/change.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("基层有需要", "另有所图"), encoding="utf-8")
    said = run("save", "--by", "联络员甲", cwd=office.path)
    assert (said.code, "是记录，不能手改" in said.err) == (2, True)


def test_a_new_procedure_is_told(run: Run, office: Any) -> None:
    """What is under way goes on by the old one."""
    path = office.path / "shudi.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("一人一次: true", "一人一次: false"), encoding="utf-8"
    )
    assert "仍按报送时的程序办" in run("save", "--by", "联络员甲", cwd=office.path).out


class TestAfterPublication:
    """Once a release exists, edits of the lists must be applied for; everything else is still saved."""

    PUBLISH = (
        "publish",
        "--number",
        "清办字〔2026〕9号",
        "--effective",
        "2026-11-02",
        *ON,
        "--by",
        "甲",
        "--yes",
    )

    def test_lists_are_left_for_an_application(self, run: Run, office: Any) -> None:
        """The register is saved, the edited item stays where it is, and that is told."""
        assert run(*self.PUBLISH, cwd=office.path).code == 0
        laws = (office.path / "laws.yaml").read_text(encoding="utf-8")
        office.write(
            {RIVERS: rewritten(批次=2), "laws.yaml": f"{laws}  - 名称: 某某条例\n    类型: 行政法规\n"}
        )
        said = run("save", "新的依据", "--by", "甲", cwd=office.path)
        assert (said.code, "SD-06-001 的改动要经过批准，没有保存" in said.out) == (0, True)
        assert "批次: 2" in (office.path / RIVERS).read_text(encoding="utf-8")
        assert "批次: 2" not in office.run("show", f"HEAD:./{RIVERS}")

    def test_only_lists(self, run: Run, office: Any) -> None:
        """Then nothing is saved."""
        assert run(*self.PUBLISH, cwd=office.path).code == 0
        office.write({RIVERS: rewritten(批次=2)})
        said = run("save", "--by", "甲", cwd=office.path)
        assert (said.code, "要经过批准" in said.err) == (2, True)

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("名称: 清平县", "名称: 本县", "清单的名称由"),
            ("", "已减事项:\n  - 编号: SD-06-009\n    名称: 没有过的\n", "加了 SD-06-009"),
        ],
    )
    def test_what_the_gate_would_refuse(self, run: Run, office: Any, old: str, new: str, told: str) -> None:
        """The head of a published list is refused in the words of `shudi check`, and nothing is saved."""
        assert run(*self.PUBLISH, cwd=office.path).code == 0
        name = "responsibility/list.yaml"
        text = (office.path / name).read_text(encoding="utf-8")
        assert old in text
        office.write({name: text.replace(old, new) if old else text + new})
        said = run("save", "--by", "甲", cwd=office.path)
        assert (said.code, told in said.err, "没有保存" in said.err) == (2, True, True), said.err
        assert f" M {name}" in office.run("status", "--porcelain", "--untracked-files=no")

    def test_what_rests_on_an_unsaved_register(self, run: Run, office: Any) -> None:
        """An application that cites a law only just registered is told to save it first."""
        laws = (office.path / "laws.yaml").read_text(encoding="utf-8")
        office.write({
            RIVERS: rewritten(依据=[{"名称": "某某条例"}]),
            "laws.yaml": f"{laws}  - 名称: 某某条例\n    类型: 行政法规\n",
        })  # fmt: skip
        assert run(*self.PUBLISH[:1], "--dry-run", "--by", "甲", cwd=office.path).code == 2
        words = ("propose", "--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON)
        said = run(*words, cwd=office.path)
        assert (said.code, "“laws.yaml”改了还没有保存" in said.err) == (2, True), said.err


_ROSTER = "roster/county-water.yaml"


def _contacts(**changes: Any) -> str:
    contact = {"责任人": "联络员甲", "办公电话": "0530-0000001", "管辖区域": ["全县"], **changes}
    return yaml_of({"单位": "县水务局", "联络员": [contact]})


def test_contacts_need_no_approval(run: Run, office: Any) -> None:
    """They are saved after the first release too, by whoever writes them down."""
    run("publish", "清办发〔2026〕1号", "--by", "丁", *ON, "--yes", cwd=office.path)
    office.write({_ROSTER: _contacts()})
    assert run("save", "--by", "联络员甲", cwd=office.path).code == 0
    assert run("check", "--base", "HEAD~1", cwd=office.path).out.count("C2") == 0


def test_that_a_contact_left_can_be_saved(run: Run, office: Any) -> None:
    """A hole in the roster is told by the check, and is no reason not to write down the truth; a wrong number is."""
    office.write({_ROSTER: _contacts(止="2025-06-30")})
    assert run("save", "--by", "联络员甲", cwd=office.path).code == 0
    office.write({_ROSTER: _contacts(办公电话="12345678")})
    assert "【R104】" in run("save", "--by", "联络员甲", cwd=office.path).err
