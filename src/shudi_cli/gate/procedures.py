"""Procedures and signing rosters: who decides is never changed in one go with what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.archive import is_record, record_kind
from shudi_cli.changes.notices import same
from shudi_cli.diagnostics import Finding, Place
from shudi_cli.gate.grounds import data_of
from shudi_cli.gate.states import States, error, warning
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.signers import chain_faults
from shudi_cli.snapshot.naming import is_list_name

#: The keys of `shudi.yaml` that say who decides, and in which county a signature counts.
_GUARDED = ("地区", "程序", "发布")
_SHOWN = 3


def deciding(states: States) -> Iterator[Finding]:
    """Procedures or rosters that change with other things, rosters that do not hold, and what to look at."""
    keys = _changed_keys(states)
    guarded = [key for key in _GUARDED if key in keys]
    rosters = [name for name in states.added if record_kind(name) == "signers"]
    if rosters or (guarded and states.old.archive.rosters):
        yield from _unsound(states)
    if not (rosters or guarded) or not (states.old.released or states.judge.archive.rosters):
        return
    places = [*(Place(SETTINGS_FILE) / key for key in guarded), *map(Place, rosters)]
    if others := _others(states, keys, rosters):
        shown = "、".join(others[:_SHOWN]) + (f"等 {len(others)} 处" if len(others) > _SHOWN else "")
        for place in places:
            message = f"{_what(place)}改了，同时还改了 {shown}"
            hint = "分两次办：先只保存、上传程序和签批名册的改动，核对以后，再办别的"
            yield error("C203", place, message, hint)
    else:
        yield from _to_look_at(states, guarded, rosters)


def _changed_keys(states: States) -> Sequence[str]:
    """The keys of `shudi.yaml` whose content differs."""
    if SETTINGS_FILE not in states.edited:
        return []
    old, new = states.old.content, data_of(states.after, SETTINGS_FILE) or {}
    if not old:  # it could not be read: whoever mends it changes every key
        return _GUARDED
    return [key for key in dict.fromkeys((*old, *new)) if not same(old.get(key), new.get(key))]


def _others(states: States, keys: Sequence[str], rosters: Sequence[str]) -> Sequence[str]:
    ours = [name for name in states.edited if is_list_name(name) or is_record(name)]
    files = [name for name in ours if name not in rosters and name != SETTINGS_FILE]
    return [*(f"{SETTINGS_FILE} 的“{key}”" for key in keys if key not in _GUARDED), *files]


def _what(place: Place) -> str:
    return f"“{place.path[0]}”" if place.path else "签批名册"


def _unsound(states: States) -> Iterator[Finding]:
    """What is wrong with the chain of rosters; found here too, since a county can turn a rule off."""
    archive = states.workspace.archive
    for fault in chain_faults(archive.rosters, states.workspace.settings, archive.releases):
        yield error(*fault)


def _to_look_at(states: States, guarded: Sequence[str], rosters: Sequence[str]) -> Iterator[Finding]:
    hint = "请县委编办、司法局的人当面核对，再往下办"
    vouched = bool(states.workspace.archive.rosters)
    for key in guarded:
        if key != "程序" or not vouched:
            yield warning("C207", Place(SETTINGS_FILE) / key, f"“{key}”改了，请核对", hint)
    if rosters and not states.judge.archive.rosters:
        for roster in states.workspace.archive.rosters[:1]:
            message = f"第一版签批名册，它的指纹是 {roster.digest}，请核对"
            yield warning("C207", roster.place, message, hint)
