"""What is wrong with an application, whoever has approved it: form, procedure, and duty that slides downhill."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from shudi_cli.archive import Archive
from shudi_cli.changes.following import follows_removal, removed_numbers
from shudi_cli.diagnostics import Fault
from shudi_cli.diff import Levels, same_matter, slide
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Change, ChangedItem, Settings, Unit, UnitGroup, UnitRegister
from shudi_cli.model.changes import ADD, AMEND, REMOVE


def flaws(
    change: Change, settings: Settings, units: UnitRegister | None, archive: Archive
) -> Iterator[Fault]:
    """Everything wrong with one application. Units are not judged where their register could not be read."""
    yield from _form(change, settings)
    yield from _renewal(change, archive)
    yield from _procedure(change, settings, archive)
    if units is not None:
        yield from _applicant(change, units)
        yield from _downhill(change, Levels.known(units), archive)
    for item in change.items:
        yield from _item(item, change)


def _form(change: Change, settings: Settings) -> Iterator[Fault]:
    if change.region != settings.region.name:
        message = f"这是“{change.region}”的变更，不是本县的"
        yield Fault("C111", change.place / "地区", message, "别的县的变更不能拿来用，另行申请")
    folders = [entry.folder for entry in settings.lists]
    if change.folder not in folders:
        yield Fault(
            "C111",
            change.place / "清单",
            f"没有“{change.folder}”这份清单",
            f"写其中之一：{'、'.join(folders)}",
        )
    numbers = [item.number for item in change.items]
    for nth, number in enumerate(numbers):
        if number in numbers[:nth]:
            yield Fault(
                "C111", change.items[nth].place / "编号", f"“{number}”写了两次", "一项变更里一个事项只写一次"
            )


def _renewal(change: Change, archive: Archive) -> Iterator[Fault]:
    """Only the applicant takes a change's place with another."""
    if change.renews is None:
        return
    renewed = archive.changes.get(change.renews)
    unit = change.application.unit
    if renewed is not None and renewed.application.unit != unit:
        message = f"{renewed.number} 是{renewed.application.unit}申请的，{unit}不能接续"
        yield Fault("C115", change.place / "接续", message, "不接续它，另作一项申请")
    elif renewed is None and archive.whole:
        yield Fault("C115", change.place / "接续", f"没有变更“{change.renews}”", "用 shudi propose 重新申请")


def _item(item: ChangedItem, change: Change) -> Iterator[Fault]:
    follows = item.elsewhere is not None or (change.sort == REMOVE and item.new is not None)
    wanted = {ADD: (False, True), REMOVE: (True, False), AMEND: (True, True)}[
        AMEND if follows else change.sort
    ]
    if (item.old is not None, item.new is not None) != wanted:
        needs = "、".join(name for name, needed in zip(("原文", "新文"), wanted, strict=True) if needed)
        yield Fault(
            "C112", item.place, f"“{change.sort}”的事项要有{needs}，不多不少", "用 shudi propose 重新申请"
        )
        return
    for name, text in (("原文", item.old), ("新文", item.new)):
        if text is not None and text["编号"] != item.number:
            message, hint = f"编号与“{item.number}”不同", "编号不能改；要换编号，先减后增"
            yield Fault("C112", item.place / name / "编号", message, hint)
    folder = change.folder_of(item)
    if item.before(folder) != item.old_digest:
        yield Fault("C112", item.place / "原指纹", "原文与原指纹不符", "用 shudi propose 重新申请")
    if item.before(folder) == item.after(folder):
        yield Fault("C112", item.place, f"{item.number} 的新文与原文相同", "不用申请；从变更里去掉它")
    if follows and not follows_removal(item.old, item.new, removed_numbers(change)):
        message = f"{item.number} 不只是去掉了与减去事项的对应"
        yield Fault("C112", item.place, message, "别的改动另作一项变更申请")


def _procedure(change: Change, settings: Settings, archive: Archive) -> Iterator[Fault]:
    procedure = change.procedure
    if procedure.digest not in vouched_procedures(settings, archive):
        message = f"所抄的程序“{procedure.name}”不是本县定过的"
        yield Fault(
            "C113",
            change.place / "程序",
            message,
            "程序以 shudi.yaml 为准，用 shudi propose --renew 重新申请",
        )
    if change.sort not in procedure.handles:
        message = f"“{procedure.name}”不办理“{change.sort}”"
        hint = "在 shudi.yaml 的“程序”里写明“办理”" if change.sort == AMEND else ""
        yield Fault("C113", change.place / "类型", message, hint)
    triggers = procedure.triggers_for(change.sort)
    if triggers and change.trigger not in triggers:
        message = f"“{change.sort}”的触发不能是“{change.trigger or '（没有写）'}”"
        yield Fault("C114", change.place / "触发", message, f"写其中之一：{'；'.join(triggers)}")
    for party in (party for stage in procedure.stages for party in stage.parties):
        if party.unit is None and not change.concerned:
            yield Fault(
                "C113", change.place, "程序要向所涉的乡镇（街道）征求意见，没有写明是哪几个", "写明“涉及”"
            )
            return


def vouched_procedures(settings: Settings, archive: Archive) -> Collection[str]:
    """The digests of every procedure the county has or had, as far as the records at hand can tell."""
    released = (entry for release in archive.releases for entry in release.procedures)
    enrolled = (entry for roster in archive.rosters for entry in roster.procedures)
    return {
        *(entry.digest for entry in (*released, *enrolled)),
        *(entry.digest for entry in settings.procedures),
    }


def _applicant(change: Change, units: UnitRegister) -> Iterator[Fault]:
    name = change.application.unit
    entry = units.by_name.get(name) or _then_named(name, change.application.day, units)
    place = change.place / "申请" / "单位"
    if entry is None:
        yield Fault("C115", place, f"单位名录里没有“{name}”", "写单位名录中的名称")
        return
    wanted = change.procedure.applicants
    if isinstance(entry, UnitGroup) or (wanted is not None and not wanted.admit(entry.level, entry.kind)):
        parts = ["、".join(words) for words in (wanted.levels, wanted.kinds) if words] if wanted else []
        who = "的".join(parts) or "一个单位"
        yield Fault("C115", place, f"“{name}”不能申请变更", f"由{who}申请")
    for concerned in change.concerned:
        if concerned not in units.by_name and concerned not in units.by_former_name:
            message = f"单位名录里没有要征求意见的“{concerned}”"
            yield Fault(
                "C115",
                change.place / "涉及",
                message,
                did_you_mean(concerned, units.by_name, "写单位名录中的名称"),
            )


def _then_named(name: str, day: str, units: UnitRegister) -> Unit | None:
    """The unit that had a name on a day, though it is called otherwise by now."""
    unit, former = units.by_former_name.get(name, (None, None))
    return unit if former is not None and day < former.until else None


def _downhill(change: Change, levels: Levels, archive: Archive) -> Iterator[Fault]:
    for item in change.items:
        slid = _slide(item, change, levels, archive)
        if slid is None:
            continue
        what = f"{item.number} 的主体责任移给了乡镇（街道）：{slid[0]} → {slid[1]}"
        exception = change.procedure.downhill
        if exception is None or not exception.allowed:
            yield Fault("C101", item.place, what, "责任下移一律不予采纳；主体责任仍由县级单位承担")
        elif not change.downhill:
            yield Fault(
                "C101", item.place, what, "确需破例的，用 --downhill 写明理由，并经程序所定的环节同意"
            )
        else:
            names = [stage.name for stage in change.procedure.stages]
            if missing := [name for name in exception.stages if name not in names]:
                yield Fault("C101", item.place, what, f"程序里没有破例必经的环节：{'、'.join(missing)}")


def _slide(item: ChangedItem, change: Change, levels: Levels, archive: Archive) -> tuple[str, str] | None:
    """Whether duty slides down, also behind a number that is new while the old one is being removed."""
    if item.new is None:
        return None
    if item.old is not None:
        return slide(item.old, item.new, levels)
    removed = (
        other.old
        for earlier in archive.changes.values()
        if earlier.sort == REMOVE and earlier.folder == change.folder
        for other in earlier.items
        if other.old is not None and other.new is None
    )
    return next(
        (found for old in removed if same_matter(old, item.new) and (found := slide(old, item.new, levels))),
        None,
    )
