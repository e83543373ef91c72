"""From a row of a table to an item (事项) as a list has it, with every doubt on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.importing.accepting import SAME_BASES
from shudi_cli.importing.citing import citations
from shudi_cli.importing.counting import batch_of
from shudi_cli.importing.dividing import duties_of
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.naming import Names
from shudi_cli.importing.neatening import is_redacted, narrowed, neat, one_line
from shudi_cli.importing.row_reading import RowReading
from shudi_cli.importing.rows import Row
from shudi_cli.importing.shares import SAME, shares_of

NUMBER_FORM = re.compile(r"[A-Z]{2,4}-[0-9]{2}-[0-9]{3}")
#: What an item is called whose name holds nothing that can be read.
_NO_NAME = "（名称看不清，待补）"
_LONGEST_NAME = 100
_WHO = frozenset({"主体责任", "主体单位", "县级职责", "配合责任", "牵头单位"})
_KINDS = ("乡镇", "街道")


@dataclass
class Matter:
    """An item on its way into the draft: its data, what was in doubt. `number` as the file has it, if it is one."""

    content: dict[str, Any]
    queries: list[Query] = field(default_factory=list)


def matter_of(row: Row, names: Names) -> Matter:
    """The item of a row."""
    made = _Making(row, names)
    made.name()
    made.plain_fields()
    made.responsibilities()
    made.bases()
    return Matter(made.content, made.reading.queries)


class _Making:
    def __init__(self, row: Row, names: Names) -> None:
        self.row = row
        self.reading = RowReading(row, names)
        self.content: dict[str, Any] = {}

    def name(self) -> None:
        """Number and name."""
        number = narrowed(self.row.text("编号")).strip()
        if NUMBER_FORM.fullmatch(number):
            self.content["编号"] = number
        elif number and not number.isdecimal():
            self.note("编号", f"原编号 {one_line(number)}")
        text = neat(self.row.text("名称"))
        told = self.reading.told("名称太长", "名称") or self.reading.told("名称看不清", "名称")
        name = one_line(told or text)
        if "\n" in text:
            self.reading.say("名称", Query(Weight.KNOW, "名称内换行", "", "", "", "接成一行", text))
        if len(name) > _LONGEST_NAME:
            self.reading.say(
                "名称",
                Query(Weight.MUST, "名称太长", "", "", "名称怎么写短？", "取前面一段，全文放在备注", name),
            )
            self.note("名称", name)
            name = name[: _LONGEST_NAME - 1] + "…"
        if not name:
            asked = Query(Weight.MUST, "名称看不清", "", "", "名称是什么？", f"写作“{_NO_NAME}”", text)
            self.reading.say("名称", asked)
        self.content["名称"] = name or _NO_NAME
        if is_redacted(name):
            self.reading.say(
                "名称", Query(Weight.LOOK, "有星号", "", "", "星号遮去的是什么？", "照原样保留", name)
            )

    def plain_fields(self) -> None:
        """Batch, applies to, tasks, links, note."""
        batch = narrowed(self.reading.told("批次看不懂", "批次") or self.row.text("批次")).strip()
        found = batch_of(batch) or (int(batch) if batch.isdecimal() else None) or self.row.batch
        if found:
            self.content["批次"] = found
        elif batch:
            self.reading.say(
                "批次", Query(Weight.MUST, "批次看不懂", "", "", "是第几批？", "没有写批次", batch)
            )
        applies = self.row.text("适用")
        if kinds := [kind for kind in _KINDS if kind in applies or (kind == "乡镇" and "镇" in applies)]:
            self.content["适用"] = kinds
        if tasks := self.reading.duties(duties_of(neat(self.row.text("职责任务"))), "职责任务"):
            self.content["职责任务"] = list(tasks)
        if links := list(dict.fromkeys(NUMBER_FORM.findall(narrowed(self.row.text("对应事项"))))):
            self.content["对应事项"] = links
        if said := neat(self.row.text("备注")):
            self.note("备注", said)

    def responsibilities(self) -> None:
        """主体责任 and 配合责任."""
        shares = shares_of(self.reading)
        self.content |= shares
        if not shares and not self.content.get("职责任务") and _WHO & set(self.row.titles):
            told = Query(
                Weight.MUST,
                "没有责任单位",
                "",
                "",
                "主体责任、配合责任是谁的？",
                "空着",
                self.content["名称"],
            )
            self.reading.say("主体责任", told)

    def bases(self) -> None:
        """依据."""
        text = neat(self.reading.told(SAME_BASES, "依据") or self.row.text("依据"))
        found = citations(text)
        if any(SAME.fullmatch(entry.name) for entry in found):
            asked = "同哪里？请写出依据，如“《某法》第七条”"
            self.reading.say("依据", Query(Weight.MUST, SAME_BASES, "", "", asked, "没有读入", text))
            found = [entry for entry in found if not SAME.fullmatch(entry.name)]
        for entry in found:
            if entry.bare:
                self.reading.say(
                    "依据",
                    Query(
                        Weight.LOOK,
                        "依据没有书名号",
                        "",
                        "",
                        "名称对不对？",
                        f"名称读作“{entry.name}”",
                        entry.name,
                    ),
                )
            if entry.rest and not re.fullmatch("(?:的?规定|等|及|和|之)*", entry.rest):
                self.reading.say(
                    "依据",
                    Query(
                        Weight.LOOK, "依据里还有别的话", "", "", "要不要写进备注？", "没有读入", entry.rest
                    ),
                )
        entries = list({(entry.name, entry.clause): entry.data for entry in found}.values())
        if entries:
            self.content["依据"] = entries
        elif "依据" in self.row.titles:
            self.reading.say(
                "依据", Query(Weight.LOOK, "没有依据", "", "", "依据是什么？", "空着", self.content["名称"])
            )

    def note(self, column: str, said: str) -> None:
        """Add to 备注."""
        del column
        self.content["备注"] = "\n".join(filter(None, (self.content.get("备注"), said)))
