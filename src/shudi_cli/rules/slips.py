"""Y118–Y127: slips of people who type YAML through a Chinese input method. Found in `source`."""

from __future__ import annotations

from shudi_cli.diagnostics import Severity
from shudi_cli.rules.registry import documented

documented("Y118", "半角逗号切开了文字", Severity.ERROR, """
    花括号里的半角逗号会把一句话切成两截，后半截成了没有内容的名称。

    错：
        {职责: 检查,查处}
    对：
        职责:
          - 检查，查处。

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y119", "一段文字折成几行", Severity.ERROR, """
    没有用“|”的文字折成几行时，读出来会在折行处多出空格。

    错：
        职责:
          - 巡查辖区
            工地。
    对：
        职责:
          - 巡查辖区工地。

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y120", "全角冒号", Severity.ERROR, """
    用输入法打出的“：”是标点，不能用来分开名称和内容。

    错：
        名称：渣土车监管
    对：
        名称: 渣土车监管

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y121", "冒号后面缺空格", Severity.ERROR, """
    名称后面是半角冒号加一个空格。

    错：
        名称:渣土车监管
    对：
        名称: 渣土车监管

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y122", "名称外面有中文引号", Severity.ERROR, """
    名称不用引号。

    错：
        “名称”: 渣土车监管
    对：
        名称: 渣土车监管

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y123", "方括号里用了全角逗号", Severity.ERROR, """
    方括号里用全角逗号或顿号，几项会被当成一项。

    错：
        适用: [乡镇，街道]
    对：
        适用:
          - 乡镇
          - 街道

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y124", "条目开头的横线不对", Severity.ERROR, """
    条目以半角减号加一个空格开头；全角的横线、破折号都不行。

    错：
        － 单位: 县公安局
    对：
        - 单位: 县公安局

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y126", "全角空格当作缩进", Severity.ERROR, """
    屏幕上看着对齐，其实是全角空格（或网页里复制来的不间断空格），程序不把它当缩进。

    错：
        　　职责:（前面是全角空格）
    对：
            职责:（前面是半角空格）

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y127", "引号或括号只包住半段文字", Severity.ERROR, """
    文字以半角引号、方括号或花括号开头时，程序会把括住的部分当作全部内容，后面的就读不懂了。

    错：
        - "河长制"公告牌缺失的补设。
    对：
        - “河长制”公告牌缺失的补设。

    出处：本工具的约定。
    """)  # fmt: skip
