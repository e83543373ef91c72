"""The attacks of the approval design that two states show, and the honest use that must pass."""

from __future__ import annotations

from itertools import pairwise

import pytest

from shudi_cli.diagnostics import Severity
from tests.cli.county import FIELDS, RIVERS, item
from tests.diff.county import yaml_of
from tests.gate.county import CHAIN, PROCEDURE, County, parsed, released, renamed
from tests.gate.judging import errors, findings

FIRST, SECOND = "CG-2026-001", "CG-2026-002"
SAND, WELLS, STRAW = "SD-06-001", "SD-06-002", "SD-07-001"


@pytest.fixture
def base() -> County:
    """A county right after its first release."""
    return released()


@pytest.fixture
def waiting(base: County) -> County:
    """The same with an application that nobody has given an opinion on."""
    base.propose(FIRST, {SAND: renamed("河道采砂监管")})
    return base


def test_an_untouched_county_passes(base: County) -> None:
    """Nothing differs, nothing is found."""
    assert findings(base, base.copy()) == []


def test_the_full_way_passes_step_by_step_and_at_once(base: County) -> None:
    """Application, opinions, entering and the next release pass, each alone and all together."""
    states = [base.copy()]
    now = base
    now.propose(FIRST, {SAND: renamed("河道采砂监管")})
    for nth in range(len(CHAIN)):
        states.append(now.copy())
        now.opine(FIRST, nth)
    now.enter(FIRST)
    states.append(now.copy())
    now.release("2026.2", [FIRST])
    states.append(now.copy())
    for before, after in pairwise(states):
        assert findings(before, after) == []
    assert findings(states[0], states[-1]) == []


@pytest.mark.parametrize("sort", ["added", "removed", "amended", "moved"])
def test_every_sort_of_change_passes_when_approved(base: County, sort: str) -> None:
    """What was approved may enter: 增, 减, 改."""
    edits = {
        "added": {"SD-06-003": lambda _: item("SD-06-003", "围垦河道")},
        "removed": {WELLS: lambda _: None},
        "amended": {SAND: renamed("河道采砂监管"), STRAW: renamed("秸秆禁烧")},
        "moved": {SAND: lambda old: {**old, "备注": "照旧"}},
    }[sort]
    after = base.copy()
    after.decide(FIRST, edits)
    assert findings(base, after) == []


def test_one_character_of_a_published_list(base: County) -> None:
    """Published list edited: caught at the item."""
    after = base.copy()
    after.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    [finding] = findings(base, after)
    assert (finding.code, finding.severity, finding.place.file) == ("C201", Severity.ERROR, RIVERS)
    assert finding.place.span
    assert finding.place.span.line == 5


def test_layout_and_key_order_of_a_record(waiting: County) -> None:
    """Keys of a record reordered, re-indented, CRLF and a BOM: passes."""
    after = waiting.copy()
    name = f"changes/{FIRST}/change.yaml"
    data = dict(reversed(list(parsed(after.files[name]).items())))
    after.files[name] = "\ufeff" + yaml_of(data).replace("\n", "\r\n")
    assert findings(waiting, after) == []


def test_content_and_digest_of_an_application_edited_together(waiting: County) -> None:
    """An application that stood is never rewritten, and the opinions on it are void."""
    waiting.opine(FIRST, 0)
    after = waiting.copy()
    after.replace(f"changes/{FIRST}/change.yaml", "职能调整", "群众要求")
    assert list(errors(waiting, after)) == ["C202"]
    after.opine(FIRST, 1)
    assert set(errors(waiting, after)) == {"C202", "C204"}


def test_an_opinion_edited(waiting: County) -> None:
    """One character of an opinion: caught."""
    name = waiting.opine(FIRST, 0, 说明="无异议")
    after = waiting.copy()
    after.replace(name, "无异议", "有异议")
    assert list(errors(waiting, after)) == ["C202"]


def test_a_rejection_deleted_before_anyone_signed_after_it(waiting: County) -> None:
    """“CI only”: a rejection is taken away and another person of the party agrees."""
    name = waiting.opine(FIRST, 0, "不同意")
    after = waiting.copy()
    del after.files[name]
    after.opine(FIRST, 0, 经办={"姓名": "编办庚", "单位": "县委编办"})
    assert "C202" in errors(waiting, after)
    after.files[name.replace("01-", "02-")] = after.files.pop(name)
    assert "C202" in errors(waiting, after)


def test_an_opinion_put_before_others(waiting: County) -> None:
    """A late refusal under an early number would undo what was approved: refused."""
    given = [waiting.opine(FIRST, nth) for nth in range(2)]
    after = waiting.copy()
    late = after.opine(FIRST, 0, "不同意", 已阅=[], 经办={"姓名": "编办庚", "单位": "县委编办"})
    after.files[f"changes/{FIRST}/opinions/00-county-bianban.yaml"] = after.files.pop(late)
    assert len(errors(waiting, after)["C204"]) == len(given)


def test_a_rejection_stands(waiting: County) -> None:
    """Approvals after a rejection do not count, and nothing may enter."""
    waiting.opine(FIRST, 0, "不同意")
    after = waiting.copy()
    after.opine(FIRST, 1)
    after.opine(FIRST, 2)
    after.replace(RIVERS, "河道非法采砂", "河道采砂监管")
    found = errors(waiting, after)
    assert set(found) == {"C201", "C204"}
    assert len(found["C204"]) == 2


def test_a_step_skipped(waiting: County) -> None:
    """The city never reviewed: the approval is void, and the item unbacked."""
    waiting.opine(FIRST, 0)
    after = waiting.copy()
    after.opine(FIRST, 2)
    after.replace(RIVERS, "河道非法采砂", "河道采砂监管")
    assert set(errors(waiting, after)) == {"C201", "C204"}


def test_order_broken(waiting: County) -> None:
    """The county approves first, the city reviews later: caught."""
    after = waiting.copy()
    after.opine(FIRST, 0)
    after.opine(FIRST, 2)
    after.opine(FIRST, 1)
    [message] = errors(waiting, after)["C204"]
    assert "市级审核" in message


def test_records_of_one_change_copied_to_another(base: County) -> None:
    """Opinions of P2 under P3: caught, as they are and with the number edited."""
    base.propose(FIRST, {SAND: renamed("河道采砂监管")})
    base.propose(SECOND, {STRAW: renamed("秸秆禁烧")})
    name = base.opine(FIRST, 0)
    copied = name.replace(FIRST, SECOND)
    after = base.copy()
    after.files[copied] = after.files[name]
    assert list(errors(base, after)) == ["C102"]
    after.replace(copied, FIRST, SECOND)
    assert list(errors(base, after)) == ["C204"]


def test_the_applicant_approves_his_own_change(waiting: County) -> None:
    """In another role, under the same name: caught."""
    after = waiting.copy()
    after.opine(FIRST, 0, 经办={"姓名": "水务局戊", "单位": "县委编办"})
    assert list(errors(waiting, after)) == ["C204"]


def test_an_unlisted_way_of_signing(waiting: County) -> None:
    """A signature where the county uses no keys proves nothing."""
    after = waiting.copy()
    after.opine(FIRST, 0, 方式="签名", 签名="U1NIU0lH")
    assert "C204" in errors(waiting, after)


def test_records_of_another_county(base: County) -> None:
    """The same people, the same text, another county: caught."""
    after = base.copy()
    after.decide(FIRST, {SAND: renamed("河道采砂监管")})
    after.replace(f"changes/{FIRST}/change.yaml", "清平县", "广平县")
    assert "C111" in errors(base, after)


def test_a_procedure_of_ones_own(base: County) -> None:
    """A change that copies an easier procedure is no change of this county."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    name = f"changes/{FIRST}/change.yaml"
    data = parsed(after.files[name])
    data["程序"]["环节"] = data["程序"]["环节"][:1]
    after.files[name] = yaml_of(data)
    after.opine(FIRST, 0)
    after.enter(FIRST)
    assert list(errors(base, after)) == ["C113"]
    after.settings(程序=[data["程序"]])
    assert set(errors(base, after)) == {"C113", "C203", "L126"}


def test_a_rule_turned_off_in_the_same_go(base: County) -> None:
    """What the gate finds cannot be turned off in `shudi.yaml`, nor by a comment."""
    after = base.copy()
    after.settings(规则={"C201": "关闭", "C131": "关闭", "C204": "关闭"})
    after.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    assert "C201" in errors(base, after)


def test_the_procedure_changes_alone(base: County) -> None:
    """Allowed, with something to look at; never with anything else."""
    after = base.copy()
    after.settings(程序=[{**PROCEDURE, "一人一次": False}])
    assert [(found.code, found.severity) for found in findings(base, after)] == [("C207", Severity.WARNING)]
    both = after.copy()
    both.decide(FIRST, {SAND: renamed("河道采砂监管")})
    assert "C203" in errors(base, both)
    both = after.copy()
    both.replace("units.yaml", "白塔公社", "白塔人民公社")
    assert list(errors(base, both)) == ["C203"]


def test_old_releases_stand(base: County) -> None:
    """A release edited or removed, a release file of another form: caught."""
    after = base.copy()
    after.replace("releases/2026.1.yaml", "清平编发〔2026〕1号", "清平编发〔2026〕9号")
    assert "C202" in errors(base, after)
    after = base.copy()
    del after.files["releases/2026.1.yaml"]
    after.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    assert set(errors(base, after)) == {"C201", "C202"}


def test_a_change_published_twice(base: County) -> None:
    """Its old approval backs nothing any more."""
    base.decide(FIRST, {SAND: renamed("河道采砂监管")})
    base.release("2026.2", [FIRST])
    base.decide(SECOND, {SAND: renamed("河道非法采砂")})
    base.release("2026.3", [SECOND])
    after = base.copy()
    after.enter(FIRST)
    assert list(errors(base, after)) == ["C201"]
    after.release("2026.4", [FIRST])
    assert {"C201", "P203"} <= set(errors(base, after))


def test_a_publisher_slips_something_in(base: County) -> None:
    """A manifest with an item nobody approved, with a change nobody approved, or beside the chain: caught."""
    base.propose(FIRST, {SAND: renamed("河道采砂监管")})
    after = base.copy()
    after.replace(RIVERS, "无证凿井取水", "凿井取水")
    after.release("2026.2")
    assert {"C201", "P203"} <= set(errors(base, after))
    manifest = base.copy()
    manifest.release("2026.2")
    [digest] = [
        entry["指纹"]
        for entry in parsed(manifest.files["releases/2026.2.yaml"])["事项"]
        if entry["编号"] == WELLS
    ]
    manifest.replace("releases/2026.2.yaml", digest, "sha256:" + "0" * 64)
    assert "P203" in errors(base, manifest)
    early = base.copy()
    for nth in range(len(CHAIN) - 1):
        early.opine(FIRST, nth)
    early.release("2026.2", [FIRST])
    assert "P203" in errors(base, early)
    apart = base.copy()
    apart.release("2026.2")
    data = parsed(apart.files["releases/2026.2.yaml"])
    del data["上一版"]
    apart.files["releases/2026.2.yaml"] = yaml_of(data)
    assert list(errors(base, apart)) == ["P201"]


def test_the_first_release_says_what_stands() -> None:
    """The baseline must hold the lists as they are, and name the files as they are."""
    base = County()
    after = base.copy()
    after.release("2026.1")
    assert findings(base, after) == []
    after.replace("units.yaml", "白塔公社", "白塔人民公社")
    assert [(found.code, found.severity) for found in findings(base, after)] == [("C209", Severity.WARNING)]
    after.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    assert list(errors(base, after)) == ["C131"]


def test_a_change_rests_on_a_release_that_is_there(base: County) -> None:
    """A change that names another release of that number gives a remade history away."""
    base.decide(SECOND, {STRAW: renamed("秸秆禁烧")})
    base.release("2026.2", [SECOND])
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    name = f"changes/{FIRST}/change.yaml"
    data = parsed(after.files[name])
    after.files[name] = yaml_of({**data, "基于": {**data["基于"], "指纹": "sha256:" + "0" * 64}})
    assert list(errors(base, after)) == ["P201"]
    after.files[name] = yaml_of({**data, "基于": {**data["基于"], "发布": "2026.9"}})
    assert list(errors(base, after)) == ["P201"]


def test_a_change_waits_while_another_release_is_made(base: County) -> None:
    """An approved change enters although a release changed OTHER items since: passes."""
    base.propose(FIRST, {SAND: renamed("河道采砂监管")})
    base.decide(SECOND, {STRAW: renamed("秸秆禁烧")})
    base.release("2026.2", [SECOND])
    after = base.copy()
    for nth in range(len(CHAIN)):
        after.opine(FIRST, nth)
    after.enter(FIRST)
    assert findings(base, after) == []


def test_two_changes_of_one_item(base: County) -> None:
    """The second to be approved cannot enter, and must not be written over the first."""
    base.propose(FIRST, {SAND: renamed("河道采砂监管")})
    base.propose(SECOND, {SAND: renamed("采砂执法")})
    after = base.copy()
    for number in (FIRST, SECOND):
        for nth in range(len(CHAIN)):
            after.opine(number, nth)
    after.enter(FIRST)
    assert list(errors(base, after)) == ["C132"]
    after.replace(RIVERS, "河道采砂监管", "采砂执法")
    assert set(errors(base, after)) == {"C132", "C201"}


def test_approved_and_not_entered(waiting: County) -> None:
    """An approval without its entering is told, at the change."""
    after = waiting.copy()
    for nth in range(len(CHAIN)):
        after.opine(FIRST, nth)
    [message] = errors(waiting, after)["C132"]
    assert SAND in message


def test_entered_other_than_approved(waiting: County) -> None:
    """What enters must be the approved text to the letter."""
    after = waiting.copy()
    for nth in range(len(CHAIN)):
        after.opine(FIRST, nth)
    after.replace(RIVERS, "河道非法采砂", "河道采砂监督")
    assert list(errors(waiting, after)) == ["C201"]


def test_a_list_that_was_wrong_already(base: County) -> None:
    """A difference that stood before is told as such, and may be mended."""
    wrong = base.copy()
    wrong.replace(RIVERS, "河道非法采砂", "河道非法采沙")
    after = wrong.copy()
    after.replace("units.yaml", "白塔公社", "白塔人民公社")
    assert list(errors(wrong, after)) == ["C131"]
    assert findings(wrong, base) == []


def test_an_extra_list_file(base: County) -> None:
    """A chapter smuggled in: its items were never approved."""
    after = base.copy()
    after.files["responsibility/08-extra.yaml"] = yaml_of(
        {"领域": "杂项", "序号": 8, "事项": [item("SD-08-001", "捡拾垃圾")]}
    )
    assert "C201" in errors(base, after)


def test_an_item_written_twice(base: County) -> None:
    """The approved text and another under one number, with the rule about it turned off: refused."""
    after = base.copy()
    data = parsed(after.files[RIVERS])
    data["事项"].insert(0, {**data["事项"][0], "名称": "随便采砂"})
    after.files[RIVERS] = yaml_of(data)
    off = {code: "关闭" for code in errors(base, after) if code != "C201"}
    after.settings(规则=off)
    assert list(errors(base, after)) == ["C201"]


def test_a_list_that_nobody_can_read(base: County) -> None:
    """A kind renamed away, with the rule about it turned off: refused, since its items cannot be told."""
    after = base.copy()
    kinds = parsed(after.files["shudi.yaml"])["清单种类"]
    [kind] = kinds.values()
    after.settings(清单种类={"别的清单": {**kind, "编号前缀": "BD"}}, 规则={"L119": "关闭"})
    assert "C201" in errors(base, after)


def test_a_township_made_a_county_unit(base: County) -> None:
    """What units.yaml newly says does not carry duty down in the same go."""
    after = base.copy()
    after.replace("units.yaml", '"层级": "乡级"', '"层级": "县级"')
    after.replace("units.yaml", '"类别": "乡镇"', '"类别": "部门"')
    down = [{"单位": "青山镇", "职责": ["查处河道非法采砂中的违法行为。"]}]
    after.propose(FIRST, {SAND: lambda old: {**old, "主体责任": down}})
    assert list(errors(base, after)) == ["C101"]


def test_a_list_taken_out_of_the_settings(base: County) -> None:
    """A list that `shudi.yaml` no longer names is gone for everyone."""
    after = base.copy()
    after.settings(清单=[])
    assert set(errors(base, after)) & {"C201", "S101", "S103", "S104", "S105"}


@pytest.mark.parametrize("number", ["../../x", "CON", "cg-2026-001", "CG-2026-001 "])
def test_a_number_that_is_a_path(base: County, number: str) -> None:
    """An application under a number that is none of ours: refused by its form."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    after.replace(f"changes/{FIRST}/change.yaml", f'"{FIRST}"', f'"{number}"')
    assert any(code.startswith("S") for code in errors(base, after))


def test_a_duplicate_key(waiting: County) -> None:
    """Two readers would see two decisions: refused."""
    after = waiting.copy()
    name = after.opine(FIRST, 0, "不同意")
    after.files[name] = after.text(name) + '"意见": "同意"\n'
    assert any(code.startswith("Y") for code in errors(waiting, after))


def test_a_direction_mark_hidden_in_a_name(base: County) -> None:
    """A bidirectional override in the new text of an item: refused."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道\u202e采砂")})
    assert any(code.startswith("Y") for code in errors(base, after))


def test_names_that_differ_by_case(base: County) -> None:
    """Two files, or two items, that only their case tells apart: refused."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    after.attach(FIRST, "scan.pdf", b"1")
    assert findings(base, after) == []
    twin = after.copy()
    twin.attach(FIRST, "Scan.pdf", b"2")
    assert list(errors(base, twin)) == ["C208"]
    assert list(errors(after, twin)) == ["C208"]
    after.propose("CG-2026-003", {"SD-06-00a": lambda _: item("SD-06-00a", "围垦河道")})
    assert any(code.startswith("S") for code in errors(base, after))


def test_attachments_stand(waiting: County) -> None:
    """A scan is there, is what the record says, and stays."""
    scan = waiting.attach(FIRST, "county-bianban-1.pdf", "批准文件".encode())
    after = waiting.copy()
    name = after.opine(FIRST, 0, 附件=[scan])
    assert findings(waiting, after) == []
    lost = after.copy()
    del lost.files[f"changes/{FIRST}/attachments/county-bianban-1.pdf"]
    assert set(errors(waiting, lost)) == {"C202", "C205"}
    other = waiting.copy()
    other.opine(FIRST, 0, 附件=[{**scan, "大小": 3}])
    assert list(errors(waiting, other)) == ["C205"]
    later = after.copy()
    later.attach(FIRST, "county-bianban-1.pdf", b"another")
    assert list(errors(after, later)) == ["C202"]
    assert name in after.files


def test_an_opinion_on_what_is_published(base: County) -> None:
    """After the release nothing is added to a change."""
    base.decide(FIRST, {SAND: renamed("河道采砂监管")})
    base.release("2026.2", [FIRST])
    after = base.copy()
    after.opine(FIRST, 2, 经办={"姓名": "县政府辛", "单位": "县委县政府"})
    assert list(errors(base, after)) == ["C204"]


def test_an_opinion_without_its_change(base: County) -> None:
    """An opinion whose change is nowhere is no opinion."""
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    after.opine(FIRST, 0)
    del after.files[f"changes/{FIRST}/change.yaml"]
    assert "C204" in errors(base, after)


def test_duty_slides_downhill(base: County) -> None:
    """Main responsibility for townships: refused without the exception, in a change or without one."""
    down = [{"单位": "乡镇（街道）", "职责": ["查处河道非法采砂中的违法行为。"]}]
    after = base.copy()
    after.decide(FIRST, {SAND: lambda old: {**old, "主体责任": down, "配合责任": old["主体责任"]}})
    assert "C101" in errors(base, after)
    excepted = base.copy()
    excepted.decide(
        FIRST,
        {SAND: lambda old: {**old, "主体责任": down, "配合责任": old["主体责任"]}},
        downhill="市里批复",
    )
    assert "C101" not in errors(base, excepted)


def test_the_numbers_that_went(base: County) -> None:
    """已减事项 holds what was removed by approval, no more, no less; it is never shortened."""
    base.decide(FIRST, {WELLS: lambda _: None})
    notice = "responsibility/list.yaml"
    short = base.copy()
    data = parsed(short.files[notice])
    del data["已减事项"]
    short.files[notice] = yaml_of(data)
    assert list(errors(base, short)) == ["C206"]
    more = base.copy()
    data = parsed(more.files[notice])
    data["已减事项"].append({"编号": "SD-06-009", "名称": "没有过的事项"})
    more.files[notice] = yaml_of(data)
    assert list(errors(base, more)) == ["C206"]
    forgotten = base.copy()
    forgotten.decide(SECOND, {STRAW: lambda _: None})
    forgotten.files[notice] = base.files[notice]
    assert list(errors(base, forgotten)) == ["C206"]


def test_the_name_of_a_list(base: County) -> None:
    """A list keeps its name once it is published."""
    after = base.copy()
    after.replace("responsibility/list.yaml", "属地管理责任清单", "责任清单")
    assert list(errors(base, after)) == ["C206"]


def test_totals_follow_what_is_counted() -> None:
    """A declared total that was right changes with an approved change; one that goes is told."""
    base = County()
    base.settings(清单=[{"目录": "responsibility", "总数": {"事项": 3}}])
    base.release("2026.1")
    after = base.copy()
    after.decide(FIRST, {WELLS: lambda _: None})
    assert parsed(after.files["shudi.yaml"])["清单"][0]["总数"]["事项"] == "2"
    assert findings(base, after) == []
    wrong = after.copy()
    wrong.settings(清单=[{"目录": "responsibility", "总数": {"事项": 3}}])
    assert list(errors(base, wrong)) == ["L104"]
    wrong.settings(清单=[{"目录": "responsibility"}])
    assert [(found.code, found.severity) for found in findings(base, wrong)] == [("C206", Severity.WARNING)]


def test_drafts_change_freely() -> None:
    """Before the first release lists change as they like; the records' rules hold all the same."""
    base = County()
    after = base.copy()
    after.replace(FIELDS, "露天焚烧秸秆", "焚烧秸秆")
    after.settings(程序=[{**PROCEDURE, "一人一次": False}])
    assert findings(base, after) == []
    after.release("2026.1")
    assert findings(base, after) == []
    after = base.copy()
    after.propose(FIRST, {SAND: renamed("河道采砂监管")})
    name = after.opine(FIRST, 0)
    gone = after.copy()
    del gone.files[name]
    assert list(errors(after, gone)) == ["C202"]


def test_the_target_went_on(base: County) -> None:
    """Where the target moved on, its procedures and rosters decide, and its releases settle."""
    target = base.copy()
    target.decide(SECOND, {STRAW: renamed("秸秆禁烧")})
    target.release("2026.2", [SECOND])
    after = base.copy()
    after.decide(FIRST, {SAND: renamed("河道采砂监管")})
    assert findings(base, after, judge=target) == []
