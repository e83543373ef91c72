"""What the placeholders of an office's own template stand for: 〖标题〗, 〖文号〗 …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shudi_cli.documents.tabulated import foot_of, is_internal

#: Left to be written by hand where there is nothing yet to write, as the 文号 before it is given.
_GAP = "＿＿＿＿"
_FACTS = {
    "文号": "文号",
    "日期": "发布日期",
    "生效日期": "生效日期",
    "单位": "发布单位",
    "地区": "地区",
    "版本": "正式版本",
}
_DATES = {"日期", "生效日期"}


def template_fields(
    title: str, face: Mapping[str, str], *, annex: str = "", lines: Sequence[str] = ()
) -> Mapping[str, str]:
    """Every placeholder by name. What may be missing is empty; what a letter must have leaves a gap."""
    said = {name: face.get(fact, "") for name, fact in _FACTS.items()}
    told = {name: written_day(words) if name in _DATES else words for name, words in said.items()}
    return {
        "标题": title,
        **{name: words or _GAP for name, words in told.items()},
        "附件": annex,
        "说明": "\n".join([*lines, *([f"（{face['版面']}）"] if is_internal(face) else [])]),
        "版本说明": foot_of(face),
    }


def written_day(day: str) -> str:
    """2026-01-05 as a letter writes it: 2026年1月5日; what is no day stays as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004 - year, month, day
        return day
    year, month, date = (int(part) for part in parts)
    return f"{year}年{month}月{date}日"
