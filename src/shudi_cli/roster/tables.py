"""名录表: the contacts as a table to hand out, by item, unit, township or domain; public or internal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from shudi_cli.canon import content_digest
from shudi_cli.documents import Band, Column, Tabulated, numeral
from shudi_cli.model import DutyList, Item, UnitGroup
from shudi_cli.model.editions import Edition
from shudi_cli.model.roster import Contact
from shudi_cli.model.units import TOWNSHIP_KINDS
from shudi_cli.roster.coverage import Directory, Post, demands, named
from shudi_cli.roster.masking import public_call, public_text

#: What a table is arranged by, as it is typed → as its title says it.
ARRANGED: Mapping[str, str] = {"事项": "事项", "单位": "单位", "乡镇": "乡镇（街道）", "领域": "领域"}
_EVERYTHING = "本单位全部事项"
_TOWNSHIPS = "乡镇（街道）"
_NOBODY, _EACH = "没有联络员", "见各乡镇（街道）"
#: The columns' shares of the width: a number stays on one line.
_WIDTHS: Mapping[str, float] = {
    "编号": 14, "事项名称": 16, "责任单位": 14, "负责事项": 13, "事项": 7, "责任人": 20,
    "联系方式": 18, "办公电话": 18, "手机": 17, "管辖区域": 14, "核实日期": 15,
}  # fmt: skip
#: The columns whose numbers and days must not be broken across lines.
UNBROKEN = frozenset({"编号", "联系方式", "办公电话", "手机", "核实日期"})
_Row = tuple[str, ...]


def roster_table(
    by: str, lists: Sequence[DutyList], directory: Directory, face: Mapping[str, str], edition: Edition
) -> Tabulated:
    """The roster arranged by 事项, 单位, 乡镇 or 领域; `face` says of which county, and what else is to be said."""
    write = _Writer(edition)
    head, bands = _ARRANGE[by](lists, directory, write)
    listed = [(title, rows) for title, rows in bands if rows]
    made = tuple(
        Band(f"{numeral(nth)}、{title}", tuple(rows), title) for nth, (title, rows) in enumerate(listed, 1)
    )
    rows = [[band.title, *map(list, band.rows)] for band in made]
    digest = content_digest("roster", {"版面": edition.title, "表": rows})
    whole = {"版面": edition.title, **face, "内容指纹": digest}
    title = f"{face['地区']}联络员名录（按{ARRANGED[by]}）"
    return Tabulated(
        title, tuple(Column(name, None, _WIDTHS[name]) for name in (*head, *write.titles)), made, whole
    )


class _Writer:
    """Writes a contact into cells as an edition shows it."""

    def __init__(self, edition: Edition) -> None:
        self._internal = edition is Edition.INTERNAL
        numbers = ("办公电话", "手机") if self._internal else ("联系方式",)
        self.titles = ("责任人", *numbers, "管辖区域", *(("核实日期",) if self._internal else ()))

    def text(self, text: str) -> str:
        """A free text."""
        return text if self._internal else public_text(text)

    def rows(self, head: _Row, posts: Iterable[Post], otherwise: str = "") -> list[_Row]:
        """A row for each contact after the same cells; one that says `otherwise` where there is none."""
        found = [(*head, *self._row(post.contact)) for post in posts]
        return found or [(*head, otherwise, *("" for _ in self.titles[1:]))]

    def _row(self, contact: Contact) -> _Row:
        who = self.text(f"{contact.name}（{contact.turn}岗{'，' + contact.post if contact.post else ''}）")
        area = self.text("、".join(contact.areas))
        if self._internal:
            return (who, contact.office_phone or "", contact.mobile or "", area, contact.confirmed or "")
        return (who, public_call(contact), area)


_Bands = Iterator[tuple[str, list[_Row]]]


def _by_item(lists: Sequence[DutyList], directory: Directory, write: _Writer) -> tuple[_Row, _Bands]:
    def bands() -> _Bands:
        for duty_list in lists:
            for domain in duty_list.domains:
                rows: list[_Row] = []
                for item in domain.items:
                    for entry in item.responsibilities:
                        part = ("牵头" if entry is item.lead else "主体") if entry in item.main else "配合"
                        unit = named(entry.unit, directory.units)
                        posts = directory.answering(unit.name, item, domain) if unit else []
                        head = (item.number, item.name, f"{entry.unit}（{part}）")
                        rows += write.rows(head, posts, _NOBODY if unit else _EACH)
                    if item.tasks:
                        head = (item.number, item.name, f"{_bearers(item)}（职责任务）")
                        rows += write.rows(head, (), _EACH)
                yield domain.name, rows

    return ("编号", "事项名称", "责任单位"), bands()


def _by_unit(lists: Sequence[DutyList], directory: Directory, write: _Writer) -> tuple[_Row, _Bands]:
    del lists

    def bands() -> _Bands:
        for unit in directory.units.units:
            posts = directory.posts.get(unit.name, ())
            yield (
                unit.name,
                [row for post in posts for row in write.rows((write.text(_work(post.contact)),), [post])],
            )

    return ("负责事项",), bands()


def _by_township(lists: Sequence[DutyList], directory: Directory, write: _Writer) -> tuple[_Row, _Bands]:
    bearing = {demand.unit.name for demand in demands(lists, directory)}

    def bands() -> _Bands:
        for township in directory.townships:
            own = directory.posts.get(township, ())
            rows = [
                row for post in own for row in write.rows((township, write.text(_work(post.contact))), [post])
            ]
            for unit in directory.units.units:
                near = unit.seat == township and unit.parent in bearing
                if unit.kind in TOWNSHIP_KINDS or not (unit.name in bearing or near):
                    continue
                name = f"{unit.name}（驻地）" if near else unit.name
                posts = [post for post in directory.posts.get(unit.name, ()) if township in post.townships]
                for post in posts:
                    rows += write.rows((name, write.text(_work(post.contact))), [post])
            yield township, rows

    return ("责任单位", "负责事项"), bands()


def _by_domain(lists: Sequence[DutyList], directory: Directory, write: _Writer) -> tuple[_Row, _Bands]:
    def bands() -> _Bands:
        for duty_list in lists:
            for domain in duty_list.domains:
                names = dict.fromkeys(entry.unit for item in domain.items for entry in item.responsibilities)
                rows: list[_Row] = []
                for name in names:
                    if isinstance(directory.units.by_name.get(name), UnitGroup):
                        continue
                    unit = named(name, directory.units)
                    posts = directory.posts.get(unit.name, ()) if unit else ()
                    items = [item for item in domain.items if name in {e.unit for e in item.responsibilities}]
                    mine = [post for post in posts if any(post.answers(item, domain) for item in items)]
                    rows += write.rows((name, f"{len(items)}项"), mine, _NOBODY)
                tasks = Counter(_bearers(item) for item in domain.items if item.tasks)
                for name, number in tasks.items():
                    rows += write.rows((name, f"{number}项"), (), _EACH)
                yield domain.name, rows

    return ("责任单位", "事项"), bands()


_ARRANGE: Mapping[str, Callable[[Sequence[DutyList], Directory, _Writer], tuple[_Row, _Bands]]] = {
    "事项": _by_item,
    "单位": _by_unit,
    "乡镇": _by_township,
    "领域": _by_domain,
}


def _bearers(item: Item) -> str:
    """Who has to do the tasks of an item, as a row names them."""
    return _TOWNSHIPS if {*item.applies_to} >= TOWNSHIP_KINDS else "、".join(item.applies_to) or _TOWNSHIPS


def _work(contact: Contact) -> str:
    """What a contact answers for, in words."""
    return "、".join((*contact.domains, *contact.items)) or _EVERYTHING
