"""L111–L114: lists that belong together (衔接), and powers a township would need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Related, Severity
from shudi_cli.model import Item, level_of_main
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

_POWER = re.compile(
    r"处罚|查处|取缔|没收|吊销|扣押|查封|责令|行政强制|强制(?:拆除|执行|措施|清除)|(?:行政|综合)执法|审批|核发|颁发|实施许可|准予|罚款|处以罚|拆除违"
)
#: In a clause with one of these the township helps, reports or hears of it; the power is another's.
_NOT_OWN = re.compile(
    r"配合|协助|移送|移交|报告|上报|报请|报送|提请|交由|呼叫|通报|告知|宣传|提供|申请|等待|转交|转报|反馈|引导"
)
#: 未经批准 names what is unlawful, not what the township does.
_WITHOUT = re.compile(
    r"(?:未经|未取得|未办理|无)[^，。；：]{0,12}?(?:许可证?|批准|审批手续|审批|核准|备案|同意)"
)
_CLAUSE = re.compile(r"[，。；：]")


@rule("L111", "乡镇（街道）行使权力没有赋权依据", Severity.WARNING, source_id="SD108")
def power_without_basis(context: Context) -> Iterator[Found]:
    """处罚、查处、强制、审批等权力要有法律规定或赋权，乡镇（街道）才能行使；没有依据的写进清单，就是责任大于权力。

    错：
        - 单位: 乡镇（街道）
          职责:
            - 查处辖区内违法占地行为。
    对：
        - 单位: 乡镇（街道）
          职责:
            - 巡查发现违法占地行为，及时制止并上报县自然资源和规划局。

    法律确已赋权的，写明依据：
        - 单位: 乡镇（街道）
          赋权:
            - 名称: 中华人民共和国城乡规划法
              条款: 第六十五条
          职责:
            - 对违法建设责令停止建设、限期改正。

    出处：北京《赋权清单》；临沂“将主体责任转嫁给乡镇（街道）的行为，一律不予采纳”（推断）。
    """
    units = sorted((entry.unit for entry in context.responsibilities), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, dict.fromkeys(units))) or "(?!)")
    for entry in context.responsibilities:
        if entry.unit not in context.township_names or entry.empowered_by:
            continue
        for index, duty in enumerate(entry.duties):
            if not _POWER.search(duty):
                continue
            clauses = _CLAUSE.split(_WITHOUT.sub("", names.sub("", duty)))
            powers = [
                found[0]
                for clause in clauses
                if not _NOT_OWN.search(clause) and (found := _POWER.search(clause))
            ]
            if powers:
                message = f"“{entry.unit}”的职责写了“{powers[0]}”，没有写赋权依据"
                hint = "改成发现、劝阻、上报、配合等乡镇能做的事；法律或赋权清单确已赋权的，写上“赋权”"
                yield Found(entry.place / "职责" / index, message, hint)


@rule("L112", "乡镇（街道）的责任没有与职责任务清单衔接", Severity.WARNING, source_id="SD109")
def unlinked(context: Context) -> Iterator[Found]:
    """乡镇（街道）在“属地管理”清单里有责任的事项，应在职责任务清单里有对应的任务，两份清单才不会各说各话。

    错：没有任何职责任务的“对应事项”写到 SD-05-003。
    对（职责任务清单的一个事项）：
        对应事项:
          - SD-05-003

    出处：济宁“加强清单与‘属地管理’事项责任清单的衔接”。
    """
    for duty_list in context.lists:
        wanted = duty_list.kind.linked_to
        targets = [other for other in context.lists if other.notice.kind == wanted]
        if wanted is None or not targets or not all(target.complete for target in targets):
            continue
        linked = {number for target in targets for item in target.items for number in item.links}
        known = {item.number for target in targets for item in target.items}
        for item in duty_list.items:
            if item.number in linked or known.intersection(item.links):
                continue
            if any(entry.unit in context.township_names for entry in item.responsibilities):
                message = f"乡镇（街道）在 {item.number} 有责任，{wanted}里没有对应的任务"
                yield Found(
                    item.place / "编号", message, f"在{wanted}相应事项的“对应事项”里写上 {item.number}"
                )


@rule("L113", "对应的事项不存在")
def dangling_link(context: Context) -> Iterator[Found]:
    """“对应事项”写的编号要在本工作区的清单里找得到。

    错：
        对应事项:
          - SD-05-300
    对：
        对应事项:
          - SD-05-003

    出处：本工具的约定。
    """
    if not context.complete:
        return
    retired = {entry.number: entry for duty_list in context.lists for entry in duty_list.notice.retired}
    for item in context.items:
        for index, number in enumerate(item.links):
            if number not in context.by_number:
                place = item.place / "对应事项" / index
                if number in retired:
                    yield Found(place, f"{number}“{retired[number].name}”已经减去", "删去这一行")
                else:
                    yield Found(place, f"没有编号为 {number} 的事项", "核对编号；事项已经减去的，删去这一行")


@rule("L114", "衔接的两个事项主体责任层级不同")
def conflicting_levels(context: Context) -> Iterator[Found]:
    """两份清单写的是同一件事，主体责任却一个在县级、一个在乡级，基层就不知道该听哪一份。

    错：属地管理清单写县水务局负主体责任，与它对应的履职清单事项写乡镇（街道）负主体责任。
    对：两份清单写同一级。

    出处：济宁“加强清单……衔接”（推断）。
    """
    if context.units is None:
        return
    for item in context.items:
        for index, number in enumerate(item.links):
            other = context.by_number.get(number)
            if other is None:
                continue
            levels = _level(context, item), _level(context, other)
            if None not in levels and levels[0] != levels[1]:
                message = f"{item.number} 的主体责任在{levels[0]}，对应的 {number} 在{levels[1]}"
                related = (Related((other.place / "主体责任").key, f"{number} 的主体责任"),)
                yield Found(
                    item.place / "对应事项" / index, message, "两份清单改成同一级，或取消对应", related
                )


def _level(context: Context, item: Item) -> str | None:
    return level_of_main(item, context.units) if context.units else None
