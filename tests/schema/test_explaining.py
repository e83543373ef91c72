"""What a schema refuses, explained: one finding a fault, its words, its exact place, the next step."""

from __future__ import annotations

import pytest

from shudi_cli.diagnostics import Finding, Severity, Span
from shudi_cli.schema import Schema, chapter_schema, check_document, schema_named
from shudi_cli.source import read_document

UNITS, SETTINGS = schema_named("units"), schema_named("shudi")
CHAPTER = chapter_schema("领域", ("批次", "主体责任", "依据"), ("职责任务", "适用"))
UNIT = "单位:\n  - 名称: 甲\n    层级: 县级\n    类别: 部门\n"
ITEM = """\
领域: 水务
序号: 6
事项:
  - 编号: SD-06-001
    名称: 取水许可的监督检查
    批次: 1
    主体责任:
      - 单位: 县水务局
        职责:
          - 检查取水口的计量设施。
    依据:
      - 名称: 中华人民共和国水法
"""
SETTING = "地区:\n  名称: 某县\n清单种类:\n  甲:\n    章节称谓: 领域\n    编号前缀: SD\n清单:\n  - 目录: a\n"


def explained(schema: Schema, text: str) -> list[tuple[str, Span, str, str]]:
    """Code, place, message and hint of all that is found in a file."""
    document = read_document("f.yaml", text.encode())
    assert document.readable, document.findings
    found = list(check_document(document, schema))
    assert all(finding.severity is Severity.ERROR for finding in found)
    return [(one.code, document.locate(one.place), one.message, one.hint) for one in found]


def unit(lines: str) -> tuple[Schema, str]:
    return UNITS, UNIT + "".join(f"    {line}\n" for line in lines.split("\n"))


def item(old: str, new: str) -> tuple[Schema, str]:
    assert old in ITEM
    return CHAPTER, ITEM.replace(old, new, 1)


def setting(old: str, new: str) -> tuple[Schema, str]:
    assert old in SETTING
    return SETTINGS, SETTING.replace(old, new, 1)


LEVELS = "写其中之一：市级、县级、乡级"
DATE_FORM = "写成“2026-01-01”这样"
FILL_IN = "补上内容；不需要就删去这一行"
AN_ITEM_HAS = "这里可以写：编号、名称、批次、主体责任、配合责任、依据、对应事项、备注"

CASES = {
    "required": (item("    批次: 1\n", ""), "S101", Span(4, 5, 4, 5), "缺少“批次”", "加一行“批次: ……”：第几批印发"),
    "required at the top": (item("序号: 6\n", ""), "S101", Span(1, 1, 1, 1), "缺少“序号”", "加一行“序号: ……”：这一章在清单中排第几"),
    "required, one of a few": (
        (UNITS, UNIT.replace("    层级: 县级\n", "")), "S101", Span(2, 5, 2, 5), "缺少“层级”", f"加一行“层级: ……”：{LEVELS}",
    ),
    "required, undescribed": (
        setting("名称: 某县", "示例: true"), "S101", Span(1, 1, 1, 3), "缺少“名称”", "加一行“名称: ……”",
    ),
    "unknown key": (item("批次: 1", "批次: 1\n    颜色: 红"), "S102", Span(7, 5, 7, 7), "不认识“颜色”这一项", AN_ITEM_HAS),
    "unknown key of an unused field": (
        item("批次: 1", "批次: 1\n    适用: [乡镇]"), "S102", Span(7, 5, 7, 7), "不认识“适用”这一项", AN_ITEM_HAS,
    ),
    "misspelt key of two characters": (
        item("编号: SD", "编码: SD"), "S102", Span(4, 5, 4, 7), "不认识“编码”这一项", "是不是想写“编号”？",
    ),
    "misspelt key of four": (
        item("主体责任:", "主题责任:"), "S102", Span(7, 5, 7, 9), "不认识“主题责任”这一项", "是不是想写“主体责任”？",
    ),
    "misspelt key that need not be there": (
        unit("曾用名称: x"), "S102", Span(5, 5, 5, 9), "不认识“曾用名称”这一项", "是不是想写“曾用名”？",
    ),
    "key with the look of one that is there": (
        unit("名称号: x"), "S102", Span(5, 5, 5, 8), "不认识“名称号”这一项",
        "这里可以写：名称、全称、别称、层级、类别、主管、驻地、起、止、承接、曾用名",
    ),
    "nothing after the colon": (unit("主管:"), "S104", Span(5, 8, 5, 8), "“主管”后面没有内容", FILL_IN),
    "nothing after the dash": (
        item("- 检查取水口的计量设施。", "-"), "S104", Span(10, 12, 10, 12), "“职责”后面没有内容", FILL_IN,
    ),
    "nothing where one of a few is wanted": (
        (UNITS, UNIT.replace("县级", "")), "S104", Span(3, 8, 3, 8), "“层级”后面没有内容", LEVELS,
    ),
    "empty text": (unit("主管: ''"), "S104", Span(5, 9, 5, 11), "“主管”是空的", "补上内容；不需要就删去这一项"),
    "empty date": (unit("起: ''"), "S104", Span(5, 8, 5, 10), "“起”是空的", "补上内容；不需要就删去这一项"),
    "empty list": (unit("别称: []"), "S104", Span(5, 5, 5, 7), "“别称”是空的", "补上内容；不需要就删去这一项"),
    "empty map": (
        setting("清单种类:\n  甲:\n    章节称谓: 领域\n    编号前缀: SD\n", "清单种类: {}\n"),
        "S104", Span(3, 1, 3, 5), "“清单种类”是空的", "补上内容；不需要就删去这一项",
    ),
    "text for a list": (
        unit("别称: 乙"), "S103", Span(5, 9, 5, 10), "“别称”应是列表（一行一个“- ”），这里是“乙”", "另起一行写“- ”，再写内容",
    ),
    "dash without space": (
        unit("别称: -乙"), "S103", Span(5, 9, 5, 11), "“别称”应是列表（一行一个“- ”），这里是“-乙”", "“- ”的减号后面要空一格",
    ),
    "map for a list": (
        unit("曾用名:\n  名称: 乙\n  止: 2019-01-01"), "S103", Span(5, 5, 5, 8),
        "“曾用名”应是列表（一行一个“- ”），这里是一组“名称: 内容”", "每一条的第一行前面加“- ”，下面各行与它对齐",
    ),
    "text for a map": (
        unit("曾用名:\n  - 县水利局"), "S103", Span(6, 9, 6, 13), "“曾用名”应是一组“名称: 内容”，这里是“县水利局”",
        "先写名称和冒号，如“名称: 县水利局”",
    ),
    "colon without space": (
        unit("曾用名:\n  - 名称:县水利局"), "S103", Span(6, 9, 6, 16),
        "“曾用名”应是一组“名称: 内容”，这里是“名称:县水利局”", "冒号用半角，后面空一格",
    ),
    "list for a map": (
        setting("地区:\n  名称: 某县", "地区:\n  - 某县"), "S103", Span(1, 1, 1, 3),
        "“地区”应是一组“名称: 内容”，这里是列表", "这里不用“- ”，直接写“名称: 内容”",
    ),
    "file that is a list": (
        (UNITS, "- 甲\n"), "S103", Span(1, 1, 1, 1), "文件的内容应是一组“名称: 内容”，这里是列表",
        "这里不用“- ”，直接写“名称: 内容”",
    ),
    "list for a text": (
        unit("主管:\n  - 乙"), "S103", Span(5, 5, 5, 7), "“主管”应是文字，这里是列表", "写成一句，不用“- ”",
    ),
    "map for a text": (
        item("- 检查取", "- 检查: 取"), "S103", Span(10, 13, 10, 13), "“职责”应是文字，这里是一组“名称: 内容”",
        "文字里的冒号用全角（：）",
    ),
    "word for a number": (
        item("批次: 1", "批次: 第一批"), "S103", Span(6, 9, 6, 12), "“批次”应是整数，这里是“第一批”",
        "写不带引号、逗号和单位的阿拉伯数字",
    ),
    "word for true": (
        item("单位: 县水务局", "单位: 县水务局\n        牵头: 是"), "S103", Span(9, 13, 9, 14),
        "“牵头”应是 true 或 false，这里是“是”", "是就写 true，不是就删去这一行",
    ),
    "word not among the few": (
        (UNITS, UNIT.replace("县级", "县")), "S105", Span(3, 9, 3, 10), "“层级”不能是“县”", "是不是想写“县级”？",
    ),
    "word like none of the few": (
        (UNITS, UNIT.replace("县级", "省管")), "S105", Span(3, 9, 3, 11), "“层级”不能是“省管”", LEVELS,
    ),
    "list instead of one of the few": (
        (UNITS, UNIT.replace("县级", "[县级]")), "S105", Span(3, 5, 3, 7), "“层级”不能是列表", LEVELS,
    ),
    "severity": (
        setting("清单种类", "规则:\n  L101: 严重\n清单种类"), "S105", Span(4, 9, 4, 11), "“L101”不能是“严重”",
        "写其中之一：错误、警告、提示、关闭",
    ),
    "number in another form": (
        item("SD-06-001", "SD-6-1"), "S106", Span(4, 9, 4, 15), "“编号”的写法不对：“SD-6-1”", "写成“SD-06-001”",
    ),
    "number in full width": (
        item("SD-06-001", "ＳＤ－06－001"), "S106", Span(4, 9, 4, 18), "“编号”的写法不对：“ＳＤ－06－001”", "写成“SD-06-001”",
    ),
    "number in quotes": (
        item("SD-06-001", "“SD-06-001”"), "S106", Span(4, 9, 4, 20), "“编号”的写法不对：““SD-06-001””", "写成“SD-06-001”",
    ),
    "prefix in small letters": (
        setting("前缀: SD", "前缀: sd"), "S106", Span(6, 11, 6, 13), "“编号前缀”的写法不对：“sd”", "写成“SD”",
    ),
    "date in Chinese": (
        unit("起: 2026年1月1日"), "S106", Span(5, 8, 5, 17), "“起”的写法不对：“2026年1月1日”", "写成“2026-01-01”",
    ),
    "date with slashes": (unit("起: 2026/1/1"), "S106", Span(5, 8, 5, 16), "“起”的写法不对：“2026/1/1”", "写成“2026-01-01”"),
    "date with a line end": (
        unit("起: |\n  2026-01-01"), "S106", Span(5, 8, 7, 1), "“起”的写法不对：“2026-01-01 ”", "写成“2026-01-01”",
    ),
    "date that is none": (unit("起: 去年"), "S106", Span(5, 8, 5, 10), "“起”的写法不对：“去年”", DATE_FORM),
    "date of no year": (unit("起: 2026-02-30"), "S106", Span(5, 8, 5, 18), "“起”的日期不存在：“2026-02-30”", DATE_FORM),
    "date in a leap year of none": (
        unit("起: 2100-02-29"), "S106", Span(5, 8, 5, 18), "“起”的日期不存在：“2100-02-29”", DATE_FORM,
    ),
    "text too long": (
        item("检查取水口的计量设施。", "查" * 501), "S107", Span(10, 13, 10, 514), "“职责”有501个字，超过500个", "拆成几条，或写短些",
    ),
    "number too small": (item("批次: 1", "批次: 0"), "S107", Span(6, 9, 6, 10), "“批次”不能小于1，这里是0", "第几批印发"),
    "number too large": (
        item("序号: 6", "序号: 100"), "S107", Span(2, 5, 2, 8), "“序号”不能大于99，这里是100", "这一章在清单中排第几",
    ),
    "number too small, undescribed": (
        setting("目录: a", "目录: a\n    总数:\n      事项: -1"), "S107", Span(10, 11, 10, 13), "“事项”不能小于0，这里是-1",
        "核对这个数",
    ),
    "the same twice": (unit("别称:\n  - 乙\n  - 乙"), "S108", Span(5, 5, 5, 7), "“别称”里有重复的内容", "删去重复的一条"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_fault_is_explained(name: str) -> None:
    """A fault is one finding: its words, its exact place, and what to do."""
    (schema, text), *expected = CASES[name]
    assert explained(schema, text) == [tuple(expected)]


@pytest.mark.parametrize(("schema", "text"), [(UNITS, UNIT), (CHAPTER, ITEM), (SETTINGS, SETTING)])
def test_nothing_is_said_of_a_right_file(schema: Schema, text: str) -> None:
    """The files the faults above are made in have none themselves."""
    assert explained(schema, text) == []


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """One fault does not hide another, in the same entry or a later one."""
    text = UNIT.replace("县级", "县") + "    起: 2026-02-30\n  - 名称: 乙\n    层级: 乡级\n"
    assert [(code, span.line) for code, span, _, _ in explained(UNITS, text)] == [
        ("S105", 3),
        ("S106", 5),
        ("S101", 6),
    ]


def test_a_typo_excuses_only_the_key_it_stands_for() -> None:
    """One misspelt key is told once; another key that is missing beside it is told too."""
    text = "单位:\n  - 名字: 甲\n    类别: 部门\n"
    found = explained(UNITS, text)
    assert [(code, message) for code, _, message, _ in found] == [
        ("S101", "缺少“层级”"),
        ("S102", "不认识“名字”这一项"),
    ]


def test_long_values_are_shortened() -> None:
    """A message quotes the first 24 characters of what stands there."""
    ((_, _, message, _),) = explained(*item("SD-06-001", "长" * 30))
    assert message == f"“编号”的写法不对：“{'长' * 24}…”"


def test_an_example_in_the_schema_is_shown() -> None:
    """Where a pattern's schema gives an example, the hint shows it."""
    body = {
        "type": "object",
        "properties": {"编号": {"type": "string", "pattern": "^A[0-9]$", "examples": ["A1"]}},
    }
    ((_, _, _, hint),) = explained(Schema("例", body), "编号: 第一\n")
    assert hint == "写成“A1”这样"


def test_a_keyword_of_a_later_schema_is_still_told() -> None:
    """A keyword without words of its own gives a finding at the place, not silence."""
    found = explained(Schema("例", {"properties": {"甲": {"const": "乙"}}}), "甲: 丙\n")
    assert found == [("S109", Span(1, 4, 1, 5), "“甲”不合规定的格式", "与示例工作区的同名文件对照")]


def test_findings_are_values() -> None:
    """Checking yields findings of the file, and nothing else."""
    document = read_document("units.yaml", UNIT.replace("县级", "县").encode())
    (found,) = check_document(document, UNITS)
    assert isinstance(found, Finding)
    assert found.place.file == "units.yaml"
