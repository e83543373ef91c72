"""P2: the chain of releases. Judged only where every record was read."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule


def _faults(context: Context, code: str) -> Iterator[Found]:
    """The faults of one code."""
    for fault in context.docket.release_faults if context.docket else ():
        if fault.code == code:
            yield Found(fault.place, fault.message, fault.hint)


@rule("P201", "正式版本接不上", firm=True)
def links(context: Context) -> Iterator[Found]:
    """正式版本一个接一个，后一个写着前一个的指纹：少了一个、改了一个、换成别县的，都接不上。

    错：删去 releases/2026.2.yaml，2026.3 的“上一版”就落了空。
    对：releases 文件夹里的文件由 shudi publish 写成，一个也不删、不改。

    出处：本工具的约定（DESIGN §4 之 5）。
    """
    yield from _faults(context, "P201")


@rule("P202", "正式版本的日期、文号不对", firm=True)
def days(context: Context) -> Iterator[Found]:
    """生效日期不早于发布日期，也不早于上一版；一个文号只发布一个版本。这样过去哪一天有效的是哪一版，才不会再变。

    错：2026.1 版 5 月 1 日生效，2026.2 版写 4 月 1 日生效。
    对：2026.2 版的生效日期写 5 月 1 日或以后。

    出处：本工具的约定（DESIGN §4 之 6）。
    """
    yield from _faults(context, "P202")


@rule("P203", "正式版本与批准的变更不符", firm=True)
def backing(context: Context) -> Iterator[Found]:
    """正式版本正好是上一个版本加上它所列的变更；每一项都批准了，所依据的意见一份不少、一字不改，只发布这一次。

    错：发布以后，从案卷里删去一份意见，或改了它的文号。
    对：案卷只增不改；要再改清单，另报一项变更。

    出处：临沂“由县级党委政府批准，及时增加到清单中或者从清单中减去”。
    """
    yield from _faults(context, "P203")


@rule("P204", "正式版本的签名不算数", firm=True)
def signature(context: Context) -> Iterator[Found]:
    """用密钥签批的县，正式版本要由签批名册里担任发布（publisher）的人签名；没有签名，或别人签的，都不算。

    错：不担任发布的人用自己的密钥签了正式版本。
    对：担任发布的人运行 shudi publish。

    出处：本工具的约定。
    """
    yield from _faults(context, "P204")
