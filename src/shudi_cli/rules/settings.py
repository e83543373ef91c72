"""L122–L126: settings that contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.diagnostics import Place, Related
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Procedure, UnitRegister
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule


@rule("L122", "清单的目录写了两次")
def folder_twice(context: Context) -> Iterator[Found]:
    """shudi.yaml 的“清单”里，一个目录只写一次，否则它的事项会算两遍。

    错（shudi.yaml）：
        清单:
          - 目录: responsibility
          - 目录: responsibility
    对：
        清单:
          - 目录: responsibility

    出处：本工具的约定。
    """
    first: dict[str, Place] = {}
    for entry in context.settings.lists:
        earlier = first.setdefault(entry.folder, entry.place)
        if earlier is not entry.place:
            related = (Related(earlier / "目录", "先写在这里"),)
            yield Found(entry.place / "目录", f"目录“{entry.folder}”写了两次", "删去一处", related)


@rule("L123", "衔接的清单种类不存在")
def linked_kind(context: Context) -> Iterator[Found]:
    """“衔接”写的是另一种清单的名称，要在“清单种类”里有，否则不会检查两份清单是否衔接。

    错（shudi.yaml）：
        衔接: 职责清单
    对：
        衔接: 职责任务清单

    出处：济宁“加强清单与‘属地管理’事项责任清单的衔接”。
    """
    kinds = context.settings.kinds
    for kind in kinds.values():
        if kind.linked_to is not None and kind.linked_to not in kinds:
            hint = did_you_mean(kind.linked_to, kinds, f"写其中之一：{'、'.join(kinds)}")
            yield Found(kind.place / "衔接", f"没有“{kind.linked_to}”这一种清单", hint)


@rule("L124", "一项内容既必填又不用")
def required_and_unused(context: Context) -> Iterator[Found]:
    """一种清单的“必填”和“不用”不能有同一项，否则它的事项怎么写都不对。

    错（shudi.yaml）：
        必填:
          - 批次
        不用:
          - 批次
    对：
        必填:
          - 批次

    出处：本工具的约定。
    """
    for kind in context.settings.kinds.values():
        for nth, field in enumerate(kind.unused):
            if field in kind.required:
                related = (Related(kind.place / "必填" / kind.required.index(field), "写在“必填”里"),)
                yield Found(kind.place / "不用" / nth, f"“{field}”既必填又不用", "两处留一处", related)


@rule("L126", "变更的程序自相矛盾")
def procedures(context: Context) -> Iterator[Found]:
    """程序里的单位要在单位名录里，环节不重名，“须经环节”要是写了的环节，否则变更永远办不完。

    错（shudi.yaml）：
        环节:
          - 名称: 县级批准
            由谁:
              - 代号: county-government
                单位: 县委县府
    对（shudi.yaml）：
        环节:
          - 名称: 县级批准
            由谁:
              - 代号: county-government
                单位: 县委县政府

    出处：本工具的约定。
    """
    names = [procedure.name for procedure in context.settings.procedures]
    for nth, procedure in enumerate(context.settings.procedures):
        if procedure.name in names[:nth]:
            yield Found(procedure.place / "名称", f"程序“{procedure.name}”写了两次", "改个名称，或合成一套")
        yield from _stages(procedure, context.units)
    publisher = context.settings.publisher
    if publisher is not None:
        yield from _known(publisher.place / "单位", publisher.unit, context.units)


def _stages(procedure: Procedure, units: UnitRegister | None) -> Iterator[Found]:
    names = [stage.name for stage in procedure.stages]
    for nth, stage in enumerate(procedure.stages):
        if stage.name in names[:nth]:
            yield Found(stage.place / "名称", f"环节“{stage.name}”写了两次", "一个环节一个名称")
        for party in stage.parties:
            if party.unit is not None:
                yield from _known(party.place / "单位", party.unit, units)
    for nth, name in enumerate(procedure.downhill.stages if procedure.downhill else ()):
        if procedure.downhill and name not in names:
            place = procedure.downhill.place / "须经环节" / nth
            yield Found(
                place, f"没有“{name}”这个环节", did_you_mean(name, names, f"写其中之一：{'、'.join(names)}")
            )


def _known(place: Place, name: str, units: UnitRegister | None) -> Iterator[Found]:
    if units is not None and name not in units.by_name:
        yield Found(
            place, f"单位名录里没有“{name}”", did_you_mean(name, units.by_name, "先在 units.yaml 里登记")
        )
