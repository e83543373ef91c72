"""The attack table, second part: terms, revoked keys, the signing roster itself, and what a publisher signs."""

from __future__ import annotations

from typing import Any

from shudi_cli.model.releases import release_file
from tests.attacks.conftest import Copies
from tests.attacks.office import (
    DEPUTY,
    ENDED,
    MANAGERS,
    OUTSIDER,
    P3,
    STRAW,
    WELLS,
    County,
    opinion_file,
    person,
    published,
    pushed_through,
    record_of,
    refused,
    resigned,
    roster,
)
from tests.attacks.table import CAUGHT, agreed, row
from tests.changes.histories import APPLICANT, CLERK, History, text_of
from tests.changes.records import CITY
from tests.cli.acting import tidy
from tests.cli.county import FIELDS
from tests.diff.county import yaml_of

FIRST, NEXT = "signers/00001.yaml", "signers/00002.yaml"
LAST = opinion_file(P3, 5, "county-government")
BEFORE_LAST = "P3 city-justice"
LEFT_ON = "2026-01-18"


def signs(made: History, name: str, **content: Any) -> History:
    """The government's opinion on P3, in a person's own name."""
    made.opine(P3, "county-government", 经办={"姓名": name, "单位": "县委县政府"}, **content)
    return made


def void(made: County, forged: History, why: str) -> str:
    """What is answered when P3's forged opinion is handed in, and when a release rests on it after all."""
    by_gate = made.lay(forged).checked(why, "C204")
    return agreed(by_gate, made.lay(pushed_through(forged)).verified(why, "P203"))


def enrolled(made: County, *signers: str, **content: Any) -> County:
    """A second version of the roster takes effect by the acts; the attacker starts from there."""
    made.enrol(*(signers or MANAGERS[:2]), **content)
    return made.honest()


def revoked(made: County, name: str, reason: str, day: str) -> list[dict[str, Any]]:
    """The people of the roster with a person's key revoked."""
    forged = made.forge()
    assert forged.keys
    return person(
        forged, name, 密钥=[{"公钥": forged.keys.line(name), "停用": {"日期": day, "原因": reason}}]
    )


def attacker(made: History) -> dict[str, Any]:
    """An outsider as a person of the roster who holds the government's role."""
    assert made.keys
    key, office = {"公钥": made.keys.line(OUTSIDER)}, {"代号": "county-government"}
    return {"姓名": OUTSIDER, "单位": "县委县政府", "密钥": [key], "职务": [office]}


@row(CAUGHT)
def test_term_ended(keyed: Copies) -> str:
    """holder whose term has ended signs (true date)"""
    made = keyed(BEFORE_LAST)
    says = f"{ENDED}在 {made.day} 不担任“county-government”"
    answers = [refused(made.approve, P3, "county-government", by=ENDED, says=says)]
    return agreed(*answers, void(made, signs(made.forge(), ENDED), says))


@row(CAUGHT)
def test_backdated(keyed: Copies) -> str:
    """ended holder backdates; an earlier step is dated later"""
    made = keyed(BEFORE_LAST)
    says = "日期 2026-01-16 早于申请或它所阅的意见"
    answers = [refused(made.approve, P3, "county-government", by=ENDED, day="2026-01-16", says=says)]
    return agreed(*answers, void(made, signs(made.forge(), ENDED, 日期="2026-01-16"), says))


@row(CAUGHT)
def test_key_revoked(keyed: Copies) -> str:
    """same, but his key was revoked (left 2025-03-25) in roster v2"""
    made = keyed(BEFORE_LAST)
    earlier = made.forge().workspace.archive.opinions[P3][-1].day
    enrolled(made, 人员=revoked(made, DEPUTY, "离任", LEFT_ON))
    says = f"{DEPUTY}已离任，这把密钥从 {LEFT_ON} 起停用"
    answers = [refused(made.approve, P3, "county-government", by=DEPUTY, says=says)]
    answers.append(void(made, signs(made.forge(), DEPUTY), says))
    # As if signed by the first version, on the day of the step before; then before he left.
    first = made.forge().workspace.archive.rosters[0]
    for day, why in ((earlier, says), ("2026-01-17", "早于申请或它所阅的意见")):
        made = keyed(BEFORE_LAST)
        enrolled(made, 人员=revoked(made, DEPUTY, "离任", LEFT_ON))
        ref = {"版次": 1, "指纹": first.digest}
        answers.append(void(made, signs(made.forge(), DEPUTY, 日期=day, 签批名册=ref), why))
    return agreed(*answers)


@row(CAUGHT)
def test_stolen_key(keyed: Copies) -> str:
    """stolen key (revoked: compromised) signs with any date"""
    made = keyed(BEFORE_LAST)
    earlier = made.forge().workspace.archive.opinions[P3][-1].day
    says = f"{DEPUTY}的这把密钥已泄露，用它签的一律不算"
    enrolled(made, 人员=revoked(made, DEPUTY, "泄露", "2026-02-01"))
    answers = [refused(made.approve, P3, "county-government", by=DEPUTY, says=says)]
    first, second = made.forge().workspace.archive.rosters
    for day, judge in ((earlier, first), (second.day, second), ("2026-06-01", second)):
        made = keyed(BEFORE_LAST)
        enrolled(made, 人员=revoked(made, DEPUTY, "泄露", "2026-02-01"))
        ref = {"版次": judge.version, "指纹": judge.digest}
        forged = made.forge()
        forged.today = max(day, forged.today)
        answers.append(void(made, signs(forged, DEPUTY, 日期=day, 签批名册=ref), says))
    return agreed(*answers)


@row(CAUGHT)
def test_roster_expired(keyed: Copies) -> str:
    """approval after the roster itself expired"""
    made = keyed(BEFORE_LAST)
    enrolled(made, 有效至=made.day)
    says = f"第2版签批名册到 {made.forge().workspace.archive.roster.expires} 已经过期"  # type: ignore[union-attr]
    answers = [refused(made.approve, P3, "county-government", says=says)]
    return agreed(*answers, void(made, signs(made.forge(), "戊"), says))


@row(CAUGHT)
def test_first_roster_edited(keyed: Copies) -> str:
    """roster v1 edited in the same change (attacker added as county_gov)"""
    made = keyed(BEFORE_LAST)
    forged = made.forge()
    honest = forged.workspace.archive.rosters[0].digest
    data = record_of(forged, FIRST)
    forged.files[FIRST] = text_of("signers", {**data, "人员": [*data["人员"], attacker(forged)]})
    answers = []
    edited = forged.workspace.archive.rosters[0].digest
    for digest, why in (
        (edited, "有效的是第1版签批名册，它依据的是第1版或另一份"),
        (honest, f"“{OUTSIDER}”不在第1版签批名册里"),
    ):
        one = forged.copy()
        signs(one, OUTSIDER, 签批名册={"版次": 1, "指纹": digest})
        made.lay(one)
        answers += [
            made.checked(FIRST, "C202"),
            made.checked(why, "C204"),
            made.verified("第1版签批名册要有本版的2个管理人签名，有效的只有0个", "N101"),
        ]
        made.lay(pushed_through(one))
        answers.append(made.verified("有效的只有0个", "N101"))
    return agreed(*answers)


@row(CAUGHT)
def test_first_roster_signed_anew(keyed: Copies) -> str:
    """v1 edited and re-signed by TWO root people (v1 fingerprint is pinned)"""
    made = keyed("v1")
    forged = made.forge()
    pin = forged.workspace.archive.rosters[0].digest
    first = forged.workspace.archive.rosters[0]
    roster(forged, MANAGERS[:2], 版次=1, 日期=first.day, 人员=[*first.content["人员"], attacker(forged)])
    digest = forged.workspace.archive.rosters[0].digest
    release = {**record_of(forged, release_file("2026.1")), "签批名册": {"版次": 1, "指纹": digest}}
    resigned(forged, release_file("2026.1"), "release", CLERK, release, purpose="release")
    made.lay(forged)
    assert made.verified() == "passes"  # by itself it looks well: hence the pin
    return agreed(
        made.checked(FIRST, "C202"),
        made.verified(f"指纹是 {digest}，不是 --pin 所写的", "N101", "--pin", pin),
    )


def second_roster(keyed: Copies, signers: list[str], says: str, **content: Any) -> str:
    """What is answered to a second version that too few signed."""
    made = keyed("v2")
    forged = made.forge()
    roster(forged, signers, **content)
    made.lay(forged)
    return agreed(
        made.checked(says, "N101"),
        made.verified(says, "N101"),
        refused(made.publish, says=says),
    )


@row(CAUGHT)
def test_signed_by_one(keyed: Copies) -> str:
    """roster v2 added, signed by one root person only"""
    return agreed(
        second_roster(keyed, ["管甲"], "要有上一版的2个管理人签名，有效的只有1个"),
        second_roster(keyed, ["管甲", "管甲"], "要有上一版的2个管理人签名，有效的只有1个"),
        second_roster(keyed, ["管甲", CLERK], "要有上一版的2个管理人签名，有效的只有1个"),
    )


@row(CAUGHT)
def test_new_managers(keyed: Copies) -> str:
    """roster v2 that names new root people and is signed only by them"""
    return second_roster(
        keyed, [CLERK, APPLICANT], "要有上一版的2个管理人签名，有效的只有0个", 管理人=[CLERK, APPLICANT]
    )


@row(CAUGHT)
def test_threshold_lowered(keyed: Copies) -> str:
    """roster v2 lowers the threshold to 1 and is signed by 1"""
    return second_roster(keyed, ["管甲"], "要有上一版的2个管理人签名，有效的只有1个", 门槛=1)


@row(CAUGHT)
def test_flow_weakened(keyed: Copies) -> str:
    """flow weakened in a valid v2 after the applicant signed under v1"""
    made = keyed("P3 county-justice")
    forged = made.forge()
    settings = record_of(forged, "shudi.yaml")
    chain = settings["程序"][0]
    weak = {**chain, "环节": [stage for stage in chain["环节"] if stage["名称"] != CITY]}
    forged.files["shudi.yaml"] = tidy(
        "shudi.yaml", yaml_of({**settings, "程序": [{**weak, "责任下移": {"允许": False}}]})
    ).encode()
    [procedure] = forged.workspace.settings.procedures
    roster(forged, MANAGERS[:2], 程序=[{"名称": procedure.name, "指纹": procedure.digest}])
    made.lay(forged)
    assert made.checked() == "passes"  # the new procedure itself is in order
    made.honest().pass_a_day()
    says = "“市级审核”还没有办完，或没有送阅"
    answers = [refused(made.approve, P3, "county-government", says="还没有轮到县委县政府")]
    forged = made.forge()
    answers.append(void(made, signs(forged, "戊"), says))
    # The application itself rewritten to the weak procedure.
    name = f"changes/{P3}/change.yaml"
    data = {**record_of(forged, name), "程序": dict(procedure.content)}
    resigned(forged, name, "change", APPLICANT, data)
    made.lay(forged)
    answers.append(made.checked(name, "C202"))
    return agreed(*answers, made.verified(f"{P3} 与 2026.3 发布时不同", "P203"))


@row(CAUGHT)
def test_old_roster(keyed: Copies) -> str:
    """old roster used after v2 removed the person"""
    made = keyed(BEFORE_LAST)
    first = made.forge().workspace.archive.rosters[0]
    everybody = [entry for entry in first.content["人员"] if entry["姓名"] != DEPUTY]
    enrolled(made, 人员=everybody)
    answers = [refused(made.approve, P3, "county-government", by=DEPUTY, says=f"“{DEPUTY}”不在签批名册里")]
    ref = {"版次": 1, "指纹": first.digest}
    says = f"{made.day} 有效的是第2版签批名册，它依据的是第1版或另一份"
    return agreed(*answers, void(made, signs(made.forge(), DEPUTY, 签批名册=ref), says))


@row(CAUGHT)
def test_slipped_in(county: Copies) -> str:
    """publisher slips in an unapproved change and signs the manifest"""
    made = county("v2")
    forged = made.forge()
    forged.edit(FIELDS, "露天焚烧秸秆", "露天焚烧垃圾")
    published(forged, "2026.3", [])
    made.lay(forged)
    answers = [
        made.checked(STRAW, "C201"),
        made.verified(f"2026.3 的 {STRAW} 与 2026.2 版加上所列的变更不符，没有批准过", "P203"),
    ]
    made = county("P3 city-justice")  # a change that lacks only its last approval
    made.lay(pushed_through(made.forge()))
    says = f"2026.3 所列的 {P3} 没有批准：办理中"
    answers += [made.checked(says, "P203"), made.checked(WELLS, "C201"), made.verified(says, "P203")]
    made = county("P3 county-government")  # the manifest only, the lists as they should be
    forged = made.forge()
    published(forged, "2026.3", [P3])
    data = record_of(forged, release_file("2026.3"))
    straw = next(entry for entry in data["事项"] if entry["编号"] == STRAW)
    straw["指纹"] = "sha256:" + "0" * 64
    resigned(forged, release_file("2026.3"), "release", CLERK, data, purpose="release")
    made.lay(forged)
    says = f"2026.3 的 {STRAW} 与 2026.2 版加上所列的变更不符"
    return agreed(*answers, made.checked(says, "P203"), made.verified(says, "P203"))


@row(CAUGHT)
def test_not_the_publisher(keyed: Copies) -> str:
    """manifest signed by someone who is not publisher"""
    made = keyed("P3 county-government")
    answers = [refused(made.publish, by="甲", says="甲")]
    for signer, name, says in (
        ("甲", "甲", "不担任“publisher”"),
        ("甲", CLERK, "不是用这把公钥签的"),
        (OUTSIDER, OUTSIDER, "不在第1版签批名册里"),
    ):
        forged = made.forge()
        published(forged, "2026.3", [P3], signer, 经办={"姓名": name, "单位": "县委编办"})
        copy = keyed("P3 county-government").lay(forged)
        answers += [copy.checked(says, "P204"), copy.verified(says, "P204")]
    forged = made.forge()
    published(forged, "2026.3", [P3])
    data = {key: value for key, value in record_of(forged, release_file("2026.3")).items() if key != "签名"}
    for bare in (data, {key: value for key, value in data.items() if key != "签批名册"}):
        forged.files[release_file("2026.3")] = text_of("release", bare)
        made.lay(forged)
        says = "没有签名，或没有写明签批名册"
        answers += [made.checked(says, "P204"), made.verified(says, "P204")]
    return agreed(*answers)
