"""Showing what was in force and what was known on a day: text, Markdown, JSON. Never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.diff import FieldChange, Piece
from shudi_cli.diff.structure import fields_between, in_words
from shudi_cli.lookup import ItemFound
from shudi_cli.report.diffs import sides
from shudi_cli.report.paper import Paper
from shudi_cli.trace import Part, Township, Trace

NO_VERDICT = "以上只列清单的记载和当天的案卷；责任认定由有权机关依规作出。"


def blocks(found: Trace, paper: Paper) -> Iterator[str]:
    """The page, block by block."""
    item, release = found.found.item, found.release
    yield paper.heading(1, f"{found.day} {item.number} {item.name}")
    yield paper.heading(2, "当天有效的正式版本")
    yield paper.facts(
        [
            ("版本", f"{release.number} 版，{found.region}"),
            ("文号", release.document_number),
            ("发布", f"{release.day}，{release.effective} 起生效"),
            ("指纹", release.digest),
        ]
    )
    yield paper.heading(2, "事项原文")
    yield paper.paragraph(f"{found.found.duty_list.notice.name} · {found.found.domain.name}")
    yield paper.table(("项目", "内容"), list(_text(found.found)))
    if found.township:
        yield from _township(found.township, paper)
    yield from _origin(found, paper)
    yield from _known(found, paper)
    yield paper.heading(2, "核对")
    if found.digest:
        yield paper.facts([("指纹", found.digest)])
        yield paper.paragraph("以后再查同一天、同一事项，指纹不变。")
    else:
        yield paper.paragraph("这一天还没有过完，明天再查才有指纹。")
    yield paper.paragraph(NO_VERDICT)


def trace_json(found: Trace) -> Mapping[str, Any]:
    """The answer, for programs; `content` is what the digest is over, in the words of the files."""
    return {
        "date": found.day,
        "item": found.found.item.number,
        "township": _township_json(found.township),
        "release": found.release.number,
        "same": found.same,
        "content": found.as_data(),
        "digest": found.digest,
        "notice": NO_VERDICT,
    }


def _text(found: ItemFound) -> Iterator[tuple[str, Sequence[Sequence[Piece]]]]:
    """The item's fields; each unit of 主体责任 and 配合责任 on a row of its own, with 牵头."""
    item = found.item
    for title, role in (("主体责任", item.main), ("配合责任", item.support)):
        for entry in role:
            lead = "（牵头）" if entry.leads else ""
            duties = "\n".join(entry.duties)
            empowered = "".join(f"\n赋权依据：{basis}" for basis in entry.empowered_by)
            yield f"{title} · {entry.unit}{lead}", [[Piece("same", duties + empowered)]]
    for key, value in item.content.items():
        if key not in {"编号", "名称", "主体责任", "配合责任"}:
            yield key, [[Piece("same", in_words(value, (key,)) or "")]]


def _township(township: Township, paper: Paper) -> Iterator[str]:
    name = township.unit.name
    yield paper.heading(2, name)
    if not township.covered:
        yield paper.paragraph(f"这个事项里没有写{name}的责任，也没有包含它的单位组。")
        return
    rows = [
        (_part(part), [[Piece("same", "\n".join(part.responsibility.duties))]]) for part in township.parts
    ]
    if township.tasks:
        rows.append(("职责任务（适用）", [[Piece("same", "\n".join(township.tasks))]]))
    yield paper.table(("责任", "要做什么"), rows)


def _part(part: Part) -> str:
    lead = "（牵头）" if part.responsibility.leads else ""
    return f"{'主体' if part.main else '配合'}责任{lead}，写作“{part.called}”"


def _origin(found: Trace, paper: Paper) -> Iterator[str]:
    origin = found.origin
    yield paper.heading(2, "这样写的来历")
    for brought in origin.changes:
        change = brought.change
        documents = f"批准文号 {'、'.join(brought.documents)}" if brought.documents else "批准时没有文号"
        yield paper.bullet(
            f"{change.number}（{change.sort}，{change.application.unit} {change.application.day} 申请）："
            f"{documents}，随 {origin.since.number} 版发布"
        )
    if not origin.known:
        yield paper.paragraph(f"{origin.since.number} 版以前的正式版本不在案卷里，再早的来历查不到。")
    elif not origin.changes:
        first = "第一个正式版本就是这样写的" if origin.since.previous is None else "没有查到是哪项变更"
        yield paper.paragraph(f"自 {origin.since.number} 版起这样写；{first}。")


def _known(found: Trace, paper: Paper) -> Iterator[str]:
    known = found.known
    yield paper.heading(2, "当天已知（到那天结束时保存的）")
    if known.version is None:
        yield paper.paragraph("到那天结束时还没有保存过版本。")
        return
    version = known.version
    announced = "已经在内" if known.announced else "还不在内"
    yield paper.facts(
        [
            ("版本", version.id),
            ("保存时间", f"{version.when:%Y-%m-%d %H:%M %z}"),
            ("正式版本", f"{found.release.number} 版{announced}"),
        ]
    )
    if known.found is None:
        reason = (
            "清单有文件读不出来，没有读到这个事项。" if known.unreadable else "那时的清单里没有这个事项。"
        )
        yield paper.paragraph(reason)
    elif found.same:
        yield paper.paragraph("那时保存的这个事项与有效的正式版本一字不差。")
    else:
        yield paper.paragraph("那时保存的这个事项与有效的正式版本不同：")
        yield paper.table(("项目", "有效的正式版本", "当天保存的"), [*_differences(found.found, known.found)])


def _differences(one: ItemFound, other: ItemFound) -> Iterator[tuple[str, Sequence[Sequence[Piece]]]]:
    if one.domain.name != other.domain.name:
        yield "所在", sides(FieldChange(("所在",), one.domain.name, other.domain.name))
    for field in fields_between(_as_written(one.item.content), _as_written(other.item.content)):
        yield " · ".join(field.path), sides(field)


def _as_written(data: Any) -> Any:
    """Data with true and false as a file has them."""
    if isinstance(data, Mapping):
        return {key: _as_written(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_as_written(value) for value in data]
    return str(data).lower() if isinstance(data, bool) else data


def _township_json(township: Township | None) -> Mapping[str, Any] | None:
    if township is None:
        return None
    return {
        "name": township.unit.name,
        "covered": township.covered,
        "parts": [
            {
                "called": part.called,
                "role": "main" if part.main else "support",
                "leads": part.responsibility.leads,
                "duties": list(part.responsibility.duties),
            }
            for part in township.parts
        ],
        "tasks": list(township.tasks),
    }
