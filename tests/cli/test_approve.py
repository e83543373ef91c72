"""`shudi approve`: opinions, and the last of them lets the change enter the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.source import read_document
from tests.cli.acting import ON, agree, amend, governed, rewritten, rivers
from tests.cli.county import RIVERS, SAND, WELLS, Said, item

Run = Callable[..., Said]
LAST = ("--as", "县委县政府", "--opinion", "同意", "--by", "戊", *ON, "--yes")


@pytest.fixture
def office(git: Callable[..., Any], run: Run) -> Any:
    """A governed county with one application under way."""
    made = git(governed())
    amend(run, made.path)
    return made


def test_the_whole_chain(run: Run, office: Any) -> None:
    """Five opinions, five versions; with the last one the list changes, and nothing else does."""
    said = agree(run, office.path, "CG-2026-001")
    assert "下一步：等县司法局（县级报送）" in said[0].out
    assert "CG-2026-001 已经入册" in said[-1].out
    assert (office.path / RIVERS).read_text(encoding="utf-8") == rewritten(名称="河道非法采砂的查处")
    names = office.run("diff", "--name-only", "HEAD~1").split("\n")
    assert names == ["changes/CG-2026-001/opinions/05-county-government.yaml", RIVERS]
    assert office.run("status", "--porcelain") == ""
    assert run("validate", cwd=office.path).code == 0
    assert office.run("log", "-1", "--format=%s") == "县委县政府对 CG-2026-001 出具意见：同意，随即入册"


def test_the_difference_is_shown_first(run: Run, office: Any) -> None:
    """What is approved is seen before it is asked for; in a pipe --yes must say so."""
    said = run(
        "approve", "CG-2026-001", "--as", "县委编办", "--opinion", "同意", "--by", "甲", *ON, cwd=office.path
    )
    assert "－ 河道非法采砂" in said.out
    assert "＋ 河道非法采砂【的查处】" in said.out
    assert (said.code, said.err.split("\n")[0]) == (2, "没有做成：没有人确认，没有办理")
    assert not (office.path / "changes/CG-2026-001/opinions").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as", "市委编办"), "还没有轮到市委编办"),
        (("--as", "县水务局"), "程序里没有“县水务局”"),
        (("--as", "县委编办", "--by", "申请人"), "申请人是申请人，不能再出具意见"),
        (("--as", "县委编办", "--opinion", "好"), "意见不能是“好”"),
        (("--as", "县委编办", "--date", "2026-11-01"), "早于申请"),
        (("--as", "县委编办", "--date", "2999-01-01"), "还没有到"),
        (("--as", "县委编办", "--paper", "--number", "清办字〔2026〕1号"), "不能凭纸质文件登记"),
        (("--as", "青山镇"), "意见不能是“同意”"),
    ],
)
def test_what_would_not_count_is_not_recorded(
    run: Run, office: Any, words: tuple[str, ...], told: str
) -> None:
    """Each in a sentence; no file is written."""
    given = {"--opinion": "同意", "--by": "甲", "--date": "2026-11-02"}
    given |= {key: value for key, value in zip(words[::2], words[1::2], strict=False) if key in given}
    rest = [word for word in words if word not in given and word not in given.values()]
    said = run(
        "approve",
        "CG-2026-001",
        *rest,
        *(word for pair in given.items() for word in pair),
        "--yes",
        cwd=office.path,
    )
    assert said.code == 2
    assert told in said.err
    assert office.run("status", "--porcelain") == ""


def test_a_change_that_is_not_there(run: Run, office: Any) -> None:
    """The nearest one is offered."""
    said = run("approve", "CG-2026-010", "--as", "县委编办", "--by", "甲", cwd=office.path)
    assert (said.code, "CG-2026-001" in said.err) == (2, True)


def test_the_approval_needs_a_number(run: Run, office: Any) -> None:
    """A malformed 文号 is no number either."""
    agree(run, office.path, "CG-2026-001", "县委编办", "县司法局", "市委编办", "市司法局")
    assert "要有文号" in run("approve", "CG-2026-001", *LAST, cwd=office.path).err
    for number in ("清办字[2026]1号", "清办字〔2026〕01号", "2026年1号"):
        said = run("approve", "CG-2026-001", *LAST, "--number", number, cwd=office.path)
        assert said.code == 2, number
        assert "文号" in said.err
    assert run("approve", "CG-2026-001", *LAST, "--number", "清办字〔2026〕1号", cwd=office.path).code == 0


def test_a_refusal_leaves_the_list_alone(run: Run, office: Any) -> None:
    """And nobody can agree any more."""
    said = run(
        "approve",
        "CG-2026-001",
        "--as",
        "县委编办",
        "--opinion",
        "不同意",
        "--text",
        "职责已经清楚",
        "--by",
        "甲",
        *ON,
        "--yes",
        cwd=office.path,
    )
    assert "CG-2026-001 未通过，清单没有改动" in said.out
    late = run(
        "approve",
        "CG-2026-001",
        "--as",
        "县司法局",
        "--opinion",
        "同意",
        "--by",
        "乙",
        *ON,
        "--yes",
        cwd=office.path,
    )
    assert (late.code, "不再办理" in late.err) == (2, True)


def test_paper_in_two_hands(run: Run, office: Any, tmp_path: Path) -> None:
    """The city's letter is written down by two clerks of two offices; the scan is kept."""
    agree(run, office.path, "CG-2026-001", "县委编办", "县司法局")
    scan = tmp_path / "复函.pdf"
    scan.write_bytes(b"scan")
    words = (
        "approve",
        "CG-2026-001",
        "--as",
        "市委编办",
        "--opinion",
        "同意",
        "--paper",
        "--number",
        "市编函〔2026〕3号",
        "--attach",
        scan,
        *ON,
        "--yes",
    )
    first = run(*words, "--unit", "县委编办", "--by", "登记人一", cwd=office.path)
    assert "另一家单位的人照样登记一次" in first.out
    again = run(*words, "--unit", "县司法局", "--by", "登记人一", cwd=office.path)
    assert (again.code, "已经登记过" in again.err) == (2, True)
    nowhere = run(*words, "--unit", "县某局", "--by", "登记人二", cwd=office.path)
    assert (nowhere.code, "单位名录里没有" in nowhere.err) == (2, True)
    assert run(*words, "--unit", "县司法局", "--by", "登记人二", cwd=office.path).code == 0
    assert "等市司法局" in run("status", "CG-2026-001", cwd=office.path).out


def test_edits_in_the_way_are_never_overwritten(run: Run, office: Any) -> None:
    """The list was edited meanwhile and not applied for: the last approval is refused, nothing is lost."""
    agree(run, office.path, "CG-2026-001", "县委编办", "县司法局", "市委编办", "市司法局")
    office.write({RIVERS: rewritten(批次=3)})
    said = run("approve", "CG-2026-001", *LAST, "--number", "清办字〔2026〕1号", cwd=office.path)
    assert said.code == 2
    assert (office.path / RIVERS).read_text(encoding="utf-8") == rewritten(批次=3)
    assert office.run("log", "-1", "--format=%s") == "市司法局对 CG-2026-001 出具意见：同意"


def test_a_new_item_and_its_totals(run: Run, git: Callable[..., Any]) -> None:
    """An item that enters is counted; one that goes leaves its number behind."""
    files = governed()
    files["shudi.yaml"] = files["shudi.yaml"].replace(
        "- 目录: responsibility",
        "- 目录: responsibility\n    总数:\n      事项: 3  # 三项\n      各批事项:\n        - 3",
    )
    office = git(files)
    office.write({RIVERS: rivers(SAND, WELLS, item("SD-06-003", "水库看护"))})
    request = ("--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON)
    assert run("propose", *request, cwd=office.path).code == 0
    agree(run, office.path, "CG-2026-001")
    assert "事项: 4  # 三项" in (office.path / "shudi.yaml").read_text(encoding="utf-8")
    assert run("propose", "--remove", "SD-06-001", *request, cwd=office.path).code == 0
    agree(run, office.path, "CG-2026-002")
    notice = read_document("a", (office.path / "responsibility/list.yaml").read_bytes()).data
    assert notice["已减事项"][0]["编号"] == "SD-06-001"
    assert run("validate", cwd=office.path).code == 0


def test_comments_of_the_list_stay(run: Run, git: Callable[..., Any]) -> None:
    """A clerk's notes in a list file outlive an approved change beside them."""
    text = (
        governed()[RIVERS]
        .replace("领域: 水务", "# 水务局供稿\n领域: 水务")
        .replace("批次: 1", "批次: 1  # 第一批", 1)
    )
    office = git(governed(**{RIVERS: text}))
    (office.path / RIVERS).write_text(
        text.replace("名称: 河道非法采砂", "名称: 河道采砂", 1), encoding="utf-8"
    )
    assert (
        run("propose", "--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON, cwd=office.path).code
        == 0
    )
    agree(run, office.path, "CG-2026-001")
    assert (office.path / RIVERS).read_text(encoding="utf-8") == text.replace(
        "名称: 河道非法采砂", "名称: 河道采砂", 1
    )


def test_a_party_may_have_applied_itself(run: Run, git: Callable[..., Any]) -> None:
    """By its own name it speaks as that party; as 申请单位 it takes its application back."""
    office = git(governed())
    amend(run, office.path, "河道采砂", "--unit", "县司法局")
    words = ("approve", "CG-2026-001", "--as", "县司法局", "--opinion", "同意", "--by", "乙", *ON, "--yes")
    assert run(*words, cwd=office.path).code == 0
    words = (
        "approve",
        "CG-2026-001",
        "--as",
        "申请单位",
        "--opinion",
        "撤回",
        "--by",
        "申请人",
        *ON,
        "--yes",
    )
    assert "已撤回" in run(*words, cwd=office.path).out


def test_an_opinion_that_is_gone_is_not_written_over(run: Run, office: Any) -> None:
    """A new opinion takes a number that was never used."""
    agree(run, office.path, "CG-2026-001", "县委编办", "县司法局")
    office.run("rm", "-q", "changes/CG-2026-001/opinions/01-county-bianban.yaml")
    office.run("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "lost")
    words = ("approve", "CG-2026-001", "--as", "县委编办", "--opinion", "同意", "--by", "己", *ON, "--yes")
    run(*words, cwd=office.path)
    opinions = sorted(path.name for path in (office.path / "changes/CG-2026-001/opinions").iterdir())
    assert opinions == ["02-county-justice.yaml", "03-county-bianban.yaml"]


def test_whose_opinion_it_is(run: Run, office: Any) -> None:
    """Left out, those it waits for are named."""
    said = run("approve", "CG-2026-001", "--by", "甲", *ON, "--yes", cwd=office.path)
    assert (said.code, "加 --as 单位；现在等的是：县委编办、县司法局" in said.err) == (2, True)


class TestTwoClerksAndOnePaper:
    """Two clerks of two units write down the same paper; a slip of the pen of one of them can be put right."""

    def test_a_slip_is_told_and_made_good(self, run: Run, office: Any, scan: Path) -> None:
        """The wrong entry never counts, and does not stand in the way of a release afterwards."""
        self.register(run, office, scan, "王五", "县委编办", "市编办〔2026〕5号")
        wrong = self.register(run, office, scan, "赵六", "县司法局", "市编办〔2026〕6号")
        assert "与县委编办王五登记的文号不一样" in wrong.err
        right = self.register(run, office, scan, "赵六", "县司法局", "市编办〔2026〕5号")
        assert "下一步：等市司法局" in right.out
        assert run("validate", cwd=office.path).code == 0
        assert "C123" not in run("validate", cwd=office.path).out

    def test_not_two_of_one_unit(self, run: Run, office: Any, scan: Path) -> None:
        """The second entry is another unit's."""
        self.register(run, office, scan, "王五", "县委编办", "市编办〔2026〕5号")
        said = self.register(run, office, scan, "赵六", "县委编办", "市编办〔2026〕5号")
        assert (said.code, "县委编办的王五已经登记过" in said.err) == (2, True)

    @pytest.fixture
    def scan(self, run: Run, office: Any, tmp_path: Path) -> Path:
        """A scan, and the county's own stage done."""
        agree(run, office.path, "CG-2026-001", "县委编办", "县司法局")
        made = tmp_path / "scan.pdf"
        made.write_bytes(b"%PDF-1.4 scan")
        return made

    def register(self, run: Run, office: Any, scan: Path, name: str, unit: str, number: str) -> Said:
        """One clerk writes down the city's paper."""
        words = ("approve", "CG-2026-001", "--as", "市委编办", "--opinion", "同意", "--paper", "--by", name)
        more = ("--unit", unit, "--number", number, "--attach", str(scan), *ON, "--yes")
        return run(*words, *more, cwd=office.path)
