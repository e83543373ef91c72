"""Histories: a small county that unfolds by due process, in memory or as versions of a repository (`tests/changes/histories.py`).

    county = History()                       # files of `tests.cli.acting.governed`, nothing published
    county.publish("2026.1")                 # the baseline
    county.decide({"SD-06-001": renamed("…")})   # applied for, agreed to by every party, entered
    county.publish("2026.2")                 # takes in what was approved since
    county.save_to(git())                    # a version for every step so far; write_to(folder) does without git

`History(keys=Keys(tmp_path))` does the same with real ed25519 keys: a signing roster, signed records, signed
releases. Days pass by themselves, one a step, from 2026-01-05 on.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shudi_cli.archive import everything
from shudi_cli.canon import bytes_digest
from shudi_cli.changes import Outcome, Standing, replay, standings, state_at
from shudi_cli.changes.applying import applied
from shudi_cli.changes.drafting import Edited, Request, change_data, grouped, standing_items
from shudi_cli.changes.ledger import Key
from shudi_cli.diagnostics import Place
from shudi_cli.formatting import key_order, new_text
from shudi_cli.model import Change, Opinion, Release
from shudi_cli.model.building import build
from shudi_cli.model.changes import MANAGERS_SIGNATURES, SIGNATURE, signed_bytes
from shudi_cli.model.releases import release_file
from shudi_cli.model.signers import roster_file
from shudi_cli.releases.manifest import Notice, manifest_data
from shudi_cli.schema import schema_named
from shudi_cli.signature import public_key_of, sign
from shudi_cli.signers import Authority, namespace
from shudi_cli.snapshot import Overlay
from shudi_cli.workspace import Workspace, load
from tests.changes.records import STAGE_OF, UNITS
from tests.cli.acting import PERSONS, governed
from tests.memory import Files

LIST = "responsibility"
CLERK, APPLICANT, TOWNSHIP = "编办的人", "申请人", "青山镇"
#: What becomes of an item's text (an empty one for an item that is new); None: it goes.
Edit = Callable[[dict[str, Any]], Mapping[str, Any] | None]


def renamed(name: str) -> Edit:
    """Gives an item another name."""
    return lambda item: {**item, "名称": name}


def removed(_item: dict[str, Any]) -> None:
    """Takes an item out of the list."""


class Keys:
    """Real ed25519 keys of people, made by ssh-keygen below a folder, each when it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, name: str) -> Path:
        """The private key of a person."""
        path = self.folder / f"id-{name.encode().hex()}"
        if not path.exists():
            words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
            subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
        return path

    def line(self, name: str) -> str:
        """The public key of a person."""
        return public_key_of(self.of(name))


@dataclass
class History:
    """The files of a county as they are by now. `steps` keeps, in order, what they were after each step, and its title."""

    files: dict[str, bytes] = field(
        default_factory=lambda: {name: text.encode() for name, text in governed().items()}
    )
    keys: Keys | None = None
    today: str = "2026-01-05"
    steps: list[tuple[str, dict[str, bytes]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.step("开始")
        if self.keys is not None and not self.workspace.archive.rosters:
            self.enrol()

    @property
    def snapshot(self) -> Files:
        """The files as a snapshot."""
        return Files({name: raw for name, raw in self.files.items() if name.endswith(".yaml")})

    @property
    def workspace(self) -> Workspace:
        """The county, read with all its records."""
        return load(self.snapshot, records=everything)

    @property
    def standings(self) -> Mapping[str, Standing]:
        """Where each change stands, by number."""
        workspace = self.workspace
        archive = workspace.archive
        judge = Authority(archive, workspace.settings)
        found = standings(archive, judge)
        return {standing.change.number: standing for standing in found}

    def release(self, number: str) -> Release:
        """A release by its number."""
        return next(found for found in self.workspace.archive.releases if found.number == number)

    def copy(self) -> History:
        """Another county with the same past."""
        return History(dict(self.files), self.keys, self.today, list(self.steps))

    def step(self, title: str) -> None:
        """Keep what the files are now as a step; a day passes."""
        self.steps.append((title, dict(self.files)))
        self.today = (date.fromisoformat(self.today) + timedelta(days=1)).isoformat()

    # -- what a county does ------------------------------------------------------------------------

    def propose(self, edits: Mapping[str, Edit], number: str = "", **said: Any) -> str:
        """Apply for one change; its number. `said` are other fields of `Request`, or of the record by their keys."""
        workspace = self.workspace
        archive = workspace.archive
        number = number or f"CG-2026-{len(archive.changes) + 1:03}"
        stands = standing_items(workspace.lists)
        edited = [_edited(Key(LIST, key), edit, stands) for key, edit in edits.items()]
        asked = {key: said.pop(key) for key in [*said] if key in Request.__dataclass_fields__}
        group = next(grouped(edited, stands))
        asked = {"trigger": _trigger(workspace, group[0].sort), **asked}
        request = Request(
            **{"unit": TOWNSHIP, "person": APPLICANT, "day": self.today, "reason": "基层有需要", **asked}
        )
        data = change_data(
            number,
            workspace.settings.region.name,
            group,
            request,
            workspace.settings.procedures[0],
            base=archive.newest,
            roster=archive.roster,
        )
        self.write("change", f"changes/{number}/change.yaml", {**data, **said}, request.person)
        self.step(f"报送 {number}")
        return number

    def opine(self, number: str, code: str, decision: str = "同意", **content: Any) -> Opinion:
        """One party's opinion, by its code, having seen all before it."""
        archive = self.workspace.archive
        given = archive.opinions.get(number, ())
        unit = UNITS[code]
        data = {
            "变更": number,
            "变更指纹": archive.changes[number].digest,
            "环节": STAGE_OF[code],
            "代号": code,
            "单位": unit,
            "意见": decision,
            "日期": self.today,
            "方式": "签名" if self.keys else "登记",
            "经办": {"姓名": PERSONS[unit], "单位": unit},
            "文号": f"清办字〔2026〕{int(number[-3:])}号" if code == "county-government" else None,
            "已阅": [opinion.digest for opinion in given],
            "签批名册": self._roster_ref(),
            **content,
        }
        name = f"changes/{number}/opinions/{len(given) + 1:02}-{code}.yaml"
        data = {key: value for key, value in data.items() if value not in (None, [])}
        made: Opinion = build(Opinion, self.write("opinion", name, data, data["经办"]["姓名"]), Place(name))
        self.step(f"{unit}对 {number} 出具意见")
        return made

    def paper(self, number: str, code: str, clerk: str, unit: str, scan: str, **content: Any) -> Opinion:
        """A clerk of a unit writes down a paper of a party, its scan attached already (see `attach`)."""
        raw = self.files[f"changes/{number}/attachments/{scan}"]
        attachment = {"文件": scan, "大小": len(raw), "指纹": bytes_digest(raw)}
        said = {"文号": "清办字〔2026〕77号", "所涉变更": [number], **content}
        return self.opine(
            number, code, 方式="纸质", 经办={"姓名": clerk, "单位": unit}, 附件=[attachment], **said
        )

    def attach(self, number: str, name: str, content: bytes = b"scan") -> dict[str, Any]:
        """Put a scan beside a change; what a record says of it."""
        self.files[f"changes/{number}/attachments/{name}"] = content
        return {"文件": name, "大小": len(content), "指纹": bytes_digest(content)}

    def agree(self, number: str, *codes: str) -> None:
        """Plain agreement of several parties, in this order; of all of them when none is named."""
        for code in codes or tuple(UNITS):
            self.opine(number, code)

    def enter(self, number: str) -> None:
        """Let a change enter the lists (入册), whoever approved it."""
        workspace, snapshot = self.workspace, self.snapshot
        change = workspace.archive.changes[number]
        files = applied(change, workspace, self.today, lambda made: load(Overlay(snapshot, made)))
        for name, content in files.items():
            self.replace(name, content)
        self.steps[-1] = (f"{self.steps[-1][0]}，{number} 入册", dict(self.files))

    def decide(self, edits: Mapping[str, Edit], **said: Any) -> str:
        """The whole way of a change, from application to entering; its number."""
        number = self.propose(edits, **said)
        self.agree(number)
        self.enter(number)
        return number

    def publish(self, number: str, *, changes: Sequence[str] | None = None, **said: Any) -> Release:
        """Publish what stands, with the changes approved since; `said` replaces keys of the manifest (None: drops)."""
        workspace = self.workspace
        archive = workspace.archive
        previous = archive.newest
        taken = self._entered(previous) if changes is None else [self.standings[entry] for entry in changes]
        document = f"清办发〔{number[:4]}〕{number[5:]}号"
        notice = Notice(number, document, self.today, self.today, "县委编办", CLERK)
        data = manifest_data(workspace, notice, taken, previous=previous, roster=archive.roster)
        data = {key: value for key, value in {**data, **said}.items() if value is not None}
        self.write("release", release_file(number), data, CLERK)
        self.step(f"发布 {number} 版")
        return self.release(number)

    def enrol(self, **content: Any) -> None:
        """The next version of the signing roster: every office's person and the publisher; the clerk manages it."""
        assert self.keys is not None
        workspace = self.workspace
        archive = workspace.archive
        version = len(archive.rosters) + 1
        offices = {PERSONS[unit]: (unit, [code]) for code, unit in UNITS.items()}
        offices |= {APPLICANT: (TOWNSHIP, ["applicant"]), CLERK: ("县委编办", ["publisher"])}
        newest = archive.newest
        data = {
            "版次": version,
            "地区": workspace.settings.region.name,
            "日期": self.today,
            "上一版指纹": archive.roster.digest if archive.roster else None,
            "管理人": [CLERK],
            "门槛": 1,
            "程序": [{"名称": entry.name, "指纹": entry.digest} for entry in workspace.settings.procedures],
            "人员": [
                {"姓名": name, "单位": unit, "密钥": [{"公钥": self.keys.line(name)}],
                 "职务": [{"代号": code} for code in codes]}
                for name, (unit, codes) in offices.items()
            ],
            "核对点": {"发布": newest.number, "指纹": newest.digest} if newest else None,
            **content,
        }  # fmt: skip
        data = {key: value for key, value in data.items() if value is not None}
        purpose = namespace("roster", workspace.settings.region)
        signature = sign(signed_bytes("signers", data), key=self.keys.of(CLERK), namespace=purpose)
        data[MANAGERS_SIGNATURES] = [{"姓名": CLERK, SIGNATURE: signature}]
        self.files[roster_file(version)] = text_of("signers", data)
        self.step(f"启用第{version}版签批名册")

    # -- files --------------------------------------------------------------------------------------

    def write(self, kind: str, name: str, data: Mapping[str, Any], signer: str) -> dict[str, Any]:
        """Write a record, signed by a person where there are keys; its data."""
        made = dict(data)
        if self.keys is not None and kind != "signers":
            purpose = namespace(
                "release" if kind == "release" else "approval", self.workspace.settings.region
            )
            made[SIGNATURE] = sign(signed_bytes(kind, made), key=self.keys.of(signer), namespace=purpose)
        self.files[name] = text_of(kind, made)
        return made

    def replace(self, name: str, content: bytes | str | None) -> None:
        """Replace a file; None removes it."""
        if content is None:
            self.files.pop(name, None)
        else:
            self.files[name] = content.encode() if isinstance(content, str) else content

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file, as someone who has no business there would."""
        text = self.files[name].decode()
        assert old in text, f"{old} is not in {name}"
        self.files[name] = text.replace(old, new, 1).encode()

    def write_to(self, folder: Path) -> Path:
        """Write the files into a folder, as a copy that came without git; the folder."""
        for name, raw in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        return folder

    def save_to(self, checkout: Any, *, tags: bool = True) -> Any:
        """Save every step as a version of a repository (see `tests/conftest.py`), releases tagged; the repository."""
        before: dict[str, bytes] = {}
        for title, files in [*self.steps, ("现在", self.files)]:
            gone = dict.fromkeys(before.keys() - files.keys())
            changed = {name: raw for name, raw in files.items() if before.get(name) != raw}
            if changed or gone:
                checkout.save({**changed, **gone}, message=title)
            new = sorted(name for name in changed if name.startswith("releases/") and name not in before)
            for name in new if tags else ():
                _tag(checkout, name, changed[name])
            before = files
        return checkout

    def _entered(self, previous: Release | None) -> list[Standing]:
        if previous is None:
            return []
        archive = self.workspace.archive
        released = {entry.number for release in archive.releases for entry in release.changes}
        found = self.standings
        approved = [
            standing.change
            for standing in found.values()
            if standing.outcome is Outcome.APPROVED and standing.change.number not in released
        ]
        entered: Sequence[Change] = replay(state_at(previous), approved).entered
        return [found[change.number] for change in entered]

    def _roster_ref(self) -> dict[str, Any] | None:
        roster = self.workspace.archive.roster
        return {"版次": roster.version, "指纹": roster.digest} if roster else None


def text_of(kind: str, data: Mapping[str, Any]) -> bytes:
    """The canonical text of a record."""
    return new_text(data, key_order(schema_named(kind).body)).encode()


def _edited(key: Key, edit: Edit, stands: Mapping[Key, Any]) -> Edited:
    old = stands.get(key)
    home = old or next(found for other, found in stands.items() if other.number[:5] == key.number[:5])
    text = edit(dict(old.content) if old else {})
    return Edited(key, old, None if text is None else home._replace(content=text))


def _trigger(workspace: Workspace, sort: str) -> str | None:
    triggers = workspace.settings.procedures[0].triggers_for(sort)
    return triggers[0] if triggers else None


def _tag(checkout: Any, name: str, raw: bytes) -> None:
    release = load(Files({name: raw}), records=everything).archive.releases[0]
    words = [release.number, release.document_number, release.effective, release.digest]
    checkout.run(
        "-c", "user.name=编办的人", "-c", "user.email=bian@example.invalid",
        "tag", "-a", f"release/{release.number}", "-m", "\n".join(words),
    )  # fmt: skip
