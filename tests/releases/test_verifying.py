"""Verifying a copy: the attacks and honest uses of the worked design, each with the answer it calls for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.releases.parts import Verification
from shudi_cli.releases.verifying import verify
from tests.changes.histories import CLERK, History, Keys, removed, renamed, text_of
from tests.cli.county import RIVERS

CHANGE = "changes/CG-2026-001"
LAST = "changes/CG-2026-002/opinions/06-county-government.yaml"
Damage = Callable[[History], object]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """People's keys, made once."""
    return Keys(tmp_path_factory.mktemp("keys"))


def unfold(county: History) -> History:
    """Two releases, a change that is published, one on paper that is not, one under way."""
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("河道非法采砂的查处")})
    county.publish("2026.2")
    number = county.propose({"SD-06-002": renamed("无证取水")})
    county.agree(number, "county-bianban", "county-justice")
    county.attach(number, "03-city-bianban-1.pdf")
    day = county.today
    for clerk, unit in (("甲", "县委编办"), ("乙", "县司法局")):
        county.paper(number, "city-bianban", clerk, unit, "03-city-bianban-1.pdf", 日期=day)
    county.agree(number, "city-justice", "county-government")
    county.enter(number)
    county.propose({"SD-07-001": removed}, trigger="已明确不宜列入")
    return county


@pytest.fixture(scope="module")
def plain() -> History:
    """Without keys."""
    return unfold(History())


@pytest.fixture(scope="module")
def keyed(keys: Keys) -> History:
    """With keys."""
    return unfold(History(keys=keys))


@pytest.fixture(params=["plain", "keyed"])
def county(request: pytest.FixtureRequest) -> History:
    """Either, to be damaged."""
    made: History = request.getfixturevalue(request.param)
    return made.copy()


def checked(county: History, folder: Path, *target: str, **told: Any) -> Verification:
    """A copy without git, verified."""
    shutil.rmtree(folder / "拷贝", ignore_errors=True)
    return verify(county.write_to(folder / "拷贝"), *target, **told)


def test_an_untouched_copy(county: History, tmp_path: Path) -> None:
    """It passes, and says what rests on what."""
    found = checked(county, tmp_path)
    assert found.faults == ()
    proved, unproved = "\n".join(found.proved), "\n".join(found.unproved)
    assert "2026.1 到 2026.2" in proved
    assert "正好是 2026.2 版加上以后批准入册的 1 项变更" in proved
    assert "附件 1 个" in proved
    assert "没有用 --expect" in unproved
    assert "CG-2026-002 有凭纸质文件登记的意见（市委编办 清办字〔2026〕77号）" in unproved
    assert "没有版本库" in unproved
    if county.keys:
        assert "由签批名册里担任发布的人签名" in proved
        assert "没有用 --pin" in unproved
    else:
        assert "本县没有用密钥" in unproved


def test_reformatted_by_an_editor(county: History, tmp_path: Path) -> None:
    """Line ends, a BOM and comments are no difference."""
    for name in [name for name in county.files if name.endswith(".yaml")]:
        county.files[name] = b"\xef\xbb\xbf# x\r\n" + county.files[name].replace(b"\n", b"\r\n")
    assert checked(county, tmp_path).faults == ()


def test_told_digests(county: History, tmp_path: Path) -> None:
    """The digest of any release in the chain holds, also its first digits; another one does not."""
    newest, first = county.release("2026.2").digest, county.release("2026.1").digest
    for told in (newest, newest.removeprefix("sha256:"), newest[:30].upper().replace("SHA256", "sha256")):
        found = checked(county, tmp_path, expect=told)
        assert found.faults == ()
        assert "2026.2 版的指纹与 --expect 相同" in found.proved
    older = checked(county, tmp_path, expect=first)
    assert (older.faults, "比它新" in "".join(older.unproved)) == ((), True)
    for told in ("sha256:" + "0" * 64, newest[:20], ""):
        assert "--expect 的指纹不是" in checked(county, tmp_path, expect=told).faults[0].message


def test_told_rosters(keyed: History, plain: History, tmp_path: Path) -> None:
    """The first roster is pinned by its digest; a county without any has none to offer."""
    pin = keyed.workspace.archive.rosters[0].digest
    found = checked(keyed.copy(), tmp_path, pin=pin)
    assert found.faults == ()
    assert "从 --pin 的指纹开始" in "".join(found.proved)
    assert "不是 --pin 所写的" in checked(keyed.copy(), tmp_path, pin="sha256:" + "0" * 64).faults[0].message
    assert "没有签批名册" in checked(plain.copy(), tmp_path, pin=pin).faults[0].message


def _entry(county: History) -> str:
    """The first item of a manifest, as it is written there."""
    text = county.files["releases/2026.2.yaml"].decode()
    place = text.index("事项:\n") + len("事项:\n")
    return "\n".join(text[place:].split("\n")[:3]) + "\n"


ATTACKS: dict[str, tuple[Damage, str]] = {
    "a published list edited": (lambda c: c.edit(RIVERS, "河道非法采砂的查处", "河道非法采沙的查处"), "与批准的不一样"),
    "a chapter smuggled in": (
        lambda c: c.replace("responsibility/08-more.yaml", c.files[RIVERS].replace(b"SD-06", b"SD-08").replace("水务".encode(), b"x")),
        "没有批准过",
    ),
    "a second item under a number": (
        lambda c: c.edit(RIVERS, "事项:\n", "事项:\n  - 编号: SD-06-002\n    名称: 别的\n    批次: 1\n    主体责任:\n      - 单位: 县水务局\n        职责:\n          - 别的。\n    依据:\n      - 名称: 中华人民共和国水法\n"),
        "SD-06-002 在清单里有两个",
    ),
    "a manifest that lists an item twice": (
        lambda c: c.edit("releases/2026.2.yaml", "事项:\n", "事项:\n" + _entry(c)), "列了两次",
    ),
    "a file smuggled in": (lambda c: c.replace("more/list.yaml", "名称: 另一份\n种类: 属地管理责任清单\n"), "不属于任何一份清单"),
    "a scan smuggled in": (lambda c: c.attach("CG-2026-001", "more.pdf"), "没有哪份记录提到"),
    "a register edited": (lambda c: c.edit("units.yaml", "白塔镇", "白搭镇"), "“units.yaml”与 2026.2 版发布时不同"),
    "a chapter taken away": (lambda c: c.replace("responsibility/07-agriculture.yaml", None), "不在清单里了"),
    "an application edited": (lambda c: c.edit(f"{CHANGE}/change.yaml", "基层有需要", "领导有需要"), "改过了"),
    "an application edited, not yet published": (
        lambda c: c.edit("changes/CG-2026-002/change.yaml", "基层有需要", "领导有需要"),
        "与批准的不一样",
    ),
    "an opinion's number edited": (lambda c: c.edit(f"{CHANGE}/opinions/05-county-government.yaml", "〕1号", "〕9号"), "改过了"),
    "an opinion taken away": (lambda c: c.replace(f"{CHANGE}/opinions/03-city-bianban.yaml", None), "不见了"),
    "the last opinion taken away": (lambda c: c.replace(LAST, None), "与批准的不一样"),
    "one clerk instead of two": (
        lambda c: c.replace("changes/CG-2026-002/opinions/04-city-bianban.yaml", None),
        "与批准的不一样",
    ),
    "a step skipped": (lambda c: c.replace("changes/CG-2026-002/opinions/05-city-justice.yaml", None), "与批准的不一样"),
    "a decision turned": (lambda c: c.edit("changes/CG-2026-002/opinions/02-county-justice.yaml", "意见: 同意", "意见: 不同意"), "与批准的不一样"),
    "an opinion copied to another change": (
        lambda c: [
            c.replace(LAST, None),
            c.replace(LAST, c.files[f"{CHANGE}/opinions/05-county-government.yaml"]),
        ],
        "“CG-2026-001”，与它所在的位置",
    ),
    "a scan exchanged": (lambda c: c.attach("CG-2026-002", "03-city-bianban-1.pdf", b"other"), "不是登记时的那一份"),
    "a scan lost": (lambda c: c.files.pop("changes/CG-2026-002/attachments/03-city-bianban-1.pdf"), "不见了"),
    "the manifest edited": (lambda c: c.edit("releases/2026.1.yaml", "〕1号", "〕7号"), "改过了"),
    "a release taken away": (lambda c: c.replace("releases/2026.1.yaml", None), "不在这里"),
    "rolled back behind an application": (lambda c: c.replace("releases/2026.2.yaml", None), "报送时依据的 2026.2 版不在这里"),
    "a key doubled": (lambda c: c.edit(LAST, "意见: 同意", "意见: 不同意\n意见: 同意"), "写了两次"),
    "a path out of the workspace": (lambda c: c.edit("releases/2026.2.yaml", "路径: shudi.yaml", "路径: ../../etc/passwd"), "路径"),
    "another county's change": (lambda c: c.edit("changes/CG-2026-003/change.yaml", "编号: CG-2026-003", "编号: ../../x"), "编号"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_damaged_is_found(county: History, tmp_path: Path, name: str) -> None:
    """Each is a fault with a place; nothing is proved that the damage concerns."""
    damage, says = ATTACKS[name]
    damage(county)
    found = checked(county, tmp_path)
    assert [fault for fault in found.faults if says in fault.message], [
        fault.message for fault in found.faults
    ]
    assert all(fault.place.file for fault in found.faults)


def test_the_last_opinion_edited_with_keys(keyed: History, tmp_path: Path) -> None:
    """Not yet published, nobody after it has seen it: its signature tells all the same."""
    county = keyed.copy()
    county.edit(LAST, "〕2号", "〕9号")
    assert "与批准的不一样" in checked(county, tmp_path).faults[0].message


def test_the_whole_roster_exchanged(keyed: History, tmp_path: Path) -> None:
    """A copy made anew with the attacker's own roster passes by itself; whoever was told a pin sees it."""
    mine = unfold(History(keys=Keys(_folder(tmp_path / "mine"))))
    assert checked(mine, tmp_path).faults == ()
    pin = keyed.workspace.archive.rosters[0].digest
    assert "不是 --pin 所写的" in checked(mine, tmp_path, pin=pin).faults[0].message


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_rolled_back_below_a_checkpoint(keyed: History, tmp_path: Path) -> None:
    """A later roster knows the release that is gone."""
    county = History(keys=keyed.keys)
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("甲")})
    county.publish("2026.2")
    county.enrol()
    assert checked(county.copy(), tmp_path).faults == ()
    county.replace("releases/2026.2.yaml", None)
    county.edit(RIVERS, "甲", "河道非法采砂")
    for name in [name for name in county.files if name.startswith("changes/")]:
        county.replace(name, None)
    assert "核对过的版本 2026.2 不在这里" in checked(county, tmp_path).faults[0].message


def test_rolled_back_where_nothing_knows_better(plain: History, tmp_path: Path) -> None:
    """One copy cannot show it, and says so; the digest printed in the issued document can."""
    county = History()
    county.publish("2026.1")
    found = checked(county.copy(), tmp_path)
    assert found.faults == ()
    assert "是不是最新的版本" in "".join(found.unproved)
    county.decide({"SD-06-001": renamed("甲")})
    expect = county.publish("2026.2").digest
    old = History(dict(county.steps[2][1]))
    assert checked(old, tmp_path, expect=expect).faults


def test_one_release_without_git(county: History, tmp_path: Path) -> None:
    """The newest is held against the files; an older one by its chain only, which is said."""
    found = checked(county, tmp_path, "2026.2")
    assert found.faults == ()
    assert "正好是 2026.2 版" in "".join(found.proved)
    older = checked(county, tmp_path, "2026.1")
    assert older.faults == ()
    assert "只核对了版本链" in "".join(older.unproved)
    with pytest.raises(ShudiError, match=r"没有 2026\.9"):
        checked(county, tmp_path, "2026.9")


def test_later_trouble_does_not_touch_an_older_release(county: History, tmp_path: Path) -> None:
    """What came after it is not its fault."""
    county.edit("changes/CG-2026-002/change.yaml", "基层有需要", "领导有需要")
    assert checked(county, tmp_path, "2026.1").faults == ()


def test_nothing_to_verify(tmp_path: Path) -> None:
    """A county that has published nothing; one whose only release is broken; nothing at all."""
    with pytest.raises(ShudiError, match="还没有正式版本"):
        checked(History(), tmp_path)
    county = History()
    county.publish("2026.1")
    county.replace("releases/2026.1.yaml", b"[")
    assert checked(county, tmp_path).faults
    with pytest.raises(ShudiError, match="没有“不存在”"):
        verify(tmp_path, "不存在")


@pytest.fixture
def saved(plain: History, git: Callable[..., Any]) -> Any:
    """The county without keys in a repository, every step a version, its releases tagged."""
    return plain.copy().save_to(git())


def test_with_git(saved: Any) -> None:
    """Tags are held against their releases; what was published is still there."""
    found = verify(saved.path)
    assert found.faults == ()
    assert "版本库里有 2026.1、2026.2 版的标签" in "".join(found.proved)
    older = verify(saved.path, "2026.1")
    assert older.faults == ()
    assert "版本库里 2026.1 版的" in "".join(older.proved)


def test_registers_saved_since(saved: Any) -> None:
    """What a clerk saved after the release is no fault, and is named; what nobody saved is one."""
    text = (saved.path / "units.yaml").read_text(encoding="utf-8").replace("白塔镇", "白搭镇")
    saved.write({"units.yaml": text})
    assert "“units.yaml”与 2026.2 版发布时不同" in verify(saved.path).faults[0].message
    saved.save()
    found = verify(saved.path)
    assert found.faults == ()
    assert "units.yaml 在 2026.2 版发布以后改过" in "".join(found.unproved)


def test_contacts_are_not_part_of_a_release(saved: Any) -> None:
    """The roster of contacts comes, changes and goes without touching what was published."""
    before = verify(saved.path)
    saved.write(
        {"roster/water.yaml": "单位: 县水务局\n联络员:\n  - 责任人: 联络员甲\n    管辖区域: [全县]\n"}
    )
    assert verify(saved.path) == before
    saved.save()
    assert verify(saved.path) == before


def test_records_edited_and_not_saved(saved: Any) -> None:
    """The tool saves what it writes; line ends do not count."""
    path = saved.path / LAST
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert verify(saved.path).faults == ()
    path.write_bytes(path.read_bytes().replace("〕2号".encode(), "〕9号".encode()))
    assert [fault.code for fault in verify(saved.path).faults] == ["C202"]


def test_files_that_later_changes_touched(plain: History, tmp_path: Path) -> None:
    """Their items are proved one by one; what else is in them is not, which is said."""
    found = checked(plain.copy(), tmp_path)
    assert f"{RIVERS} 随以后入册的变更改过" in "".join(found.unproved)
    county = plain.copy()
    county.edit("shudi.yaml", "要文号: true", "要文号: false")
    told = "".join(checked(county, tmp_path).unproved)
    assert "shudi.yaml" in told
    assert "变更的程序在 2026.2 版发布以后改过" in told


def test_a_shallow_copy(saved: Any, tmp_path: Path) -> None:
    """What it does not hold is not proved; it is no fault."""
    saved.run("clone", "-q", "--depth", "1", f"file://{saved.path}", str(tmp_path / "浅"))
    assert verify(tmp_path / "浅").faults == ()
    older = verify(tmp_path / "浅", "2026.1")
    assert older.faults == ()
    assert "只带了最近的版本" in "".join(older.unproved)


def _retag(saved: Any, number: str, *words: str) -> None:
    who = ("-c", "user.name=某人", "-c", "user.email=x@example.invalid")
    saved.run(*who, "tag", "-f", f"release/{number}", *words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("HEAD",), "没有内容"),
        (("-a", "-m", "2026.2 清办发〔2026〕2号", "HEAD"), "没有这个版本的“sha256:"),
    ],
)
def test_tags_that_are_not_the_releases(saved: Any, words: tuple[str, ...], says: str) -> None:
    """A bare tag; one without the digest."""
    _retag(saved, "2026.2", *words)
    assert says in verify(saved.path).faults[0].message


def test_a_tag_that_points_elsewhere(saved: Any, plain: History) -> None:
    """The right words on a version that does not hold the release; an old tag under a new name; none at all."""
    release = plain.release("2026.2")
    words = f"2026.2 {release.document_number} {release.digest}"
    first = saved.run("rev-list", "--max-parents=0", "HEAD")
    _retag(saved, "2026.2", "-a", "-m", words, first)
    assert "指着的版本里，没有这样的 2026.2 版" in verify(saved.path).faults[0].message
    saved.run("update-ref", "refs/tags/release/2026.2", saved.run("rev-parse", "refs/tags/release/2026.1"))
    assert "别的标签改名来的" in verify(saved.path).faults[0].message
    saved.run("update-ref", "-d", "refs/tags/release/2026.2")
    found = verify(saved.path)
    assert found.faults == ()
    assert "版本库里没有 2026.2 版的标签" in "".join(found.unproved)


def test_an_exported_folder_inside_the_repository(saved: Any, plain: History) -> None:
    """It is judged by itself: the repository around it keeps another workspace."""
    plain.copy().write_to(saved.path / "拷来的")
    found = verify(saved.path, "拷来的")
    assert found.faults == ()
    assert "没有版本库" in "".join(found.unproved)


def test_a_county_that_changed_its_keys_holder(keys: Keys, tmp_path: Path) -> None:
    """A second roster, signed by the manager of both; releases by the one in force on their days."""
    county = History(keys=keys)
    county.publish("2026.1")
    county.enrol()
    county.decide({"SD-06-001": renamed("甲")})
    county.publish("2026.2")
    found = checked(county, tmp_path)
    assert found.faults == ()
    assert "签批名册 2 版" in found.proved[0]


def test_a_forged_roster(keyed: History, tmp_path: Path) -> None:
    """A second version that the manager of the first did not sign: what rests on it is void, and it is named."""
    county = keyed.copy()
    county.enrol()
    name = "signers/00002.yaml"
    data = dict(county.workspace.archive.rosters[-1].content)
    data["人员"] = [{**data["人员"][0], "姓名": "攻击者"}, *data["人员"]]
    county.files[name] = text_of("signers", data)
    assert [fault for fault in checked(county, tmp_path).faults if fault.place.file == name]
    assert CLERK in data["管理人"]
