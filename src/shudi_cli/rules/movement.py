"""C101: what only a comparison of two states can show."""

from __future__ import annotations

from shudi_cli.diagnostics import Severity
from shudi_cli.rules.registry import documented

documented("C101", "责任下移", Severity.ERROR, """
    变更把主体责任从县级（市级）单位移给了乡镇（街道）。比较两个版本时（shudi diff）列在最前面；
    没有说明理由、没有市级编办和司法审核的，不应采纳。

    错（旧）：
        主体责任:
          - 单位: 县水务局
    错（新）：
        主体责任:
          - 单位: 乡镇（街道）
    对：主体责任仍由县水务局承担，乡镇（街道）写配合责任。

    出处：临沂“对于部分职能部门试图通过清单将主体责任转嫁给乡镇（街道）的行为，一律不予采纳”。
    """, source_id="SD107")  # fmt: skip
