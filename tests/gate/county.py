"""A small county that unfolds by due process: files in memory, saved as versions of a real repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from shudi_cli.canon import bytes_digest
from shudi_cli.changes import standing_of
from shudi_cli.changes.applying import applied
from shudi_cli.changes.drafting import Edited, Request, Stood, change_data, standing_items
from shudi_cli.changes.ledger import Key
from shudi_cli.diagnostics import Place
from shudi_cli.model import Procedure
from shudi_cli.model.building import build
from shudi_cli.releases.manifest import Notice, manifest_data
from shudi_cli.signers import Authority
from shudi_cli.snapshot import Overlay
from shudi_cli.workspace import Workspace, load
from tests.cli.county import county as plain_county
from tests.diff.county import UNITS, yaml_of
from tests.memory import Files

LIST, ZERO = "responsibility", "0" * 40
#: Stage, code, unit: the parties of the county's chain, in order.
CHAIN = (
    ("县级报送", "county-bianban", "县委编办", "编办甲"),
    ("市级审核", "city-bianban", "市委编办", "市编办乙"),
    ("县级批准", "county-government", "县委县政府", "县政府丙"),
)
PROCEDURE: dict[str, Any] = {
    "名称": "清单动态管理",
    "办理": ["增", "减", "改"],
    "申请单位": {"层级": ["县级", "乡级"], "类别": ["部门", "乡镇", "街道"]},
    "环节": [
        {"名称": stage, "由谁": [{"代号": code, "单位": unit}]} for stage, code, unit, _ in CHAIN
    ],
    "一人一次": True,
    "责任下移": {"允许": True, "须经环节": ["市级审核", "县级批准"]},
}  # fmt: skip
_OFFICES = [
    {"名称": "县委编办", "层级": "县级", "类别": "部门"},
    {"名称": "县委县政府", "层级": "县级", "类别": "党委政府"},
    {"名称": "市委编办", "层级": "市级", "类别": "部门"},
]
Edit = Callable[[dict[str, Any]], Mapping[str, Any] | None]


def started() -> dict[str, str]:
    """The files of the county before its first release."""
    files = plain_county()
    settings = {**parsed(files["shudi.yaml"]), "程序": [PROCEDURE], "发布": {"单位": "县委编办"}}
    settings["核对日"] = "2026-01-01"
    units = {**UNITS, "单位": [*UNITS["单位"], *_OFFICES]}
    return {**files, "shudi.yaml": yaml_of(settings), "units.yaml": yaml_of(units)}


def parsed(text: str | bytes) -> Any:
    """The data of a YAML text, plain values as text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@dataclass
class County:
    """The files as they are by now. Days pass by themselves."""

    files: dict[str, str | bytes] = field(default_factory=lambda: dict(started()))
    day: int = 1

    def copy(self) -> County:
        """Another county with the same past."""
        return County(dict(self.files), self.day)

    @property
    def workspace(self) -> Workspace:
        """The county, read."""
        return load(self._snapshot(), records=lambda _name: True)

    def text(self, name: str) -> str:
        """The text of a file."""
        raw = self.files[name]
        return raw.decode() if isinstance(raw, bytes) else raw

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file."""
        assert old in self.text(name)
        self.files[name] = self.text(name).replace(old, new, 1)

    def release(self, number: str, changes: Sequence[str] = ()) -> None:
        """Publish what stands."""
        workspace, today = self.workspace, self._today()
        archive = workspace.archive
        authority = Authority(archive, workspace.settings)
        entered = [
            standing_of(archive.changes[change], archive.opinions[change], authority) for change in changes
        ]
        notice = Notice(
            number, f"清平编发〔2026〕{number.partition('.')[2]}号", today, today, "县委编办", "编办丁"
        )
        data = manifest_data(workspace, notice, entered, previous=archive.newest, roster=authority.present)
        self.files[f"releases/{number}.yaml"] = yaml_of(data)

    def propose(self, number: str, edits: Mapping[str, Edit], **said: Any) -> None:
        """Apply for a change: item number → what is to become of its text (an empty one for a new item)."""
        workspace = self.workspace
        stands = standing_items(workspace.lists)
        said = {"trigger": "基层有实际需求", **said}
        request = Request("县水务局", "水务局戊", self._today(), "职能调整", **said)
        group = [self._edited(stands, key, edit) for key, edit in edits.items()]
        procedure = build(Procedure, PROCEDURE, Place("shudi.yaml"))
        data = change_data(
            number,
            workspace.settings.region.name,
            group,
            request,
            procedure,
            base=workspace.archive.newest,
            roster=None,
        )
        self.files[f"changes/{number}/change.yaml"] = yaml_of(data)

    def opine(self, number: str, nth: int, decision: str = "同意", **other: Any) -> str:
        """The opinion of the nth party of the chain, having seen all before it; its file's name."""
        stage, code, unit, person = CHAIN[nth]
        archive = self.workspace.archive
        given = archive.opinions.get(number, ())
        data = {
            "变更": number,
            "变更指纹": archive.changes[number].digest,
            "环节": stage,
            "代号": code,
            "单位": unit,
            "意见": decision,
            "日期": self._today(),
            "方式": "登记",
            "经办": {"姓名": person, "单位": unit},
            "已阅": [opinion.digest for opinion in given],
            **other,
        }
        name = f"changes/{number}/opinions/{len(given) + 1:02}-{code}.yaml"
        self.files[name] = yaml_of({key: value for key, value in data.items() if value})
        return name

    def enter(self, number: str) -> None:
        """Let a change enter the list."""
        workspace = self.workspace
        change = workspace.archive.changes[number]
        snapshot = self._snapshot()
        changed = applied(change, workspace, self._today(), lambda files: load(Overlay(snapshot, files)))
        for name, content in changed.items():
            if content is None:
                del self.files[name]
            else:
                self.files[name] = content

    def decide(self, number: str, edits: Mapping[str, Edit], **said: Any) -> None:
        """The whole way of a change, from application to entering."""
        self.propose(number, edits, **said)
        for nth in range(len(CHAIN)):
            self.opine(number, nth)
        self.enter(number)

    def attach(self, number: str, name: str, content: bytes) -> dict[str, Any]:
        """Put a scan beside a change; what a record says of it."""
        self.files[f"changes/{number}/attachments/{name}"] = content
        return {"文件": name, "大小": len(content), "指纹": bytes_digest(content)}

    def settings(self, **changes: Any) -> None:
        """Change keys of `shudi.yaml`."""
        self.files["shudi.yaml"] = yaml_of({**parsed(self.files["shudi.yaml"]), **changes})

    def _edited(self, stands: Mapping[Key, Stood], number: str, edit: Edit) -> Edited:
        key = Key(LIST, number)
        old = stands.get(key)
        home = old or next(found for found in stands.values() if found.file == "06-water.yaml")
        text = edit(dict(old.content) if old else {})
        return Edited(key, old, None if text is None else home._replace(content=text))

    def _snapshot(self) -> Files:
        return Files({name: raw for name, raw in self.files.items() if name.endswith(".yaml")})

    def _today(self) -> str:
        self.day += 1
        return f"2026-{self.day // 28 + 1:02}-{self.day % 28 + 1:02}"


def released() -> County:
    """The county right after its first release."""
    made = County()
    made.release("2026.1")
    return made


def renamed(name: str) -> Edit:
    """An edit that gives an item another name."""
    return lambda item: {**item, "名称": name}
