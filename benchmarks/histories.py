"""The sample county with a past: settled changes, releases, and at the end one change that enters.

<folder>/            a git repository whose top is the workspace; its two last versions are
HEAD~1               the newest release, and two changes under way with all opinions but the last
HEAD                 the last opinion on one of them, and that change in the list
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shudi_cli.canon import content_digest
from shudi_cli.changes import state_of
from shudi_cli.changes.applying import applied
from shudi_cli.changes.drafting import Edited, Request, Stood, change_data, standing_items
from shudi_cli.diagnostics import Place
from shudi_cli.formatting import key_order, new_text
from shudi_cli.model import Change, Procedure
from shudi_cli.model.building import build
from shudi_cli.model.changes import record_digest
from shudi_cli.schema import schema_named
from shudi_cli.snapshot import Overlay, WorkTree
from shudi_cli.source import read_document
from shudi_cli.workspace import Workspace, load

_FIRST = date(2020, 1, 1)
_PERSONS = "甲乙丙丁戊己庚辛"


def history(folder: Path, sample: Path, *, changes: int, releases: int) -> Path:
    """Make the repository anew, with so many settled changes in so many releases after the first one."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("changes", "releases"))
    _git(folder, "init", "--quiet", "--initial-branch=main")
    past = _Past(folder, load(WorkTree(folder)))
    past.release([])
    for nth in range(releases):
        past.release(past.settled(changes * (nth + 1) // releases - changes * nth // releases))
        _save(folder, f"release {nth + 1}")
    past.under_way(1)
    past.under_way(0)
    _save(folder, "before")
    past.entered()
    _save(folder, "after")
    _git(folder, "gc", "--quiet")
    return folder


@dataclass
class _Past:
    """A county writing its records. Each two changes undo one another, so that the list stays the sample's."""

    folder: Path
    workspace: Workspace
    day: int = 0
    numbers: dict[int, int] = field(default_factory=dict)
    editions: dict[int, int] = field(default_factory=dict)
    newest: Mapping[str, Any] | None = None
    last: str = ""

    @property
    def procedure(self) -> Procedure:
        """The procedure of every change."""
        return self.workspace.settings.procedures[0]

    def settled(self, count: int) -> list[dict[str, Any]]:
        """So many approved changes (one less where odd); what a release says of them."""
        stands = standing_items(self.workspace.lists)
        keys = sorted(stands)
        told = []
        for _ in range(count // 2):
            key = keys[self.day % len(keys)]
            plain, noted = stands[key], _noted(stands[key], self.day)
            told += [
                self._change(Edited(key, *sides), whole=True) for sides in ((plain, noted), (noted, plain))
            ]
        return told

    def under_way(self, nth: int) -> None:
        """A change of the nth item that lacks its last opinion."""
        stands = standing_items(self.workspace.lists)
        key = sorted(stands)[nth]
        told = self._change(Edited(key, stands[key], _noted(stands[key], 0)), whole=False)
        self.last = told["编号"]

    def entered(self) -> None:
        """The last opinion on it, and the change in the list."""
        number = self.last
        tree = WorkTree(self.folder)
        workspace = load(tree, records=lambda name: name.startswith(f"changes/{number}/"))
        change = workspace.archive.changes[number]
        seen = [opinion.digest for opinion in workspace.archive.opinions[number]]
        parties = _parties(change.procedure)
        self._opinion(change, len(parties) - 1, parties[-1], seen)
        files = applied(change, workspace, self._today(), lambda files: load(Overlay(tree, files)))
        for name, content in files.items():
            assert content is not None
            (self.folder / name).write_bytes(content)

    def release(self, told: list[dict[str, Any]]) -> None:
        """A release of what stands."""
        today = self._today()
        year = int(today[:4])
        self.editions[year] = self.editions.get(year, 0) + 1
        names = [name for name in WorkTree(self.folder).names() if name in self.workspace.documents]
        data = {
            "发布": f"{year}.{self.editions[year]}",
            "地区": self.workspace.settings.region.name,
            "文号": f"示编发〔{year}〕{self.editions[year]}号",
            "发布日期": today,
            "生效日期": today,
            "单位": "县委编办",
            "经办": {"姓名": "发布人", "单位": "县委编办"},
            "上一版": self.newest,
            "变更": told,
            "程序": [
                {"名称": found.name, "指纹": found.digest} for found in self.workspace.settings.procedures
            ],
            "文件": [{"路径": name, "指纹": self._file_digest(name)} for name in names],
            "事项": [
                {"编号": key.number, "清单": key.folder, "指纹": digest}
                for key, digest in sorted(state_of(self.workspace.lists).items())
            ],
        }
        data = {key: value for key, value in data.items() if value}
        self._write(f"releases/{data['发布']}.yaml", "release", data)
        self.newest = {"发布": data["发布"], "指纹": record_digest("release", data)}

    def _file_digest(self, name: str) -> str:
        return content_digest("file", read_document(name, (self.folder / name).read_bytes()).data)

    def _change(self, edited: Edited, *, whole: bool) -> dict[str, Any]:
        today = self._today()
        year = int(today[:4])
        self.numbers[year] = self.numbers.get(year, 0) + 1
        number = f"CG-{year}-{self.numbers[year]:03}"
        request = Request(
            "县水务局", "申请人", today, "职能调整", trigger=self.procedure.triggers_for(edited.sort)[0]
        )
        region = self.workspace.settings.region.name
        data = change_data(number, region, [edited], request, self.procedure, base=None, roster=None)
        self._write(f"changes/{number}/change.yaml", "change", data)
        change = build(Change, data, Place(number))
        seen: list[str] = []
        told = []
        parties = _parties(self.procedure)
        for nth, party in enumerate(parties if whole else parties[:-1]):
            file, digest = self._opinion(change, nth, party, seen)
            seen.append(digest)
            told.append({"文件": file, "方式": "登记", "指纹": digest})
        return {"编号": number, "指纹": change.digest, "意见": told}

    def _opinion(
        self, change: Change, nth: int, party: tuple[str, str, str, bool], seen: list[str]
    ) -> tuple[str, str]:
        stage, code, unit, numbered = party
        today = self._today()
        data = {
            "变更": change.number,
            "变更指纹": change.digest,
            "环节": stage,
            "代号": code,
            "单位": unit,
            "意见": "同意",
            "文号": f"示政发〔{today[:4]}〕{nth + 1}号" if numbered else None,
            "日期": today,
            "方式": "登记",
            "经办": {"姓名": f"经办{_PERSONS[nth]}", "单位": unit},
            "已阅": list(seen),
        }
        data = {key: value for key, value in data.items() if value}
        file = f"{nth + 1:02}-{code}.yaml"
        self._write(f"changes/{change.number}/opinions/{file}", "opinion", data)
        return file, record_digest("opinion", data)

    def _write(self, name: str, kind: str, data: Mapping[str, Any]) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new_text(data, key_order(schema_named(kind).body)), encoding="utf-8")

    def _today(self) -> str:
        self.day += 1
        return (_FIRST + timedelta(days=self.day // 4)).isoformat()


def _parties(procedure: Procedure) -> list[tuple[str, str, str, bool]]:
    return [
        (stage.name, party.code, party.unit or "", stage.numbered)
        for stage in procedure.stages
        for party in stage.parties
    ]


def _noted(stood: Stood, nth: int) -> Stood:
    note = f"第{nth}次调整后由牵头单位按季度汇总上报。"
    return stood._replace(content={**stood.content, "备注": note})


def _save(folder: Path, message: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "-m", message)


def _git(folder: Path, *arguments: str) -> None:
    someone = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **someone}, check=True)
