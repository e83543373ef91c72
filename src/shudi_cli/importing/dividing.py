"""Dividing a cell into units and their duties: the inverse of how a list is printed, and more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.forms.cells import duties_text
from shudi_cli.importing.citing import citations
from shudi_cli.importing.naming import ROLES, TOGETHER, TOWNSHIPS_AT, Names, split_names, together_names
from shudi_cli.importing.neatening import joined_lines
from shudi_cli.model import Basis, Responsibility

_NOWHERE = Place("")
_EMPOWERED = "赋权依据："
_NUMBER = re.compile(r"^(?:[0-9]{1,2}[.)．]\s?(?![0-9])|[0-9]{1,2}、|（[0-9]{1,2}）|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[①-⑳]|[0-9]{1,2}）)\s*")  # fmt: skip
#: Where a new point may begin inside a line.
_INSIDE = re.compile(
    r"(?<=[；。])\s*(?=(?:[0-9]{1,2}[.、．](?![0-9])|（[0-9一二三四五六七八九十]{1,3}）|[①-⑳]))"
)
_LEADS = re.compile(r"^（(?:牵头|主责|牵头单位|主办|牵头部门)）")
_ASIDE = re.compile(r"^（(?:配合|协办|配合单位)）")
_ROLE = re.compile(rf"^(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})[：:]?\s*")
_VERB = re.compile("负责|牵头|配合|依法|承担|做好|协助|按照|组织|落实|指导|监督|开展|加强|履行|会同")
#: Left over where “甲牵头，…” was not understood as a whole.
_LEADING = re.compile(r"\s*牵头[，,、]")
_BETWEEN = re.compile(r"[、，]|和|及|与")


class Point(NamedTuple):
    """What a unit does, in data: unit ("" where none stands before it), whether it leads, duties, empowered by."""

    unit: str
    leads: bool
    duties: tuple[str, ...]
    empowered: tuple[tuple[str, str], ...] = ()


@dataclass
class Divided:
    """The points of a cell. What was found on the way is kept for a person to look at."""

    points: list[Point] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    no_colon: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    supports: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    unsplit: list[str] = field(default_factory=list)


def divide(text: str, names: Names, *, plain: bool = False) -> Divided:
    """A cell's units and duties. `plain` cells hold duties only, whatever they begin with."""
    if plain:
        return Divided([Point("", False, tuple(duties_of(text)))])
    own = _own(text, names)
    return Divided(own) if own is not None else _divided(text, names)


def duties_of(text: str) -> list[str]:
    """Duties one by one, without their numbers."""
    lines = [piece for line in joined_lines(text).split("\n") for piece in _INSIDE.split(line)]
    numbered = [bool(_NUMBER.match(line.strip())) for line in lines]
    if sum(numbered) < 2 and len(lines) > 1 and any(numbered):  # noqa: PLR2004 - one number alone tells nothing
        return [line.strip() for line in lines if line.strip()]
    return [duty for line in lines if (duty := _NUMBER.sub("", line.strip(), count=1).strip())]


def as_text(points: Sequence[Point]) -> str:
    """Points as a list prints them."""
    return duties_text(
        Responsibility(
            _NOWHERE, point.unit, point.leads, point.duties,
            tuple(Basis(_NOWHERE, name, clause or None) for name, clause in point.empowered),
        )
        for point in points
    )  # fmt: skip


def _own(text: str, names: Names) -> list[Point] | None:
    """The points of a cell written as our own tables write it; None unless they print as just this text."""
    points: list[Point] = []
    for line in text.split("\n"):
        head = _own_head(line, names)
        last = points[-1] if points else None
        if head is not None:
            points.append(head)
        elif last is None:
            return None
        elif line.startswith(_EMPOWERED):
            found = tuple((entry.name, entry.clause) for entry in citations(line.removeprefix(_EMPOWERED)))
            points[-1] = last._replace(empowered=(*last.empowered, *found))
        elif line.startswith(start := f"{len(last.duties) + 1}. "):
            points[-1] = last._replace(duties=(*last.duties, line.removeprefix(start)))
        else:
            return None
    duties = [duty for point in points for duty in point.duties]
    hidden = any(_heads_inside(duty, names) or _points_inside(duty) for duty in duties)
    whole = all(point.unit and point.duties for point in points)
    return points if points and whole and not hidden and as_text(points) == text else None


def _own_head(line: str, names: Names) -> Point | None:
    match = names.at_start.match(line)
    if match is None or match.group() not in names.official:
        return None
    rest = line[match.end() :]
    leads = rest.startswith("（牵头）")
    rest = rest.removeprefix("（牵头）")
    if not rest.startswith("："):
        return None
    return Point(match.group(), leads, (rest[1:],) if rest[1:] else ())


def _heads_inside(duty: str, names: Names) -> bool:
    return any(_head(duty[match.end() :], names) is not None for match in re.finditer("[；。]", duty))


def _points_inside(duty: str) -> bool:
    """Whether one duty is several that were numbered in one line."""
    return bool(_NUMBER.match(duty)) and len(duties_of(duty)) > 1


class _Head(NamedTuple):
    units: tuple[str, ...]
    leads: bool
    end: int
    colon: bool
    supports: bool
    helpers: tuple[str, ...] = ()


def _divided(text: str, names: Names) -> Divided:
    found = Divided()
    units: tuple[str, ...] = ("",)
    leads, body = False, ""
    for piece in _pieces(joined_lines(text), names):
        head = _head(piece, names)
        if head is None:
            body += piece
            continue
        _take(found, units, body, leads=leads)
        units, leads = _resolved(head, names, found), head.leads
        body = piece[head.end :]
        if head.supports:
            found.supports += units
        if head.helpers:
            helpers = _resolved(head._replace(units=head.helpers, helpers=()), names, found, alone=True)
            found.helpers += helpers
            found.points += [Point(helper, False, ()) for helper in helpers]
        elif _LEADING.match(body):
            found.unsplit.append(body.split("。", 1)[0])
    _take(found, units, body, leads=leads)
    return found


def _pieces(text: str, names: Names) -> list[str]:
    """The text cut wherever a unit may stand at the head: lines, and after ；。."""
    pieces: list[str] = []
    for part in re.split(r"(?<=[\n；。])", text):
        if pieces and _head(part, names) is None:
            pieces[-1] += part
        else:
            pieces.append(part)
    return [piece for piece in pieces if piece.strip()]


def _head(text: str, names: Names) -> _Head | None:
    """The units at the head of a text: several may share it; then a colon, a word of doing, or a role before it."""
    together = _together(text, names)
    if together:
        return together
    start = len(text) - len(text.lstrip())
    number = _NUMBER.match(text[start:])
    at = start + (number.end() if number else 0)
    role = _ROLE.match(text[at:])
    at += role.end() if role else 0
    leads, supports = (
        bool(role and "牵头" in role.group()),
        bool(role and role.group().startswith(("配合", "协"))),
    )
    units: list[str] = []
    while match := names.at_start.match(text, at) or _alike_at(text, at, names):
        at = match.end()
        units.append(match.group())
        if mark := _LEADS.match(text[at:]):
            leads, at = True, at + mark.end()
        if mark := _ASIDE.match(text[at:]):
            supports, at = True, at + mark.end()
        between = _BETWEEN.match(text, at)
        if not between or not (
            names.at_start.match(text, between.end()) or _alike_at(text, between.end(), names)
        ):
            break
        at = between.end()
    if not units:
        return None
    colon = re.match(r"\s*[：:]", text[at:])
    if colon:
        return _Head(tuple(units), leads, at + colon.end(), True, supports)
    rest = text[at:].strip()
    ends = not rest or text[at:].startswith("\n")
    doing = _VERB.match(rest) or (
        TOWNSHIPS_AT.fullmatch(units[-1]) and TOWNSHIPS_AT.match(text[at - len(units[-1]) :])
    )
    if (number is None or role) and (ends or doing or role):
        return _Head(tuple(units), leads, at + (len(text[at:]) - len(text[at:].lstrip("：:；。 "))), ends and not rest, supports)  # fmt: skip
    return None


def _together(text: str, names: Names) -> _Head | None:
    """甲牵头，乙、丙配合, where every name is known."""
    match = TOGETHER.match(text)
    if match is None:
        return None
    leading, helping = together_names(match.group(1)), together_names(match.group(2))
    if not all(names.resolve(name) for name in (*leading, *helping)):
        return None
    return _Head(tuple(leading), True, match.end(), True, False, tuple(helping))


def _alike_at(text: str, at: int, names: Names) -> re.Match[str] | None:
    """A name that the register knows by another, up to a colon or a mark."""
    match = re.compile(r"[^：:，。；、\n（(]{1,24}(?:（街道）|（镇、?街道）)?(?=[：:、（]|\n|$)").match(
        text, at
    )
    townships = TOWNSHIPS_AT.match(text, at)
    return townships or (match if match and names.resolve(match.group()) else None)


def _resolved(head: _Head, names: Names, found: Divided, *, alone: bool = False) -> tuple[str, ...]:
    units = []
    for called in head.units:
        resolved = names.resolve(called)
        units.append(resolved.name if resolved else called)
        if resolved and resolved.how:
            found.renamed.append((called, resolved.name, resolved.how))
    units = list(dict.fromkeys(units))
    if len(units) > 1 and not alone:
        found.shared.append("、".join(units))
    if not head.colon:
        found.no_colon += units
    return tuple(units)


def _take(found: Divided, units: tuple[str, ...], body: str, *, leads: bool) -> None:
    plain, *bases = body.split(_EMPOWERED)
    duties = tuple(duties_of(plain.strip(" \n")))
    if units == ("",) and not duties:
        return
    empowered = tuple((entry.name, entry.clause) for base in bases for entry in citations(base))
    for nth, unit in enumerate(units):
        found.points.append(Point(unit, leads and nth == 0, duties, empowered))


def names_in(text: str) -> list[tuple[str, bool]]:
    """Units of a cell that lists names only, as it calls them, and whether each is marked as leading."""
    listed = []
    for part in split_names(_ROLE.sub("", text)):
        name = re.sub(r"（(?:牵头|主责|牵头单位|主办|牵头部门)）", "", part)
        plain = re.sub(r"^(?:牵头|配合|责任)(?:单位|部门)?[：:]", "", _NUMBER.sub("", name))
        if plain:
            listed.append((plain, name != part or part.startswith("牵头")))
    return listed
