"""Changes and opinions in memory, as short as a test can say them. No keys: see tests/signers for those."""

from __future__ import annotations

from typing import Any

from shudi_cli.archive import Archive
from shudi_cli.changes import Standing, standing_of
from shudi_cli.diagnostics import Place
from shudi_cli.model import Change, Opinion, Settings
from shudi_cli.model.building import build
from shudi_cli.model.lists import item_digest
from shudi_cli.model.settings import Region
from shudi_cli.signers import Authority
from tests.cli.county import SAND

COUNTY, CITY, APPROVAL = "县级报送", "市级审核", "县级批准"
UNITS = {
    "county-bianban": "县委编办",
    "county-justice": "县司法局",
    "city-bianban": "市委编办",
    "city-justice": "市司法局",
    "county-government": "县委县政府",
}
STAGE_OF = {
    "county-bianban": COUNTY,
    "county-justice": COUNTY,
    "city-bianban": CITY,
    "city-justice": CITY,
    "county-government": APPROVAL,
}
#: The chain of the source documents (001).
PROCEDURE: dict[str, Any] = {
    "名称": "清单动态管理",
    "办理": ["增", "减", "改"],
    "触发": {"增": ["基层有实际需求"], "减": ["已明确不宜列入"]},
    "申请单位": {"层级": ["县级", "乡级"], "类别": ["部门", "乡镇", "街道"]},
    "环节": [
        {"名称": COUNTY, "由谁": [{"代号": code, "单位": UNITS[code]} for code in ("county-bianban", "county-justice")]},
        {"名称": CITY, "由谁": [{"代号": code, "单位": UNITS[code]} for code in ("city-bianban", "city-justice")], "纸质": True},
        {"名称": APPROVAL, "由谁": [{"代号": "county-government", "单位": "县委县政府"}], "要文号": True, "纸质": True},
    ],
    "一人一次": True,
    "责任下移": {"允许": True, "须经环节": [CITY, APPROVAL]},
}  # fmt: skip
SETTINGS = Settings(region=Region(Place("shudi.yaml"), "清平县"))
NO_KEYS = Authority(Archive(), SETTINGS)


def change(number: str = "CG-2026-001", *, day: str = "2026-03-02", **content: Any) -> Change:
    """An application to amend one item, by a township."""
    new = {**SAND, "名称": "河道非法采砂的查处"}
    data = {
        "编号": number,
        "地区": "清平县",
        "清单": "responsibility",
        "类型": "改",
        "申请": {"单位": "青山镇", "姓名": "申请人", "日期": day},
        "理由": "基层有需要",
        "事项": [amended(SAND, new)],
        "程序": PROCEDURE,
        **content,
    }
    return build(Change, data, Place(f"changes/{number}/change.yaml"))


def amended(old: dict[str, Any] | None, new: dict[str, Any] | None, chapter: str = "水务") -> dict[str, Any]:
    """The data of one changed item."""
    number = (new or old or {})["编号"]
    data: dict[str, Any] = {"编号": number, "所在": {"章": chapter, "次序": 6, "文件": "06-water.yaml"}}
    if old is not None:
        data |= {"原指纹": item_digest("responsibility", chapter, old), "原文": old}
    return data if new is None else {**data, "新文": new}


class Trail:
    """The opinions on a change, one after another; each has seen those before it."""

    def __init__(self, subject: Change) -> None:
        self.change = subject
        self.opinions: list[Opinion] = []

    def add(
        self, code: str, decision: str = "同意", *, person: str = "", day: str = "", **content: Any
    ) -> Opinion:
        """One more opinion; a person of that office's own, a day after the one before."""
        data = {
            "变更": self.change.number,
            "变更指纹": self.change.digest,
            "环节": STAGE_OF.get(code, ""),
            "代号": code,
            "单位": UNITS.get(code, ""),
            "意见": decision,
            "日期": day or f"2026-03-{len(self.opinions) + 3:02}",
            "方式": "登记",
            "经办": {"姓名": person or f"{code}的人", "单位": UNITS.get(code, "")},
            "已阅": [opinion.digest for opinion in self.opinions],
            **({"文号": "清办字〔2026〕1号"} if code == "county-government" else {}),
            **content,
        }
        data = {key: value for key, value in data.items() if value not in (None, [])}
        name = f"changes/{self.change.number}/opinions/{len(self.opinions) + 1:02}-{code}.yaml"
        self.opinions.append(build(Opinion, data, Place(name)))
        return self.opinions[-1]

    def agree(self, *codes: str) -> Trail:
        """Plain agreement of several parties, in this order; of all of them when none is named."""
        for code in codes or tuple(UNITS):
            self.add(code)
        return self

    def paper(self, code: str, clerk: str, unit: str, *, scan: str = "a", **content: Any) -> Opinion:
        """A clerk of a unit writes down a paper of a party; the day is fixed, as the paper's is."""
        return self.add(
            code,
            day=content.pop("day", "2026-03-20"),
            方式="纸质",
            文号=content.pop("文号", "清办字〔2026〕7号"),
            经办={"姓名": clerk, "单位": unit},
            附件=[{"文件": "scan.pdf", "大小": 1, "指纹": f"sha256:{scan * 64}"}],
            所涉变更=content.pop("所涉变更", [self.change.number]),
            **content,
        )

    @property
    def standing(self) -> Standing:
        """Where the change stands by these opinions."""
        return standing_of(self.change, self.opinions, NO_KEYS)

    @property
    def outcome(self) -> str:
        """In a word."""
        return self.standing.outcome.value

    @property
    def reasons(self) -> list[str]:
        """Why opinions do not count."""
        return [voided.reason for voided in self.standing.void]
