"""What is exported as Excel comes back as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shudi_cli.documents.workbook import workbook
from shudi_cli.exporting import Wish, asked_for
from shudi_cli.importing.answers import Answers
from shudi_cli.importing.bringing_in import Known, bring_in
from shudi_cli.importing.drafting import draft_files
from shudi_cli.importing.known import known_at
from shudi_cli.office.excel import excel_bytes
from shudi_cli.office.grid import OfficeFile
from shudi_cli.office.reading import read_content
from shudi_cli.workspace import Workspace, load
from tests.cli.county import county
from tests.diff.county import UNITS, yaml_of
from tests.importing.grids import HEAD, grid
from tests.memory import Files

FACE = {"版面": "公开版", "地区": "清平县", "状态": "没有发布的草稿"}
WORDS = st.text(
    alphabet="河道巡查、的和（）()：:;；。，,1.2 * \n①《》<>县水务局青山镇=-+@AbＡ　", min_size=1, max_size=40
).filter(lambda text: bool(text.strip()))
LINES = WORDS.map(lambda text: text.replace("\n", "；")).filter(lambda text: bool(text.strip()))
NAMES = LINES.filter(lambda text: len(text) <= 30)
POINT = st.fixed_dictionaries(
    {
        "单位": st.sampled_from([unit["名称"] for unit in UNITS["单位"]]),
        "职责": st.lists(WORDS, min_size=1, max_size=3),
    },
    optional={"牵头": st.booleans()},
)
SUPPORT = POINT.map(lambda point: {key: value for key, value in point.items() if key != "牵头"})
BASIS = st.fixed_dictionaries({"名称": LINES}, optional={"条款": LINES})
ITEM = st.fixed_dictionaries(
    {
        "名称": NAMES,
        "批次": st.integers(1, 9),
        "主体责任": st.lists(POINT, min_size=1, max_size=3),
        "依据": st.lists(BASIS, min_size=1, max_size=3),
    },
    optional={"配合责任": st.lists(SUPPORT, min_size=1, max_size=3)},
)
CHAPTERS = st.lists(
    st.tuples(NAMES, st.lists(ITEM, min_size=1, max_size=3)), min_size=1, max_size=3, unique_by=lambda found: found[0].strip()
)  # fmt: skip


def of(chapters: list[tuple[str, list[dict[str, Any]]]]) -> Workspace:
    """A county with these chapters, their orders and numbers not those an import would give."""
    files = {
        name: text for name, text in county().items() if name.count("/") == 0 or name.endswith("list.yaml")
    }
    for nth, (name, held) in enumerate(chapters, 1):
        numbered = [{"编号": f"SD-{nth * 3:02}-{at * 7:03}", **item} for at, item in enumerate(held, 1)]
        files[f"responsibility/{nth * 3:02}-x.yaml"] = yaml_of(
            {"领域": name, "序号": nth * 3, "事项": numbered}
        )
    return load(Files({name: text.encode() for name, text in files.items()}))


def there_and_back(workspace: Workspace) -> Workspace:
    """The lists through a workbook into a draft."""
    asked = asked_for(Wish(), workspace)
    lists = list(zip(asked.lists, asked.printed(whole=True), strict=True))
    raw = excel_bytes(workbook(workspace, lists, FACE))
    documents = workspace.documents
    fresh, template = known_at(None)
    known = Known(
        workspace.units,
        workspace.laws,
        documents["units.yaml"].data,
        documents["laws.yaml"].data,
        fresh.kinds,
    )
    found = bring_in([read_content("清单.xlsx", raw)], known, Answers())
    return load(Files(draft_files(found, known, template)))


@given(st.lists(st.lists(st.text(max_size=12) | WORDS, min_size=6, max_size=6), min_size=1, max_size=4))
@settings(
    max_examples=40, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
def test_a_draft_can_always_be_read(rows: list[list[str]]) -> None:
    """Whatever stands in the cells, the draft is schema-valid: what is wrong with it are findings."""
    table = grid([HEAD, ["1", "水务", "河道管理", "县水务局：巡查。", "", ""], *rows])
    fresh, template = known_at(None)
    file = OfficeFile("清单.docx", "docx", (table,))
    found = bring_in([file], fresh, Answers())
    draft = load(Files(draft_files(found, fresh, template)))
    assert not draft.unread, draft.findings


@given(CHAPTERS)
@settings(
    max_examples=40, phases=[Phase.generate], deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
def test_an_exported_workbook_comes_back_without_loss(
    chapters: list[tuple[str, list[dict[str, Any]]]],
) -> None:
    """Items, chapters, files, what `list.yaml` says and the settings of the kind: all are as they were."""
    before = of(chapters)
    assert not before.unread, before.findings
    after = there_and_back(before)
    assert not after.unread, after.findings
    names = [name for name in before.documents if name.startswith("responsibility/")]
    assert [name for name in after.documents if name.startswith("responsibility/")] == names
    for name in names:
        assert after.documents[name].data == before.documents[name].data
    kinds = [found.documents["shudi.yaml"].data["清单种类"]["属地管理责任清单"] for found in (before, after)]
    assert kinds[0] == kinds[1]
