"""N1: the signing roster."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule


@rule("N101", "签批名册不成立", firm=True)
def roster(context: Context) -> Iterator[Found]:
    """签批名册一版接一版：每一版要有上一版和本版足够多的管理人签名，一把公钥只属于一个人，所载的程序与 shudi.yaml 一致。

    错：第2版签批名册只有一个管理人签名，门槛是 2。
    对：第2版签批名册由上一版和本版的两个管理人签名。

    出处：本工具的约定（参照软件更新框架的根角色）。
    """
    for _, place, message, hint in context.docket.roster_faults if context.docket else ():
        yield Found(place, message, hint)
