"""工作区设置: what `shudi.yaml` says of a county, its list kinds, its lists and its rules."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, Self

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key, build
from shudi_cli.model.procedures import Procedure, Publisher

SETTINGS_FILE = "shudi.yaml"


class Column(NamedTuple):
    """One column (栏目) of a printed list; `above` is the title that it shares with its neighbours."""

    place: Place
    title: Annotated[str, Key("标题")]
    field: Annotated[str, Key("字段")]
    above: Annotated[str | None, Key("上级标题")] = None
    width: Annotated[int | None, Key("宽")] = None


class Form(NamedTuple):
    """One way (式样) in which a list is printed, besides that of its kind's own columns."""

    place: Place
    name: Annotated[str, Key("名称")]
    columns: Annotated[tuple[Column, ...], Key("栏目")]


class ListKind(NamedTuple):
    """A kind of list (清单种类): what its chapters are called, which fields its items have."""

    place: Place
    chapter: Annotated[str, Key("章节称谓")]
    prefix: Annotated[str, Key("编号前缀")]
    required: Annotated[tuple[str, ...], Key("必填")] = ()
    unused: Annotated[tuple[str, ...], Key("不用")] = ()
    linked_to: Annotated[str | None, Key("衔接")] = None
    columns: Annotated[tuple[Column, ...], Key("栏目")] = ()
    forms: Annotated[tuple[Form, ...], Key("式样")] = ()


class Totals(NamedTuple):
    """The totals a county has made public (总数); None or absent where it declares none.

    `declared` is all of them as they stand; the number of chapters stands under the kind's own word.
    """

    place: Place
    declared: Annotated[Mapping[str, Any], WHOLE]
    batches: Annotated[int | None, Key("批次")] = None
    items: Annotated[int | None, Key("事项")] = None
    by_level: Annotated[Mapping[str, int] | None, Key("主体")] = None
    by_batch: Annotated[tuple[int, ...], Key("各批事项")] = ()


class ListSettings(NamedTuple):
    """One list of the workspace: its folder and its declared totals."""

    place: Place
    folder: Annotated[str, Key("目录")]
    totals: Annotated[Totals | None, Key("总数")] = None


class Region(NamedTuple):
    """The county (地区); `sample` marks a text that is no official one."""

    place: Place
    name: Annotated[str, Key("名称")] = ""
    sample: Annotated[bool, Key("示例")] = False
    code: Annotated[str | None, Key("代码")] = None


class Freshness(NamedTuple):
    """名录: after how many days without confirmation a contact is to be looked at, and counts as stale."""

    place: Place
    remind: Annotated[int, Key("提醒天数")] = 90
    expire: Annotated[int, Key("失效天数")] = 180


class Export(NamedTuple):
    """How Word files are laid out (导出); without it, as GB/T 9704 has it."""

    place: Place
    fonts: Annotated[str, Key("字体")] = "公文"
    numbers: Annotated[str, Key("页码")] = "外侧"
    turned: Annotated[str, Key("横排页码")] = "随页"
    chapters: Annotated[str, Key("领域写法")] = "通栏"


class Settings(NamedTuple):
    """What `shudi.yaml` says."""

    region: Region
    checked_on: str | None = None
    kinds: Mapping[str, ListKind] = MappingProxyType({})
    lists: tuple[ListSettings, ...] = ()
    severities: Mapping[str, str] = MappingProxyType({})
    platitudes: tuple[str, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    publisher: Publisher | None = None
    freshness: Freshness = Freshness(Place(SETTINGS_FILE))
    export: Export = Export(Place(SETTINGS_FILE))

    @property
    def office(self) -> str:
        """The office that keeps the lists: the one that publishes them, else the county's 委编办."""
        return self.publisher.unit if self.publisher else f"{self.region.name}委编办"

    def procedure_named(self, name: str) -> Procedure | None:
        """The procedure of this name."""
        return next((procedure for procedure in self.procedures if procedure.name == name), None)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The settings of a checked `shudi.yaml`."""
        root = Place(SETTINGS_FILE)
        return cls(
            region=build(Region, data["地区"], root / "地区"),
            checked_on=data.get("核对日"),
            kinds={
                name: build(ListKind, kind, root / "清单种类" / name)
                for name, kind in data["清单种类"].items()
            },
            lists=tuple(
                build(ListSettings, entry, root / "清单" / index) for index, entry in enumerate(data["清单"])
            ),
            severities=data.get("规则", {}),
            platitudes=tuple(data.get("空话", ())),
            procedures=tuple(
                build(Procedure, entry, root / "程序" / index)
                for index, entry in enumerate(data.get("程序", ()))
            ),
            publisher=build(Publisher, data["发布"], root / "发布") if "发布" in data else None,
            freshness=build(Freshness, data.get("名录", {}), root / "名录"),
            export=build(Export, data.get("导出", {}), root / "导出"),
        )

    @classmethod
    def unknown(cls) -> Self:
        """The settings of a workspace whose `shudi.yaml` could not be read."""
        return cls(region=Region(Place(SETTINGS_FILE)))
