"""P1: nothing private stands in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

_PRIVATE = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?(?P<mobile>1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
    r"|(?P<identity>\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]))(?!\d)"
)

#: What every such number holds. A pattern that begins by looking back is ten times as slow.
_DIGITS = re.compile(r"\d[- ]?\d{4}")


@rule("P101", "清单里有手机号码或身份证号")
def private_number(context: Context) -> Iterator[Found]:
    """清单要印发、公布，不能出现个人的手机号码和身份证号；联系方式写在联络员名录库里，公布时自动遮盖。

    错：
        - 发现遗撒及时上报，联系电话13800000000。
    对：
        - 发现遗撒及时上报县综合行政执法局。

    出处：临沂“一库”要求公布联系方式，公布的应是办公电话。
    """
    for sentence in context.texts:
        if _DIGITS.search(sentence.text) and (match := _PRIVATE.search(sentence.text)):
            name = "手机号码" if match["mobile"] else "身份证号"
            hint = "删去号码，联系方式写进联络员名录库"
            yield Found(
                sentence.place._replace(within=match.span()),
                f"这里有{name}（{match[match.lastgroup or 0][:3]}****）",
                hint,
            )
