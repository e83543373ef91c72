"""The chain of releases: what is wrong with it is found where it is, and an honest past has nothing wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from shudi_cli.changes import replay, state_at
from shudi_cli.model.releases import release_order
from shudi_cli.releases.chain import release_faults
from shudi_cli.releases.manifest import next_release_number
from shudi_cli.rules import check_workspace
from shudi_cli.signers import Authority
from tests.changes.histories import CLERK, History, Keys, removed, renamed, text_of

#: Damage done to a county's files.
Damage = Callable[[History], object]
FIRST, SECOND, THIRD = (f"releases/2026.{nth}.yaml" for nth in (1, 2, 3))
CHANGE = "changes/CG-2026-001"


@cache
def past() -> History:
    """Three releases and three changes, the last of them not published yet."""
    county = History()
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("河道非法采砂的查处")})
    county.publish("2026.2")
    county.decide({"SD-06-002": removed}, trigger="已明确不宜列入")
    county.publish("2026.3")
    county.decide({"SD-06-003": lambda _: {**_item(), "名称": "水库看护"}})
    return county


def _item() -> dict[str, object]:
    return {
        "编号": "SD-06-003",
        "批次": 1,
        "主体责任": [{"单位": "县水务局", "职责": ["看护水库。"]}],
        "配合责任": [{"单位": "乡镇（街道）", "职责": ["发现险情及时上报县水务局。"]}],
        "依据": [{"名称": "中华人民共和国水法"}],
    }


def told(county: History) -> list[tuple[str, str]]:
    """Code and message of everything wrong with a county's releases."""
    workspace = county.workspace
    authority = Authority(workspace.archive, workspace.settings)
    found = release_faults(workspace.archive, workspace.settings, authority)
    return [(fault.code, fault.message) for fault in found]


def test_an_honest_past() -> None:
    """Nothing is wrong, with the releases or with the county."""
    assert told(past()) == []
    assert check_workspace(past().workspace, today="2026-12-01") == ()


def test_a_county_without_releases() -> None:
    """Nothing is said."""
    assert told(History()) == []


def test_each_release_is_the_one_before_and_its_changes() -> None:
    """The law itself (DESIGN §4, 2): items of N == items of N-1 with the changes of N entered."""
    archive = past().workspace.archive
    for before, after in zip(archive.releases, archive.releases[1:], strict=False):
        changes = [archive.changes[entry.number] for entry in after.changes]
        assert replay(state_at(before), changes).state == state_at(after)


@pytest.mark.parametrize(
    ("damage", "code", "says"),
    [
        (lambda c: c.replace(FIRST, None), "P201", "接的上一版 2026.1 不在这里"),
        (lambda c: c.replace(SECOND, None), "P201", "2026.3 接的是 2026.2，它前面的却是 2026.1"),
        (lambda c: c.edit(SECOND, "单位: 县委编办", "单位: 县司法局"), "P201", "2026.2 与 2026.3 发布时不同"),
        (lambda c: c.edit(THIRD, "地区: 清平县", "地区: 白山县"), "P201", "“白山县”的正式版本"),
        (lambda c: c.replace(THIRD, None), "P201", "CG-2026-003 报送时依据的 2026.3 版不在这里"),
        (lambda c: c.edit(THIRD, "〕3号", "〕2号"), "P202", "在 2026.2 版用过"),
        (lambda c: c.edit(THIRD, "生效日期: 2026", "生效日期: 2025"), "P202", "早于发布日期"),
        (lambda c: c.edit(THIRD, "生效日期: 2026", "生效日期: 2025"), "P202", "早于上一版"),
        (lambda c: c.edit(THIRD, "发布日期: 2026", "发布日期: 2025"), "P202", "早于上一版"),
        (lambda c: c.edit(THIRD, "发布日期: 2026", "发布日期: 2025"), "P202", "早于 CG-2026-002 的意见"),
        (lambda c: c.replace(f"{CHANGE}/change.yaml", None), "P203", "所列的 CG-2026-001 不在案卷里"),
        (lambda c: c.edit(f"{CHANGE}/change.yaml", "基层有需要", "领导有需要"), "P203", "发布时不同"),
        (lambda c: c.replace(f"{CHANGE}/opinions/04-city-justice.yaml", None), "P203", "不见了"),
        (
            lambda c: c.edit(f"{CHANGE}/opinions/05-county-government.yaml", "〕1号", "〕8号"),
            "P203",
            "改过了",
        ),
    ],
)
def test_what_is_damaged_is_found(damage: Damage, code: str, says: str) -> None:
    """Each with the code of its rule, and in words that name what it is."""
    county = past().copy()
    damage(county)
    assert [message for found, message in told(county) if found == code and says in message], told(county)


def test_layout_is_no_damage() -> None:
    """Keys in another order, Windows' line ends, comments and a BOM leave every digest as it was."""
    county = past().copy()
    for name in [name for name in county.files if name.startswith(("releases/", "changes/"))]:
        lines = county.files[name].decode().split("\n")
        county.files[name] = "\ufeff# 备份\r\n".encode() + "\r\n".join(lines).encode()
    assert told(county) == []


def test_a_change_is_released_once() -> None:
    """Listing it again would let an old approval change today's list."""
    county = past().copy()
    county.publish("2026.4", changes=["CG-2026-003", "CG-2026-001"])
    assert ("P203", "CG-2026-001 在 2026.2 版已经发布过") in told(county)


def test_a_change_nobody_approved() -> None:
    """The publisher lists a change that lacks the last opinion."""
    county = past().copy()
    number = county.propose({"SD-07-001": renamed("秸秆焚烧")})
    county.agree(number, "county-bianban", "county-justice", "city-bianban", "city-justice")
    county.enter(number)
    county.publish("2026.4", changes=["CG-2026-003", number])
    assert told(county) == [("P203", f"2026.4 所列的 {number} 没有批准：办理中")]


def test_an_edit_slipped_into_a_release() -> None:
    """An item that no change speaks of is another than before."""
    county = past().copy()
    county.edit("responsibility/07-agriculture.yaml", "露天焚烧秸秆", "露天焚烧垃圾")
    county.publish("2026.4")
    assert told(county) == [("P203", "2026.4 的 SD-07-001 与 2026.3 版加上所列的变更不符，没有批准过")]


def test_a_change_left_out_of_its_release() -> None:
    """Its items are in, its name is not."""
    county = past().copy()
    county.publish("2026.4", changes=[])
    assert "2026.4 的 SD-06-003 与" in told(county)[0][1]


def test_opinions_added_afterwards() -> None:
    """Also a refusal put into an old dossier to bring its release down: it is named itself."""
    county = past().copy()
    county.opine("CG-2026-001", "county-government", "不同意", 经办={"姓名": "己", "单位": "县委县政府"})
    assert told(county) == [("P203", "2026.2 没有列这份意见，是发布以后添的")]


def test_a_procedure_that_is_not_the_countys() -> None:
    """A change that brought along an easier chain of its own."""
    county = past().copy()
    easy = county.workspace.settings.procedures[0].content
    number = county.propose({"SD-07-001": renamed("秸秆焚烧")}, 程序={**easy, "环节": easy["环节"][:1]})
    county.agree(number, "county-bianban", "county-justice")
    county.enter(number)
    county.publish("2026.4")
    assert [message for _, message in told(county) if "不是本县定过的" in message]


def test_a_weakened_procedure_changes_nothing_for_what_is_under_way() -> None:
    """The change keeps the chain it was applied for by; the county may publish by the new one."""
    county = past().copy()
    number = county.propose({"SD-07-001": renamed("秸秆焚烧")})
    county.edit("shudi.yaml", "        要文号: true\n", "")
    county.agree(number)
    county.enter(number)
    county.publish("2026.4")
    assert told(county) == []


def test_records_of_another_county() -> None:
    """The same people, the same text, another county's name."""
    county = past().copy()
    number = county.propose({"SD-07-001": renamed("秸秆焚烧")}, 地区="白山县")
    county.agree(number)
    county.enter(number)
    county.publish("2026.4")
    assert ("P203", f"{number} 是“白山县”的变更，不是本县的") in told(county)


def test_the_first_release_takes_no_changes() -> None:
    """It is the baseline."""
    county = History()
    number = county.decide({"SD-06-001": renamed("甲")})
    county.publish("2026.1", changes=[number])
    assert told(county) == [("P203", "2026.1 是第一个正式版本，却列了变更")]


def test_a_partly_read_archive_is_not_judged() -> None:
    """What acts read of the records is not everything: nothing is missing there."""
    from shudi_cli.archive import unsettled_records
    from shudi_cli.workspace import load

    county = past().copy()
    county.replace(FIRST, None)
    workspace = load(county.snapshot, records=unsettled_records(county.snapshot))
    assert not [found for found in check_workspace(workspace, today="2026-12-01") if found.code[:2] == "P2"]


def test_what_cannot_be_read_is_told_once() -> None:
    """A broken record has a finding of its own; what follows from its absence is not told as well."""
    for name in (FIRST, f"{CHANGE}/change.yaml", f"{CHANGE}/opinions/01-county-bianban.yaml"):
        county = past().copy()
        county.replace(name, b"[")
        assert told(county) == [], name


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> History:
    """A county that signs with keys: two releases, one change."""
    county = History(keys=Keys(tmp_path_factory.mktemp("keys")))
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("甲")})
    county.publish("2026.2")
    return county


def test_signed_releases(keyed: History) -> None:
    """Nothing is wrong, and so it stays when keys come later than the first release."""
    assert told(keyed) == []
    late = History()
    late.publish("2026.1")
    late.decide({"SD-06-001": renamed("甲")})
    late.publish("2026.2")
    late.keys = keyed.keys
    late.enrol()
    late.decide({"SD-06-001": renamed("乙")})
    late.publish("2026.3")
    assert told(late) == []


def resigned(county: History, signer: str, **content: object) -> History:
    """The newest release with something changed, signed by someone."""
    made = county.copy()
    release = made.workspace.archive.releases[-1]
    data = {key: value for key, value in {**release.content, **content}.items() if key != "签名" and value}
    made.write("release", release.place.file, data, signer)
    return made


def test_a_release_signed_by_no_publisher(keyed: History) -> None:
    """In his own name, or in the publisher's."""
    other = resigned(keyed, "甲", 经办={"姓名": "甲", "单位": "县委编办"})
    assert [code for code, _ in told(other)] == ["P204"]
    assert "不担任" in told(other)[0][1]
    assert "签名无效" in told(resigned(keyed, "甲"))[0][1]
    assert told(resigned(keyed, CLERK)) == []


def test_an_unsigned_release(keyed: History) -> None:
    """Where there is a roster, leaving the signature out is no way around it."""
    county = keyed.copy()
    release = county.workspace.archive.releases[-1]
    data = {key: value for key, value in release.content.items() if key not in {"签名", "签批名册"}}
    county.files[release.place.file] = text_of("release", data)
    assert told(county)[0][0] == "P204"


def test_another_purpose(keyed: History, tmp_path: Path) -> None:
    """A signature made for an approval is none for a release."""
    county = keyed.copy()
    release = county.workspace.archive.releases[-1]
    opinion = county.workspace.archive.opinions["CG-2026-001"][0]
    county.files[release.place.file] = text_of("release", {**release.content, "签名": opinion.signature})
    assert [code for code, _ in told(county)] == ["P204"]


def test_history_made_anew_by_the_publisher(keyed: History) -> None:
    """The first release signed again with another date: what was applied for on the old one gives it away."""
    county = keyed.copy()
    first = county.release("2026.1")
    data = {**{key: value for key, value in first.content.items() if key != "签名"}, "生效日期": "2026-01-20"}
    county.write("release", FIRST, data, CLERK)
    data = county.release("2026.2").content
    again = {"上一版": {"发布": "2026.1", "指纹": county.release("2026.1").digest}, "生效日期": "2026-01-20"}
    county.write("release", SECOND, {**{key: data[key] for key in data if key != "签名"}, **again}, CLERK)
    assert told(county) == [("P201", "CG-2026-001 报送时依据的 2026.1 版不在这里，或与那时不同")]


@pytest.mark.parametrize(
    ("taken", "year", "number"),
    [([], "2026", "2026.1"), (["2026.9", "2026.10"], "2026", "2026.11"), (["2026.3"], "2027", "2027.1")],
)
def test_numbers_follow(taken: list[str], year: str, number: str) -> None:
    """Year and number within the year; ten comes after nine."""
    assert next_release_number(taken, year) == number
    assert all(release_order(number) > release_order(other) for other in taken)
