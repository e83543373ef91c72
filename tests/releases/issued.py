"""A small county that publishes, in a real repository, as short as a test can say it. No keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shudi_cli.archive import is_record
from shudi_cli.canon import content_digest
from shudi_cli.changes import state_of
from shudi_cli.diagnostics import Place
from shudi_cli.model import Release
from shudi_cli.model.building import build
from shudi_cli.source import read_document
from shudi_cli.workspace import load
from tests.changes.records import Trail
from tests.diff.county import yaml_of
from tests.memory import Files


def manifest(
    root: Path,
    number: str,
    *,
    day: str,
    effective: str,
    previous: Release | None = None,
    trails: Sequence[Trail] = (),
) -> Release:
    """The release that a workspace's files as they are would make."""
    files = Files.under(root)
    lists = [name for name in files.names() if not is_record(name)]
    digests = {
        name: content_digest("file", read_document(name, files.text(name).encode()).data) for name in lists
    }
    data: dict[str, Any] = {
        "发布": number,
        "地区": "清平县",
        "文号": f"清办字〔{number[:4]}〕{int(number[5:])}号",
        "发布日期": day,
        "生效日期": effective,
        "单位": "县委编办",
        "经办": {"姓名": "编办的人", "单位": "县委编办"},
        "文件": [{"路径": name, "指纹": digests[name]} for name in lists],
        "事项": [
            {"编号": key.number, "清单": key.folder, "指纹": digest}
            for key, digest in sorted(state_of(load(files).lists).items())
        ],
    }
    if previous is not None:
        data["上一版"] = {"发布": previous.number, "指纹": previous.digest}
    if trails:
        data["变更"] = [_released(trail) for trail in trails]
    return build(Release, data, Place(f"releases/{number}.yaml"))


def _released(trail: Trail) -> dict[str, Any]:
    return {
        "编号": trail.change.number,
        "指纹": trail.change.digest,
        "意见": [
            {
                "文件": opinion.place.file.rpartition("/")[2],
                "方式": opinion.way,
                "指纹": opinion.digest,
            }
            for opinion in trail.opinions
        ],
    }


def publish(checkout: Any, number: str, **said: Any) -> Release:
    """Save the files as they are as a release, tagged; see `manifest`. `when` is the moment, noon of its day by default."""
    when = said.pop("when", f"{said['day']}T12:00:00+08:00")
    tagged = said.pop("tagged", True)
    release = manifest(checkout.path, number, **said)
    checkout.save(
        {f"releases/{number}.yaml": yaml_of(release.content)}, message=f"发布 {number} 版", when=when
    )
    if tagged:
        checkout.run(
            "-c", "user.name=编办的人", "-c", "user.email=bian@example.invalid",
            "tag", "-a", f"release/{number}", "-m", f"{number} {release.digest}",
        )  # fmt: skip
    return release


def records(trail: Trail) -> dict[str, str]:
    """The files of a change and its opinions."""
    opinions = {opinion.place.file: yaml_of(opinion.content) for opinion in trail.opinions}
    return {trail.change.place.file: yaml_of(trail.change.content), **opinions}
