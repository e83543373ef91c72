"""Which rows of a table are its head, and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shudi_cli.forms.printing import CHAPTER, NUMBER
from shudi_cli.importing.neatening import narrowed
from shudi_cli.office.grid import Grid

#: Fields that a printed list of ours never has: duties whose units stand in a column beside them.
MAIN_DUTIES, SUPPORT_DUTIES = "主体职责", "配合职责"
#: A head is looked for in so many rows, and is so many rows high at most.
_TOP, _HIGH = 12, 3
#: A row repeats the head when so much of it says the same.
_SAME = 0.6
#: Field → what offices call its column (without spaces and marks).
_TITLES: Mapping[str, str] = {
    NUMBER: "序号 序 号 顺序 No",
    CHAPTER: "领域 板块 类别 所属领域 事项类别 事项类型 领域名称 行业领域 类型 大类 分类 领域板块 责任领域",
    "编号": "编号 事项编号 编码 项目编码 事项编码 清单编号",
    "名称": "事项名称 名称 事项 属地管理事项 属地管理事项名称 履职事项 配合履职事项 项目名称 职责事项 工作事项 赋权事项 责任事项 服务事项 管理事项 配合事项 具体事项",
    "批次": "批次 印发批次 所属批次",
    "适用": "适用范围 适用 适用对象",
    "职责任务": "职责任务 工作任务 任务 主要任务 乡镇街道职责任务",
    "牵头单位": "牵头单位 牵头部门 主责部门 主责单位 主管部门 承接部门 牵头责任单位 县级牵头部门",
    "主体单位": "主体责任单位 主体单位 对应上级部门 上级部门 责任单位 责任部门 主体部门 责任主体 主体责任部门 实施主体",
    "主体责任": "主体责任 主体责任单位及职责 主体责任及单位 主体责任划分 主体责任单位及责任 主体责任清单",
    "配合单位": "配合单位 配合部门 协办单位 配合责任单位 协助单位 协同单位",
    "配合责任": "配合责任 配合责任单位及职责 协办责任 配合责任划分 配合责任清单 配合责任及单位 配合责任单位及责任",
    "县级职责": "县级职责 县级部门职责 县级部门 部门职责 上级部门职责 县直部门 县直部门职责 区级部门职责 县级部门责任 县级责任",
    "乡级职责": "乡级职责 乡镇职责 乡镇街道职责 乡镇街道 镇街职责 乡镇街道配合职责 乡镇 镇街 乡镇街道责任 乡级责任 乡镇配合职责",
    "依据": "依据 主要依据 法律依据 设定依据 实施依据 事项依据 法律法规依据 政策依据 有关依据 法律法规及政策依据 法律法规政策依据 法定依据",
    "对应事项": "对应事项 衔接事项",
    "备注": "备注 说明",
    MAIN_DUTIES: "主体职责 主体责任内容 主体责任职责",
    SUPPORT_DUTIES: "配合职责 配合责任内容",
}
_FIELD = {title: field for field, titles in _TITLES.items() for title in titles.split()}
#: What a column may be called by a person who answers a doubt.
FIELDS = (*_TITLES,)
_UNITS = frozenset(["责任单位", "单位", "部门", "责任部门", "单位名称", "责任主体", "牵头部门", "牵头单位"])
_DUTIES = frozenset(
    [
        "责任内容",
        "职责",
        "工作职责",
        "责任",
        "具体职责",
        "职责内容",
        "主要职责",
        "责任事项",
        "具体责任",
        "内容",
    ]
)
_ROLES = (
    ("乡|镇街|街道", "", "乡级职责"),
    ("配合|协办|协同", "配合单位", SUPPORT_DUTIES),
    ("主体|牵头|主责", "主体单位", MAIN_DUTIES),
    ("县级|县直|部门", "牵头单位", "县级职责"),
)
_WORKS = frozenset({"主体责任", "配合责任", "主体单位", "配合单位", "牵头单位", "县级职责", "乡级职责", "职责任务", MAIN_DUTIES, SUPPORT_DUTIES, "依据"})  # fmt: skip


class Head(NamedTuple):
    """The head of a table: its first and last row, column → field, column → title, columns it has no field for."""

    first: int
    last: int
    fields: Mapping[int, str]
    titles: Mapping[int, str]
    unknown: tuple[int, ...] = ()

    def repeated(self, texts: Sequence[str]) -> bool:
        """Whether a row says what the head says."""
        said = [squeezed(text) for text in texts if text.strip()]
        words = {word for title in self.titles.values() for word in map(squeezed, title.split("/"))}
        same = sum(text in words for text in said)
        return len(set(said)) > 1 and same >= _SAME * len(said)


def find_head(grid: Grid, answered: Mapping[str, str] | None = None) -> Head | None:
    """The head of a table; None where no rows near its top look like one. `answered`: title → field."""
    best: tuple[float, Head] | None = None
    for first in range(min(grid.height, _TOP)):
        for last in range(first, min(first + _HIGH, grid.height)):
            head = _read(grid, first, last, answered or {})
            score = _score(grid, head)
            if score > 0 and (best is None or score > best[0]):
                best = score, head
    return best[1] if best else None


def field_of(path: Sequence[str], answered: Mapping[str, str] | None = None) -> str | None:
    """The field of a column by the titles above it, from the top down."""
    told = (answered or {}).get("/".join(path)) or (answered or {}).get(path[-1] if path else "")
    if told:
        return told
    words = [squeezed(text) for text in path]
    if not words:
        return None
    leaf = words[-1]
    above = "".join(words[:-1])
    if above:
        for role, unit, duty in _ROLES:
            if re.search(role, above):
                if leaf in _UNITS and unit:
                    return unit
                if leaf in _DUTIES:
                    return duty
    return (
        _FIELD.get(leaf) or _FIELD.get("".join(words)) or (_field_in(leaf) if leaf not in _DUTIES else None)
    )


def squeezed(title: str) -> str:
    """A title as it is compared: without spaces, marks, and remarks in brackets that name no role."""
    plain = "".join(narrowed(title).split())
    plain = re.sub(
        r"[、，,/：:·和及与]|[（(](?:[0-9一二三四五六七八九十]+|项|盖章|全称|可多选)[)）]", "", plain
    )
    return re.sub(r"[（）()]", "", plain)


def _field_in(leaf: str) -> str | None:
    """A longer title that names one field and its columns' word."""
    for words, field in (
        ("配合责任|配合职责", "配合责任"),
        ("主体责任", "主体责任"),
        ("事项名称", "名称"),
        ("依据$", "依据"),
    ):
        if re.search(words, leaf) and len(leaf) <= 14:  # noqa: PLR2004 - a title, not a sentence
            return field
    if re.search("(?:乡|镇|街道).*(?:职责|责任)$", leaf):
        return "乡级职责"
    return "县级职责" if re.search("部门.*(?:职责|责任)$", leaf) else None


def _read(grid: Grid, first: int, last: int, answered: Mapping[str, str]) -> Head:
    fields: dict[int, str] = {}
    titles: dict[int, str] = {}
    unknown: list[int] = []
    for column in range(grid.width):
        shown = [grid.shown(row, column) for row in range(first, last + 1)]
        path = list(
            dict.fromkeys(
                "".join(narrowed(cell.text).split()) for cell in shown if cell and cell.text.strip()
            )
        )
        if not path:
            continue
        titles[column] = "/".join(path)
        field = field_of(path, answered)
        if field and field not in fields.values():
            fields[column] = field
        elif field is None:
            unknown.append(column)
    return Head(first, last, _beside(fields), titles, tuple(unknown))


def _beside(fields: Mapping[int, str]) -> dict[int, str]:
    """A column of 主体责任 beside one of its units holds no units itself, unless its cells say so."""
    return dict(fields)


def _score(grid: Grid, head: Head) -> float:
    found = set(head.fields.values())
    if "名称" not in found or not (found & _WORKS or len(found) > 2):  # noqa: PLR2004 - a name and two more
        return 0
    if any(len(squeezed(title.split("/")[-1])) > 30 for title in head.titles.values()):  # noqa: PLR2004 - no title
        return 0
    score = 10.0 * len(found) - 3.0 * len(head.unknown) - 2.0 * (head.last - head.first)
    below = head.last + 1
    if below < grid.height:
        texts = [grid.text(below, column) for column in range(grid.width)]
        likely = sum(squeezed(text) in _FIELD or squeezed(text) in _UNITS | _DUTIES for text in texts if text)
        score -= 8.0 * likely
    return score


def known_fields(fields: Iterable[str]) -> list[str]:
    """Fields in the order of the table of titles."""
    held = set(fields)
    return [field for field in FIELDS if field in held]
