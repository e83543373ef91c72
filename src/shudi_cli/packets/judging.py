"""Whether what was written of a contact can stand in the roster: names that are known, days and numbers that are some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shudi_cli.matching import did_you_mean
from shudi_cli.model.roster import FIRST, SECOND, WHOLE_COUNTY
from shudi_cli.model.units import TOWNSHIP_KINDS
from shudi_cli.packets.values import CONTACT_FIELDS, ContactAnswer, Trouble
from shudi_cli.roster.coverage import area_names
from shudi_cli.roster.numbers import fault_of
from shudi_cli.workspace import Workspace

_LONG = 64
_NUMBERS = ("办公电话", "手机")


@dataclass(frozen=True)
class Known:
    """The names that a contact may name, and the day on which it is judged."""

    areas: frozenset[str]
    domains: frozenset[str]
    items: frozenset[str]
    day: str

    @classmethod
    def of(cls, workspace: Workspace, day: str) -> Known:
        """Those of a workspace."""
        return cls(
            frozenset({WHOLE_COUNTY, *area_names(workspace.units)}),
            frozenset(domain.name for found in workspace.lists for domain in found.domains),
            frozenset(item.number for found in workspace.lists for item in found.items),
            day,
        )


def townships(workspace: Workspace, day: str) -> list[str]:
    """The townships that exist on a day, as the register has them."""
    return [unit.name for unit in workspace.units.units if unit.kind in TOWNSHIP_KINDS and unit.in_force(day)]


def faults(answer: ContactAnswer, fields: Iterable[int], known: Known) -> Iterator[Trouble]:
    """What is wrong with some cells of a row, cell by cell."""
    said = dict(zip(CONTACT_FIELDS, answer.cells, strict=True))
    titles = [CONTACT_FIELDS[at] for at in fields]
    number = next((title for title in _NUMBERS if title in titles and not any(map(said.get, _NUMBERS))), "")
    for at in map(CONTACT_FIELDS.index, titles):
        title, text = CONTACT_FIELDS[at], answer.cells[at]
        found = _JUDGES[title](text, known) if text or title in {"责任人", "管辖区域"} else None
        if found is None:
            found = fault_of(title, text)
        if found is None and title == number:
            found = (f"联络员“{said['责任人']}”没有号码", "写上办公电话或手机")
        if found is None and title == "止" and said["起"] and text and text < said["起"]:
            found = (f"“止”{text} 早于“起”{said['起']}", "核对这两个日期")
        if found is not None:
            yield Trouble(answer.spots[at], *found)


_Fault = tuple[str, str] | None


def _text(text: str, _known: Known) -> _Fault:
    if not text:
        return "没有写责任人", "写上姓名；不再担任的不要删去，在“止”里写上从哪一天起不再担任"
    return (f"“{text[:12]}……”太长", "只写姓名、职务") if len(text) > _LONG else None


def _turn(text: str, _known: Known) -> _Fault:
    return None if text in {FIRST, SECOND} else (f"岗不能是“{text}”", f"写 {FIRST} 或 {SECOND}")


def _office(text: str, _known: Known) -> _Fault:
    return fault_of("办公电话", text)


def _mobile(text: str, _known: Known) -> _Fault:
    return fault_of("手机", text)


def _areas(text: str, known: Known) -> _Fault:
    names = text.split("、") if text else []
    if not names:
        return "没有写管辖区域", f"写“{WHOLE_COUNTY}”或乡镇（街道）的名称"
    unknown = [name for name in names if name not in known.areas]
    if unknown:
        hint = did_you_mean(unknown[0], known.areas, f"写“{WHOLE_COUNTY}”或乡镇（街道）的名称，用顿号隔开")
        return f"没有“{unknown[0]}”这个乡镇（街道）", hint
    if WHOLE_COUNTY in names and len(names) > 1:
        return f"写了“{WHOLE_COUNTY}”，又写了别的", "留一样"
    return None


def _domains(text: str, known: Known) -> _Fault:
    unknown = [name for name in text.split("、") if name not in known.domains]
    if not unknown:
        return None
    return f"没有“{unknown[0]}”这个领域", did_you_mean(unknown[0], known.domains, "照“职责”表里的领域写")


def _items(text: str, known: Known) -> _Fault:
    unknown = [number for number in text.split("、") if number not in known.items]
    return (f"清单里没有“{unknown[0]}”", "照“职责”表里的编号写，用顿号隔开") if unknown else None


def _day(text: str, _known: Known) -> _Fault:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text).isoformat() == text:
            return None
    except ValueError:
        return f"没有“{text}”这一天", "写成 2026-03-01 的样子"
    return f"“{text}”不是日期", "写成 2026-03-01 的样子"


def _confirmed(text: str, known: Known) -> _Fault:
    fault = _day(text, known)
    if fault is None and text > known.day:
        return f"“确认”的日期 {text} 还没有到", "写核对本人、号码的那一天"
    return fault


_JUDGES: Mapping[str, Callable[[str, Known], _Fault]] = {
    "责任人": _text,
    "职务": _text,
    "岗": _turn,
    "办公电话": _office,
    "手机": _mobile,
    "管辖区域": _areas,
    "领域": _domains,
    "事项": _items,
    "起": _day,
    "止": _day,
    "确认": _confirmed,
}
