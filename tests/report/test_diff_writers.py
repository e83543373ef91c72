"""A difference as text, Markdown, HTML and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.diff import Diff, FieldChange, FileChange, ItemChange, ListDiff, Sort, Unread, compare
from shudi_cli.report import diff_json
from shudi_cli.report.diffs import DIFF_FORMATS, diff_writer, headline, totals
from shudi_cli.report.look import Look, coloured, plain
from shudi_cli.report.width import display_width
from tests.diff.county import FIELDS, RIVERS, chapter, county, item, main, yaml_of

SOME = settings(max_examples=60, deadline=None)
#: Every character that a font may show, and every one that must not reach a terminal.
ANY = st.text(st.characters(exclude_categories=["Cn", "Co"]), max_size=60)
EVIL = "<script>alert(1)</script> | `a` *b* _c_ ~~d~~ [e](http://evil.example) &lt; $x$ #\\ \x1b[31m"
LONG = "依法查处运输渣土、砂石、灰浆等物料的车辆未密闭、沿途遗撒污染城市道路的行为，责令责任人于24小时内清扫路面。"


def written(form: str, *diffs: Diff, look: Look | None = None) -> str:
    """What a format writes."""
    out = StringIO()
    diff_writer(form)(diffs, out, look or plain())
    return out.getvalue()


def everything() -> Diff:
    """A difference in which everything happens at once."""
    one, two, three = (item(f"SD-06-00{digit}") for digit in (1, 2, 3))
    duties = one["主体责任"][0]["职责"]
    changed = {**one, "名称": "河道采砂行为的监管执法", "备注": LONG, "主体责任": [
        {"单位": "县水务局", "牵头": "true", "职责": [duties[0], LONG]}, {"单位": "青山镇", "职责": ["巡查。"]},
    ]}  # fmt: skip
    long = item("SD-06-001", 备注=LONG.replace("砂石、灰浆", "砂石").replace("24", "48"))
    before = county(rivers=chapter("水务", 6, long, two, three), title="版本 3f2a1c9（2026-03-14）")
    after = county(
        rivers=chapter("水务", 6, item("SD-06-004", 名称=EVIL), changed),
        fields=chapter("农业农村", 8, item("SD-07-002"), three, {**item("SD-07-001"), "编号": "SD-07-009"}),
        title="当前文件",
    )
    locked = Finding("Y133", Severity.ERROR, "打不开", Place("laws.yaml"), "关闭正在使用它的软件再试")
    others: dict[str, str | bytes | Finding | None] = {
        "laws.yaml": locked,
        "responsibility/list.yaml": yaml_of({"名称": "新清单", "种类": "任务"}),
    }
    return compare(before, after | others, folder="lists")


def of_item(change: ItemChange) -> Diff:
    return Diff("旧", "新", (ListDiff("responsibility", (change,)),))


def of_field(before: str | None, after: str | None, *path: str) -> Diff:
    return Diff("旧", "新", (), (FileChange("units.yaml", (FieldChange(path or ("名称",), before, after),)),))


@pytest.mark.parametrize(
    ("form", "suffix"), [("text", "txt"), ("markdown", "md"), ("html", "html"), ("json", "json")]
)
def test_everything(golden: Callable[[str, str], None], form: str, suffix: str) -> None:
    """All that can happen, in every format (`--update-golden` writes these anew)."""
    golden(f"diff.{suffix}", written(form, everything()))


@pytest.mark.parametrize("form", DIFF_FORMATS)
def test_nothing_is_said_to_differ(form: str) -> None:
    """Two equal states are said to be equal, with their titles."""
    text = written(form, Diff("版本 3f2a1c9", "当前文件"))
    assert "版本 3f2a1c9" in text
    assert form == "json" or "没有不同" in text


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_slide_stands_at_the_top(form: str) -> None:
    """责任下移 is named before the first list, with the units before and after."""
    text = written(form, everything())
    assert text.index("责任下移") < text.index("lists/responsibility")
    assert "县水务局 → 县水务局、青山镇" in text


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_unread_file_is_told(form: str) -> None:
    """A file that was not compared is named, with its state, the reason and what to do."""
    text = "".join(
        written(form, Diff("旧", "新", unread=(Unread("laws.yaml", "新", "第1行坏了", "改正它"),))).split()
    )
    assert "没有比较“laws.yaml”，新里的它读不出来：第1行坏了（改正它）" in text
    assert "没有不同" not in text


class TestHeadline:
    """One sentence at the head of every format."""

    def test_counts_in_the_order_of_the_items(self) -> None:
        """Each sort of change that happened is counted once, others are not named."""
        assert totals([everything()]) == {"修改": 1, "减去": 1, "移动": 1, "增加": 1, "改号": 1}

    def test_order_alone_is_a_difference(self) -> None:
        """A chapter whose items only changed places is not called equal."""
        found = compare(county(), county(fields=chapter("农业", 7, item("SD-07-002"), item("SD-07-001"))))
        assert headline([found]) == "旧 → 旧：章节和次序有 1 处改动"

    def test_several_counties_are_summed(self) -> None:
        """The counts of all workspaces are added up."""
        assert headline([everything()] * 2).startswith("版本 3f2a1c9（2026-03-14） → 当前文件：")
        assert totals([everything()] * 2)["增加"] == 2


class TestText:
    """For the screen."""

    @pytest.mark.parametrize("width", [80, 60, 40])
    def test_no_line_is_wider_than_the_screen(self, width: int) -> None:
        """Names, sentences, paths and headlines are folded by display width."""
        wide = Diff("版本 3f2a1c9（2026-03-14）" * 3, "当前文件", everything().lists, everything().files, everything().unread, "很长的文件夹" * 9)  # fmt: skip
        for line in written("text", wide, look=plain(width)).splitlines():
            assert display_width(line) <= width, line

    @SOME
    @given(ANY, ANY, st.sampled_from([60, 80]))
    def test_no_text_is_too_wide(self, before: str, after: str, width: int) -> None:
        """Whatever a field holds, its lines fit and nothing reaches the terminal raw."""
        shown = written("text", of_field(before, after, before or "x"), look=plain(width))
        assert all(display_width(line) <= width for line in shown.split("\n"))
        assert not {unicodedata.category(char) for char in shown if char != "\n"} & {
            "Cc",
            "Cf",
            "Cs",
            "Zl",
            "Zp",
        }

    def test_every_sign_is_in_gbk(self) -> None:
        """The old Chinese console can show every sign that is not the county's own."""
        written("text", everything()).encode("gbk")

    def test_changed_characters_are_bracketed(self) -> None:
        """Without colour the changed characters still show."""
        text = written("text", of_field("责令责任人清扫路面。", "责令责任人于24小时内清扫路面。"))
        assert "－ 责令责任人清扫路面。" in text
        assert "＋ 责令责任人【于24小时内】清扫路面。" in text

    def test_a_text_of_several_lines_hangs(self) -> None:
        """The folded part of an indented line is indented as far as the line."""
        text = written("text", of_field(f"职责：\n  {LONG}", None))
        lines = text.split("\n")
        assert {
            len(line) - len(line.lstrip(" ")) for line in lines[lines.index("      － 职责：") + 1 : -1]
        } == {11}

    def test_colour_says_nothing_new(self) -> None:
        """With its colours taken away the text is that without colour."""
        assert re.sub(r"\x1b\[[0-9;]*m", "", written("text", everything(), look=coloured(80))) == written("text", everything())  # fmt: skip

    def test_colours_do_not_run_on(self) -> None:
        """Every colour that is switched on is switched off in the same line."""
        for line in written("text", everything(), look=coloured(80)).splitlines():
            assert line.count("\x1b[") == 2 * line.count("\x1b[0m")


def tables(markdown: str) -> Iterator[list[list[str]]]:
    """The tables of a page as a browser would show them: rows of cells."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    rows: list[list[str]] = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            rows[-1].append(shown(tokens[place + 1]))
        elif token.type == "table_close":
            yield rows


def shown(inline: Any) -> str:
    """The text of a cell, tags and all."""
    return "".join(child.content for child in inline.children)


def headings(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(markdown)
    return [shown(after) for token, after in pairwise(tokens) if token.type == "heading_open"]


class TestMarkdown:
    """For the page where a change is reviewed."""

    def test_it_renders_as_tables(self) -> None:
        """Every item and file is a heading with a table under it."""
        page = written("markdown", everything())
        assert "修改 SD-06-001 河道采砂行为的监管执法" in headings(page)
        found = {tuple(rows[0]) for rows in tables(page)}
        assert found == {("项目", "原表述", "新表述"), ("项目", "内容")}
        assert all(len(row) == len(rows[0]) for rows in tables(page) for row in rows)

    def test_marked_characters(self) -> None:
        """Changed characters are struck out on the left and underlined on the right."""
        (rows,) = tables(written("markdown", of_field("十五日内办结", "十日内办结")))
        assert rows[1] == ["名称", "十<del>五</del>日内办结", "十日内办结"]

    @pytest.mark.parametrize("form", ["name", "field", "path", "domain", "file"])
    def test_special_characters_stay_characters(self, form: str) -> None:
        """Whatever a clerk writes is shown as it is: no tag, link, code, emphasis or further column."""
        found = {
            "name": of_item(ItemChange(Sort.ADDED, EVIL, EVIL, "水务")),
            "field": of_field(EVIL, "新"),
            "path": of_field("旧", "新", EVIL),
            "domain": of_item(ItemChange(Sort.MOVED, "1", "名", EVIL, was_domain=EVIL, was_number=EVIL)),
            "file": Diff("旧", EVIL, (), (FileChange(EVIL, ()),), (Unread(EVIL, EVIL, EVIL, EVIL),), EVIL),
        }[form]
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written("markdown", found))
        kinds = {child.type for token in tokens for child in token.children or ()}
        tags = {
            child.content for token in tokens for child in token.children or () if child.type == "html_inline"
        }
        assert kinds <= {"text", "text_special", "html_inline", "softbreak"}
        assert tags <= {"<del>", "</del>", "<ins>", "</ins>"}
        seen = "".join(
            child.content for token in tokens for child in token.children or () if child.type != "html_inline"
        )
        assert (
            "<script>alert(1)</script> | `a` *b* _c_ ~~d~~ [e](http://evil.example) &lt; $x$ #\\ <U+001B>[31m"
            in seen
        )

    @SOME
    @given(st.text(st.sampled_from("渣|\\`*_{}[]()<>#~&$!-+.1\n\r\x00\x85 　"), max_size=20))
    def test_a_cell_is_one_cell(self, text: str) -> None:
        """No content breaks a table: two rows of three cells, and after it nothing."""
        (rows,) = tables(written("markdown", of_field(text, None)))
        assert [len(row) for row in rows] == [3, 3]

    def test_lines_keep_their_depth(self) -> None:
        """Lines stay lines, and the depth of a line stays visible."""
        assert "职责：<br>　查处。" in written("markdown", of_field("职责：\n  查处。", None))


class Page(HTMLParser):
    """A strict reader: every tag that opens closes, in order."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.text = ""
        self.cells: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.add(tag)
        self.attributes.update(attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather what is shown, without the style sheet."""
        if "style" not in self.open:
            self.text += data


class TestHtml:
    """To print or to send."""

    def test_it_is_well_formed(self) -> None:
        """The page is one HTML document in UTF-8 and Chinese, all its elements closed."""
        html = written("html", everything())
        page = Page(html)
        assert html.startswith("<!DOCTYPE html>\n")
        assert {("charset", "utf-8"), ("lang", "zh-CN")} <= page.attributes
        assert {"table", "th", "td", "del", "ins", "h1", "h2", "h3"} <= page.tags

    def test_it_stands_alone(self) -> None:
        """Nothing is fetched from anywhere: no link, script, image, font or style from outside."""
        page = Page(written("html", everything()))
        assert not page.tags & {"script", "link", "img", "iframe", "a", "object", "base"}
        assert not {name for name, _ in page.attributes} & {"src", "href", "onload", "style"}
        assert "url(" not in written("html", everything())
        assert "@import" not in written("html", everything())

    @SOME
    @given(st.text(st.sampled_from("渣<>&\"'/\n\x00\x1b script!-]["), max_size=20))
    def test_names_are_shown_as_they_are(self, text: str) -> None:
        """No name, number, chapter, file or sentence becomes a tag."""
        change = ItemChange(Sort.RENUMBERED, text, text, text, (FieldChange((text,), text, f"{text}新"),), text, text, text, (text, text))  # fmt: skip
        plain_page = Page(written("html", of_item(ItemChange(Sort.RENUMBERED, "1", "名", "章", (FieldChange(("甲",), "旧", "旧新"),), "名", "章", "1", ("甲", "乙")))))  # fmt: skip
        page = Page(written("html", of_item(change)))
        assert page.tags <= plain_page.tags | {"br", "del"}
        assert "\x00" not in page.text
        assert "\x1b" not in page.text

    def test_an_evil_name(self) -> None:
        """A script in a name is shown and not run."""
        assert "<script>alert(1)</script>" in Page(written("html", everything())).text
        assert "<script" not in written("html", everything())

    def test_an_item_that_came_has_one_column(self) -> None:
        """A new item is shown in full, without an empty column for what it was not."""
        html = written(
            "html", of_item(ItemChange(Sort.ADDED, "1", "名", "章", (FieldChange(("批次",), None, "1"),)))
        )
        assert "<th>内容</th>" in html
        assert "（无）" not in html


FIELD = {"path": list, "before": (str, type(None)), "after": (str, type(None))}
ITEM = {
    "sort": str, "number": str, "name": str, "domain": str, "fields": list, "was_name": (str, type(None)),
    "was_domain": (str, type(None)), "was_number": (str, type(None)), "downhill": (list, type(None)),
}  # fmt: skip
WORKSPACE = {"before": str, "after": str, "lists": list, "files": list, "unread": list, "folder": str}


def holds(shape: dict[str, Any], value: dict[str, Any]) -> bool:
    """Whether a JSON object has exactly these keys with values of these types."""
    return value.keys() == shape.keys() and all(isinstance(value[key], kind) for key, kind in shape.items())


class TestJson:
    """For programs."""

    def test_its_shape_is_the_documented_one(self) -> None:
        """Every object has exactly the keys that the module documents, always all of them."""
        data = json.loads(written("json", everything()))
        assert data.keys() == {"version", "workspaces"}
        assert data["version"] == 1
        (workspace,) = data["workspaces"]
        assert holds(WORKSPACE, workspace)
        (found,) = workspace["lists"]
        assert found.keys() == {"folder", "items", "chapters"}
        assert all(chapter.keys() == {"message"} for chapter in found["chapters"])
        assert found["items"]
        assert all(holds(ITEM, change) for change in found["items"])
        fields = [field for entry in (*found["items"], *workspace["files"]) for field in entry["fields"]]
        assert fields
        assert all(holds(FIELD, field) for field in fields)
        assert all(file.keys() == {"name", "fields"} for file in workspace["files"])
        assert all(lost.keys() == {"name", "where", "message", "hint"} for lost in workspace["unread"])

    def test_it_documents_every_key(self) -> None:
        """The module's own docstring names every key of the output."""
        keys = {
            *FIELD,
            *ITEM,
            *WORKSPACE,
            "version",
            "workspaces",
            "items",
            "chapters",
            "message",
            "where",
            "hint",
        }
        assert [key for key in keys if f"{key}" not in (diff_json.__doc__ or "")] == []

    def test_texts_are_whole(self) -> None:
        """Programs get the texts as they are, control characters and all."""
        data = json.loads(written("json", of_field(EVIL, None)))
        assert data["workspaces"][0]["files"][0]["fields"][0]["before"] == EVIL

    def test_no_difference_is_an_empty_workspace(self) -> None:
        """Equal states have the titles and empty lists."""
        (workspace,) = json.loads(written("json", Diff("旧", "新")))["workspaces"]
        assert workspace == {
            "before": "旧",
            "after": "新",
            "lists": [],
            "files": [],
            "unread": [],
            "folder": ".",
        }


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize(("folder", "shown_as"), [(".", "units.yaml"), ("", "units.yaml"), ("counties/c1", "counties/c1/units.yaml")])  # fmt: skip
def test_folders(form: str, folder: str, shown_as: str) -> None:
    """Files are named from the repository's top; at the top they have no prefix."""
    found = of_field("旧", "新")
    text = written(form, Diff("旧", "新", (), found.files, (), folder)).replace("\\_", "_")
    assert shown_as in text
    assert f"/{shown_as}" not in text


def test_files_of_a_province() -> None:
    """Several counties stand one after the other, each with its folder before its files."""
    one, other = (Diff("旧", "新", (), of_field("甲", "乙").files, (), folder) for folder in ("c1", "c2"))
    text = written("text", one, other)
    assert text.index("c1/units.yaml") < text.index("c2/units.yaml")
    assert text.count("旧 → 新") == 1


def test_files_that_are_compared_elsewhere() -> None:
    """Chapters are shown under their list, not as files."""
    assert {file.name for file in everything().files}.isdisjoint({RIVERS, FIELDS})


def test_slides_in_several_lists() -> None:
    """All slides of all lists stand together at the top."""
    before = county() | {"tasks/01.yaml": chapter("党建", 1, item("RW-01-001"))}
    after = county(rivers=chapter("水务", 6, item("SD-06-001", **main("青山镇")))) | {
        "tasks/01.yaml": chapter("党建", 1, item("RW-01-001", **main("青山镇")))
    }
    assert "责任下移：2 项的主体责任移给了乡镇（街道）" in written("text", compare(before, after))
