"""S: what a schema refuses; and the files of a workspace. Found in `schema` and `workspace`."""

from __future__ import annotations

from shudi_cli.diagnostics import Severity
from shudi_cli.rules.registry import documented

documented("S101", "缺少必填的一项", Severity.ERROR, """
    每种文件必须写哪几项，由 schemas 文件夹里的格式文件和 shudi.yaml 的“清单种类”规定。

    错（一个事项）：
        - 名称: 渣土车监管
    对：
        - 编号: SD-05-003
          名称: 渣土车监管

    出处：本工具的约定。
    """)  # fmt: skip

documented("S102", "不认识的一项", Severity.ERROR, """
    写了格式里没有的名称，多半是写错了字；这一项的内容不会被读到，所以不能放过。

    错：
        - 编码: SD-05-003
    对：
        - 编号: SD-05-003

    出处：本工具的约定。
    """)  # fmt: skip

documented("S103", "内容的类型不对", Severity.ERROR, """
    该写列表的地方要一行一个“- ”，该写整数的地方只写阿拉伯数字，牵头只写 true。

    错：
        职责: 巡查工地。
    对：
        职责:
          - 巡查工地。

    出处：本工具的约定。
    """)  # fmt: skip

documented("S104", "内容是空的", Severity.ERROR, """
    名称后面没有内容。不需要这一项就整行删去。

    错：
        依据:
    对：
        依据:
          - 名称: 中华人民共和国水法

    出处：本工具的约定。
    """)  # fmt: skip

documented("S105", "不在可选的内容之中", Severity.ERROR, """
    这一项只能写规定的几种内容之一。

    错：
        层级: 县
    对：
        层级: 县级

    出处：本工具的约定。
    """)  # fmt: skip

documented("S106", "写法不对", Severity.ERROR, """
    编号写成 SD-05-003，日期写成 2026-01-01，等等。

    错：
        编号: SD-5-3
    对：
        编号: SD-05-003

    出处：本工具的约定。
    """)  # fmt: skip

documented("S107", "太长或超出范围", Severity.ERROR, """
    一条职责不超过500字，批次从1开始，等等。

    错：
        批次: 0
    对：
        批次: 1

    出处：本工具的约定。
    """)  # fmt: skip

documented("S108", "列表里有重复的内容", Severity.ERROR, """
    同样的内容写了两次。

    错：
        适用:
          - 乡镇
          - 乡镇
    对：
        适用:
          - 乡镇
          - 街道

    出处：本工具的约定。
    """)  # fmt: skip

documented("S109", "不合规定的格式", Severity.ERROR, """
    文件不合格式文件的规定。

    错：
        （与其他规则不同的格式问题）
    对：
        与示例工作区的同名文件对照

    出处：本工具的约定。
    """)  # fmt: skip

documented("L119", "没有这一种清单", Severity.ERROR, """
    list.yaml 里写的“种类”要在 shudi.yaml 的“清单种类”里有说明：叫什么章节、编号什么前缀、必须写什么。

    错：
        种类: 属地责任清单
    对：
        种类: 属地管理责任清单

    出处：本工具的约定。
    """)  # fmt: skip

documented("L120", "文件不属于任何清单", Severity.WARNING, """
    工作区里有一个没有检查的文件：它所在的文件夹没有写在 shudi.yaml 的“清单”里，或放错了地方。

    错：
        把 18-forestry.yaml 放在工作区最外层
    对：
        放进 responsibility 文件夹

    出处：本工具的约定。
    """, firm=False)  # fmt: skip

documented("L125", "章节文件是另一个的副本", Severity.ERROR, """
    一个领域（板块）的文件被复制了一份，两份都在清单的文件夹里，事项就会算两遍。

    错：
        06-water.yaml 和 06-water - 副本.yaml
    对：
        只有 06-water.yaml

    出处：本工具的约定。
    """)  # fmt: skip
