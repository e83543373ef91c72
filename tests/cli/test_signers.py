"""A county that signs with keys, from its first roster to its first release."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.source import read_document
from tests.cli.acting import ON, agree, amend, governed, tidy
from tests.cli.county import RIVERS, Said
from tests.diff.county import yaml_of
from tests.signers.people import Keys

Run = Callable[..., Said]
pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
ROSTER = "signers/00001.yaml"
DRAFT = "signers/draft.yaml"
OFFICES = {
    "甲": ("县委编办", "county-bianban", "publisher"),
    "乙": ("县司法局", "county-justice"),
    "丙": ("市委编办", "city-bianban"),
    "丁": ("市司法局", "city-justice"),
    "戊": ("县委县政府", "county-government"),
    "申请人": ("青山镇", "applicant"),
}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    return git(governed())


def enrol(run: Run, root: Path, keys: Keys) -> Said:
    """Draft the first roster, fill it in, and have both managers sign."""
    assert run("signers", "--new", "--by", "甲", cwd=root).code == 0
    data = read_document("a", (root / DRAFT).read_bytes()).data
    people = [keys.person(name, *codes) | {"单位": unit} for name, (unit, *codes) in OFFICES.items()]
    data |= {"日期": "2026-11-01", "管理人": ["甲", "乙"], "门槛": "2", "人员": people}
    (root / DRAFT).write_text(tidy(ROSTER, yaml_of(data)), encoding="utf-8")
    first = run("signers", "--sign", "--by", "甲", "--key", keys["甲"], cwd=root)
    assert "还没有启用" in first.out
    return run("signers", "--sign", "--by", "乙", "--key", keys["乙"], cwd=root)


def test_a_roster_takes_effect_when_enough_have_signed(run: Run, office: Any, keys: Keys) -> None:
    """As one version of its own, with the fingerprint to be told to whoever verifies."""
    said = enrol(run, office.path, keys)
    assert "第1版签批名册已经启用" in said.out
    assert office.run("show", "--name-only", "--format=%s").split("\n") == ["启用第1版签批名册", "", ROSTER]
    shown = run("signers", cwd=office.path)
    assert (shown.code, "管理人（2 人签名可改）：甲、乙" in shown.out) == (0, True)


def test_the_whole_way_with_keys(run: Run, office: Any, keys: Keys) -> None:
    """Application, five opinions and the release, each signed; and the copy is proved."""
    enrol(run, office.path, keys)
    baseline = (
        "publish",
        "--number",
        "清办字〔2026〕8号",
        "--effective",
        "2026-11-02",
        *ON,
        "--by",
        "甲",
        "--yes",
    )
    assert run(*baseline, "--key", keys["甲"], cwd=office.path).code == 0
    assert amend(run, office.path, "河道采砂", "--key", str(keys["申请人"])).code == 0
    for name in "甲乙丙丁戊":
        words = [
            "approve",
            "CG-2026-001",
            "--as",
            OFFICES[name][0],
            "--opinion",
            "同意",
            "--by",
            name,
            *ON,
            "--yes",
        ]
        number = ["--number", "清办字〔2026〕1号"] if name == "戊" else []
        said = run(*words, *number, "--key", keys[name], cwd=office.path)
        assert said.code == 0, said.err
    assert "名称: 河道采砂\n" in (office.path / RIVERS).read_text(encoding="utf-8")
    release = (
        "publish",
        "--number",
        "清办字〔2026〕9号",
        "--effective",
        "2026-11-03",
        *ON,
        "--by",
        "甲",
        "--yes",
    )
    assert run(*release, "--key", keys["甲"], cwd=office.path).code == 0
    assert run("validate", cwd=office.path).code == 0
    proof = run("verify", cwd=office.path)
    assert (proof.code, "核对通过" in proof.out) == (0, True)
    text = "".join(path.read_text(encoding="utf-8") for path in office.path.rglob("*.yaml"))
    assert "PRIVATE" not in text


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("甲", None, "这台电脑上没有甲的密钥"),
        ("甲", "乙", "不是甲在签批名册里的密钥"),
        ("乙", "乙", "乙在 2026-11-02 不担任“county-bianban”"),
        ("路人", "路人", "“路人”不在签批名册里"),
    ],
)
def test_who_may_not_sign(run: Run, office: Any, keys: Keys, name: str, key: str | None, told: str) -> None:
    """Each is refused in a sentence, and nothing is recorded."""
    enrol(run, office.path, keys)
    amend(run, office.path, "河道采砂", "--key", str(keys["申请人"]))
    words = ["approve", "CG-2026-001", "--as", "县委编办", "--opinion", "同意", "--by", name, *ON, "--yes"]
    said = run(*words, *(["--key", keys[key]] if key else []), cwd=office.path)
    assert (said.code, told in said.err) == (2, True), said.err
    assert office.run("status", "--porcelain") == ""


def test_a_second_version_needs_the_first_ones_managers(run: Run, office: Any, keys: Keys) -> None:
    """The draft carries over who is in it and links to the version before."""
    enrol(run, office.path, keys)
    run("signers", "--new", "--by", "甲", cwd=office.path)
    data = read_document("a", (office.path / DRAFT).read_bytes()).data
    assert [person["姓名"] for person in data["人员"]] == list(OFFICES)
    assert "还没有启用" in run("signers", "--sign", "--by", "甲", "--key", keys["甲"], cwd=office.path).out
    assert (
        "第2版签批名册已经启用"
        in run("signers", "--sign", "--by", "乙", "--key", keys["乙"], cwd=office.path).out
    )


def test_a_broken_draft(run: Run, office: Any, keys: Keys) -> None:
    """What is wrong with it is told before anyone signs."""
    run("signers", "--new", "--by", "甲", cwd=office.path)
    (office.path / DRAFT).write_text("版次: 一\n", encoding="utf-8")
    said = run("signers", "--sign", "--by", "甲", "--key", keys["甲"], cwd=office.path)
    assert (said.code, "有错" in said.err) == (2, True)
    again = run("signers", "--new", "--by", "甲", cwd=office.path)
    assert (again.code, "里已经有一版" in again.err) == (2, True)


def test_nothing_to_sign(run: Run, office: Any, keys: Keys) -> None:
    """First there must be a draft."""
    said = run("signers", "--sign", "--by", "甲", "--key", keys["甲"], cwd=office.path)
    assert (said.code, "没有等着签名的签批名册" in said.err) == (2, True)


class TestWhatAVersionWouldMakeVoid:
    """A roster never takes effect over the heads of those who have already spoken."""

    def test_a_draft_is_no_roster(self, run: Run, office: Any) -> None:
        """While it is being filled in, a county without keys works as before, and no command loses it."""
        run("signers", "--new", "--by", "甲", cwd=office.path)
        draft = (office.path / DRAFT).read_bytes()
        assert DRAFT in run("signers", cwd=office.path).out
        assert run("publish", *self.NUMBERED, *ON, "--by", "甲", "--yes", cwd=office.path).code == 0
        assert amend(run, office.path, "河道采砂").code == 0
        assert "无效" not in run("status", cwd=office.path).out
        assert run("validate", cwd=office.path).code == 0
        assert "没有改动" in run("save", "--by", "甲", cwd=office.path).err
        assert run("restore", "--yes", cwd=office.path).code == 2
        assert (office.path / DRAFT).read_bytes() == draft

    NUMBERED = ("--number", "清办字〔2026〕8号", "--effective", "2026-11-02")

    def test_the_first_waits_for_what_is_approved(self, run: Run, office: Any, keys: Keys) -> None:
        """An approved change without signatures is released first: it could never be afterwards."""
        assert run("publish", *self.NUMBERED, *ON, "--by", "甲", "--yes", cwd=office.path).code == 0
        assert amend(run, office.path, "河道采砂").code == 0
        agree(run, office.path, "CG-2026-001")
        with pytest.raises(AssertionError):  # the first manager is already told
            enrol(run, office.path, keys)
        said = run("signers", "--sign", "--by", "乙", "--key", keys["乙"], cwd=office.path)
        assert (said.code, "CG-2026-001 已经批准、还没有发布" in said.err) == (2, True)

    def test_what_is_open_is_renewed(self, run: Run, office: Any, keys: Keys) -> None:
        """An application from before the keys is taken up again under a new number, now signed."""
        assert amend(run, office.path, "河道采砂").code == 0
        enrol(run, office.path, keys)
        assert "申请的签名无效" in run("status", cwd=office.path).out
        words = ("propose", "--renew", "CG-2026-001", "--by", "申请人", "--key", str(keys["申请人"]))
        said = run(*words, *ON, cwd=office.path)
        assert said.code == 0, said.err
        shown = run("status", cwd=office.path).out
        assert ("CG-2026-002" in shown, "CG-2026-001" in shown) == (True, False)

    def test_a_later_one_is_not_dated_before_what_was_signed(self, run: Run, office: Any, keys: Keys) -> None:
        """Its day is at or after the last record; what was signed on that very day still counts."""
        enrol(run, office.path, keys)
        assert amend(run, office.path, "河道采砂", "--key", str(keys["申请人"])).code == 0
        words = ("approve", "CG-2026-001", "--as", "县委编办", "--opinion", "同意", "--by", "甲")
        assert run(*words, "--key", keys["甲"], *ON, "--yes", cwd=office.path).code == 0
        run("signers", "--new", "--by", "甲", cwd=office.path)
        dated(office.path, "2026-11-01")
        said = run("signers", "--sign", "--by", "甲", "--key", keys["甲"], cwd=office.path)
        assert (said.code, "早于最近办理的一天 2026-11-02" in said.err) == (2, True)
        dated(office.path, "2026-11-02")
        for name in "甲乙":
            run("signers", "--sign", "--by", name, "--key", keys[name], cwd=office.path)
        assert (office.path / "signers/00002.yaml").exists()
        assert not (office.path / DRAFT).exists()
        assert "县委编办 已同意" in run("status", "CG-2026-001", cwd=office.path).out
        words = ("approve", "CG-2026-001", "--as", "县司法局", "--opinion", "同意", "--by", "乙")
        assert run(*words, "--key", keys["乙"], *ON, "--yes", cwd=office.path).code == 0

    def test_who_applied_on_paper_takes_it_back_on_paper(self, run: Run, office: Any, keys: Keys) -> None:
        """Somebody of the roster writes it down, since the applicant has no key."""
        enrol(run, office.path, keys)
        assert amend(run, office.path, "河道采砂", "--by", "联络员甲").code == 0
        words = ("approve", "CG-2026-001", "--as", "申请单位", "--opinion", "撤回", "--by", "甲")
        said = run(*words, "--key", keys["甲"], *ON, "--yes", cwd=office.path)
        assert said.code == 0, said.err
        assert "已撤回" in run("status", "--all", cwd=office.path).out


def dated(root: Path, day: str) -> None:
    """Give the draft another day; signatures under it are taken off."""
    data = dict(read_document("a", (root / DRAFT).read_bytes()).data) | {"日期": day}
    data.pop("管理人签名", None)
    (root / DRAFT).write_text(tidy(ROSTER, yaml_of(data)), encoding="utf-8")
