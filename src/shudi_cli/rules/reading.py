"""Y: what can be wrong with a file before anyone asks what it says. Found in `source` and `snapshot`."""

from __future__ import annotations

from shudi_cli.diagnostics import Severity
from shudi_cli.rules.registry import documented

documented("Y101", "编码不是 UTF-8", Severity.ERROR, """
    文件要存成 UTF-8 编码。老版本的记事本和 Excel 会存成 GBK（ANSI），打开时汉字会变成乱码。

    错：
        用记事本“另存为”时编码选了 ANSI
    对：
        用记事本“另存为”时编码选 UTF-8

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y102", "文件中间有字节顺序标记", Severity.ERROR, """
    字节顺序标记（BOM）只能在文件最前面；夹在中间看不见，却会让名称对不上。

    错：
        两个文件首尾拼接，中间夹着一个 BOM
    对：
        删去中间的 BOM

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y103", "有控制字符", Severity.ERROR, """
    控制字符看不见、印不出，多半是从别的软件粘贴来的。

    错：
        名称中夹着一个空字符（NUL）
    对：
        删去它，重新输入这几个字

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y104", "有双向控制字符", Severity.ERROR, """
    双向控制字符让屏幕上看到的顺序与实际内容不同，可以用来掩盖真实的文字。

    错：
        名称中夹着 U+202E
    对：
        删去它

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y105", "有制表符", Severity.ERROR, """
    缩进只能用空格；制表符在不同软件里宽窄不一，会让层次看错。

    错：
        缩进用了 Tab 键
    对：
        缩进一层用两个空格

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y106", "有零宽字符", Severity.ERROR, """
    零宽字符看不见，却会让两个看上去一样的名称对不上。

    错：
        “县公安局”四个字中间夹着一个零宽空格
    对：
        删去它，重新输入这几个字

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y107", "有特殊的换行符", Severity.ERROR, """
    少见的换行符在不同软件里有的当换行、有的不当，行号会对不上。

    错：
        一句话中间夹着 U+2028
    对：
        换成普通换行，或删去

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y108", "有替换符", Severity.ERROR, """
    出现“\ufffd”说明文字在转码时已经丢了，要按原稿补上。

    错：
        县\ufffd安局
    对：
        县公安局

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y109", "读不下去", Severity.ERROR, """
    文件的写法有误，从这一处起读不下去。一行一个“名称: 内容”，同一层左边对齐，缩进一层用两个空格。

    错：
        主体责任:
              - 单位: 县公安局
             职责: …
    对：
        主体责任:
          - 单位: 县公安局
            职责: …

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y110", "文件是空的", Severity.ERROR, """
    文件里没有内容，多半是保存时出了错，或误建了一个文件。

    错：
        一个字也没有的文件
    对：
        从备份恢复内容，或删去这个文件

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y111", "用了锚点或引用", Severity.ERROR, """
    锚点（&）和引用（*）让一处内容在别处重复出现，改一处会悄悄改变另一处。清单里照原样写出来。

    错：
        依据: *law
    对：
        依据:
          - 名称: 中华人民共和国水法

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y112", "用了类型标记", Severity.ERROR, """
    感叹号开头的标记会改变内容的类型，清单里用不着。

    错：
        批次: !!str 1
    对：
        批次: 1

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y113", "用了合并键", Severity.ERROR, """
    合并键（<<）把别处的内容并进来，看文件的人看不到全部内容。

    错：
        <<: *common
    对：
        照原样写出来

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y114", "一个文件里有两份文档", Severity.ERROR, """
    一个文件只放一份内容；“---”后面的会被别的软件漏读。

    错：
        ---
        领域: 水务
        ---
        领域: 林业
    对：
        分成两个文件

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y115", "文件太大", Severity.ERROR, """
    一个文件不超过 5 MB。清单文件不会这么大，多半是放错了文件。

    错：
        把扫描件改名为 .yaml 放进来
    对：
        移走，或拆成几个文件

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y116", "嵌套太深", Severity.ERROR, """
    层次超过二十层。清单最多用到七八层，多半是括号或缩进出了错。

    错：
        [[[[[[……
    对：
        检查缩进和括号

    出处：本工具的约定。
    """)  # fmt: skip

documented("Y117", "同一个名称写了两次", Severity.ERROR, """
    同一层里一个名称只能写一次；写两次时，不同的软件会读出不同的内容。

    错：
        单位: 县公安局
        单位: 县水务局
    对：
        - 单位: 县公安局
        - 单位: 县水务局

    出处：本工具的约定。
    """)  # fmt: skip
