"""疑点: what an import is not sure of, for a person to answer, to look at, or to know."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from shudi_cli.office.grid import Doubt

#: So much of a text is quoted.
_EXCERPT = 60
#: A row that a person said to leave out.
SKIPPED = "照处理意见跳过"


class Weight(Enum):
    """What a doubt asks of a person."""

    MUST = "必须回答"
    LOOK = "请看一看"
    KNOW = "供了解"


class Query(NamedTuple):
    """One doubt. `subject` is what it is about (a unit, a column, an item): with code and place it names the doubt.

    `question` is for a person, `done` says what was done meanwhile, `excerpt` is the text in the file.
    """

    weight: Weight
    code: str
    place: str
    subject: str
    question: str
    done: str
    excerpt: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other."""
        return self.code, self.place, self.subject

    @property
    def quoted(self) -> str:
        """The excerpt on one line, not too long."""
        line = " ".join((self.excerpt or self.subject).split())
        return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"


def in_weight(queries: Iterable[Query]) -> list[Query]:
    """Each once, what must be answered first."""
    order = list(Weight)
    return sorted(dict.fromkeys(queries), key=lambda found: order.index(found.weight))


#: What the reader of a file doubts → how much it matters, what to ask, what was done.
_CELLS = {
    Doubt.FORMULA: (Weight.LOOK, "算出的值对不对？", "用了文件里存的值"),
    Doubt.NO_VALUE: (Weight.MUST, "这一格应当是什么？", "公式没有存下算出的值，当作空格"),
    Doubt.DATE: (Weight.MUST, "原来写的是不是编号或分数，被 Excel 改成了日期？", "照显示的文字读入"),
    Doubt.NUMBER: (Weight.KNOW, "前面有没有丢掉 0？", "照显示的数字读入"),
    Doubt.INSERTED: (Weight.MUST, "修订没有接受，新加的文字要不要？", "新加的文字读入了"),
    Doubt.DELETED: (Weight.MUST, "修订没有接受，删去的文字还要不要？", "删去的文字没有读入"),
    Doubt.HIDDEN_TEXT: (Weight.LOOK, "隐藏的文字要不要？", "没有读入"),
    Doubt.STRUCK: (Weight.LOOK, "带删除线的文字还要不要？", "读入了"),
    Doubt.NUMBERED: (Weight.KNOW, "自动编号的次序对不对？", "按次序编了号"),
    Doubt.NESTED: (Weight.LOOK, "表中表读得对不对？", "文字并入这一格"),
    Doubt.TINY: (Weight.LOOK, "行高几乎为零，这一行要不要？", "读入了"),
    Doubt.PICTURE: (Weight.LOOK, "图片里有没有文字？", "没有读入"),
    Doubt.FOOTNOTE: (Weight.LOOK, "脚注要不要写进备注？", "没有读入"),
    Doubt.COMMENT: (Weight.LOOK, "批注要不要处理？", "没有读入"),
}


def of_cell(doubts: Iterable[Doubt], place: str, text: str) -> list[Query]:
    """What the reader of the file doubted in a cell."""
    return [
        Query(weight, doubt.value, place, "", question, done, text)
        for doubt, (weight, question, done) in ((doubt, _CELLS[doubt]) for doubt in doubts)
    ]
