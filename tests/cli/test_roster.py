"""`shudi roster`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from shudi_cli.report.width import display_width
from tests.cli.county import Said

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample county outside of git."""
    return Path(copytree(REPOSITORY / "lists", tmp_path / "lists"))


def test_the_sample_is_whole(run: Run, sample: Path) -> None:
    """Every item, unit and township is answered for."""
    said = run("roster", "check", cwd=sample)
    assert said.code == 0
    assert "168 个事项、47 个单位、14 个乡镇（街道）" in said.out
    assert "全部有人接" in said.out.replace("\n", "")


def test_a_slip_for_each_unit(run: Run, sample: Path) -> None:
    """What each unit has to mend stands under its name; an error is exit 1."""
    (sample / "roster" / "county-weather.yaml").unlink()
    water = sample / "roster" / "county-water.yaml"
    water.write_text(water.read_text(encoding="utf-8").replace("0530-0000020", "0530-00"), encoding="utf-8")
    said = run("roster", "check", cwd=sample)
    lines = said.out.splitlines()
    assert said.code == 1
    assert "1 个单位有缺口" in said.out.replace("\n", "")
    assert lines[lines.index("县气象局") + 1].startswith("  缺口：没有能联系上的联络员（5 个事项）：SD-")
    assert "“0530-00”不是电话号码" in lines[lines.index("县水务局") + 1]
    only = run("roster", "check", "--unit", "水务局", "--format", "json", cwd=sample)
    (unit,) = json.loads(only.out)["units"]
    assert (unit["unit"], unit["gaps"], unit["findings"][0]["code"]) == ("县水务局", [], "R104")


@pytest.mark.parametrize(
    ("old", "new"),
    [("联络员:", "联络员:\n  - ["), ("  - 责任人:", "  - 负责人:"), ("单位: 县水务局", "单位: [")],
)
def test_a_file_that_cannot_be_read(run: Run, sample: Path, old: str, new: str) -> None:
    """It is told whichever unit is asked about, and nobody is said to lack contacts who may have them in it."""
    water = sample / "roster" / "county-water.yaml"
    water.write_text(water.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    for more in ([], ["--unit", "县水务局"], ["--unit", "县公安局"]):
        said = run("roster", "check", *more, cwd=sample)
        told = re.sub(r"\s", "", said.out)
        assert (said.code, "全部有人接" in told, "缺口" in told) == (1, False, False)
        assert "没有读入，没有核对全" in told
        assert "roster/county-water.yaml" in said.out.splitlines()


def test_a_list_that_cannot_be_read(run: Run, sample: Path) -> None:
    """Then nothing is said to be whole either."""
    (sample / "units.yaml").write_text("单位: [", encoding="utf-8")
    said = run("roster", "check", cwd=sample)
    assert (said.code, "全部有人接" in said.out) == (1, False)


def test_the_day(run: Run, sample: Path) -> None:
    """A sample is held against its own day, a county against today: people do not stand still."""
    assert json.loads(run("roster", "check", "--format", "json", cwd=sample).out)["day"] == "2025-12-31"
    settings = sample / "shudi.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("示例: true", "示例: false"), encoding="utf-8")
    assert json.loads(run("roster", "check", "--format", "json", cwd=sample).out)["day"] != "2025-12-31"


def test_errors_of_other_kinds_are_no_success(run: Run, sample: Path) -> None:
    """全部有人接 is said only where nothing is an error."""
    water = sample / "roster" / "county-water.yaml"
    text = re.sub(r"确认: 2025-\d\d", "确认: 2025-01", water.read_text(encoding="utf-8"))
    water.write_text(text, encoding="utf-8")
    said = run("roster", "check", cwd=sample)
    assert (said.code, "1 个单位有错误" in said.out.replace("\n", ""), "全部有人接" in said.out) == (
        1,
        True,
        False,
    )
    told = run("who", "SD-06-001", cwd=sample).out.replace("\n", "").replace(" ", "")
    assert re.search(r"（3\d\d天没有核实）", told)


def test_another_day(run: Run, git: Callable[..., Any]) -> None:
    """Held against a later day, what was confirmed in time no longer is."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    files = {name: raw for name, raw in files.items() if not name.startswith(("changes/", "releases/"))}
    checkout = git(files)
    said = run("roster", "check", "--at", "2099-01-01", "--format", "json", cwd=checkout.path)
    codes = {found["code"] for unit in json.loads(said.out)["units"] for found in unit["findings"]}
    assert (said.code, codes) == (1, {"R109"})


@pytest.mark.parametrize("by", ["item", "单位", "township", "领域"])
def test_the_public_table_on_the_screen(run: Run, by: str, sample: Path) -> None:
    """It says which edition it is and shows no mobile."""
    said = run("roster", "table", "--by", by, cwd=sample)
    assert (said.code, "（公开版）" in said.out) == (0, True)
    assert "1000000" not in said.out
    assert "0530-0000" in said.out


@pytest.mark.parametrize("by", ["item", "unit", "township", "domain"])
def test_no_number_is_broken_across_lines(run: Run, by: str, sample: Path) -> None:
    """On a screen of 80 columns a number or a day is whole, and the last digits are not on the next line."""
    water = sample / "roster" / "county-water.yaml"
    text = water.read_text(encoding="utf-8").replace("0530-0000020", "0530-0000020、0530-0000999")
    water.write_text(text, encoding="utf-8")
    lines = run("roster", "table", "--by", by, "--internal", cwd=sample).out.splitlines()
    assert max(map(display_width, lines)) <= 80
    for number in ("0530-0000020", "0530-0000999", "10000000013", "2025-12-22"):
        assert any(number in line for line in lines)
    assert not [line for line in lines if re.search(r"0530-(?!\d{7}(?!\d))", line)]


def test_tasks_are_in_the_tables(run: Run, sample: Path) -> None:
    """What townships have to do stands under its item and its domain, and is answered by each of them."""
    rows = run("roster", "table", "--by", "item", "--format", "csv", cwd=sample).out
    assert rows.count("（职责任务）") == 36
    rows = run("roster", "table", "--by", "domain", "--format", "csv", cwd=sample).out
    assert "党群工作" in rows
    assert "见各乡镇（街道）" in rows


def test_files(run: Run, sample: Path) -> None:
    """Word and Excel are written as files, named by their edition; another content is not run over."""
    said = run("roster", "table", "--internal", "--format", "excel", cwd=sample)
    assert said.out == "已写入 示例县联络员名录（按单位）-内部版.xlsx\n"
    said = run("roster", "table", "--format", "word", "--output", "名录.docx", cwd=sample)
    assert (said.code, (sample / "名录.docx").read_bytes()[:2]) == (0, b"PK")
    assert (
        run("roster", "table", "--format", "word", "--by", "item", "--output", "名录.docx", cwd=sample).code
        == 2
    )


@pytest.mark.parametrize("form", ["csv", "html", "json"])
def test_texts_go_to_standard_output(run: Run, form: str) -> None:
    """What a program reads can be piped on."""
    said = run("roster", "table", "--format", form, cwd=REPOSITORY)
    assert (said.code, "联络员名录" in said.out) == (0, True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("check --format word", "核对的结果不能写成 word"),
        ("check --unit 渣土局", "没有叫“渣土局”的"),
        ("table --unit 县水务局", "列表不能只取一个单位"),
        ("table --output 名录.txt", "屏幕上的表不能写进文件"),
    ],
)
def test_misuse(run: Run, line: str, message: str) -> None:
    """What makes no sense is told."""
    said = run("roster", *line.split(), cwd=REPOSITORY)
    assert (said.code, message in said.err) == (2, True)


def test_the_roster_is_saved_without_approval(run: Run, git: Callable[..., Any]) -> None:
    """That somebody left is saved though nobody answers now; a number that is none is not."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    checkout = git({name: raw for name, raw in files.items() if not name.startswith("changes/")})
    weather = checkout.path / "roster" / "county-weather.yaml"
    kept = weather.read_text(encoding="utf-8")
    weather.unlink()
    assert run("save", "离任", "--by", "联络员甲", cwd=checkout.path).code == 0
    weather.write_text(kept.replace("0530-", "0530"), encoding="utf-8")
    said = run("save", "到任", "--by", "联络员甲", cwd=checkout.path)
    assert (said.code, "【R104】" in said.err) == (2, True)
    weather.write_text(kept, encoding="utf-8")
    assert run("save", "到任", "--by", "联络员甲", cwd=checkout.path).code == 0
    assert run("check", "--base", "HEAD~2", cwd=checkout.path).code == 0


def test_what_the_roster_rests_on(run: Run, git: Callable[..., Any]) -> None:
    """A unit that is renamed takes its contacts along, or is not saved; both together are."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    kept = {name: raw for name, raw in files.items() if not name.startswith(("changes/", "releases/"))}
    checkout = git(kept)
    for name in ("units.yaml", "roster/qingshan-police.yaml"):
        path = checkout.path / name
        path.write_text(
            path.read_text(encoding="utf-8").replace("青山镇派出所", "青山派出所"), encoding="utf-8"
        )
        if name == "units.yaml":
            said = run("save", "更名", "--by", "联络员甲", cwd=checkout.path)
            assert (said.code, "【R106】" in said.err) == (2, True)
    assert run("save", "更名", "--by", "联络员甲", cwd=checkout.path).code == 0


def test_the_gate_reads_the_roster(run: Run, git: Callable[..., Any]) -> None:
    """A file that cannot be read, or holds no number, does not pass; that nobody was confirmed is no matter here."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    kept = {name: raw for name, raw in files.items() if not name.startswith(("changes/", "releases/"))}
    water = kept["roster/county-water.yaml"].decode()
    checkout = git(kept)
    first = checkout.run("rev-parse", "HEAD")
    for old, new, code in (
        ("联络员:", "联络员:\n  - [", 1),
        ("0530-0000020", "0530-00", 1),
        ("确认: 2025", "确认: 2020", 0),
        ("管辖区域:\n      - 全县", "管辖区域:\n      - 青山镇", 0),
    ):
        checkout.save({"roster/county-water.yaml": water.replace(old, new)})
        said = run("check", "--base", first, cwd=checkout.path)
        assert (old, said.code) == (old, code), said.out


def test_the_roster_is_no_part_of_a_release(run: Run, git: Callable[..., Any]) -> None:
    """A release names no file of it, and a copy whose roster has moved on is still that release."""
    lists = REPOSITORY / "lists"
    checkout = git({path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")})
    assert "roster/" not in (checkout.path / "releases" / "2026.1.yaml").read_text(encoding="utf-8")
    before = run("verify", cwd=checkout.path)
    (checkout.path / "roster" / "county-weather.yaml").unlink()
    assert run("verify", cwd=checkout.path) == before


def test_the_roster_on_a_day(run: Run, git: Callable[..., Any]) -> None:
    """Of the people in the files, a day is answered by those who served on it."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    left = (
        "  - 责任人: 离任的人\n    办公电话: 0530-0000999\n    管辖区域:\n      - 全县\n    止: 2026-03-01\n"
    )
    files["roster/county-weather.yaml"] += left.encode()
    checkout = git(files)
    for day, there in (("2026-02-28", True), ("2026-03-01", False)):
        said = run("roster", "table", "--at", day, "--format", "csv", cwd=checkout.path)
        assert (said.code, "离任的人" in said.out, f"{day} 在任" in said.out) == (0, there, True)
