"""Every file that is exported from a release, held against it: none is accused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from shudi_cli.diagnostics import Place
from shudi_cli.errors import ShudiError
from shudi_cli.exporting import Wish, asked_for
from shudi_cli.exporting.face import newest_release
from shudi_cli.exporting.files import Export, export_files
from shudi_cli.model import Column, Form
from shudi_cli.model.editions import Edition
from shudi_cli.office.grid import Grid, GridCell
from shudi_cli.releases.heads_back import found_head
from shudi_cli.releases.outputs import face_of
from shudi_cli.releases.verifying import verify
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import load

SAMPLE = Path(__file__).parents[2] / "lists"
WISHES: Mapping[str, Mapping[str, object]] = {
    "整份": {},
    "单位": {"unit": "县水务局"},
    "领域": {"domains": ("水务",)},
    "板块": {"domains": ("党群工作",)},
    "配合履职": {"form": "配合履职事项"},
    "职责边界": {"form": "职责边界"},
    "式样摘录": {"form": "配合履职事项", "unit": "县水务局"},
}


def exported(how: str, edition: Edition, **wish: object) -> Iterator[tuple[str, bytes]]:
    """The files of one export of the sample county's newest release."""
    tree = WorkTree(SAMPLE)
    release = newest_release(tree)
    assert release is not None
    asked = asked_for(Wish(edition=edition, **wish), load(tree))  # type: ignore[arg-type] - a wish has many kinds
    booklet = how == "booklet"
    export = Export(asked, face_of(release, edition), release.day, booklet=booklet)
    yield from export_files("word" if booklet else how, export).items()


@pytest.mark.parametrize("edition", list(Edition), ids=lambda edition: edition.word)
@pytest.mark.parametrize("form", ["word", "excel", "csv"])
@pytest.mark.parametrize("wish", WISHES)
def test_what_was_exported_is_true(tmp_path: Path, wish: str, form: str, edition: Edition) -> None:
    """Whatever part, form and edition: nothing wrong, and an extract says that it is one."""
    for nth, (name, raw) in enumerate(exported(form, edition, **WISHES[wish])):
        path = tmp_path / f"{nth}{Path(name).suffix}"
        path.write_bytes(raw)
        found = verify(SAMPLE.parent, str(path))
        assert [fault.message for fault in found.faults] == []
        assert "相同" in "".join(found.proved) or "这是摘录，只有" in "".join(found.unproved)


@pytest.mark.parametrize(("form", "wish", "what"), [
    ("word", {"items": ("SD-05-003", "RW-01-001")}, "事项卡"),
    ("booklet", {"unit": "县水务局"}, "职责册"),
])  # fmt: skip
def test_what_is_no_list(tmp_path: Path, form: str, wish: dict[str, object], what: str) -> None:
    """A card or a booklet is called what it is, neither true nor false."""
    ((_, raw),) = exported(form, Edition.PUBLIC, **wish)
    (tmp_path / "a.docx").write_bytes(raw)
    with pytest.raises(ShudiError, match=f"是{what}，不是清单的表格，不能逐项核对"):
        verify(SAMPLE.parent, str(tmp_path / "a.docx"))


@pytest.mark.parametrize(
    ("name", "says"), [("a.pdf", "PDF 不能核对"), ("a.zip", "压缩包 不能核对"), ("a.txt", "只核对清单的")]
)
def test_other_formats(tmp_path: Path, name: str, says: str) -> None:
    """They are told from spoilt data."""
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    with pytest.raises(ShudiError, match=says):
        verify(SAMPLE.parent, str(tmp_path / name))


def test_a_folder_with_a_card_in_it(tmp_path: Path) -> None:
    """The lists in it are verified, the card is named."""
    for wish in ({"lists": ("tasks",)}, {"items": ("SD-05-003",)}):
        for name, raw in exported("word", Edition.PUBLIC, **wish):
            (tmp_path / name).write_bytes(raw)
    found = verify(SAMPLE.parent, str(tmp_path))
    assert found.holds
    assert "是事项卡，不是清单的表格" in "".join(found.unproved)


def test_columns_with_equal_titles() -> None:
    """They are told apart by their places in the form."""
    workspace = load(WorkTree(SAMPLE))
    duty_list = workspace.lists[0]
    place = Place("shudi.yaml")
    columns = [Column(place, "序号", "序号"), *(Column(place, "事项", field) for field in ("编号", "名称"))]
    columns += [Column(place, "主体责任", "主体责任")]
    form = Form(place, "两栏同名", tuple(columns))
    named = duty_list._replace(kind=duty_list.kind._replace(forms=(form,)))
    heads = ("序号", "事项", "事项", "主体责任", "主体责任")
    grid = Grid(1, "", {(0, nth): GridCell(title) for nth, title in enumerate(heads)}, 1, 5)
    head = found_head(grid, named)
    assert head is not None
    fields = [column.field for column in head.columns.values()]
    assert fields == ["序号", "编号", "名称", "主体责任", "主体责任"]
