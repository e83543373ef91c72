"""What is to be exported: which lists, of which unit and domains, in which form and edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shudi_cli.diagnostics import Place
from shudi_cli.documents import Tabulated, annex_of, tabulated
from shudi_cli.errors import ShudiError
from shudi_cli.forms import PrintedList, columns_named, every_column, forms_of, printed
from shudi_cli.lookup import ItemFound, UnitFound, look_up, unit_called
from shudi_cli.matching import did_you_mean, skeleton
from shudi_cli.model import Column, Domain, DutyList, Item
from shudi_cli.model.editions import Edition
from shudi_cli.workspace import Workspace

#: So many items are named in a file's name.
_SHOWN = 2


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed; nothing means all."""

    lists: Sequence[str] = ()
    unit: str | None = None
    domains: Sequence[str] = ()
    form: str | None = None
    edition: Edition = Edition.PUBLIC
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Asked:
    """What was found for a wish. `extract` says in a few words which part of the lists it is; "" for all."""

    workspace: Workspace
    lists: tuple[DutyList, ...]
    wish: Wish
    unit: UnitFound | None = None
    domains: tuple[Domain, ...] = ()
    items: tuple[ItemFound, ...] = ()

    @property
    def extract(self) -> str:
        """Which part of the lists this is; "" for the whole."""
        parts = [self.unit.name] if self.unit else []
        numbers = [found.item.number for found in self.items[:_SHOWN]]
        more = [f"等{len(self.items)}项"] if len(self.items) > _SHOWN else []
        return "、".join((*parts, *(domain.name for domain in self.domains), *numbers)) + "".join(more)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below a title: which part it is."""
        return (f"（摘录：{self.extract}）",) if self.extract else ()

    def printed(self, *, whole: bool) -> tuple[PrintedList, ...]:
        """The lists in columns: every column there is (`whole`), or those of the form asked for."""
        return tuple(self._printed(duty_list, whole=whole) for duty_list in self.lists)

    def tables(self, face: Mapping[str, str], *, whole: bool) -> tuple[Tabulated, ...]:
        """The same as tables to hand out."""
        return tuple(
            tabulated(table, face, lines=self.lines, annex=self._annex(duty_list))
            for duty_list, table in zip(self.lists, self.printed(whole=whole), strict=True)
        )

    def _annex(self, duty_list: DutyList) -> str:
        """The annex that a whole list is; an extract is none."""
        return "" if self.extract else annex_of(duty_list, self.workspace.lists)

    def _printed(self, duty_list: DutyList, *, whole: bool) -> PrintedList:
        columns: Sequence[Column] = (
            every_column(duty_list)
            if whole and self.wish.form is None
            else columns_named(duty_list.kind, self.wish.form)
        )
        return printed(duty_list, self.workspace.units, columns, self.wish.edition, takes=self._takes())

    def _takes(self) -> Callable[[Item, Domain], bool] | None:
        if self.unit is None and not self.domains and not self.items:
            return None
        items: set[Place] | None = (
            None if self.unit is None else {duty.item.place for duty in self.unit.duties}
        )
        domains = {domain.place for domain in self.domains}
        named = {found.item.place for found in self.items}

        def takes(item: Item, domain: Domain) -> bool:
            return (
                (items is None or item.place in items)
                and (not domains or domain.place in domains)
                and (not named or item.place in named)
            )

        return takes


def asked_for(wish: Wish, workspace: Workspace) -> Asked:
    """What a wish names. ShudiError, with the nearest name, for what is not there, and where nothing is left."""
    items = tuple(_item(number, workspace) for number in dict.fromkeys(wish.items))
    named = [_list(name, workspace) for name in wish.lists]
    named += [found.duty_list for found in items]
    lists = tuple({found.folder: found for found in named}.values()) or workspace.lists
    unit = None
    if wish.unit is not None:
        unit = unit_called(wish.unit, workspace)
        if unit is None:
            names = list(workspace.units.by_name)
            raise ShudiError(
                f"没有“{wish.unit}”这个单位", did_you_mean(wish.unit, names, "单位写在 units.yaml 里")
            )
    domains = tuple(domain for name in wish.domains for domain in _domains(name, lists))
    if wish.form is not None:
        lists = _with_form(lists, wish.form)
    asked = Asked(workspace, lists, wish, unit, domains, items)
    _refuse_unread(lists, workspace)
    held = [found for found, table in zip(lists, asked.printed(whole=True), strict=True) if any(table.rows)]
    if not held:
        raise ShudiError(
            f"“{asked.extract or '这份清单'}”没有一个事项，没有导出", "核对 --unit、--domain 和清单的名称"
        )
    return replace(asked, lists=tuple(held))


def _refuse_unread(lists: Sequence[DutyList], workspace: Workspace) -> None:
    """ShudiError where a file of these lists could not be read: what is handed out is whole or is not."""
    folders = {found.folder for found in lists if not found.complete}
    known = {found.folder for found in workspace.lists}
    folders |= {entry.folder for entry in workspace.settings.lists if entry.folder not in known}
    broken = sorted(name for name in workspace.unread if name.rpartition("/")[0] in folders)
    if broken:
        raise ShudiError(
            f"“{broken[0]}”有错没有读入，没有导出：清单会缺少里面的事项", "用 shudi validate 查看，改好再导出"
        )


def _item(number: str, workspace: Workspace) -> ItemFound:
    found = look_up(number, workspace)
    if not isinstance(found, ItemFound):
        raise ShudiError(f"没有编号为“{number}”的事项", f"用 shudi find {number} 按词查找")
    return found


def _list(name: str, workspace: Workspace) -> DutyList:
    wanted = skeleton(name.rstrip("/\\"))
    for duty_list in workspace.lists:
        if wanted in {
            skeleton(duty_list.folder),
            skeleton(duty_list.notice.name),
            skeleton(duty_list.notice.kind),
        }:
            return duty_list
    known: list[Any] = [found.folder for found in workspace.lists]
    known += [found.notice.kind for found in workspace.lists]
    raise ShudiError(f"没有“{name}”这份清单", did_you_mean(name, known, f"写其中之一：{'、'.join(known)}"))


def _domains(name: str, lists: Sequence[DutyList]) -> Sequence[Domain]:
    wanted = skeleton(name)
    found = [
        domain
        for duty_list in lists
        for domain in duty_list.domains
        if wanted in {skeleton(domain.name), skeleton(domain.name + duty_list.kind.chapter)}
    ]
    if not found:
        known = [domain.name for duty_list in lists for domain in duty_list.domains]
        raise ShudiError(f"没有“{name}”这个领域、板块", did_you_mean(name, known, f"有：{'、'.join(known)}"))
    return found


def _with_form(lists: Sequence[DutyList], form: str) -> tuple[DutyList, ...]:
    """The lists that have a form; ShudiError where none has it."""
    having = tuple(found for found in lists if any(known.name == form for known in forms_of(found.kind)))
    if not having:
        columns_named(lists[0].kind, form)
    return having
