"""`shudi diff`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, WELLS, Said, chapter, county

Run = Callable[..., Said]
#: The same chapter with one, two and three things changed.
ONE, TWO, THREE = (chapter("水务", 6, {**SAND, "批次": batch}, WELLS) for batch in (2, 3, 4))


def batches(run: Run, *arguments: str, cwd: Path) -> list[tuple[str, str]]:
    """The batch of the one changed item before and after, in each workspace that differs."""
    said = run("diff", *arguments, "--format", "json", cwd=cwd)
    assert said.code == 0, said.err
    fields = [
        field
        for workspace in json.loads(said.out)["workspaces"]
        for found in workspace["lists"]
        for change in found["items"]
        for field in change["fields"]
    ]
    return [(field["before"], field["after"]) for field in fields]


@pytest.fixture
def states(checkout: Any) -> Path:
    """Batch 1 saved in March, 2 saved in May, 3 registered, 4 in the files."""
    checkout.save({RIVERS: ONE}, when="2026-05-01T09:00:00+08:00")
    checkout.run("tag", "2026.1")
    checkout.write({RIVERS: TWO})
    checkout.run("add", "--all")
    checkout.write({RIVERS: THREE})
    return Path(checkout.path)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), ("2", "4")),
        (("--staged",), ("2", "3")),
        (("HEAD~1",), ("1", "4")),
        (("HEAD~1", "HEAD"), ("1", "2")),
        (("HEAD", "HEAD~1"), ("2", "1")),
        (("HEAD~1..HEAD",), ("1", "2")),
        (("HEAD~1..",), ("1", "2")),
        (("2026-04-30",), ("1", "4")),
        (("2026-03-14", "2026-05-01"), ("1", "2")),
        (("2026-04-30", "--staged"), ("1", "3")),
        (("HEAD~1", "2026.1"), ("1", "2")),
    ],
)
def test_which_states(run: Run, states: Path, arguments: tuple[str, ...], told: tuple[str, str]) -> None:
    """Files, registered changes, versions, tags and days can all be either side that makes sense."""
    assert batches(run, *arguments, cwd=states) == [told]


def test_from_the_folder_above_and_below(run: Run, git: Callable[..., Any]) -> None:
    """A county in lists/ is compared from the top, from itself and from a folder inside."""
    made = git(name="repo")
    made.save({f"lists/{name}": text for name, text in county().items()})
    made.write({f"lists/{RIVERS}": ONE})
    for place in (".", "lists", "lists/responsibility"):
        assert batches(run, cwd=made.path / place) == [("1", "2")]
    assert "lists/responsibility" in run("diff", cwd=made.path / "lists").out


def test_a_province(run: Run, git: Callable[..., Any]) -> None:
    """Above several counties those that differ are told, each under its folder."""
    made = git(name="province")
    for name in ("甲 县", "乙县", "丙县"):
        made.save({f"{name}/{file}": text for file, text in county().items()})
    made.write({f"甲 县/{RIVERS}": ONE, f"丙县/{RIVERS}": TWO})
    said = run("diff", cwd=made.path)
    assert "甲 县/responsibility" in said.out
    assert "丙县/responsibility" in said.out
    assert "乙县" not in said.out
    made.save()
    assert sorted(batches(run, "HEAD~1", "HEAD", cwd=made.path)) == [("1", "2"), ("1", "3")]


def test_a_new_county_is_all_new(run: Run, checkout: Any) -> None:
    """A workspace that was not there in the old version has come with all its items."""
    checkout.save(dict.fromkeys(county()) | {"说明.txt": "搬走了"})
    checkout.save(county())
    data = json.loads(run("diff", "HEAD~1", "HEAD", "--format", "json", cwd=checkout.path).out)
    items = data["workspaces"][0]["lists"][0]["items"]
    assert [change["sort"] for change in items] == ["增加"] * 3


def test_nothing_differs(run: Run, checkout: Any) -> None:
    """Equal states, however they are laid out, are said to be equal; exit 0 with --exit-code too."""
    checkout.write({RIVERS: "# 新注释\n" + county()[RIVERS].replace('"', "")})
    said = run("diff", "--exit-code", cwd=checkout.path)
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("→ 当前文件：没有不同\n")


def test_exit_codes(run: Run, states: Path) -> None:
    """A difference is exit 0, and 1 only when asked for."""
    assert run("diff", cwd=states).code == 0
    assert run("diff", "--exit-code", cwd=states).code == 1


def test_a_file_that_cannot_be_read(run: Run, checkout: Any) -> None:
    """The rest is compared, the file is named at its line, and the exit code is 2."""
    checkout.write({RIVERS: "领域: 水务\n领域: 水务\n", FIELDS: chapter("农业农村", 7, {**STRAW, "批次": 2})})
    said = run("diff", cwd=checkout.path)
    assert said.code == 2
    text = said.out.replace("\n", "")
    assert f"没有比较“{RIVERS}”，当前文件里的它读不出来：第2行" in text
    assert "SD-07-001" in text
    assert "SD-06-001" not in text


def test_a_file_in_the_way(run: Run, checkout: Any) -> None:
    """A folder where a chapter was is told like any other file that cannot be read."""
    (checkout.path / RIVERS).unlink()
    (checkout.path / RIVERS).mkdir()
    said = run("diff", cwd=checkout.path)
    assert said.code == 2
    assert f"没有比较“{RIVERS}”" in said.out.replace("\n", "")


@pytest.mark.parametrize(
    ("form", "start"), [("html", "<!DOCTYPE html>"), ("markdown", "## 清单比较"), ("json", "{")]
)
def test_output_to_a_file(run: Run, states: Path, form: str, start: str) -> None:
    """`--output` writes the whole difference to a UTF-8 file and nothing to the screen."""
    said = run("diff", "--format", form, "--output", "对照 表.x", cwd=states)
    assert (said.code, said.out, said.err) == (0, "", "已写入 对照 表.x\n")
    assert (states / "对照 表.x").read_bytes().decode().startswith(start)


def test_a_slide_is_at_the_top(run: Run, checkout: Any) -> None:
    """责任下移 is the first line."""
    checkout.write(
        {RIVERS: chapter("水务", 6, {**SAND, "主体责任": [{"单位": "青山镇", "职责": ["查处。"]}]}, WELLS)}
    )
    assert run("diff", cwd=checkout.path).out.startswith("责任下移：1 项的主体责任移给了乡镇（街道）\n")


def test_two_new_sides(run: Run, states: Path) -> None:
    """--staged and a second version contradict one another."""
    said = run("diff", "HEAD~1", "HEAD", "--staged", cwd=states)
    assert said.code == 2
    assert "--staged" in said.err


def test_colour(run: Run, states: Path) -> None:
    """Asked for, the screen has colour; a file never has."""
    assert "\x1b[" in run("--color", "always", "diff", cwd=states).out
    run("--color", "always", "diff", "--output", "x.txt", cwd=states)
    assert "\x1b[" not in (states / "x.txt").read_text(encoding="utf-8")


class TestWord:
    """`--format word`."""

    @pytest.mark.parametrize("more", [(), ("--tracked",)])
    def test_a_document(self, run: Run, checkout: Any, more: tuple[str, ...]) -> None:
        """The file is written whole, that is said on standard error, and written again it is the same."""
        checkout.save({RIVERS: chapter("水务", 6, {**SAND, "名称": "河道采砂的查处"}, WELLS)})
        written = []
        for name in ("对照 表.docx", "再写.DOCX"):
            said = run(
                "diff", "HEAD~1", "HEAD", "--format", "word", *more, "--output", name, cwd=checkout.path
            )
            assert (said.code, said.out, said.err) == (0, f"已写入 {name}\n", "")
            written.append((checkout.path / name).read_bytes())
        assert written[0].startswith(b"PK")
        assert written[0] == written[1]

    @pytest.mark.parametrize(
        ("options", "message", "hint"),
        [
            ("--format word", "Word 文件不能显示在屏幕上", "--output 对照表.docx"),
            ("--format word --output 对照.html", "“对照.html”不是 Word 文件的名称", "以 .docx 结尾"),
            ("--tracked", "--tracked只能用于 Word", "--format word"),
            ("--tracked --format html --output 对照.html", "--tracked只能用于 Word", "--format word"),
            ("--output 对照.docx", "“对照.docx”是 Word 文件的名称，只能用于 Word", "--format word"),
        ],
    )
    def test_options_that_do_not_fit(
        self, run: Run, states: Path, options: str, message: str, hint: str
    ) -> None:
        """A Word document goes to a .docx file and nothing else does; what to write instead is said."""
        said = run("diff", *options.split(), cwd=states)
        assert (said.code, said.out) == (2, "")
        assert message in said.err
        assert hint in said.err
        assert not list(states.glob("对照*"))

    def test_no_list_reads_otherwise(self, run: Run, checkout: Any) -> None:
        """Where no printed list differs there is no tracked document, and the reason is told."""
        said = run("diff", "--format", "word", "--tracked", "--output", "x.docx", cwd=checkout.path)
        assert said.code == 2
        assert "印出来的清单没有不同" in said.err
        assert not (checkout.path / "x.docx").exists()

    def test_a_county_that_is_no_more(self, run: Run, checkout: Any) -> None:
        """Where one state has no workspace at all, everything went, and the older settings say by whose hand."""
        checkout.save(dict.fromkeys(county()) | {"说明.txt": "搬走了"})
        checkout.save(county())
        for more in ((), ("--tracked",)):
            options = ("--format", "word", *more, "--output", "x.docx", "--overwrite")
            said = run("diff", "HEAD", "HEAD~1", *options, cwd=checkout.path)
            assert said.code == 0, said.err
            with ZipFile(checkout.path / "x.docx") as archive:
                text = archive.read("word/document.xml").decode()
            assert "河道非法采砂" in text
            assert ("清平县委编办" in text) is bool(more)

    def test_exit_codes(self, run: Run, states: Path) -> None:
        """They are those of the other formats."""
        options = ("--format", "word", "--output", "x.docx", "--exit-code", "--overwrite")
        assert run("diff", *options, cwd=states).code == 1
        assert run("diff", "HEAD", "HEAD", *options, cwd=states).code == 0


class TestContacts:
    """The roster of contacts (联络员名录) beside the lists."""

    NAME = "roster/water.yaml"

    @staticmethod
    def contacts(mobile: str) -> str:
        return f"单位: 县水务局\n联络员:\n  - 责任人: 联络员甲\n    手机: '{mobile}'\n    管辖区域: [全县]\n"

    @pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
    def test_no_number_is_shown(self, run: Run, checkout: Any, form: str) -> None:
        """A difference may be printed and sent; it says that contacts differ, not whose number is what."""
        checkout.save({self.NAME: self.contacts("10000000001")})
        checkout.write({self.NAME: self.contacts("10000000002")})
        said = run("diff", "--format", form, cwd=checkout.path)
        assert said.code == 0
        assert "有 1 处改动" in said.out
        assert "1000000000" not in said.out

    def test_a_side_without_any_is_no_difference(self, run: Run, checkout: Any) -> None:
        """A release holds no contacts: held against one, those of today are no 49 changes."""
        checkout.write({self.NAME: self.contacts("10000000001")})
        assert "没有不同" in run("diff", cwd=checkout.path).out
