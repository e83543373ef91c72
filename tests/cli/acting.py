"""A county that works by its procedure, and what its clerks type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from shudi_cli.formatting import format_text, key_order
from shudi_cli.source import read_document
from shudi_cli.workspace import file_schema
from tests.changes.records import PROCEDURE, UNITS
from tests.cli.county import FIELDS, RIVERS, SAND, WELLS, Said, chapter, county
from tests.diff.county import UNITS as REGISTER
from tests.diff.county import yaml_of

Run = Callable[..., Said]
#: Who speaks for each party.
PERSONS = dict(zip(UNITS.values(), ("甲", "乙", "丙", "丁", "戊"), strict=True))
ON = ("--date", "2026-11-02")


def governed(**files: str) -> dict[str, str]:
    """The small county with a procedure, and with the offices that decide."""
    made = county()
    settings = read_document("shudi.yaml", made["shudi.yaml"].encode()).data
    levels = {"市": "市级", "县": "县级"}
    offices = [
        {"名称": unit, "层级": levels[unit[0]], "类别": "党委政府" if unit == "县委县政府" else "部门"}
        for unit in UNITS.values()
    ]
    made |= {
        "shudi.yaml": yaml_of({**settings, "程序": [PROCEDURE], "发布": {"单位": "县委编办"}}),
        "units.yaml": yaml_of({**REGISTER, "单位": [*offices, *REGISTER["单位"]]}),
    }
    return {name: tidy(name, text) for name, text in made.items()} | files


def tidy(name: str, text: str) -> str:
    """A file in canonical form, as the tool itself writes it."""
    return format_text(read_document(name, text.encode()), key_order(file_schema(name).body))


def rewritten(**changes: Any) -> str:
    """The chapter of rivers with its first item changed."""
    return rivers({**SAND, **changes}, WELLS)


def rivers(*items: Any) -> str:
    """The chapter of rivers with these items."""
    return tidy(RIVERS, chapter("水务", 6, *items))


def fields(*items: Any) -> str:
    """The chapter of fields with these items."""
    return tidy(FIELDS, chapter("农业农村", 7, *items))


def amend(run: Run, root: Path, name: str = "河道非法采砂的查处", *options: str) -> Said:
    """Edit the first item's name in its file and apply for it."""
    path = root / RIVERS
    path.write_text(rewritten(名称=name), encoding="utf-8")
    return run(
        "propose", "--unit", "青山镇", "--reason", "基层有需要", "--by", "申请人", *ON, *options, cwd=root
    )


def agree(run: Run, root: Path, number: str, *units: str) -> list[Said]:
    """Each of the units (all of them when none is named) agrees, in order."""
    said = []
    for unit in units or tuple(PERSONS):
        words = ["approve", number, "--as", unit, "--opinion", "同意", "--by", PERSONS[unit], *ON, "--yes"]
        if unit == "县委县政府":
            words += ["--number", f"清办字〔2026〕{int(number[-3:])}号"]
        said.append(run(*words, cwd=root))
        assert said[-1].code == 0, said[-1].err
    return said
