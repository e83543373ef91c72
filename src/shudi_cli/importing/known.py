"""What is known before an import: the present workspace, else what a new one begins with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shudi_cli.errors import ShudiError
from shudi_cli.founding import contents, county_named
from shudi_cli.founding.planning import LISTS
from shudi_cli.importing.bringing_in import Known
from shudi_cli.model import LawRegister, UnitRegister
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.schema import check_document, schema_named
from shudi_cli.snapshot import WorkTree
from shudi_cli.source import read_document
from shudi_cli.workspace import load

#: What a draft does not take over from the present settings: its lists are other ones, its day is today.
_OWN = ("清单", "核对日")


def known_at(workspace: Path | None) -> tuple[Known, Mapping[str, Any]]:
    """What is known, and the settings that a draft begins with. ShudiError where the workspace cannot be read."""
    return _fresh() if workspace is None else _present(workspace)


def _present(root: Path) -> tuple[Known, Mapping[str, Any]]:
    workspace = load(WorkTree(root))
    for name in (SETTINGS_FILE, UNITS_FILE, LAWS_FILE):
        if name in workspace.unread:
            raise ShudiError(f"本工作区的 {name} 有错，没有导入", "先用 shudi validate 查看并改好，再导入")
    settings, units, laws = (
        workspace.documents[name].data for name in (SETTINGS_FILE, UNITS_FILE, LAWS_FILE)
    )
    region = workspace.settings.region.name
    known = Known(workspace.units, workspace.laws, units, laws, settings["清单种类"], region)
    return known, {key: value for key, value in settings.items() if key not in _OWN}


def _fresh() -> tuple[Known, Mapping[str, Any]]:
    files = contents(county_named(None))
    settings = _data("shudi", files[f"{LISTS}/{SETTINGS_FILE}"])
    units = _data("units", files[f"{LISTS}/{UNITS_FILE}"])
    needed = set(_strings([settings.get("程序", ()), settings.get("发布", ())]))
    units = {**units, "单位": [unit for unit in units["单位"] if unit["名称"] in needed]}
    known = Known(UnitRegister.of(units), LawRegister(), units, {}, settings["清单种类"])
    return known, {key: value for key, value in settings.items() if key not in _OWN}


def _data(kind: str, raw: bytes) -> dict[str, Any]:
    document = read_document(f"{kind}.yaml", raw)
    check_document(document, schema_named(kind))
    return dict(document.data)


def _strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, Mapping) else data if isinstance(data, (list, tuple)) else ()
    return [text for entry in inner for text in _strings(entry)]
