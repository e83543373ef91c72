"""B: basis. Every law a list cites is registered under its full title, in force, and cited in form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Related, Severity
from shudi_cli.matching import closest, skeleton
from shudi_cli.model import Basis, LawRegister
from shudi_cli.numerals import numeral
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

_N = "[一二三四五六七八九十百零〇]+"
_ARTICLE = rf"第{_N}条(?:之{_N})?(?:第{_N}款)?(?:第{_N}项)?"
_CLAUSE = re.compile(
    rf"{_ARTICLE}(?:、(?:{_ARTICLE}|第{_N}款(?:第{_N}项)?|第{_N}项))*|附则|附件\d*|第{_N}[章节]"
)


@rule("B101", "依据名录里没有这部依据")
def unknown_law(context: Context) -> Iterator[Found]:
    """清单引用的法律、法规、规章、三定规定都要登记在依据名录（laws.yaml）里，修订、废止时才知道哪些事项要重新审核。

    错：
        - 名称: 中华人民共和国大气防治法
    对：
        - 名称: 中华人民共和国大气污染防治法

    出处：临沂“按照法律法规、‘三定’规定、权责清单等文件进一步细化分解”。
    """
    laws = context.laws
    if laws is None:
        return
    for basis in _bases(context):
        if basis.name in laws.by_name or basis.name in laws.by_short_name:
            continue
        yield Found(basis.place / "名称", f"依据名录里没有“{basis.name}”", _suggestion(basis.name, laws))


def _suggestion(name: str, laws: LawRegister) -> str:
    bare = name.strip("《》")
    if bare in laws.by_name:
        return f"不加书名号，写成“{bare}”"
    # Compared without 中华人民共和国, which would make all laws look alike.
    titles = {_without_state(law.name): law.name for law in laws.laws}
    near = closest(_without_state(bare), titles)
    return f"是不是想写“{titles[near]}”？" if near else "先在 laws.yaml 里登记这部依据，再引用"


def _without_state(title: str) -> str:
    return title.removeprefix("中华人民共和国")


@rule("B102", "依据已废止", source_id="SD106")
def repealed(context: Context) -> Iterator[Found]:
    """引用的依据在核对日已经废止：要改引替代它的依据并核对条款，或者把事项减去。

    错（laws.yaml 中该依据“废止: 2021-01-01”，核对日在其后）：
        - 名称: 中华人民共和国物权法
    对：
        - 名称: 中华人民共和国民法典

    出处：临沂“因法律法规规章和机构职能调整等已明确……不宜列入清单的事项”。
    """
    laws = context.laws
    if laws is None:
        return
    for basis in _bases(context):
        law = laws.by_name.get(basis.name)
        if law and law.repealed and law.repealed <= context.day:
            hint = (
                f"改引“{law.replaced_by}”，并核对条款"
                if law.replaced_by
                else "改引现行的依据，或申请把事项减去"
            )
            yield Found(
                basis.place / "名称",
                f"《{law.name}》{law.repealed} 起已废止（核对日 {context.day}）",
                hint,
                (Related(law.place / "废止", "登记在这里"),),
            )


@rule("B103", "依据没有写全称", Severity.WARNING)
def short_title(context: Context) -> Iterator[Found]:
    """依据写全称，正式文件才能直接引用；简称登记在依据名录里，查找时两种都认。

    错：
        - 名称: 大气污染防治法
    对：
        - 名称: 中华人民共和国大气污染防治法

    出处：公文引用法律写全称的惯例。
    """
    laws = context.laws
    if laws is None:
        return
    for basis in _bases(context):
        law = laws.by_short_name.get(basis.name)
        if law and basis.name not in laws.by_name:
            yield Found(basis.place / "名称", f"“{basis.name}”不是全称", f"改成“{law.name}”")


@rule("B104", "条款的写法不规范", Severity.WARNING)
def clause_form(context: Context) -> Iterator[Found]:
    """条款写成“第七十四条第二款第一项”，几条之间用顿号，法律修订时才能按条查出要重新审核的事项。

    错：
        条款: 第74条2款
    对：
        条款: 第七十四条第二款

    出处：立法技术规范对条、款、项的写法。
    """
    for basis in _bases(context):
        if basis.clause and not _CLAUSE.fullmatch(basis.clause):
            yield Found(
                basis.place / "条款",
                f"“{basis.clause}”的写法不规范",
                _in_form(basis.clause),
            )


def _in_form(clause: str) -> str:
    """How to write a clause: its own numbers in Chinese where that makes it right, else an example."""
    digits = re.sub(r"第?([0-9]{1,3})(?=[条款项])", lambda match: f"第{numeral(int(match[1]))}", clause)
    mended = re.sub(r"[\s《》]", "", digits).replace(",", "、").replace("，", "、")
    if _CLAUSE.fullmatch(mended):
        return f"写成“{mended}”"
    return "写成“第七十四条第二款第一项”的样子，几条用顿号分开"


@rule("B105", "依据重复")
def registered_twice(context: Context) -> Iterator[Found]:
    """依据名录里一部依据只登记一次；一个事项里同一部依据的同一条款也只引一次。

    错（laws.yaml）：
        - 名称: 中华人民共和国水法
        - 名称: 中华人民共和国水法
    对：
        - 名称: 中华人民共和国水法

    出处：本工具的约定。
    """
    seen: dict[str, Related] = {}
    for law in context.workspace.laws.laws:
        earlier = seen.setdefault(skeleton(law.name), Related(law.place / "名称", "先登记在这里"))
        if earlier.place != law.place / "名称":
            yield Found(law.place / "名称", f"“{law.name}”登记了两次", "两处留一处", (earlier,))
    for item in context.items:
        cited: dict[tuple[str, str | None], Basis] = {}
        for basis in item.bases:
            first = cited.setdefault((basis.name, basis.clause), basis)
            if first is not basis:
                yield Found(basis.place / "名称", f"{item.number} 两次引用{basis}", "删去一处")


@rule("B106", "替代它的依据没有登记")
def unknown_replacement(context: Context) -> Iterator[Found]:
    """依据废止时写的“替代”，要是依据名录里有的全称。

    错（laws.yaml）：
        - 名称: 中华人民共和国物权法
          替代: 民法
    对：
        - 名称: 中华人民共和国物权法
          替代: 中华人民共和国民法典

    出处：本工具的约定。
    """
    laws = context.workspace.laws
    for law in laws.laws:
        if law.replaced_by and law.replaced_by not in laws.by_name:
            hint = _suggestion(law.replaced_by, laws)
            yield Found(law.place / "替代", f"依据名录里没有“{law.replaced_by}”", hint)


@rule("B107", "依据尚未施行", Severity.WARNING)
def not_yet(context: Context) -> Iterator[Found]:
    """引用的依据在核对日还没有施行。

    错（laws.yaml 中“施行: 2027-01-01”，核对日在其前）：
        - 名称: 某某条例
    对（到新的施行之日再改）：
        - 名称: 中华人民共和国水法

    出处：临沂“按照法律法规……进一步细化分解”（推断）。
    """
    laws = context.laws
    if laws is None:
        return
    for basis in _bases(context):
        law = laws.by_name.get(basis.name)
        if law and law.since and law.since > context.day:
            yield Found(
                basis.place / "名称",
                f"《{law.name}》{law.since} 才施行（核对日 {context.day}）",
                "改引现在施行的依据",
            )


def _bases(context: Context) -> Iterator[Basis]:
    """Every basis of items and of powers."""
    for item in context.items:
        yield from item.bases
    for entry in context.responsibilities:
        yield from entry.empowered_by
