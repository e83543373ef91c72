"""C1: applications, opinions, and the sum of what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.diagnostics import Place, Severity
from shudi_cli.model import DutyList, Opinion
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, documented, rule

documented("C102", "记录与它所在的位置不符", Severity.ERROR, """
    变更、意见、正式版本写明自己的编号，要与所在的文件夹、文件名一致，否则一份记录可以冒充另一份。

    错（changes/CG-2026-003/change.yaml）：
        编号: CG-2026-002
    对（changes/CG-2026-003/change.yaml）：
        编号: CG-2026-003

    出处：本工具的约定。
    """)  # fmt: skip

documented("C103", "不是记录应有的文件名", Severity.ERROR, """
    changes、releases、signers 三个文件夹里只放程序写成的记录，别的文件没有读。

    错：changes/CG-2026-001/change - 副本.yaml
    对：changes/CG-2026-001/change.yaml

    出处：本工具的约定。
    """)  # fmt: skip


def _flawed(context: Context, code: str) -> Iterator[Found]:
    """The flaws of one code, of the changes that no release holds yet: what is settled was judged in its day."""
    for flaw in context.docket.flaws if context.docket else ():
        if flaw.code == code:
            yield Found(flaw.place, flaw.message, flaw.hint)


@rule("C111", "变更的基本内容不对", firm=True)
def form(context: Context) -> Iterator[Found]:
    """变更写明是哪个县、哪份清单的，一个事项在一项变更里只写一次；别的县的变更不能拿来用。

    错（示例县的工作区）：
        地区: 某某县
    对：
        地区: 示例县

    出处：本工具的约定。
    """
    yield from _flawed(context, "C111")


@rule("C112", "变更的事项不完整", firm=True)
def items(context: Context) -> Iterator[Found]:
    """增加的有新文，减去的有原文，修改的两样都有，编号不变，原文与原指纹相符，这样才说得清批准的是什么。

    错（类型: 减）：
        新文:
          名称: 河道非法采砂
    对（类型: 减）：
        原文:
          名称: 河道非法采砂

    出处：本工具的约定。
    """
    yield from _flawed(context, "C112")


@rule("C113", "变更没有照本县的程序", source_id="SD204", firm=True)
def procedure(context: Context) -> Iterator[Found]:
    """变更里抄录的程序要是本县定过的那一套，办理的种类也要在程序之内，否则可以给自己定一套容易的程序。

    错：变更里抄录的程序少了“市级审核”。
    对：用 shudi propose 报送，程序照 shudi.yaml 抄录。

    出处：临沂“经县级机构编制部门、司法行政部门报市级机构编制、司法行政部门审核后，由县级党委政府批准”。
    """
    yield from _flawed(context, "C113")


@rule("C114", "触发与增、减、改不配", source_id="SD202", firm=True)
def trigger(context: Context) -> Iterator[Found]:
    """基层有实际需求的，增加；法律法规规章和机构职能调整已经明确的，减去。两样不能配错。

    错（类型: 减）：
        触发: 基层有实际需求
    对（类型: 减）：
        触发: 法律法规规章或机构职能调整等已明确，不宜列入

    出处：临沂“对暂未列入清单但基层有实际需求的事项，或者因法律法规规章和机构职能调整等已明确……不宜列入清单的事项”。
    """
    yield from _flawed(context, "C114")


@rule("C115", "申请单位不能申请变更", source_id="SD203", firm=True)
def applicant(context: Context) -> Iterator[Found]:
    """变更由县级职能部门或乡镇（街道）提出申请，别的单位不能申请。

    错：
        申请:
          单位: 市司法局
    对：
        申请:
          单位: 青山镇

    出处：临沂“由县级职能部门或乡镇（街道）提出申请”。
    """
    yield from _flawed(context, "C115")


@rule("C101", "责任下移", source_id="SD107", firm=True)
def downhill(context: Context) -> Iterator[Found]:
    """变更把主体责任从县级（市级）单位移给了乡镇（街道）；没有说明理由、没有经过必经环节的，不予采纳。

    比较两个版本时（shudi diff）列在最前面；换了编号，先减后增，也查得出来。

    错（旧）：
        主体责任:
          - 单位: 县水务局
    错（新）：
        主体责任:
          - 单位: 乡镇（街道）
    对：主体责任仍由县水务局承担，乡镇（街道）写配合责任。

    出处：临沂“对于部分职能部门试图通过清单将主体责任转嫁给乡镇（街道）的行为，一律不予采纳”。
    """
    yield from _flawed(context, "C101")


@rule("C121", "意见不算数", Severity.WARNING, firm=True)
def void(context: Context) -> Iterator[Found]:
    """意见与变更的内容、程序的次序、出具的人对不上，就不算数；变更的内容一改，以前的意见全部作废。

    错：县级批准在前，市级审核在后。
    对：前一环节办完，后一环节才出具意见。

    出处：临沂“报市级……审核后，由县级党委政府批准”。
    """
    for standing in context.docket.standings if context.docket else ():
        for opinion, reason in standing.void:
            hint = f"用 shudi status {standing.change.number} 看经过；要紧的，请原来的单位重新出具"
            yield Found(opinion.place, f"{opinion.unit}的意见“{opinion.decision}”不算数：{reason}", hint)


@rule("C122", "意见没有对应的变更", firm=True)
def orphan(context: Context) -> Iterator[Found]:
    """每份意见都说的是一项变更；变更不见了，意见就没有着落。

    错：changes/CG-2026-001/ 里只有 opinions，没有 change.yaml。
    对：changes/CG-2026-001/ 里有 change.yaml 和 opinions。

    出处：本工具的约定。
    """
    archive = context.workspace.archive
    if not archive.whole:
        return
    for number, opinions in archive.opinions.items():
        missing = f"{CHANGES_FOLDER}/{number}/{CHANGE_FILE}"
        if number not in archive.changes and missing not in archive.unread:
            yield Found(opinions[0].place, f"意见说的变更 {number} 不见了", f"从上一个版本恢复“{missing}”")


@rule("C123", "同一份纸质文件两处说法不同", firm=True)
def paper_twice(context: Context) -> Iterator[Found]:
    """一份纸质文件批准了哪几项变更，每一处都要写得一样，否则一份扫描件可以拿去批准别的变更。

    错（CG-2026-003 的意见，扫描件与 CG-2026-002 的是同一份，而那里只写了 CG-2026-002）：
        所涉变更:
          - CG-2026-003
    对（两处都写）：
        所涉变更:
          - CG-2026-002
          - CG-2026-003

    出处：本工具的约定。
    """
    first: dict[str, tuple[Place, tuple[object, ...]]] = {}
    for opinions in context.workspace.archive.opinions.values():
        for opinion in opinions:
            for attachment in opinion.attachments if not _slip(opinion, opinions) else ():
                said = (opinion.document_number, tuple(sorted(opinion.together)))
                place, known = first.setdefault(attachment.digest, (opinion.place, said))
                if known != said:
                    message = f"这份扫描件在“{place.file}”里写的是另一个文号，或批准的是别的变更"
                    yield Found(attachment.place, message, "核对原件；拿错的，请重新登记")


def _slip(opinion: Opinion, opinions: Sequence[Opinion]) -> bool:
    """Whether it is no paper's word: one clerk's slip of the pen, while two others agree on what that paper says."""
    if not opinion.together:
        return True
    from shudi_cli.changes.judging import (
        paper_pairs,  # with what judges changes: a county without any need not load it
    )

    mine = [
        other
        for other in opinions
        if (other.stage, other.code, other.unit) == (opinion.stage, opinion.code, opinion.unit)
    ]
    return not paper_pairs(mine, opinion) and any(paper_pairs(mine, other) for other in mine)


@rule("C131", "清单改了，还没有报送", Severity.INFO, source_id="SD201")
def unapproved(context: Context) -> Iterator[Found]:
    """清单发布以后，只能因批准的变更而改：正在改的还没有报送，这里只是提醒；没有批准就送去发布、送审，那里会拒绝。

    错：在清单文件里改了一个字，没有报送。
    对：改好以后运行 shudi propose，批准以后由程序改。

    出处：临沂“由县级党委政府批准，及时增加到清单中或者从清单中减去”。
    """
    stands = {(entry.folder, item.number): item.place for entry in context.lists for item in entry.items}
    for key in context.docket.edited if context.docket else ():
        place = stands.get(key) or Place(_home_of(key.folder, context.lists))
        what = "减去了，还没有报送" if key not in stands else "改了，还没有报送"
        yield Found(place, f"{key.number} {what}", "要改的用 shudi propose 报送；不要的用 shudi restore 恢复")


@rule("C132", "批准的变更没有入册", firm=True)
def stuck(context: Context) -> Iterator[Found]:
    """批准的变更说的原文，与清单里的不一样了，入不了册：同一个事项，另一项变更先入了册。

    错：CG-2026-001 和 CG-2026-002 改同一个事项，两项都批准了。
    对：CG-2026-001 入册以后，CG-2026-002 用 shudi propose --renew 更新，再走程序。

    出处：本工具的约定。
    """
    for change in context.docket.stuck if context.docket else ():
        yield Found(
            change.place,
            f"{change.number} 批准了，却入不了册：事项已经变了",
            "用 shudi propose --renew 更新它",
        )


def _home_of(folder: str, lists: Sequence[DutyList]) -> str:
    """Where to look for an item that is gone: its list's notice."""
    return next((found.notice.place.file for found in lists if found.folder == folder), SETTINGS_FILE)
