"""依据: what a cell cites, as titles and clauses."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBERS = "0-9一二三四五六七八九十百千零〇两"
_CLAUSE = rf"第[{_NUMBERS}]+[条款项章节编](?:之[{_NUMBERS}]+)?"
_CLAUSES = re.compile(
    rf"{_CLAUSE}(?:(?:[、，,和及至—-]|以及)?(?:{_CLAUSE}|（[{_NUMBERS}]+）|\([{_NUMBERS}]+\)项?))*"
)
_TITLED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ANGLED = re.compile(r"(?<![《<])<([^<>《》\n]{2,80})>(?!>)")
_LEAD = re.compile(
    r"^(?:[0-9]{1,2}[.、)）]|（[0-9一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
_PARTS = re.compile(r"[\n；;]+")
#: A line as our own tables have it: what stands behind the title is the clause, as it is.
_OWN = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(第[^《》；;。]*[^《》；;。定 ])?")
_NOTHING = frozenset({"无", "/", "-", "—", "——", "暂无", "略"})


class Citation(NamedTuple):
    """A title without its marks, and the clauses; `bare` where the title stood without 书名号."""

    name: str
    clause: str = ""
    bare: bool = False
    rest: str = ""

    @property
    def data(self) -> dict[str, str]:
        """As a list has it."""
        return {"名称": self.name, **({"条款": self.clause} if self.clause else {})}


def citations(text: str) -> list[Citation]:
    """What a cell cites, in order. A title inside a title keeps its half-width marks 〈〉."""
    marked = _ANGLED.sub(r"《\1》", text) if "《" not in text else text
    if "《" not in marked:
        return [found for line in _PARTS.split(marked) for found in _without_marks(line)]
    lines = [line for line in marked.split("\n") if line.strip()]
    found = [
        entry for line in lines for entry in (_with_marks(line) if "《" in line else _without_marks(line))
    ]
    return [entry for entry in found if entry.name]


def _with_marks(line: str) -> list[Citation]:
    own = _OWN.fullmatch(line.strip())
    if own:
        return [Citation(own.group(1), own.group(2) or "")]
    found = []
    titles = list(_TITLED.finditer(line))
    if not titles:
        return _without_marks(line.replace("《", "").replace("》", ""))
    before = _said(line[: titles[0].start()])
    for nth, title in enumerate(titles):
        end = titles[nth + 1].start() if nth + 1 < len(titles) else len(line)
        clause, rest = _clause(line[title.end() : end])
        found.append(Citation(title.group(1).strip(), clause, rest=" ".join(filter(None, (before, rest)))))
        before = ""
    return found


def _clause(after: str) -> tuple[str, str]:
    match = _CLAUSES.search(after)
    if match is None:
        return "", _said(after)
    return match.group().replace(",", "、").replace("，", "、"), _said(
        after[: match.start()] + after[match.end() :]
    )


def _without_marks(line: str) -> list[Citation]:
    plain = _LEAD.sub("", line.strip()).rstrip("。；;，,、 ")
    if not plain or plain in _NOTHING:
        return []
    match = _CLAUSES.search(plain)
    if match is None:
        return [Citation(plain, bare=True)]
    name = plain[: match.start()].strip("，,、： ")
    rest = plain[match.end() :].strip("，,、。 ")
    return [Citation(name or plain, match.group() if name else "", bare=True, rest=rest)]


def _said(rest: str) -> str:
    """What is said besides titles and clauses, without mere punctuation."""
    return _LEAD.sub("", rest.strip()).strip("。；;，,、：: 及和")
