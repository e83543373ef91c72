"""The attack table, first part: honest copies, edited and forged records, steps out of order."""

from __future__ import annotations

import pytest

from shudi_cli.model.releases import release_file
from tests.attacks.conftest import Copies
from tests.attacks.office import (
    OUTSIDER,
    P2,
    P3,
    P4,
    SAND,
    SECOND,
    STRAW,
    WELLS,
    County,
    ask,
    opinion_file,
    published,
    pushed_through,
    record_of,
    refused,
    resigned,
    roster,
)
from tests.attacks.table import CAUGHT, CI_ONLY, PASSES, agreed, row
from tests.changes.histories import APPLICANT, CLERK, History, text_of
from tests.changes.records import UNITS
from tests.cli.acting import PERSONS
from tests.cli.county import RIVERS

LAST = opinion_file(P3, 5, "county-government")
GOVERNMENT = PERSONS["县委县政府"]


def void(made: County, forged: History, why: str) -> str:
    """What is answered when P3's forged opinion is handed in, and when a release rests on it after all."""
    made.lay(forged)
    by_gate = made.checked(why, "C204")
    return agreed(by_gate, made.lay(pushed_through(forged)).verified(why, "P203"))


@row(PASSES)
def test_untouched(county: Copies) -> str:
    """baseline: untouched copy verifies"""
    made = county("v2")
    pin = ["--pin", made.forge().workspace.archive.rosters[0].digest] if made.keys else []
    expect = ["--expect", made.forge().release("2026.2").digest]
    return agreed(made.verified(), made.verified_here(), made.verified("", None, *pin, *expect))


@row(PASSES)
def test_full_chain(county: Copies) -> str:
    """baseline: P3 full chain publishes as v3 and verifies"""
    made = county("v3")
    answers = [
        made.checked(base="2026.2"),
        made.checked(base="2026.1"),
        made.verified(),
        made.verified_here(),
    ]
    for number in ("2026.1", "2026.2", "2026.3"):
        said = ask("verify", number, cwd=made.path)
        answers.append(PASSES if said.code == 0 else said.out)
    return agreed(*answers)


@row(PASSES)
def test_reordered(county: Copies) -> str:
    """keys of a record reordered / re-indented by an editor"""
    made = county("P3 county-government")
    forged = made.forge()
    for name in [name for name in forged.files if name.startswith(("changes/", "releases/", "signers/"))]:
        kind = {"c": "change", "r": "release", "s": "signers"}[name[0]]
        data = record_of(forged, name)
        lines = text_of("opinion" if "/opinions/" in name else kind, data).decode().split("\n")
        heads = [nth for nth, line in enumerate(lines) if line and not line.startswith((" ", "-"))]
        pieces = [lines[start:end] for start, end in zip(heads, [*heads[1:], len(lines)], strict=True)]
        text = "\r\n".join(
            f"{line}  # 注" if nth == 0 and line.endswith(":") else line
            for piece in reversed(pieces)
            for nth, line in enumerate(piece)
            if line
        )
        forged.files[name] = f"\ufeff# 编辑器存的\r\n{text}\r\n".encode()
    made.lay(forged)
    return agreed(made.verified(), made.verified_here(), made.checked())


@row(CAUGHT)
def test_list_edited(county: Copies) -> str:
    """published list edited (one character)"""
    made = county("v2")
    forged = made.forge()
    forged.edit(RIVERS, "河道非法采砂的查处", "河道非法采沙的查处")
    made.lay(forged)
    return agreed(
        made.verified(f"{SAND} 与批准的不一样", "C131"),
        made.checked(SAND, "C201"),
        refused(made.publish, says=f"清单里的 {SAND} 与 2026.2 版加上批准的变更不符"),
    )


@row(CAUGHT)
def test_application_edited(county: Copies) -> str:
    """content + digest in proposal.yaml edited together"""
    name = f"changes/{P3}/change.yaml"
    made = county("P3 county-government")
    forged = made.forge()
    data = record_of(forged, name)
    data["事项"][0]["新文"]["名称"] = "取水"
    resigned(forged, name, "change", APPLICANT, data)
    forged.edit(RIVERS, "无证取水的查处", "取水")
    made.lay(forged)
    answers = [
        made.checked(name, "C202"),
        made.verified(f"{WELLS} 与批准的不一样", "C131"),
        refused(made.publish, says=WELLS),
    ]
    published(forged, "2026.3", [P3])
    answers.append(made.lay(forged).verified("出具以后变更的内容改过", "P203"))
    old = county("v3")
    forged = old.forge()
    resigned(forged, name, "change", APPLICANT, data)
    answers.append(old.lay(forged).verified(f"{P3} 与 2026.3 发布时不同", "P203"))
    return agreed(*answers)


@row(CAUGHT)
def test_opinion_edited(county: Copies) -> str:
    """opinion text / 文号 in a signed record edited"""
    made = county("v3")
    forged = made.forge()
    forged.edit(LAST, "〕2号", "〕9号")
    made.lay(forged)
    answers = [made.checked(LAST, "C202"), made.verified(f"“{LAST}”与 2026.3 发布时不同", "P203")]
    if made.keys:  # before anything else is bound to it, its signature is
        forged.replace(release_file("2026.3"), None)
        answers.append(made.lay(forged).verified(f"{WELLS} 与批准的不一样", "C131"))
        published(forged, "2026.3", [P3])
        answers.append(made.lay(forged).verified("内容改过", "P203"))
    return agreed(*answers)


@row(CAUGHT)
def test_rejection_overridden(county: Copies) -> str:
    """a real rejection (不同意) and the rest approve"""
    made = county("P3 county-justice")
    made.approve(P3, "city-bianban", "不同意")
    made.honest()
    answers = [refused(made.approve, P3, "city-justice", says="未通过")]
    forged = made.forge()
    forged.agree(P3, "city-justice", "county-government")
    return agreed(*answers, void(made, forged, "变更已经未通过"))


@row(CAUGHT)
def test_unlisted_key(keyed: Copies) -> str:
    """record forged with the attacker's own (unlisted) key"""
    made = keyed("P3 city-justice")
    assert made.keys
    stranger = made.keys.of(OUTSIDER)
    answers = [
        refused(made.approve, P3, "county-government", key=stranger, says="不是戊在签批名册里的密钥"),
        refused(made.approve, P3, "county-government", by=OUTSIDER, says="“外人”不在签批名册里"),
    ]
    forged = made.forge()
    forged.opine(P3, "county-government")
    data = record_of(forged, LAST)
    resigned(forged, LAST, "opinion", OUTSIDER, data)
    answers.append(void(made, forged, "戊的签名无效：不是用这把公钥签的"))
    own = keyed("P3 city-justice")
    forged = own.forge()
    forged.opine(P3, "county-government", 经办={"姓名": OUTSIDER, "单位": "县委县政府"})
    answers.append(void(own, forged, f"“{OUTSIDER}”不在第1版签批名册里"))
    return agreed(*answers)


@row(CAUGHT)
def test_role_not_held(keyed: Copies) -> str:
    """insider signs in own name for a role he does not hold"""
    made = keyed("P3 city-justice")
    answers = [
        refused(
            made.approve,
            P3,
            "county-government",
            by=CLERK,
            says=f"{CLERK}在 {made.day} 不担任“county-government”",
        )
    ]
    forged = made.forge()
    forged.opine(P3, "county-government", 经办={"姓名": CLERK, "单位": "县委县政府"})
    return agreed(*answers, void(made, forged, f"{CLERK}在 {made.day} 不担任“county-government”"))


@row(CAUGHT)
@pytest.mark.parametrize(
    "where", [{"namespace": "git"}, {"purpose": "release"}, {"purpose": "roster"}], ids=str
)
def test_namespace_reused(keyed: Copies, where: dict[str, str]) -> str:
    """signature of another namespace (git commit / release) reused"""
    made = keyed("P3 city-justice")
    forged = made.forge()
    forged.opine(P3, "county-government")
    resigned(forged, LAST, "opinion", GOVERNMENT, record_of(forged, LAST), **where)
    return void(made, forged, "是为别的用途签的")


@row(CAUGHT)
def test_one_key_two_names(keyed: Copies) -> str:
    """one key under two names (to meet a threshold twice)"""
    made = keyed("v2")
    forged = made.forge()
    assert forged.keys
    own, *others = forged.workspace.archive.rosters[0].content["人员"]
    twins = [own, {**others[0], "密钥": own["密钥"]}, *others[1:]]
    roster(forged, ["管甲", "管乙"], 人员=twins)
    answers = [made.lay(forged).checked("管乙与管甲是同一把公钥", "N101")]
    answers.append(made.verified("管乙与管甲是同一把公钥", "N101"))
    # The first version itself, so that one person meets its threshold.
    del forged.files["signers/00002.yaml"]
    roster(forged, ["管甲"], 版次=1, 人员=twins, 日期="2026-01-05")
    return agreed(*answers, made.lay(forged).verified("管乙与管甲是同一把公钥", "N101"))


@row(CAUGHT)
def test_records_copied(county: Copies) -> str:
    """approval records of P2 copied to P3"""
    made = county("P3")
    forged = made.forge()
    for nth, code in enumerate(UNITS, 1):
        forged.files[opinion_file(P3, nth, code)] = forged.files[opinion_file(P2, nth, code)]
    made.lay(forged)
    answers = [made.checked(f"文件里写的是“{P2}”", "C102"), made.verified(f"文件里写的是“{P2}”", "C102")]
    for nth, code in enumerate(UNITS, 1):
        forged.edit(opinion_file(P3, nth, code), f"变更: {P2}", f"变更: {P3}")
    return agreed(*answers, void(made, forged, "出具以后变更的内容改过"))


@row(CAUGHT)
def test_another_county(county: Copies) -> str:
    """records of another county's repo (same people, same proposal text)"""
    made = county("P3 county-government")
    forged = made.forge()
    name, records = (
        f"changes/{P3}/change.yaml",
        [opinion_file(P3, nth, code) for nth, code in enumerate(UNITS, 1)],
    )
    home = record_of(forged, name)
    # What the other county recorded, where it is at home: signed for its own name.
    resigned(forged, name, "change", APPLICANT, {**home, "地区": "白山县"}, region="白山县")
    digest = forged.workspace.archive.changes[P3].digest
    seen: list[str] = []
    for record in records:
        data = {**record_of(forged, record), "变更指纹": digest, "已阅": seen or None}
        resigned(forged, record, "opinion", data["经办"]["姓名"], data, region="白山县")
        seen = [opinion.digest for opinion in forged.workspace.archive.opinions[P3]][: len(seen) + 1]
    made.lay(forged)
    answers = [
        made.checked(name, "C202"),  # over our own
        made.checked("“白山县”", "C111", base="2026.2"),  # as something new
    ]
    if made.keys:
        answers.append(made.checked("申请的签名无效", "C204", base="2026.2"))
    published(forged, "2026.3", [P3])
    return agreed(*answers, made.lay(forged).verified(f"{P3} 是“白山县”的变更，不是本县的", "P203"))


@row(CAUGHT)
def test_published_twice(county: Copies) -> str:
    """already published proposal published a second time"""
    made = county("v2")
    forged = made.forge()
    published(forged, "2026.3", [P2])
    made.lay(forged)
    says = f"{P2} 在 2026.2 版已经发布过"
    answers = [made.checked(f"{P2} 在以前的版本里已经发布过", "P203"), made.verified(says, "P203")]
    # After it was undone by another change its old approval would do something.
    made = county("v2")
    again = made.propose(SAND, "河道非法采砂")
    made.agree(again)
    made.publish()
    made.honest()
    forged = made.forge()
    forged.enter(P2)
    published(forged, "2026.4", [P2])
    made.lay(forged)
    return agreed(*answers, made.checked(SAND, "C201"), made.verified(says, "P203"))


@row(PASSES)
def test_other_items_released_since(county: Copies) -> str:
    """approved proposal, another release changed OTHER items since"""
    made = county("P3 county-government")
    assert made.propose(STRAW, "露天焚烧秸秆的查处") == P4
    made.agree(P4, *list(UNITS)[:4])
    made.publish()
    made.approve(P4, "county-government")
    made.publish()
    return agreed(made.checked(), made.verified(), made.verified_here())


@row(CAUGHT)
def test_record_removed(county: Copies) -> str:
    """one approval record removed before publish"""
    answers = []
    for nth, code in enumerate(UNITS, 1):
        name = opinion_file(P3, nth, code)
        made = county("P3 county-government")
        forged = made.forge()
        del forged.files[name]
        made.lay(forged)
        answers += [
            made.checked(f"“{name}”不见了", "C202"),
            refused(made.publish, says=f"清单里的 {WELLS} 与 2026.2 版加上批准的变更不符"),
            made.verified(f"{WELLS} 与批准的不一样", "C131"),
        ]
        published(forged, "2026.3", [P3])
        # What followed has seen it; after the last nothing follows.
        says = "不在案卷里" if nth < len(UNITS) else f"2026.3 所列的 {P3} 没有批准：办理中"
        answers.append(made.lay(forged).verified(says, "P203"))
    return agreed(*answers)


@row(CAUGHT)
def test_step_skipped(county: Copies) -> str:
    """step skipped: city review never done"""
    made = county("P3 county-justice")
    answers = [refused(made.approve, P3, "county-government", says="还没有轮到县委县政府")]
    forged = made.forge()
    forged.opine(P3, "county-government")
    return agreed(*answers, void(made, forged, "“市级审核”还没有办完"))


@row(CAUGHT)
def test_order_broken(county: Copies) -> str:
    """order broken: county approves first, city reviews later"""
    made = county("P3 county-justice")
    forged = made.forge()
    forged.agree(P3, "county-government", "city-bianban", "city-justice")
    return void(made, forged, "“市级审核”还没有办完，或没有送阅")


@row(CI_ONLY)
def test_rejection_deleted(county: Copies) -> str:
    """a rejection deleted by the repo writer BEFORE anyone signed after it, second holder then approves"""
    made = county("P3 county-bianban")
    made.approve(P3, "county-justice", "不同意")
    made.honest()
    forged = made.forge()
    rejection = opinion_file(P3, 2, "county-justice")
    del forged.files[rejection]
    made.lay(forged)
    made.approve(P3, "county-justice", by=SECOND)
    made.agree(P3, "city-bianban", "city-justice", "county-government")
    made.publish()
    by_copy = agreed(made.verified(), made.verified_here())
    by_gate = made.checked(f"“{rejection}”改过了", "C202")
    return CI_ONLY if (by_copy, by_gate) == (PASSES, CAUGHT) else f"{by_copy}, {by_gate}"


@row(CAUGHT)
def test_own_change(county: Copies) -> str:
    """applicant approves own change in another role"""
    made = county("v2")
    assert made.propose(WELLS, "无证取水的查处", by=SECOND) == P3
    made.approve(P3, "county-bianban")
    made.honest()
    says = f"{SECOND}是申请人，不能再出具意见"
    answers = [refused(made.approve, P3, "county-justice", by=SECOND, says=says)]
    forged = made.forge()
    forged.opine(P3, "county-justice", 经办={"姓名": SECOND, "单位": "县司法局"})
    forged.agree(P3, "city-bianban", "city-justice", "county-government")
    return agreed(*answers, void(made, forged, says))
