"""Judging one signature: by the roster in force on its day, and by what later versions say of its key."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from shudi_cli.archive import Archive
from shudi_cli.model.changes import RosterRef, signed_bytes
from shudi_cli.model.releases import release_order
from shudi_cli.model.settings import Region, Settings
from shudi_cli.model.signers import LEFT, Signer, SigningKey, SigningRoster, within
from shudi_cli.signature import check, normal_key
from shudi_cli.signers.chain import namespace, version_faults


class Record(NamedTuple):
    """What is to be judged: a signed record, who is said to have signed it, when, and as what.

    `purpose` is the namespace's kind: approval or release. `role` is None where any person of the roster may
    sign. `settled` says that a release up to the roster's checkpoint holds it. `unit` is the unit he must be of
    by the roster; None where his role says enough.
    """

    kind: str
    purpose: str
    content: Mapping[str, Any]
    signature: str | None
    name: str
    role: str | None
    day: str
    roster: RosterRef | None
    settled: bool = False
    unit: str | None = None


class Authority:
    """The signing rosters of a workspace as judges. Without rosters a county uses no keys."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._rosters = list(_sound(archive.rosters, settings.region))
        self._all = archive.rosters
        self._region = settings.region
        self._releases = archive.releases

    @property
    def uses_keys(self) -> bool:
        """Whether the county signs with keys."""
        return bool(self._all)

    @property
    def present(self) -> SigningRoster | None:
        """The newest sound version."""
        return self._rosters[-1] if self._rosters else None

    def on(self, day: str) -> SigningRoster | None:
        """The version in force on a day (ISO text)."""
        return next((roster for roster in reversed(self._rosters) if roster.day <= day), None)

    @cached_property
    def without_keys(self) -> Collection[str]:
        """The changes that were released before there was a roster: they never had signatures."""
        return {
            entry.number for release in self._releases if release.roster is None for entry in release.changes
        }

    @cached_property
    def settled(self) -> Collection[str]:
        """The changes held by releases up to the newest roster's checkpoint."""
        mark = self.present.checkpoint if self.present else None
        if mark is None:
            return frozenset()
        last = release_order(mark.number)
        return {
            entry.number for release in self._releases if release.order <= last for entry in release.changes
        }

    def good_on(self, day: str) -> Sequence[SigningRoster]:
        """The versions a record of a day may name: the one in force, and the one it replaced that very day."""
        return [
            roster
            for roster, later in zip(self._rosters, [*self._rosters[1:], None], strict=False)
            if roster.day <= day and (later is None or day <= later.day)
        ]

    def needs_signatures(self, change: str) -> bool:
        """Whether the records of a change must be signed with keys."""
        return self.uses_keys and change not in self.without_keys

    def fault(self, record: Record) -> str | None:
        """Why a signature does not count, in a clerk's words; None when it does."""
        roster = self._roster_of(record)
        if isinstance(roster, str):
            return roster
        person = roster.named(record.name)
        if person is None:
            return f"“{record.name}”不在第{roster.version}版签批名册里"
        if record.role is not None and not any(
            office.code == record.role and within(record.day, office.since, office.until)
            for office in person.offices
        ):
            return f"{record.name}在 {record.day} 不担任“{record.role}”"
        if record.unit not in {None, person.unit}:
            return f"{record.name}在签批名册里是{person.unit}的人，不是{record.unit}的"
        return self._key_fault(record, person)

    def _roster_of(self, record: Record) -> SigningRoster | str:
        ref = record.roster
        if ref is None or record.signature is None:
            return "没有签名，或没有写明签批名册"
        good = self.good_on(record.day)
        if not good:
            return f"{record.day} 没有有效的签批名册"
        named = next(
            (roster for roster in good if (ref.version, ref.digest) == (roster.version, roster.digest)), None
        )
        if named is None:
            return f"{record.day} 有效的是第{good[-1].version}版签批名册，它依据的是第{ref.version}版或另一份"
        if named.expires is not None and named.expires < record.day:
            return f"第{named.version}版签批名册到 {named.expires} 已经过期"
        return named

    def _key_fault(self, record: Record, person: Signer) -> str | None:
        message = signed_bytes(record.kind, record.content)
        purpose = namespace(record.purpose, self._region)
        reasons = []
        for key in person.keys:
            reason = check(message, record.signature or "", public_key=key.line, namespace=purpose)
            if reason is None:
                return self._term_fault(record, key)
            reasons.append(reason)
        return f"{record.name}的签名无效：{reasons[0]}" if reasons else f"{record.name}没有公钥"

    def _term_fault(self, record: Record, key: SigningKey) -> str | None:
        if not within(record.day, key.since, key.until):
            return f"{record.name}的这把密钥在 {record.day} 不能用"
        for revoked in self._revocations(key):
            if revoked.reason == LEFT and revoked.day <= record.day:
                return f"{record.name}已离任，这把密钥从 {revoked.day} 起停用"
            if revoked.reason != LEFT and not record.settled:
                return f"{record.name}的这把密钥已泄露，用它签的一律不算"
        return None

    def _revocations(self, key: SigningKey) -> Iterator[Any]:
        line = normal_key(key.line)
        for roster in self._rosters:
            for person in roster.people:
                for other in person.keys:
                    if other.revoked and normal_key(other.line) == line:
                        yield other.revoked


def _sound(rosters: Sequence[SigningRoster], region: Region) -> Iterator[SigningRoster]:
    """The versions up to the first that is not what it should be."""
    previous: SigningRoster | None = None
    for nth, roster in enumerate(rosters):
        if any(True for _ in version_faults(roster, previous, nth + 1, region)):
            return
        yield roster
        previous = roster
