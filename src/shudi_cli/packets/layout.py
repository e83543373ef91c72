"""The sheets of a packet: their names, the titles of their columns, and what may be written where."""

from __future__ import annotations

from shudi_cli.office.book import SheetColumn

GUIDE, DUTIES, CONTACTS = "填写说明", "职责", "联络员"
#: 填写说明: whoever filled the packet in writes the name beside this word.
TOPIC, ANSWER_HERE, PERSON = "项目", "填在这里", "填报人"
#: 职责.
ROW, NUMBER, DOMAIN, NAME, ROLE, LEADS = "行", "编号", "领域", "事项名称", "责任", "牵头"
NOW, NEW, REASON = "现在的职责", "改为", "修改理由"
LOCKED = (NUMBER, DOMAIN, NAME, ROLE, LEADS, NOW)

TURNS, AREAS = "岗", "区域"

GUIDE_COLUMNS = (
    SheetColumn(TOPIC, 16),
    SheetColumn("怎么填", 92),
    SheetColumn(ANSWER_HERE, 22, open=True),
)
DUTY_COLUMNS = (
    SheetColumn(NUMBER, 12),
    SheetColumn(DOMAIN, 12),
    SheetColumn(NAME, 22),
    SheetColumn(ROLE, 10),
    SheetColumn(LEADS, 6),
    SheetColumn(NOW, 46),
    SheetColumn(NEW, 46, open=True, hint="直接在上面改，一行一条；不改的不要动"),
    SheetColumn(REASON, 24, open=True, hint="改了的必须写明为什么改"),
    SheetColumn(ROW, 4, hidden=True),
)
CONTACT_COLUMNS = (
    SheetColumn("责任人", 10, open=True, hint="姓名，一人一行"),
    SheetColumn("职务", 16, open=True),
    SheetColumn("岗", 5, choices=TURNS, open=True, hint="A 岗先接，A 岗不在找 B 岗；不写是 A 岗"),
    SheetColumn("办公电话", 15, open=True, hint="公布的号码，如 0530-0000001"),
    SheetColumn("手机", 14, open=True, hint="只在内部用，公开时遮盖"),
    SheetColumn("管辖区域", 18, choices=AREAS, open=True, hint="全县，或乡镇（街道）的名称，几个用顿号隔开"),
    SheetColumn("领域", 16, open=True, hint="只管几个领域的才写，用顿号隔开"),
    SheetColumn("事项", 16, open=True, hint="只管几个事项的才写编号，用顿号隔开"),
    SheetColumn("起", 12, open=True, hint="从哪一天起担任，如 2026-03-01"),
    SheetColumn("止", 12, open=True, hint="从哪一天起不再担任；不要删去这一行"),
    SheetColumn("确认", 12, open=True, hint="最近一次核对本人、号码都对的日期"),
)
