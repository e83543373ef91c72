"""What is to change, by the files, by a file with the new text, or by answers at the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shudi_cli.acts.desk import Desk
from shudi_cli.acts.proposing import edits_at, renewed
from shudi_cli.changes.drafting import Edited, Request, Stood, standing_items
from shudi_cli.changes.ledger import Key
from shudi_cli.cli.asking import ask, choose, needed, someone_there
from shudi_cli.cli.questions import answered
from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Basis, Change, DutyList
from shudi_cli.schema import chapter_schema, check_document
from shudi_cli.source import Document, read_document


@dataclass(frozen=True)
class Wish:
    """What the command line says is to change; at most one of `add`, `amend`, `remove`, `renew`."""

    numbers: Sequence[str] = ()
    add: bool = False
    amend: str | None = None
    remove: str | None = None
    renew: str | None = None
    source: Path | None = None
    chapter: str | None = None

    @property
    def ways(self) -> int:
        """How many ways were named."""
        return sum(map(bool, (self.numbers, self.add, self.amend, self.remove, self.renew)))


def chosen(desk: Desk, wish: Wish) -> tuple[list[Edited], bool]:
    """The items that are to change, and whether the change stands in the work tree."""
    if wish.ways > 1:
        raise ShudiError("编号、--add、--amend、--remove、--renew 一次只能用一种", "分几次报送")
    if wish.renew is not None:
        return renewed(desk, wish.renew, edits_at(desk))
    if wish.add:
        return [_added(desk, wish)], False
    if wish.amend is not None:
        return [_amended(desk, wish.amend, wish.source)], False
    if wish.remove is not None:
        key, stood = _standing(desk, wish.remove)
        return [Edited(key, stood, None)], False
    return edits_at(desk, wish.numbers), True


def completed(
    said: Request, desk: Desk, edited: Sequence[Edited], procedure: str | None, old: Change | None
) -> Request:
    """What the applicant said, with what the renewed change said, and answers where something is lacking."""
    if old is not None:
        said = replace(
            said,
            unit=said.unit or old.application.unit,
            reason=said.reason or old.reason,
            trigger=said.trigger or old.trigger,
            bases=said.bases or [_citation(basis) for basis in old.bases],
            concerned=said.concerned or old.concerned,
            downhill=said.downhill or old.downhill,
            renews=old.number,
        )
    return replace(
        said,
        unit=needed(said.unit, "申请单位", "--unit"),
        reason=needed(said.reason, "理由", "--reason", lines=True),
        trigger=said.trigger or trigger_of(desk, edited, procedure),
    )


def trigger_of(desk: Desk, edited: Sequence[Edited], name: str | None) -> str | None:
    """The trigger, asked for where the procedure leaves a choice."""
    for entry in edited:
        for procedure in desk.workspace.settings.procedures:
            if entry.sort in procedure.handles and name in {None, procedure.name}:
                triggers = procedure.triggers_for(entry.sort)
                return choose("触发", triggers, "--trigger") if len(triggers) > 1 else None
    return None


def _citation(basis: Basis) -> Mapping[str, str]:
    return {"名称": basis.name, **({"条款": basis.clause} if basis.clause else {})}


def _amended(desk: Desk, number: str, source: Path | None) -> Edited:
    key, stood = _standing(desk, number)
    duty_list = _list_in(desk, key.folder)
    content = (
        _from_file(source, duty_list)
        if source
        else answered(_item_schema(duty_list), stood.content, {"编号"})
    )
    return Edited(key, stood, stood._replace(content=_sound(content, duty_list)))


def _added(desk: Desk, wish: Wish) -> Edited:
    duty_list, domain = _home(desk, wish.chapter)
    file = domain.place.file.removeprefix(f"{duty_list.folder}/")
    if wish.source:
        content = _from_file(wish.source, duty_list)
    else:
        number = ask("编号", _free_number(duty_list, domain.order))
        content = answered(_item_schema(duty_list), {"编号": number}, {"编号"})
    content = _sound(content, duty_list)
    return Edited(
        Key(duty_list.folder, str(content["编号"])), None, Stood(content, domain.name, domain.order, file)
    )


def _standing(desk: Desk, number: str) -> tuple[Key, Stood]:
    stands = standing_items(desk.workspace.lists)
    key = next((key for key in stands if key.number == number), None)
    if key is None:
        raise ShudiError(
            f"清单里没有 {number}",
            did_you_mean(number, [key.number for key in stands], "用 shudi find 按词查找"),
        )
    return key, stands[key]


def _home(desk: Desk, name: str | None) -> tuple[DutyList, Any]:
    homes = {domain.name: (found, domain) for found in desk.workspace.lists for domain in found.domains}
    if name is not None and name not in homes:
        raise ShudiError(
            f"没有“{name}”这个领域、板块", did_you_mean(name, homes, f"写其中之一：{'、'.join(homes)}")
        )
    return homes[name or choose("增加到哪个领域、板块", list(homes), "--chapter")]


def _list_in(desk: Desk, folder: str) -> DutyList:
    return next(found for found in desk.workspace.lists if found.folder == folder)


def _free_number(duty_list: DutyList, order: int) -> str:
    """The next number of a chapter that was never given, to a removed item either."""
    prefix = f"{duty_list.kind.prefix}-{order:02}-"
    given = [item.number for item in duty_list.items] + [entry.number for entry in duty_list.notice.retired]
    used = [int(number.removeprefix(prefix)) for number in given if number.startswith(prefix)]
    return f"{prefix}{max(used, default=0) + 1:03}"


def _item_schema(duty_list: DutyList) -> Mapping[str, Any]:
    if not someone_there():
        raise ShudiError("没有人回答问题", "用 --from 文件 给出新文，或在清单文件里改好再报送")
    schema: Mapping[str, Any] = _chapter_schema(duty_list).body["properties"]["事项"]["items"]
    return schema


def _chapter_schema(duty_list: DutyList) -> Any:
    kind = duty_list.kind
    unused = tuple(field for field in kind.unused if field not in kind.required)
    return chapter_schema(kind.chapter, kind.required, unused)


def _from_file(path: Path, duty_list: DutyList) -> Mapping[str, Any]:
    """The one item of a file, written as in a list: alone, or as a list of one."""
    try:
        document = read_document(path.name, path.read_bytes())
    except OSError as error:
        raise ShudiError(f"“{path}”打不开", "核对文件名和所在的文件夹") from error
    if not document.readable:
        finding = document.findings[0]
        raise ShudiError(f"“{path}”读不出来：{finding.message}", finding.hint)
    data = document.data
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if not isinstance(data, dict) or "编号" not in data:
        raise ShudiError(
            f"“{path}”里不是一个事项", f"与{duty_list.notice.name}里的一个事项写法相同，只写一个"
        )
    return data


def _sound(content: Mapping[str, Any], duty_list: DutyList) -> Mapping[str, Any]:
    """The item as its list's schema takes it; ShudiError with what the schema refuses."""
    data: dict[str, Any] = {duty_list.kind.chapter: "章", "序号": "1", "事项": [dict(content)]}
    document = Document("新文", "", data)
    problems: list[Finding] = list(check_document(document, _chapter_schema(duty_list)))
    if problems:
        raise ShudiError(f"新文不合格式：{problems[0].message}", problems[0].hint)
    item: Mapping[str, Any] = data["事项"][0]
    return item
