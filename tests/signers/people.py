"""People with keys of their own, and rosters that name them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shudi_cli.archive import Archive
from shudi_cli.diagnostics import Place
from shudi_cli.model import Procedure, SigningRoster
from shudi_cli.model.building import build
from shudi_cli.model.changes import SIGNATURE, RosterRef, signed_bytes
from shudi_cli.model.settings import Region, Settings
from shudi_cli.signature import public_key_of, sign
from shudi_cli.signers import Authority, Record, namespace
from tests.changes.records import PROCEDURE

REGION = Region(Place("shudi.yaml"), "清平县")
KNOWN: Procedure = build(Procedure, PROCEDURE, Place("shudi.yaml"))
SETTINGS = Settings(region=REGION, procedures=(KNOWN,))


@dataclass(frozen=True)
class Keys:
    """Private keys by name, made when they are first asked for."""

    folder: Path

    def __getitem__(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path]
            subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
        return path

    def line(self, name: str) -> str:
        """The public half."""
        return public_key_of(self[name])

    def person(
        self, name: str, *codes: str, key: Mapping[str, Any] | None = None, **term: str
    ) -> dict[str, Any]:
        """The data of a person of the roster who holds these offices."""
        return {
            "姓名": name,
            "单位": "县委编办",
            "密钥": [{"公钥": self.line(name), **(key or {})}],
            **({"职务": [{"代号": code, **term} for code in codes]} if codes else {}),
        }

    def roster(
        self,
        people: Sequence[Mapping[str, Any]],
        signers: Sequence[str],
        previous: SigningRoster | None = None,
        **content: Any,
    ) -> SigningRoster:
        """A version of the roster signed by the managers named; the first two people manage it."""
        data: dict[str, Any] = {
            "版次": previous.version + 1 if previous else 1,
            "地区": "清平县",
            "日期": "2025-01-01" if previous is None else "2025-06-01",
            "上一版指纹": previous.digest if previous else None,
            "管理人": [person["姓名"] for person in people[:2]],
            "门槛": 2,
            "程序": [{"名称": KNOWN.name, "指纹": KNOWN.digest}],
            "人员": list(people),
            **content,
        }
        data = {key: value for key, value in data.items() if value is not None}
        message = signed_bytes("signers", data)
        data["管理人签名"] = [
            {"姓名": name, SIGNATURE: sign(message, key=self[name], namespace=namespace("roster", REGION))}
            for name in signers
        ]
        return build(SigningRoster, data, Place(f"signers/{data['版次']:05}.yaml"))

    def record(
        self,
        roster: SigningRoster,
        name: str,
        role: str | None,
        day: str,
        *,
        key: str = "",
        purpose: str = "approval",
        said: str = "同意",
        settled: bool = False,
    ) -> Record:
        """A record signed by a person as a role on a day, naming this version of the roster."""
        content: dict[str, Any] = {"意见": said, "日期": day}
        signature = sign(
            signed_bytes("opinion", content), key=self[key or name], namespace=namespace(purpose, REGION)
        )
        place = Place("changes/CG-2025-001/opinions/01-x.yaml")
        ref = RosterRef(place, roster.version, roster.digest)
        return Record("opinion", "approval", content, signature, name, role, day, ref, settled)


def authority(*rosters: SigningRoster) -> Authority:
    """The judge that these versions make."""
    return Authority(Archive(rosters=rosters), SETTINGS)
