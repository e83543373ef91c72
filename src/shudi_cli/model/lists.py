"""清单: lists, their chapters (领域, 板块), items and responsibilities."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple, Self

from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Place
from shudi_cli.model.building import WHOLE, Key, build
from shudi_cli.model.settings import ListKind
from shudi_cli.model.units import UnitRegister

LIST_FILE = "list.yaml"
SHARED = "共同"


class Basis(NamedTuple):
    """依据: a title of the law register and its clause (条款)."""

    place: Place
    name: Annotated[str, Key("名称")]
    clause: Annotated[str | None, Key("条款")] = None

    def __str__(self) -> str:
        return f"《{self.name}》{self.clause or ''}"


class Responsibility(NamedTuple):
    """主体责任 or 配合责任 of one unit in one item."""

    place: Place
    unit: Annotated[str, Key("单位")]
    leads: Annotated[bool, Key("牵头")] = False
    duties: Annotated[tuple[str, ...], Key("职责")] = ()
    empowered_by: Annotated[tuple[Basis, ...], Key("赋权")] = ()


class Item(NamedTuple):
    """事项: one entry of a list. `content` is its data as it stands in the file."""

    place: Place
    content: Annotated[Mapping[str, Any], WHOLE]
    number: Annotated[str, Key("编号")]
    name: Annotated[str, Key("名称")]
    batch: Annotated[int | None, Key("批次")] = None
    applies_to: Annotated[tuple[str, ...], Key("适用")] = ()
    tasks: Annotated[tuple[str, ...], Key("职责任务")] = ()
    main: Annotated[tuple[Responsibility, ...], Key("主体责任")] = ()
    support: Annotated[tuple[Responsibility, ...], Key("配合责任")] = ()
    bases: Annotated[tuple[Basis, ...], Key("依据")] = ()
    links: Annotated[tuple[str, ...], Key("对应事项")] = ()
    note: Annotated[str | None, Key("备注")] = None

    @property
    def responsibilities(self) -> Iterable[Responsibility]:
        """Main ones first."""
        return (*self.main, *self.support)

    @property
    def lead(self) -> Responsibility | None:
        """The main responsibility that leads: the one marked 牵头, or the only one."""
        return next((entry for entry in self.main if entry.leads), self.main[0] if self.main else None)


class Domain(NamedTuple):
    """领域 or 板块: a chapter of a list, one file. `order` is its number in the list."""

    place: Place
    name: str
    order: int
    items: tuple[Item, ...]

    @classmethod
    def of(cls, data: Mapping[str, Any], chapter: str, file: str) -> Self:
        """The chapter of a checked file; `chapter` is the key that holds its name."""
        place = Place(file)
        items = place / "事项"
        return cls(
            place,
            data[chapter],
            data["序号"],
            tuple([build(Item, entry, items / index) for index, entry in enumerate(data["事项"])]),
        )


class RetiredItem(NamedTuple):
    """已减事项: a number that is not given again."""

    place: Place
    number: Annotated[str, Key("编号")]
    name: Annotated[str, Key("名称")]
    day: Annotated[str | None, Key("日期")] = None
    reason: Annotated[str | None, Key("原因")] = None


class ListNotice(NamedTuple):
    """What `list.yaml` says of a list."""

    place: Place
    name: Annotated[str, Key("名称")]
    kind: Annotated[str, Key("种类")]
    about: Annotated[str | None, Key("说明")] = None
    retired: Annotated[tuple[RetiredItem, ...], Key("已减事项")] = ()


class DutyList(NamedTuple):
    """清单: one list with its chapters in their order. `complete` is False when a file could not be read."""

    folder: str
    notice: ListNotice
    kind: ListKind
    domains: tuple[Domain, ...]
    complete: bool = True

    @property
    def items(self) -> Iterable[Item]:
        """Every item, in printing order."""
        return [item for domain in self.domains for item in domain.items]


def item_digest(folder: str, chapter: str, content: Mapping[str, Any]) -> str:
    """The digest of an item as it stands: its text, its chapter, its list. Its place among others is layout."""
    return content_digest("item", {"清单": folder, "章": chapter, "内容": content})


def level_of_main(item: Item, units: UnitRegister) -> str | None:
    """市级, 县级 or 乡级 when every main unit is of that level, 共同 when they differ.

    None when a unit is unknown or the item has none.
    """
    levels = {units.level(entry.unit) for entry in item.main}
    if not levels or None in levels:
        return None
    return levels.pop() if len(levels) == 1 else SHARED
