"""Signing a record with the clerk's own key, where the county signs with keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shudi_cli.acts.desk import Desk
from shudi_cli.errors import ShudiError
from shudi_cli.model import Signer
from shudi_cli.model.changes import SIGNATURE, signed_bytes
from shudi_cli.model.procedures import APPLICANT
from shudi_cli.signature import normal_key, own_keys, public_key_of, sign
from shudi_cli.signers import namespace


class Seal(NamedTuple):
    """Who signs, as what (None: as anyone of the roster), on which day (ISO text), with which key, for what purpose.

    Without a key it is one's own.
    """

    name: str
    role: str | None
    day: str
    key: Path | None = None
    purpose: str = "approval"


def sealed(data: dict[str, Any], kind: str, desk: Desk, seal: Seal) -> dict[str, Any]:
    """The record's data with a signature; as it is where the county uses no keys.

    An applicant who is not in the roster applies on paper, so that his application stays unsigned.
    ShudiError when a signature is needed and this machine has no key for it.
    """
    if not desk.authority.uses_keys:
        return data
    roster = desk.authority.on(seal.day)
    if roster is None:
        raise ShudiError(f"{seal.day} 还没有签批名册，不能签名", "核对 --date 的日期")
    name, role = seal.name, seal.role
    person = roster.named(name)
    if role == APPLICANT and (
        person is None or not any(office.code == APPLICANT for office in person.offices)
    ):
        if seal.key is not None:
            raise ShudiError(f"“{name}”在签批名册里不是申请人，不能用密钥申请", "去掉 --key，照纸质申请报送")
        return data
    if person is None:
        raise ShudiError(f"“{name}”不在签批名册里", "请管理人在名册里加上，或换一个人办理")
    return {**data, SIGNATURE: signature_of(person, signed_bytes(kind, data), seal, desk)}


def signature_of(person: Signer, message: bytes, seal: Seal, desk: Desk) -> str:
    """A person's signature under a message. ShudiError when this machine has no key of theirs."""
    lines = {normal_key(entry.line) for entry in person.keys}
    own = (path for path in own_keys() if normal_key(public_key_of(path)) in lines)
    chosen = seal.key or next(own, None)
    if chosen is None:
        raise ShudiError(f"这台电脑上没有{person.name}的密钥", "插上存密钥的盘，用 --key 指明私钥文件")
    if normal_key(public_key_of(chosen)) not in lines:
        raise ShudiError(f"“{chosen}”不是{person.name}在签批名册里的密钥", "用 --key 指明本人的私钥文件")
    return sign(message, key=chosen, namespace=namespace(seal.purpose, desk.workspace.settings.region))


def roster_ref(desk: Desk, day: str) -> Mapping[str, Any] | None:
    """How a record of a day names the signing roster in force."""
    roster = desk.authority.on(day)
    return None if roster is None else {"版次": roster.version, "指纹": roster.digest}
