"""Judging two states of a county without a repository."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha1

from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.gate.grounds import ground_of
from shudi_cli.gate.judging import judged
from shudi_cli.gate.states import States
from shudi_cli.repository.entries import Entry
from shudi_cli.workspace import load
from tests.gate.county import County
from tests.memory import Files

TODAY = "2026-01-01"


def findings(before: County, after: County, *, judge: County | None = None) -> list[Finding]:
    """What the gate finds between two states; `judge` is the base where it is not the older state itself."""
    old, new = _entries(before), _entries(after)
    differs = {
        name: (old.get(name), new.get(name))
        for name in old.keys() | new.keys()
        if old.get(name) != new.get(name)
    }
    snapshot = _lists_and_records(after)
    ground = ground_of(_lists_and_records(before))
    states = States(
        before=_lists_and_records(before),
        after=snapshot,
        differs=differs,
        old=ground,
        judge=ground_of(_lists_and_records(judge)) if judge else ground,
        workspace=load(
            snapshot, records=lambda name: name in differs or _moving(name, differs) or ground.unsettled(name)
        ),
        inside=lambda folder: _inside(new, folder),
        content=lambda entry: _content(after, entry),
    )
    return list(judged(states, folder=".", today=TODAY).findings)


def errors(before: County, after: County, *, judge: County | None = None) -> dict[str, list[str]]:
    """The errors between two states: code → messages."""
    found: dict[str, list[str]] = {}
    for finding in findings(before, after, judge=judge):
        if finding.severity is Severity.ERROR:
            found.setdefault(finding.code, []).append(finding.message)
    return found


def _raw(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _entries(county: County) -> dict[str, Entry]:
    return {name: Entry("100644", sha1(_raw(raw)).hexdigest()) for name, raw in county.files.items()}


def _lists_and_records(county: County) -> Files:
    return Files({name: raw for name, raw in county.files.items() if name.endswith(".yaml")})


def _moving(name: str, differs: Mapping[str, object]) -> bool:
    parts = name.split("/")
    return parts[0] == "changes" and any(other.startswith(f"changes/{parts[1]}/") for other in differs)


def _inside(entries: Mapping[str, Entry], folder: str) -> dict[str, Entry]:
    prefix = f"{folder}/".removeprefix("/")
    found: dict[str, Entry] = {}
    for name, entry in entries.items():
        if name.startswith(prefix):
            first, below, _ = name[len(prefix) :].partition("/")
            found[first] = Entry("40000", "") if below else entry
    return found


def _content(county: County, entry: Entry) -> bytes | None:
    return next((_raw(raw) for raw in county.files.values() if sha1(_raw(raw)).hexdigest() == entry.id), None)
