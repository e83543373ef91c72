"""Showing the signing roster, and what a signature under it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.enrolling import Signed
from shudi_cli.diagnostics import Fault
from shudi_cli.model import Signer, SigningRoster
from shudi_cli.model.signers import Office
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look


def roster_lines(rosters: Sequence[SigningRoster], faults: Sequence[Fault], look: Look) -> Iterator[str]:
    """The version in force, who is in it, and what is wrong with the chain."""
    if not rosters:
        yield from folded("本县不用密钥签批，没有签批名册。要用，运行 shudi signers --new 写一版。", look)
        return
    newest = rosters[-1]
    until = f"，有效至 {newest.expires}" if newest.expires else ""
    yield from folded(f"签批名册第{newest.version}版，{newest.day} 起用{until}", look, 0, "title")
    yield from folded(f"管理人（{newest.threshold} 人签名可改）：{'、'.join(newest.managers)}", look, 2)
    for person in newest.people:
        yield from folded(_person(person), look, 2)
    yield from folded(f"第1版的指纹：{rosters[0].digest}", look, 0, "dim")
    for _, place, message, hint in faults:
        yield from folded(f"{place.file}：{message}（{hint}）", look, 0, "error")


def _person(person: Signer) -> str:
    terms = [_term(office) for office in person.offices]
    stopped = [key for key in person.keys if key.revoked]
    keys = f"{len(person.keys)} 把公钥" + (f"，停用 {len(stopped)} 把" if stopped else "")
    return f"{person.name}（{person.unit}）：{'、'.join(terms) or '没有职务'}；{keys}"


def _term(office: Office) -> str:
    if office.since is None and office.until is None:
        return office.code
    return f"{office.code}（{office.since or ''}至{office.until or ''}）"


def signed_lines(made: Signed) -> Iterator[str]:
    """What a signature did: the roster took effect, or what it still lacks."""
    if made.version is not None:
        yield f"第{made.roster.version}版签批名册已经启用（版本 {made.version.short}）"
        yield f"把第1版的指纹告诉要核对的人；这一版的指纹是 {made.roster.digest}"
        return
    yield f"已经签名，第{made.roster.version}版签批名册还没有启用："
    yield from (f"  {message}（{hint}）" for _, _, message, hint in made.faults)
