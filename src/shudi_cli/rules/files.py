"""Y130–Y135: what can be wrong with a file itself. Found in `snapshot`, `repository` and `workspace`."""

from __future__ import annotations

from shudi_cli.diagnostics import Severity
from shudi_cli.rules.registry import documented

documented("Y130", "缺少文件", Severity.ERROR, """
    工作区要有 shudi.yaml、units.yaml、laws.yaml，每份清单的文件夹里要有 list.yaml。

    错：
        删去了 units.yaml
    对：
        从备份或上一个版本恢复

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y131", "快捷方式（符号链接）", Severity.ERROR, """
    工作区里放文件本身，不放指向别处的链接：换一台电脑就没有了，也可能读到工作区外面不该读的内容。

    错：
        laws.yaml 指向 /etc/hosts
    对：
        把文件本身放进工作区

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y132", "不是普通文件", Severity.ERROR, """
    名称以 .yaml 结尾的应是普通文件，不是文件夹或设备。

    错：
        一个名叫 06-water.yaml 的文件夹
    对：
        改掉文件夹的名称，或移走

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y133", "文件打不开", Severity.ERROR, """
    没有读这个文件的权限，或磁盘出了错。

    错：
        文件属于另一个用户
    对：
        请管理员开放读取权限

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y134", "文件名在 Windows 上不能用", Severity.ERROR, """
    CON、NUL 等名称、以点或空格结尾的名称、只差大小写的两个名称，在 Windows 上打不开或会互相覆盖。

    错：
        con.yaml
    对：
        06-water.yaml

    出处：本工具的约定。
    """, firm=False)  # fmt: skip

documented("Y135", "两个人的改动没有理顺", Severity.ERROR, """
    两个人同时改了同一个文件，文件里留着“<<<<<<<”和“>>>>>>>”，要选定留下哪一份内容。

    错：
        <<<<<<<
        单位: 县公安局
        =======
        单位: 县水务局
        >>>>>>>
    对：
        单位: 县水务局

    出处：本工具的约定。
    """)  # fmt: skip

documented(
    "Y136",
    "文件名不是以 .yaml 结尾",
    Severity.WARNING,
    """
    记事本会把 06-water.yaml 存成 06-water.yaml.txt；这样的文件不会被读，它的事项就从清单里不见了。

    错：
        06-water.yaml.txt
    对：
        06-water.yaml

    出处：本工具的约定。
    """,
    firm=False,
)
