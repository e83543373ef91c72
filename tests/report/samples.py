"""Reports for the tests of the formats."""

from __future__ import annotations

from io import StringIO
from typing import Any

from hypothesis import strategies as st

from shudi_cli.diagnostics import Finding, Place, Related, Severity, Span
from shudi_cli.report import FORMATS, CheckReport
from shudi_cli.report.look import Look, plain

_TROUBLE = "县，“”…\x00\x1b\x9b\x85\r\n\t\u2028\u202e\u200b\ufeff\ud800\udc80\ufffe%:,{}[]<&'\"\\"
#: Any text at all, rich in what terminals, parsers and encodings stumble over. (`st.text` over `one_of`
#: draws hardly anything from `sampled_from`, so lists are joined.)
ANY_TEXT = st.lists(st.one_of(st.sampled_from(_TROUBLE), st.characters(codec=None))).map(
    # Two halves of a character that meet are that character, as in any JSON.
    lambda chars: "".join(chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
)
DOMAIN = "responsibility/05-city-management.yaml"
UNITS = "units.yaml"
EMPTY = "responsibility/领域 18.yaml"
COUNTS = {
    "属地管理责任清单": {"领域": 17, "事项": 132, "批次": 3},
    "职责任务清单": {"板块": 6, "事项": 36},
}
DOMAIN_TEXT = """领域: 城市管理
序号: 5
事项:
  - 编号: SD-05-003
    名称: 渣土车等运输车辆遗撒、泄露物料行为的监管执法
    批次: 一
    主体责任:
      - 单位: 县综合行政执法局
        职责:
          - 牵头负责渣土车等运输车辆遗撒、泄露物料行为的监督检查，会同县公安局、县交通运输局开展联合执法，对“屡查屡犯”的运输企业[含挂靠车辆]按有关规定处理并及时向社会公布结果。
          - |
            巡查道路。
            劝阻遗撒。
"""
UNITS_TEXT = "单位:\n  - 名称: 县自然资源和规划局\n    曾用名:\n      - 名称: 县国土资源局\n"


def finding(message: str = "有问题", **given: Any) -> Finding:
    """A finding in UNITS, line 2, columns 5 to 7, unless told otherwise."""
    file = given.pop("file", UNITS)
    span = given.pop("span", Span(2, 5, 2, 7))
    place = given.pop("place", Place(file, given.pop("path", ()), span=span))
    return Finding(given.pop("code", "L102"), given.pop("severity", Severity.ERROR), message, place, **given)


def report(*findings: Finding, **given: Any) -> CheckReport:
    """A report of the sample county in `lists`."""
    sources = {DOMAIN: DOMAIN_TEXT, UNITS: UNITS_TEXT}
    whole = {
        "region": "示例县",
        "folder": "lists",
        "sources": sources,
        "files": 28,
        "counts": COUNTS,
        **given,
    }
    return CheckReport(findings=findings, **whole)


def written(form: str, *reports: CheckReport, look: Look | None = None) -> str:
    """What a format writes."""
    out = StringIO()
    FORMATS[form](iter(reports), out, look=look or plain())
    return out.getvalue()


CLEAN = report(region="清平县", folder="province/清平县")
BROKEN = report(
    finding(
        "编号“SD-05-003”已经用过",
        file=DOMAIN,
        path=("事项", 0, "编号"),
        span=Span(4, 9, 4, 18),
        hint="改成没有用过的编号，编号永不重复使用",
        related=(
            Related(
                Place("responsibility/01.yaml", ("事项", 2, "编号"), span=Span(40, 9, 40, 18)),
                "第一次用在这里",
            ),
            Related(Place("list.yaml"), "总数写在这个文件里"),
        ),
    ),
    finding(
        "“批次”应是整数，这里是“一”",
        code="S103",
        file=DOMAIN,
        path=("事项", 0, "批次"),
        span=Span(6, 9, 6, 10),
        hint="写不带引号、逗号和单位的阿拉伯数字",
    ),
    finding(
        "“[含挂靠车辆]”用了半角方括号",
        code="L130",
        severity=Severity.WARNING,
        file=DOMAIN,
        path=("事项", 0, "主体责任", 0, "职责", 0),
        span=Span(10, 71, 10, 78),
        hint="清单里的括号用全角；{}、%、:: 这些符号也不该出现",
    ),
    finding(
        "这一条职责与“县住房和城乡建设局”的职责有较多重复，不容易看出两个单位各管哪一段，发生遗撒以后乡镇（街道）不知道应当先呼叫谁",
        code="L140",
        severity=Severity.INFO,
        file=DOMAIN,
        path=("事项", 0, "主体责任", 0, "职责", 0),
        span=Span(10, 13, 10, 98),
    ),
    finding(
        "多行的一段",
        code="L150",
        severity=Severity.INFO,
        file=DOMAIN,
        path=("事项", 0, "主体责任", 0, "职责", 1),
        span=Span(11, 13, 14, 1),
    ),
    finding("文件是空的", code="Y110", file=EMPTY, span=None, hint="删去这个文件，或从备份中恢复它的内容"),
    finding(
        "“县国土资源局”既是曾用名又是现用名",
        code="U103",
        severity=Severity.WARNING,
        path=("单位", 0, "曾用名", 0, "名称"),
        span=Span(4, 13, 4, 19),
    ),
)
