"""The attack table, last part: approvals on paper, and tasks handed to townships (交办)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.source import read_document
from tests.attacks.conftest import Copies
from tests.attacks.office import (
    P2,
    P3,
    STRAW,
    WELLS,
    County,
    Office,
    opinion_file,
    published,
    pushed_through,
    record_of,
    refused,
    resigned,
)
from tests.attacks.table import CAUGHT, PASSES, agreed, row
from tests.changes.histories import APPLICANT, CLERK, History, Keys
from tests.changes.records import PROCEDURE
from tests.cli.acting import governed, tidy
from tests.diff.county import yaml_of

BEFORE_CITY = "P3 county-justice"
SCAN, NUMBER = b"%PDF-1.7 a scan", "市编字〔2026〕31号"
FIRST, SECOND = ("甲", "县委编办"), ("乙", "县司法局")
PAPER = opinion_file(P3, 3, "city-bianban"), opinion_file(P3, 4, "city-bianban")


def register(made: County, code: str, clerk: tuple[str, str], **said: Any) -> None:
    """A clerk of a unit writes down the paper of a party by the act; all clerks the one of the same day."""
    scan = made.path.parent / "扫描件.pdf"
    scan.write_bytes(said.pop("scan", SCAN))
    today, made.day = made.day, max(made.day, "2026-01-25")
    answer = {"day": "2026-01-24", "document_number": NUMBER, "on_paper": True, "attachments": [scan], **said}
    try:
        made.approve(P3, code, by=clerk[0], clerk_unit=clerk[1], **answer)
    except ShudiError:
        made.day = today
        raise


def paper(made: History, clerk: tuple[str, str], scan: str = "paper.pdf", **said: Any) -> None:
    """A clerk's record of the city's paper, past the act."""
    if f"changes/{P3}/attachments/{scan}" not in made.files:
        made.attach(P3, scan, SCAN)
    made.paper(P3, "city-bianban", *clerk, scan, **{"日期": made.today, "文号": NUMBER, **said})


def finished(made: History) -> History:
    """The rest agrees, as if the city's word stood; the change is entered and published."""
    made.opine(P3, "city-justice", 日期=made.today)
    made.opine(P3, "county-government")
    return pushed_through(made)


@row(PASSES)
def test_paper(county: Copies) -> str:
    """paper approval, two clerks of two offices, document register"""
    made = county(BEFORE_CITY)
    for clerk in (FIRST, SECOND):
        register(made, "city-bianban", clerk)
    for clerk in (FIRST, SECOND):
        register(made, "city-justice", clerk, document_number="市司字〔2026〕7号", scan=b"another paper")
    made.approve(P3, "county-government")
    made.publish()
    return agreed(made.checked(), made.verified(), made.verified_here())


@row(CAUGHT)
def test_one_clerk_twice(county: Copies) -> str:
    """paper approval: one clerk signs twice"""
    made = county(BEFORE_CITY)
    register(made, "city-bianban", FIRST)
    made.honest()
    says = "甲已经登记过这份纸质文件，要由另一家单位的人再登记一次"
    answers = [
        refused(register, made, "city-bianban", FIRST, says=says),
        refused(register, made, "city-bianban", ("甲", "县司法局"), says=says),
    ]
    for unit in ("县委编办", "县司法局"):
        made = county(BEFORE_CITY)
        forged = made.forge()
        day = forged.today
        paper(forged, FIRST, 日期=day)
        paper(forged, ("甲", unit), 日期=day)
        answers += [made.lay(forged).checked(says, "C204"), made.lay(finished(forged)).verified(says, "P203")]
    return agreed(*answers)


def one_office(county: Copies, clerk: tuple[str, str], says: str, proof: str = "") -> str:
    """What is answered when the second clerk is of the first one's office, openly or under another name for it."""
    made = county(BEFORE_CITY)
    forged = made.forge()
    day = forged.today
    paper(forged, FIRST, 日期=day)
    paper(forged, clerk, 日期=day)
    made.lay(finished(forged))
    return agreed(made.checked(says, "C204"), made.verified(proof or says, "P203"))


@row(CAUGHT)
def test_one_office(county: Copies) -> str:
    """clerk pair from one office"""
    made = county(BEFORE_CITY)
    register(made, "city-bianban", FIRST)
    answers = [
        refused(
            register, made, "city-bianban", (CLERK, "县委编办"), says="县委编办的甲已经登记过这份纸质文件"
        ),
        refused(made.approve, P3, "county-government", says="还没有轮到县委县政府"),
        refused(register, made, "city-bianban", (APPLICANT, "县司法局"), says="申请单位的人不能登记纸质文件"),
        refused(register, made, "city-bianban", ("丙", "青山镇"), says="申请单位的人不能登记纸质文件"),
        one_office(
            county,
            (CLERK, "县委编办"),
            "“市级审核”还没有办完，或没有送阅",
            "县委编办的甲已经登记过这份纸质文件",
        ),
    ]
    if made.keys:  # the roster knows whose clerk he is
        says = f"{CLERK}在签批名册里是县委编办的人，不是县司法局的"
        liar = (CLERK, "县司法局")
        answers += [
            refused(register, county(BEFORE_CITY), "city-bianban", liar, says=says),
            one_office(county, (CLERK, "县司法局"), says),
        ]
    return agreed(*answers)


@row(CAUGHT)
def test_scan_of_another(county: Copies) -> str:
    """scan of another document's approval reused (register names another proposal)"""
    made = county(BEFORE_CITY)
    forged = made.forge()
    day = forged.today
    for clerk in (FIRST, SECOND):
        paper(forged, clerk, 日期=day, 所涉变更=[P2])
    says = "纸质文件没有写明批准了这项变更"
    answers = [made.lay(forged).checked(says, "C204"), made.lay(finished(forged)).verified(says, "P203")]
    # The register of the first paper names one change; the scan is then said to approve another.
    made = county(BEFORE_CITY)
    for clerk in (FIRST, SECOND):
        register(made, "city-bianban", clerk)
    other = made.propose(STRAW, "露天焚烧秸秆的查处")
    made.agree(other, "county-bianban", "county-justice")
    made.honest()
    forged = made.forge()
    forged.attach(other, "paper.pdf", SCAN)
    for clerk in (FIRST, SECOND):
        forged.paper(other, "city-bianban", *clerk, "paper.pdf", 日期=forged.today, 文号=NUMBER)
        forged.today = made.day
    made.lay(forged)
    answers.append(made.checked("里写的是另一个文号，或批准的是别的变更", "C123"))
    return agreed(*answers)


@row(CAUGHT)
def test_document_number(county: Copies) -> str:
    """paper record without 文号 / malformed 文号"""
    made = county(BEFORE_CITY)
    answers = [refused(register, made, "city-bianban", FIRST, document_number=None, says="要有文号和扫描件")]
    malformed = (
        "31号",
        "市编字[2026]31号",
        "市编字〔2026〕031号",
        "市编字〔26〕31号",
        "无",
        "市编字〔2026〕第31号",
    )
    for number in malformed[:5]:
        says = "“文号”的写法不对"
        answers.append(refused(register, made, "city-bianban", FIRST, document_number=number, says=says))
    for number in (None, *malformed[:5]):
        made = county(BEFORE_CITY)
        forged = made.forge()
        day = forged.today
        for clerk in (FIRST, SECOND):
            paper(forged, clerk, 日期=day)
        data = {name: {**record_of(forged, name), "文号": number} for name in PAPER}
        for name in PAPER:
            resigned(forged, name, "opinion", data[name]["经办"]["姓名"], data[name])
        made.lay(forged)
        if number is None:
            says = "凭纸质文件登记的，要有文号和扫描件"
            answers += [made.checked(says, "C204"), made.lay(finished(forged)).verified(says, "P203")]
        else:
            answers += [made.checked("“文号”的写法不对", "S106"), made.verified("“文号”的写法不对", "S106")]
    return agreed(*answers)


# -- 交办 ------------------------------------------------------------------------------------------------

#: A task is handed to townships after each of them was heard.
CONSULTING = {"名称": "书面征求意见", "由谁": [{"代号": "township"}], "征求意见": True}
TOWNSHIPS = ("青山镇", "白塔镇")


def handing_over() -> dict[str, str]:
    """The county's files with a procedure that begins by asking the townships."""
    files = governed()
    settings = read_document("shudi.yaml", files["shudi.yaml"].encode()).data
    procedure = {**PROCEDURE, "名称": "交办事项准入", "环节": [CONSULTING, *PROCEDURE["环节"]]}
    return {**files, "shudi.yaml": tidy("shudi.yaml", yaml_of({**settings, "程序": [procedure]}))}


@pytest.fixture(params=["keyed", "plain"])
def task(request: pytest.FixtureRequest, own_git: None, tmp_path: Path) -> County:
    """A county in which a department asks for a task to be handed to two townships."""
    keys: Keys | None = request.getfixturevalue("keys") if request.param == "keyed" else None
    county = Office.opened(tmp_path / "交办" / "清平县", keys, handing_over()).county
    number = county.propose(WELLS, "无证取水的查处", unit="县水务局", concerned=list(TOWNSHIPS))
    assert number == P2
    return county.honest()


def heard(made: County, townships: Sequence[str], decision: str = "有意见") -> None:
    """Townships answer."""
    for township in townships:
        made.approve(P2, "township", decision, unit=township, by=f"{township}的人", text="人手不够")


@row(PASSES)
@pytest.mark.parametrize("decision", ["有意见", "不同意", "同意"])
def test_township_heard(task: County, decision: str) -> str:
    """交办: full chain with a township's written opinion (有意见)"""
    heard(task, TOWNSHIPS, decision)
    task.agree(P2)
    task.publish()
    return agreed(task.checked(), task.verified(), task.verified_here())


@row(CAUGHT)
def test_township_not_heard(task: County) -> str:
    """交办: township's written opinion missing"""
    answers = [refused(task.approve, P2, "county-bianban", says="还没有轮到县委编办")]
    heard(task, TOWNSHIPS[:1])
    task.honest()
    answers.append(refused(task.approve, P2, "county-bianban", says="还没有轮到县委编办"))
    forged = task.forge()
    forged.agree(P2)
    says = "“书面征求意见”还没有办完，或没有送阅"
    answers.append(task.lay(forged).checked(says, "C204"))
    forged.enter(P2)
    published(forged, "2026.2", [P2])
    answers.append(task.lay(forged).verified(says, "P203"))
    return agreed(*answers)
