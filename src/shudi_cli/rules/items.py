"""L101–L109: items and their responsibilities, numbers and names, and the declared totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from shudi_cli.diagnostics import Related, Severity
from shudi_cli.matching import skeleton
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

T = TypeVar("T")


@rule("L101", "职责没有实际内容", source_id="SD101")
def empty_duty(context: Context) -> Iterator[Found]:
    """每个事项至少有一个主体责任单位，每个单位至少有一条写了字的职责；“无”“/”“——”不算职责。

    错：
        主体责任:
          - 单位: 县水务局
            职责:
              - 无
    对：
        主体责任:
          - 单位: 县水务局
            职责:
              - 巡查河道采砂现场，依法查处无证采砂行为。

    出处：临沂、济宁“事项主体责任和配合责任清单”。
    """
    for duty_list in context.lists:
        needed = "主体责任" not in duty_list.kind.unused
        for item in duty_list.items if needed else ():
            if not item.main:
                hint = "写上“主体责任”：哪个单位负责，做什么"
                yield Found(item.place / "编号", f"{item.number} 没有主体责任单位", hint)
    for sentence in context.sentences:
        if sentence.blank:
            yield Found(sentence.place, f"“{sentence.text}”不是职责", "写明这个单位在这件事上做什么")


@rule("L102", "牵头单位不是恰好一个", source_id="SD102")
def one_lead(context: Context) -> Iterator[Found]:
    """一个事项有两个以上主体责任单位时，必须恰好有一个牵头，否则呼叫来了谁都可以不接。

    错：
        主体责任:
          - 单位: 县住房和城乡建设局
            职责:
              - 检查工地车辆冲洗设施的使用情况。
          - 单位: 县公安局
            职责:
              - 查处渣土车无证运输行为。
    对：
        主体责任:
          - 单位: 县住房和城乡建设局
            牵头: true
            职责:
              - 检查工地车辆冲洗设施的使用情况。
          - 单位: 县公安局
            职责:
              - 查处渣土车无证运输行为。

    出处：临沂“渣土车”事项“综合执法部门牵头负责……”；“恰好一个”是据此的推断。
    """
    for item in context.items:
        leads = [entry for entry in item.main if entry.leads]
        if len(leads) > 1:
            others = "、".join(entry.unit for entry in leads)
            first = Related(leads[0].place / "牵头", "先在这里写了牵头")
            yield Found(
                leads[1].place / "牵头",
                f"{item.number} 有{len(leads)}个牵头单位（{others}）",
                "只留一个“牵头: true”",
                (first,),
            )
        elif len(item.main) > 1 and not leads:
            message = f"{item.number} 有{len(item.main)}个主体责任单位，没有写谁牵头"
            yield Found((item.place / "主体责任").key, message, "在牵头的单位下面写“牵头: true”")


@rule("L105", "编号重复")
def number_used_twice(context: Context) -> Iterator[Found]:
    """编号是事项的身份：变更、发布、呼叫都认编号，所以在整个工作区里只能用一次。

    错：
        - 编号: SD-05-003
        - 编号: SD-05-003
    对：
        - 编号: SD-05-003
        - 编号: SD-05-010

    出处：本工具的约定（公布的清单只有序号；序号每次印发重排，编号不变）。
    """
    for first, second in _repeated(context.items, lambda item: item.number):
        related = (Related(first.place / "编号", f"先用在“{first.name}”"),)
        yield Found(
            second.place / "编号",
            f"编号 {second.number} 用了两次",
            "给后写的事项换一个没有用过的编号",
            related,
        )


@rule("L106", "编号与清单种类不符")
def wrong_prefix(context: Context) -> Iterator[Found]:
    """编号的字母前缀由清单种类规定（shudi.yaml 的“编号前缀”），一看编号就知道属于哪份清单。

    错（属地管理责任清单的前缀是 SD）：
        编号: RW-05-003
    对：
        编号: SD-05-003

    出处：本工具的约定。
    """
    for duty_list in context.lists:
        prefix = duty_list.kind.prefix
        for item in duty_list.items:
            if item.number.split("-")[0] != prefix:
                yield Found(
                    item.place / "编号",
                    f"这份清单的编号应以“{prefix}-”开头",
                    f"把“{item.number}”改成“{prefix}-”开头的编号",
                )


@rule("L115", "用了已减事项的编号")
def retired_number(context: Context) -> Iterator[Found]:
    """减去的事项，编号不再给别的事项用，以后查“当时怎么写的”才不会张冠李戴。

    错（list.yaml 的“已减事项”里有 SD-05-009）：
        - 编号: SD-05-009
          名称: 共享单车停放秩序管理
    对：
        - 编号: SD-05-010
          名称: 共享单车停放秩序管理

    出处：本工具的约定。
    """
    for duty_list in context.lists:
        for retired in duty_list.notice.retired:
            item = context.by_number.get(retired.number)
            if item is not None:
                related = (Related(retired.place / "编号", f"曾用于“{retired.name}”"),)
                yield Found(
                    item.place / "编号",
                    f"编号 {item.number} 属于已减去的“{retired.name}”",
                    "换一个没有用过的编号",
                    related,
                )


@rule("L107", "同一单位在一个事项里出现两次")
def unit_twice(context: Context) -> Iterator[Found]:
    """一个单位在一个事项里要么负主体责任，要么负配合责任；同一种责任也只写一处。

    错：
        主体责任:
          - 单位: 县公安局
        配合责任:
          - 单位: 县公安局
    对：
        主体责任:
          - 单位: 县公安局

    出处：临沂“分清主体责任、配合责任依法依纪依规问责”。
    """
    for item in context.items:
        for first, second in _repeated(item.responsibilities, lambda entry: entry.unit):
            same = first.place.path[-2] == second.place.path[-2]
            role = str(second.place.path[-2])
            message = (
                f"“{second.unit}”在{role}里写了两次" if same else f"“{second.unit}”既负主体责任又负配合责任"
            )
            hint = "并成一处" if same else "两处留一处"
            yield Found(second.place / "单位", message, hint, (Related(first.place / "单位", "先写在这里"),))


@rule("L108", "事项名称相同")
def same_name(context: Context) -> Iterator[Found]:
    """一份清单里没有两个同名的事项，否则呼叫和查找会落到错的一项上。

    错：
        - 编号: SD-05-003
          名称: 渣土车遗撒的监管执法
        - 编号: SD-05-007
          名称: 渣土车遗撒的监管执法
    对：
        - 编号: SD-05-003
          名称: 渣土车遗撒的监管执法

    出处：本工具的约定。
    """
    for duty_list in context.lists:
        for first, second in _repeated(duty_list.items, lambda item: item.name):
            related = (Related(first.place / "名称", f"{first.number} 先用了这个名称"),)
            yield Found(
                second.place / "名称",
                f"{second.number} 与 {first.number} 同名",
                "改名，或合并成一项",
                related,
            )


@rule("L109", "事项名称几乎相同", Severity.WARNING)
def near_name(context: Context) -> Iterator[Found]:
    """只差“的”“及”、标点或全半角的两个名称，多半是同一件事写了两遍。

    错：
        - 编号: SD-05-003
          名称: 渣土车遗撒、泄露的监管执法
        - 编号: SD-05-007
          名称: 渣土车遗撒泄露监管执法
    对：
        - 编号: SD-05-003
          名称: 渣土车遗撒、泄露的监管执法

    出处：本工具的约定。
    """
    for duty_list in context.lists:
        for first, second in _repeated(duty_list.items, lambda item: skeleton(item.name)):
            if first.name != second.name:
                message = f"与 {first.number}“{first.name}”几乎同名"
                related = (Related(first.place / "名称", "另一项在这里"),)
                yield Found(second.place / "名称", message, "确是两件事就把名称写出区别，否则合并", related)


@rule("L116", "章节重复")
def chapter_twice(context: Context) -> Iterator[Found]:
    """一份清单里，领域（板块）的序号和名称都只用一次。

    错（两个文件）：
        领域: 城市管理
        序号: 5
    对：
        领域: 水务
        序号: 6

    出处：本工具的约定。
    """
    for duty_list in context.lists:
        chapter = duty_list.kind.chapter
        for first, second in _repeated(duty_list.domains, lambda domain: domain.order):
            related = (Related(first.place / "序号", "先用在这里"),)
            yield Found(
                second.place / "序号", f"{chapter}序号 {second.order} 用了两次", "改成没有用过的序号", related
            )
        for first, second in _repeated(duty_list.domains, lambda domain: skeleton(domain.name)):
            related = (Related(first.place / chapter, "先用在这里"),)
            yield Found(
                second.place / chapter, f"{chapter}“{second.name}”写了两次", "改名，或并成一个文件", related
            )


def _repeated(values: Iterable[T], of: Callable[[T], object]) -> Iterator[tuple[T, T]]:
    """Each later value with the first one that has the same key."""
    first: dict[object, T] = {}
    for value in values:
        key = of(value)
        if key in first:
            yield first[key], value
        else:
            first[key] = value
