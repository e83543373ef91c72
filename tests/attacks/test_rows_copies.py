"""The attack table, third part: histories made anew, copies rolled back, files smuggled in, texts that deceive."""

from __future__ import annotations

from typing import Any

import pytest

from shudi_cli.model.releases import release_file
from tests.attacks.conftest import Copies
from tests.attacks.office import (
    MANAGERS,
    P2,
    P3,
    SAND,
    STRAW,
    WELLS,
    Office,
    ask,
    opinion_file,
    record_of,
    refused,
    resigned,
    unfold,
)
from tests.attacks.table import CAUGHT, NOT_CAUGHT, PASSES, agreed, row
from tests.changes.histories import APPLICANT, CLERK, History, Keys, renamed
from tests.cli.county import FIELDS, RIVERS, item

FIRST, SECOND, THIRD = (release_file(f"2026.{nth}") for nth in (1, 2, 3))


def remade(made: History, **second: Any) -> History:
    """The second release by the publisher once more: the same approvals, something else said of it."""
    resigned(made, SECOND, "release", CLERK, {**record_of(made, SECOND), **second}, purpose="release")
    return made


def remade_from_the_start(made: History) -> History:
    """Both releases by the publisher once more, the first on another day; P2 still names the old first."""
    first = {**record_of(made, FIRST), "文号": "清办发〔2026〕88号"}
    resigned(made, FIRST, "release", CLERK, first, purpose="release")
    return remade(made, 上一版={"发布": "2026.1", "指纹": made.release("2026.1").digest})


@row(NOT_CAUGHT)
def test_rollback(county: Copies) -> str:
    """same rollback, verifier that has never seen v2"""
    newest = county("v2")
    expect = newest.forge().release("2026.2").digest
    rolled = county("v1")
    by_copy = agreed(rolled.verified(), rolled.verified_here())
    # Whoever has seen the issued document, or the server that has the newer version, catches it.
    says = "--expect 的指纹不是这里任何一个正式版本的"
    caught = agreed(
        rolled.verified(says, None, "--expect", expect), newest.lay(rolled.forge()).checked(SECOND, "C202")
    )
    return NOT_CAUGHT if (by_copy, caught) == (PASSES, CAUGHT) else f"{by_copy}, {caught}"


@row(CAUGHT)
def test_mix(county: Copies) -> str:
    """mix: v2 manifest with the v1 list file"""
    made = county("v2")
    forged = made.forge()
    forged.files[RIVERS] = county("v1").files()[RIVERS]
    made.lay(forged)
    return agreed(made.verified(f"{SAND} 与批准的不一样", "C131"), made.checked(SAND, "C201"))


@row(CAUGHT)
def test_made_anew_and_remembered(county: Copies) -> str:
    """whole history re-made by publisher (v1+v2 re-signed, same approvals, other date); verifier remembers tip"""
    made = county("v2")
    tip = made.forge().release("2026.2").digest
    says = "--expect 的指纹不是这里任何一个正式版本的"
    forged = remade(made.forge(), 生效日期="2026-03-01")
    made.lay(forged)
    assert made.verified() == PASSES  # one copy cannot show it: hence the memory
    answers = [made.verified(says, None, "--expect", tip), made.checked(SECOND, "C202")]
    made.lay(remade_from_the_start(made.forge()))
    return agreed(*answers, made.verified(says, None, "--expect", tip), made.checked(FIRST, "C202"))


@row(CAUGHT)
def test_made_anew_under_a_later_proposal(county: Copies) -> str:
    """same, verifier without memory (a later proposal names the old v1 as its base)"""
    made = county("v2")
    made.lay(remade_from_the_start(made.forge()))
    answers = [made.verified(f"{P2} 报送时依据的 2026.1 版不在这里，或与那时不同", "P201")]
    made = county("P3")  # and the same of the second release, by an application that is under way
    made.lay(remade(made.forge(), 生效日期="2026-03-01"))
    return agreed(*answers, made.verified(f"{P3} 报送时依据的 2026.2 版不在这里，或与那时不同", "P201"))


@row(CAUGHT)
def test_made_anew_above_a_checkpoint(keyed: Copies) -> str:
    """same, after a roster with a checkpoint on v2"""
    made = keyed("v2")
    made.enrol(*MANAGERS[:2])
    made.honest()
    assert made.forge().workspace.archive.rosters[-1].content["核对点"]["发布"] == "2026.2"
    made.lay(remade(made.forge(), 生效日期="2026-03-01"))
    return agreed(made.verified("签批名册核对过的版本 2026.2 内容不同", "N101"), made.checked(SECOND, "C202"))


@row(CAUGHT)
def test_rolled_back_below_a_checkpoint(keyed: Copies) -> str:
    """rollback to v1 below a roster checkpoint, verifier without memory"""
    made = keyed("v2")
    made.enrol(*MANAGERS[:2])
    files = made.files()
    rolled = keyed("v1")
    forged = rolled.forge()
    forged.files["signers/00002.yaml"] = files["signers/00002.yaml"]
    return rolled.lay(forged).verified("签批名册核对过的版本 2026.2 不在这里", "N101")


@row(CAUGHT)
def test_own_roster(keyed: Copies, own_git: None, tmp_path: Any) -> str:
    """whole repo re-made with attacker's own roster"""
    made = keyed("v2")
    pin = made.forge().workspace.archive.rosters[0].digest
    (tmp_path / "keys").mkdir()
    mine = unfold(Office.opened(tmp_path / "仿造" / "清平县", Keys(tmp_path / "keys"))).at("v2", tmp_path)
    assert mine.verified() == PASSES  # by itself it looks well: hence the pin
    made.lay(mine.forge())
    return agreed(
        mine.verified("不是 --pin 所写的", "N101", "--pin", pin),
        made.checked("signers/00001.yaml", "C202"),
    )


@row(CAUGHT)
@pytest.mark.parametrize(
    "name", ["responsibility/08-more.yaml", "more/list.yaml", "more.yaml", "responsibility/more/01-x.yaml"]
)
def test_smuggled_in(county: Copies, name: str) -> str:
    """extra list file smuggled into the published copy"""
    made = county("v2")
    forged = made.forge()
    forged.files[name] = (
        forged.files[FIELDS]
        .replace("农业农村".encode(), "其他".encode())
        .replace(b"SD-07", b"SD-08")
        .replace("序号: 7".encode(), "序号: 8".encode())
    )
    made.lay(forged)
    says, code = (
        ("SD-08-001 是没有批准过的", "C131") if name == "responsibility/08-more.yaml" else (name, None)
    )
    if name == "responsibility/08-more.yaml":
        return agreed(made.verified(says, code), made.checked("SD-08-001", "C201"))
    return made.verified(says, code)


@row(CAUGHT)
@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "/etc/passwd", "..\\\\..\\\\x.yaml", "responsibility/../shudi.yaml"]
)
def test_manifest_path(county: Copies, path: str) -> str:
    """manifest path '../../etc/passwd'"""
    made = county("v2")
    forged = made.forge()
    data = record_of(forged, SECOND)
    data["文件"][0]["路径"] = path
    resigned(forged, SECOND, "release", CLERK, data, purpose="release")
    made.lay(forged)
    said = ask("verify", "2026.2", cwd=made.path)
    assert (said.code, "没有 2026.2 这个正式版本，或它读不出来" in said.err) == (2, True), said
    return agreed(made.verified("路径", "S106"), made.checked("路径", "S106"))


@row(CAUGHT)
@pytest.mark.parametrize("number", ["../../x", "..", "CG-2026-002/../../x", "/etc/passwd"])
def test_proposal_id(county: Copies, number: str) -> str:
    """proposal id '../../x'"""
    made = county("P3")
    forged = made.forge()
    name = f"changes/{P3}/change.yaml"
    resigned(forged, name, "change", APPLICANT, {**record_of(forged, name), "编号": number})
    made.lay(forged)
    for words in (("status", number), ("approve", number, "--as", "县委编办"), ("dossier", number)):
        said = ask(*words, cwd=made.path)
        assert said.code == 2, said
    return agreed(made.verified("编号", "S106"), made.checked("编号", "S106", base="2026.2"))


@row(CAUGHT)
@pytest.mark.parametrize("number", ["SD-06-00a", "sd-06-001"])
def test_case_twins(county: Copies, number: str) -> str:
    """two items differing only in case (SD-a / SD-A)"""
    made = county("v2")
    forged = made.forge()
    twin = {**item(number, "围垦河道"), "批次": 1}
    answers = []
    try:
        forged.propose({number: lambda _: twin})
    except StopIteration:  # no chapter takes such a number
        forged.propose({WELLS: renamed("围垦河道")})
        forged.edit(f"changes/{P3}/change.yaml", f"编号: {WELLS}", f"编号: {number}")
    made.lay(forged)
    answers += [made.checked("编号", "S106"), made.verified("编号", "S106")]
    made = county("v2")
    text = (made.path / RIVERS).read_text(encoding="utf-8")
    (made.path / RIVERS).write_text(text.replace(f"编号: {WELLS}", f"编号: {number}"), encoding="utf-8")
    answers.append(refused(made.propose, STRAW, "露天焚烧", says=f"“{RIVERS}”有错"))
    return agreed(*answers)


@row(CAUGHT)
def test_duplicate_key(county: Copies) -> str:
    """duplicate key in a record (two readers see two decisions)"""
    answers = []
    for decision in ("意见: 不同意\n意见: 同意", "意见: 同意\n意见: 同意", "意见: 同意\n'意见': 不同意"):
        made = county("v2")
        made.propose(WELLS, "无证取水的查处")
        forged = made.honest().forge()
        forged.opine(P3, "county-bianban")
        name = opinion_file(P3, 1, "county-bianban")
        forged.edit(name, "意见: 同意", decision)
        made.lay(forged)
        answers += [
            made.checked("“意见”在这里写了两次", "Y117"),
            made.verified("“意见”在这里写了两次", "Y117"),
        ]
    return agreed(*answers)


@row(CAUGHT)
@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_bidi(county: Copies, mark: str) -> str:
    """bidi override hidden in an item name"""
    made = county("v2")
    name = f"无证{mark}取水"
    made = county("v2")
    answers = [refused(made.propose, WELLS, name, says=f"“{RIVERS}”有错，读不出改了什么")]
    # Written as an escape, as the tool's own writer would: the file looks clean, the page does not.
    made = county("v2")
    made.propose(STRAW, "露天焚烧秸秆的查处")
    escaped = f'"{name}"'.replace(mark, f"\\u{ord(mark):04x}")
    says = f"引号里用转义写了双向控制字符（U+{ord(mark):04X}）"
    answers.append(refused(made.propose, WELLS, escaped, says=says))
    made = county("v2")
    forged = made.forge()
    forged.propose({WELLS: renamed(name)})
    made.lay(forged)
    answers.append(made.checked(says, "Y128"))
    forged.agree(P3)
    forged.enter(P3)
    made.lay(forged)
    return agreed(*answers, made.checked(says, "Y128"), refused(made.publish, says=says))
