"""`shudi export word`: cards, booklets, templates."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.county import Said
from tests.documents.county import SAMPLE
from tests.office.writtenword import body, cells, shown

Run = Callable[..., Said]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A folder to write into, within reach of the sample."""
    (tmp_path / "lists").symlink_to(SAMPLE, target_is_directory=True)
    return tmp_path


def written(folder: Path) -> dict[str, bytes]:
    """The files that were written."""
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


def test_cards(run: Run, county: Path) -> None:
    """Numbers of items make cards, whatever their width, in one file."""
    assert run("export", "word", "sd-05-003", "ＳＤ-06-001", cwd=county).code == 0
    ((name, raw),) = written(county).items()
    assert name.startswith("示例县事项卡-SD-05-003、SD-06-001-")
    assert shown(body(raw)).count("事项卡") == 2


def test_cards_say_whom_to_call(run: Run, county: Path) -> None:
    """Each county unit's first contact, by the office line; the mobile only on an internal card."""
    for edition, mobile in (("--public", False), ("--internal", True)):
        run("export", "word", "SD-05-003", edition, "--output", f"{edition}.docx", cwd=county)
        text = shown(body((county / f"{edition}.docx").read_bytes()))
        assert "县综合行政执法局：联络员甲 0530-0000015" in text
        assert ("10000000015" in text) is mobile


def test_rows_of_items_in_a_workbook(run: Run, county: Path) -> None:
    """The other formats give the rows of the items."""
    assert run("export", "csv", "SD-05-003", "--output", "a.csv", cwd=county).code == 0
    text = (county / "a.csv").read_text(encoding="utf-8-sig")
    assert "SD-05-003" in text
    assert "SD-05-001" not in text


def test_a_booklet(run: Run, county: Path) -> None:
    """A unit's duties, also by its short name, in one chapter if asked."""
    assert run("export", "word", "--unit", "水务局", "--booklet", "--output", "a.docx", cwd=county).code == 0
    assert (
        run(
            "export",
            "word",
            "--unit",
            "水务局",
            "--booklet",
            "--domain",
            "水务",
            "--output",
            "b.docx",
            cwd=county,
        ).code
        == 0
    )
    files = written(county)
    assert "县水务局职责册" in shown(body(files["a.docx"]))
    assert len(cells(files["a.docx"])) > len(cells(files["b.docx"])) > 2


def test_a_template(run: Run, county: Path) -> None:
    """The example is written, changed, and used."""
    assert run("export", "word", "--example-template", "红头.docx", cwd=county).code == 0
    done = run("export", "word", "tasks", "--template", "红头.docx", "--output", "a.docx", cwd=county)
    assert done.code == 0, done.err
    made = docx.Document(BytesIO(written(county)["a.docx"]))
    assert made.paragraphs[0].text == "县委编办文件"
    assert len(made.tables) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["excel", "--booklet", "--unit", "县水务局"], "--booklet 只用于 Word"),
        (["csv", "--template", "a.docx"], "--template 只用于 Word"),
        (["word", "--booklet"], "没有说是哪个单位的职责册"),
        (["word", "--template", "没有.docx"], "没有“没有.docx”这个文件"),
        (["word", "SD-99-999"], "没有叫“SD-99-999”的"),
        (["word", "--template", "lists/units.yaml"], "不是能读的文件"),
    ],
)
def test_refused(run: Run, county: Path, arguments: list[str], said: str) -> None:
    """In words, and nothing is written."""
    told = run("export", *arguments, cwd=county)
    assert told.code == 2
    assert said in told.err
    assert [path.name for path in county.iterdir()] == ["lists"]


def test_same_bytes_again(run: Run, county: Path) -> None:
    """A second time nothing is rewritten."""
    run("export", "word", "tasks", cwd=county)
    assert "已经是这样，没有重写" in run("export", "word", "tasks", cwd=county).out


def test_the_county_says_how(run: Run, tmp_path: Path, county: Path) -> None:
    """导出 of shudi.yaml: the chapters in a column of their own."""
    place: Any = county / "lists"
    place.unlink()
    for path in SAMPLE.rglob("*.yaml"):
        target = place / path.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    settings = place / "shudi.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "导出:\n  领域写法: 重复\n", encoding="utf-8")
    assert run("export", "word", "tasks", "--output", "a.docx", cwd=county).code == 0
    assert cells(written(county)["a.docx"])[0] == ["序号", "板块", "事项名称", "职责任务", "适用范围"]
    settings.write_text(settings.read_text(encoding="utf-8").replace("重复", "别的"), encoding="utf-8")
    assert run("validate", cwd=county).code == 1
