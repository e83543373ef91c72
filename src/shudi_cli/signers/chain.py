"""The chain of signing rosters: each version is signed by enough managers of the one before, and of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from shudi_cli.diagnostics import Fault
from shudi_cli.model.changes import signed_bytes
from shudi_cli.model.releases import Release, release_order
from shudi_cli.model.settings import Region, Settings
from shudi_cli.model.signers import COMPROMISED, SigningRoster, within
from shudi_cli.signature import check, normal_key

#: The rule that every fault here breaks.
_CODE = "N101"


def namespace(kind: str, region: Region) -> str:
    """What a signature is for: neither git's nor another county's can stand for it."""
    return f"shudi-{kind}@{region.name}{region.code or ''}"


def chain_faults(
    rosters: Sequence[SigningRoster], settings: Settings, releases: Sequence[Release] = ()
) -> Iterator[Fault]:
    """Everything wrong with the rosters of a workspace, oldest first."""
    for nth, roster in enumerate(rosters):
        previous = rosters[nth - 1] if nth else None
        yield from version_faults(roster, previous, nth + 1, settings.region)
    if rosters:
        yield from _outdated(rosters[-1], settings)
        yield from _against_releases(rosters[-1], releases)


def version_faults(
    roster: SigningRoster, previous: SigningRoster | None, expected: int, region: Region
) -> Iterator[Fault]:
    """What is wrong with one version, given the one before it."""
    if roster.version != expected:
        yield Fault(
            _CODE,
            roster.place / "版次",
            f"缺少第{expected}版签批名册",
            "从上一个版本恢复它；名册一版也不能少",
        )
    if roster.region != region.name:
        yield Fault(_CODE, roster.place / "地区", f"这是“{roster.region}”的签批名册", "换成本县的")
    if roster.previous != (previous and previous.digest):
        yield Fault(
            _CODE,
            roster.place / "上一版指纹",
            "与上一版签批名册接不上",
            "“上一版指纹”写上一版名册的指纹，第一版不写",
        )
    if previous is not None and roster.day < previous.day:
        yield Fault(_CODE, roster.place / "日期", "比上一版签批名册还早", "核对日期")
    yield from _people_faults(roster)
    yield from _signature_faults(roster, previous, region)


def _people_faults(roster: SigningRoster) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for person in roster.people:
        for key in person.keys:
            line = normal_key(key.line)
            if line is None:
                yield Fault(
                    _CODE,
                    key.place / "公钥",
                    f"{person.name}的公钥不能用",
                    "只用 ssh-ed25519 的公钥，照公钥文件抄一行",
                )
            elif owners.setdefault(line, person.name) != person.name:
                message = f"{person.name}与{owners[line]}是同一把公钥"
                yield Fault(_CODE, key.place / "公钥", message, "一把公钥只能属于一个人")
    names = Counter(person.name for person in roster.people)
    for name in roster.managers:
        if name not in names:
            yield Fault(
                _CODE, roster.place / "管理人", f"管理人“{name}”不在人员里", "在人员里写上姓名、单位和公钥"
            )
    for person in roster.people:
        if names[person.name] > 1:
            yield Fault(_CODE, person.place / "姓名", f"有两个“{person.name}”", "重名的，姓名后加注以区别")
            return
    if roster.threshold > len(set(roster.managers)):
        yield Fault(_CODE, roster.place / "门槛", "门槛比管理人还多，再也改不了名册", "门槛不超过管理人数")


def _signature_faults(
    roster: SigningRoster, previous: SigningRoster | None, region: Region
) -> Iterator[Fault]:
    message = signed_bytes("signers", roster.content)
    for judge, whose in ((previous, "上一版"), (roster, "本版")):
        if judge is None:
            continue
        good = _managers_who_signed(roster, judge, message, region)
        if len(good) < judge.threshold:
            text = f"第{roster.version}版签批名册要有{whose}的{judge.threshold}个管理人签名，有效的只有{len(good)}个"
            yield Fault(_CODE, roster.place / "管理人签名", text, "请管理人运行 shudi signers --sign")


def _managers_who_signed(
    roster: SigningRoster, judge: SigningRoster, message: bytes, region: Region
) -> set[str]:
    """The managers of `judge` whose signature under `roster` is good, by the keys they have in `judge`."""
    good: set[str] = set()
    for entry in roster.signatures:
        person = judge.named(entry.name)
        if person is None or entry.name not in judge.managers:
            continue
        for key in person.keys:
            # Who has left may still sign the version that says so, and none after it.
            gone = key.revoked is not None and (
                key.revoked.reason == COMPROMISED or (judge is not roster and key.revoked.day <= roster.day)
            )
            if gone or not within(roster.day, key.since, key.until):
                continue
            purpose = namespace("roster", region)
            if check(message, entry.signature, public_key=key.line, namespace=purpose) is None:
                good.add(entry.name)
    return good


def _outdated(roster: SigningRoster, settings: Settings) -> Iterator[Fault]:
    vouched = {entry.digest for entry in roster.procedures}
    present = {procedure.digest for procedure in settings.procedures}
    if vouched != present:
        message = "shudi.yaml 里的程序与签批名册所载不一致"
        hint = "程序改对了的，出一版新的签批名册；不该改的，恢复原来的程序"
        yield Fault(_CODE, roster.place / "程序", message, hint)


def _against_releases(roster: SigningRoster, releases: Sequence[Release]) -> Iterator[Fault]:
    """The checkpoint: a copy rolled back below it, or with another release of that number, is no true copy."""
    mark = roster.checkpoint
    if mark is None or not releases:
        return
    found = next((release for release in releases if release.number == mark.number), None)
    if found is None and max(release.order for release in releases) >= release_order(mark.number):
        return  # only the newest release was read
    if found is None or found.digest != mark.digest:
        what = "不在这里" if found is None else "内容不同"
        yield Fault(
            _CODE,
            mark.place,
            f"签批名册核对过的版本 {mark.number} {what}",
            "这份拷贝被退回或改造过，另取一份",
        )
