"""签批名册: a new version to fill in, signatures under it, and its taking effect once enough managers signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.sealing import Seal, signature_of
from shudi_cli.changes import Outcome
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.formatting import key_order, new_text, revised_text
from shudi_cli.model import SigningRoster
from shudi_cli.model.building import build
from shudi_cli.model.changes import MANAGERS_SIGNATURES, SIGNATURE, signed_bytes
from shudi_cli.model.procedures import PUBLISHER
from shudi_cli.model.signers import ROSTER_DRAFT, roster_file
from shudi_cli.repository import Version
from shudi_cli.schema import check_document, schema_named
from shudi_cli.signers.chain import version_faults
from shudi_cli.source import Document, read_document
from shudi_cli.writing import write_whole

_ORDER = "signers"


@dataclass(frozen=True)
class Signed:
    """A version of the roster after a signature; `faults` say what it still lacks, `version` that it took effect."""

    roster: SigningRoster
    faults: tuple[Fault, ...]
    version: Version | None


def draft(desk: Desk, clerk: Clerk) -> Path:
    """Write the next version of the roster into the work tree, to be filled in; its file. Nothing is recorded.

    ShudiError when one is being filled in already.
    """
    present = desk.archive.roster
    number = present.version + 1 if present else 1
    path = desk.root / ROSTER_DRAFT
    if path.exists():
        raise ShudiError(
            f"“{path}”里已经有一版签批名册在填写", "填好以后运行 shudi signers --sign；不要了，就删去它"
        )
    settings = desk.workspace.settings
    last: Mapping[str, Any] = present.content if present else {}
    data: dict[str, Any] = {
        "版次": number,
        "地区": settings.region.name,
        "日期": clerk.today,
        "上一版指纹": present.digest if present else None,
        "管理人": last.get("管理人", [clerk.name]),
        "门槛": last.get("门槛", 1),
        "程序": [{"名称": entry.name, "指纹": entry.digest} for entry in settings.procedures],
        "人员": last.get("人员", [_example(clerk.name, desk)]),
        "核对点": _checkpoint(desk),
    }
    text = new_text(
        {key: value for key, value in data.items() if value}, key_order(schema_named(_ORDER).body)
    )
    path.parent.mkdir(exist_ok=True)
    write_whole(path, text.encode())
    return path


def _checkpoint(desk: Desk) -> Mapping[str, str] | None:
    newest = desk.archive.newest
    return {"发布": newest.number, "指纹": newest.digest} if newest else None


def _example(name: str, desk: Desk) -> Mapping[str, Any]:
    """A first entry to be filled in: the party that has the first word in the county's procedure, and publishes."""
    parties = [
        party
        for procedure in desk.workspace.settings.procedures
        for stage in procedure.stages
        for party in stage.parties
        if party.unit
    ]
    codes = [*(party.code for party in parties[:1]), PUBLISHER]
    return {
        "姓名": name,
        "单位": parties[0].unit if parties else desk.workspace.settings.region.name,
        "密钥": [{"公钥": "ssh-ed25519 照公钥文件（如 id_ed25519.pub）抄一行"}],
        "职务": [{"代号": code} for code in codes],
    }


def signed(desk: Desk, clerk: Clerk, key: Path | None) -> Signed:
    """Sign the roster that is being filled in; with enough signatures it takes effect as a version of its own.

    ShudiError when there is none, when it is broken, or when this machine has no key of the clerk's.
    """
    present = desk.archive.roster
    number = present.version + 1 if present else 1
    document, raw = _read(desk, ROSTER_DRAFT)
    roster: SigningRoster = build(SigningRoster, document.data, Place(ROSTER_DRAFT))
    _refuse_too_early(desk, roster, clerk.today)
    signature = _signature(desk, roster, clerk.name, key)
    entries = [entry for entry in document.data.get(MANAGERS_SIGNATURES, ()) if entry["姓名"] != clerk.name]
    data = {**document.data, MANAGERS_SIGNATURES: [*entries, {"姓名": clerk.name, SIGNATURE: signature}]}
    text = revised_text(document, data, key_order(schema_named(_ORDER).body)).encode()
    roster = build(SigningRoster, data, Place(ROSTER_DRAFT))
    faults = tuple(version_faults(roster, present, number, desk.workspace.settings.region))
    if faults:
        write_whole(desk.root / ROSTER_DRAFT, text)
        return Signed(roster, faults, None)
    message = f"启用第{number}版签批名册\n\n指纹 {roster.digest}"
    name = roster_file(number)
    version = desk.carry_out(
        clerk, message, {name: text}, working={ROSTER_DRAFT: None}, found={ROSTER_DRAFT: raw, name: None}
    )
    return Signed(roster, (), version)


def _refuse_too_early(desk: Desk, roster: SigningRoster, today: str) -> None:
    """A version must not make void what was rightly done under the one before, or without any."""
    if roster.day > today:
        raise ShudiError(f"签批名册的日期 {roster.day} 还没有到", "到那一天再签名，或改早“日期”，各人重新签")
    archive = desk.archive
    if archive.roster is None:
        approved = [
            number for number, standing in desk.standings.items() if standing.outcome is Outcome.APPROVED
        ]
        if approved and archive.newest is not None:
            raise ShudiError(
                f"{'、'.join(approved)} 已经批准、还没有发布，启用签批名册以后就不算数了",
                "先用 shudi publish 发布，再启用签批名册",
            )
        return
    days = [change.application.day for change in archive.changes.values()]
    days += [opinion.day for opinions in archive.opinions.values() for opinion in opinions]
    last = max([*days, *([archive.newest.day] if archive.newest else [])], default="")
    if roster.day < last:
        raise ShudiError(
            f"这一版签批名册的日期 {roster.day} 早于最近办理的一天 {last}，照它那些意见就不算数了",
            f"把“日期”改成 {last} 或以后，各人重新签名",
        )


def _read(desk: Desk, name: str) -> tuple[Document, bytes]:
    raw = desk.as_it_is(name)
    if raw is None:
        raise ShudiError("没有等着签名的签批名册", "用 shudi signers --new 写一版，填好再签")
    document = read_document(name, raw)
    findings = [
        *document.findings,
        *(check_document(document, schema_named(_ORDER)) if document.readable else ()),
    ]
    if findings:
        raise ShudiError(f"“{name}”有错：{findings[0].message}", findings[0].hint)
    return document, raw


def _signature(desk: Desk, roster: SigningRoster, name: str, key: Path | None) -> str:
    person = roster.named(name) or (desk.archive.roster.named(name) if desk.archive.roster else None)
    if person is None:
        raise ShudiError(f"“{name}”不在签批名册里", "用 --by 写明是哪位管理人在签")
    seal = Seal(name, None, roster.day, key, "roster")
    return signature_of(person, signed_bytes("signers", roster.content), seal, desk)
