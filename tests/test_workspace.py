"""The pipeline from files to a workspace: what is wrong with one file is told, and hides no other."""

from __future__ import annotations

import pytest

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.schema import schema_named
from shudi_cli.workspace import Workspace, file_schema, load
from tests.memory import Files

SETTINGS = """\
地区:
  名称: 某县
清单种类:
  属地清单: {章节称谓: 领域, 编号前缀: SD, 必填: [批次], 不用: [适用]}
  任务清单: {章节称谓: 板块, 编号前缀: RW}
清单:
  - 目录: tasks
  - 目录: duties
"""
COUNTY = Files(
    {
        "shudi.yaml": SETTINGS,
        "units.yaml": "单位:\n  - {名称: 县水务局, 层级: 县级, 类别: 部门}\n",
        "laws.yaml": "依据:\n  - {名称: 水法, 类型: 法律}\n",
        "duties/list.yaml": "名称: 甲\n种类: 属地清单\n",
        "duties/01-water.yaml": "领域: 水务\n序号: 2\n事项:\n  - {编号: SD-01-001, 名称: 取水, 批次: 1}\n",
        "duties/02-city.yml": "领域: 城市\n序号: 1\n事项:\n  - {编号: SD-02-001, 名称: 渣土, 批次: 2}\n",
        "tasks/list.yaml": "名称: 乙\n种类: 任务清单\n",
        "tasks/01-all.yaml": "板块: 全部\n序号: 1\n事项:\n  - {编号: RW-01-001, 名称: 巡河}\n",
    }
)
BROKEN = "领域：水务\n序号: 1\n"


def codes(workspace: Workspace) -> list[tuple[str, str]]:
    """File and code of everything found, in the order it was found."""
    return [(finding.place.file, finding.code) for finding in workspace.findings]


def test_a_whole_workspace() -> None:
    """Every file of a right workspace is read, and there is nothing to say."""
    workspace = load(COUNTY)
    assert workspace.findings == ()
    assert workspace.unread == frozenset()
    assert workspace.documents.keys() == COUNTY.contents.keys()
    assert workspace.settings.region.name == "某县"
    assert [unit.name for unit in workspace.units.units] == ["县水务局"]
    assert [law.name for law in workspace.laws.laws] == ["水法"]


def test_lists_stand_in_the_order_of_the_settings() -> None:
    """Lists come as `shudi.yaml` names them, chapters by their number and not by their file."""
    tasks, duties = load(COUNTY).lists
    assert (tasks.folder, duties.folder) == ("tasks", "duties")
    assert [domain.name for domain in duties.domains] == ["城市", "水务"]
    assert [item.number for item in duties.items] == ["SD-02-001", "SD-01-001"]


def test_values_have_the_types_of_their_schema() -> None:
    """Numbers are numbers in the model; what a list does not write is absent, not empty."""
    item = next(iter(load(COUNTY).lists[1].items))
    assert item.batch == 2
    assert (item.main, item.note) == ((), None)
    assert item.place == Place("duties/02-city.yml", ("事项", 0))


@pytest.mark.parametrize("name", [name for name in COUNTY.contents if name != "shudi.yaml"])
def test_a_broken_file_is_alone(name: str) -> None:
    """A file that cannot be read has its own findings and is named as unread; no other file has any."""
    workspace = load(COUNTY | {name: BROKEN})
    assert codes(workspace) == [(name, "Y120")]
    assert name in workspace.unread
    assert workspace.documents.keys() == COUNTY.contents.keys()


def test_two_broken_files_are_both_told() -> None:
    """One broken file does not hide the next, whether it breaks in reading or against its schema."""
    workspace = load(COUNTY | {"duties/01-water.yaml": BROKEN, "units.yaml": "单位: 县水务局\n"})
    assert codes(workspace) == [("units.yaml", "S103"), ("duties/01-water.yaml", "Y120")]
    assert workspace.units.units == ()


def test_a_list_with_a_broken_chapter_is_incomplete() -> None:
    """The chapters that can be read are there, and the list says that it is not whole."""
    tasks, duties = load(COUNTY | {"duties/01-water.yaml": BROKEN}).lists
    assert [domain.name for domain in duties.domains] == ["城市"]
    assert (duties.complete, tasks.complete) == (False, True)


def test_registers_are_empty_where_they_cannot_be_read() -> None:
    """Without registers there is a workspace still, and it names them as unread."""
    workspace = load(COUNTY | {"units.yaml": None, "laws.yaml": ""})
    assert codes(workspace) == [("units.yaml", "Y130"), ("laws.yaml", "Y110")]
    assert workspace.unread == {"units.yaml", "laws.yaml"}
    assert (workspace.units.units, workspace.laws.laws) == ((), ())
    assert len(workspace.lists) == 2


@pytest.mark.parametrize("content", [None, "", "地区: 某县\n"])
def test_without_settings_the_registers_are_still_read(content: str | None) -> None:
    """Broken settings are told together with what is wrong in the registers; nothing is called a stray."""
    workspace = load(COUNTY | {"shudi.yaml": content, "laws.yaml": BROKEN})
    assert {name for name, _ in codes(workspace)} == {"shudi.yaml", "laws.yaml"}
    assert (workspace.lists, workspace.settings.kinds) == ((), {})
    assert [unit.name for unit in workspace.units.units] == ["县水务局"]


def test_a_file_that_cannot_be_opened_is_a_finding() -> None:
    """Why a file cannot be opened comes from the snapshot, and the file counts as unread."""
    shut = Finding("Y133", Severity.ERROR, "打不开", Place("units.yaml"))
    workspace = load(COUNTY | {"units.yaml": shut})
    assert workspace.findings == (shut,)
    assert workspace.unread == {"units.yaml"}
    assert not workspace.documents["units.yaml"].readable


def test_oddities_of_the_folder_come_first() -> None:
    """What the snapshot finds odd about names is passed on."""
    odd = Finding("Y134", Severity.ERROR, "不能用", Place("con.yaml"))
    assert load(Files(COUNTY.contents, odd=(odd,))).findings == (odd,)


def test_a_list_of_unknown_kind_is_read_as_its_numbers_tell() -> None:
    """A wrong `list.yaml` hides nothing: its chapters are those of the kind whose prefix they bear."""
    workspace = load(
        COUNTY
        | {
            "duties/list.yaml": "名称: 甲\n种类: 属的清单\n",
            "duties/01-water.yaml": "领域: 水务\n序号: 2\n事项:\n  - {编号: SD-01-001, 名称: 取水, 批次: 零}\n",
        }
    )
    found = codes(workspace)
    assert found[0] == ("duties/list.yaml", "L119")
    assert ("duties/01-water.yaml", "S103") in found
    assert workspace.findings[0].hint == "是不是想写“属地清单”？"
    assert workspace.unread == {"duties/list.yaml", "duties/01-water.yaml"}
    assert [(found.folder, found.complete) for found in workspace.lists] == [
        ("tasks", True),
        ("duties", False),
    ]


def test_the_kind_decides_what_a_chapter_holds() -> None:
    """A field that one kind does not use is unknown there, and known in a kind that says nothing of it."""
    item = "事项:\n  - {编号: AA-01-001, 名称: 甲, 批次: 1, 适用: [乡镇]}\n"
    changed = {
        "duties/01-water.yaml": f"领域: 甲\n序号: 2\n{item}",
        "tasks/01-all.yaml": f"板块: 甲\n序号: 1\n{item}",
    }
    assert codes(load(COUNTY | changed)) == [("duties/01-water.yaml", "S102")]


@pytest.mark.parametrize(
    "name", ["09-lost.yaml", "more/01-water.yaml", "duties/deep/01-water.yaml", "dutiesx/list.yaml"]
)
def test_strays_are_named(name: str) -> None:
    """A file outside the lists that `shudi.yaml` names is a warning: it was not checked."""
    workspace = load(COUNTY | {name: BROKEN})
    assert [(finding.place.file, finding.code, finding.severity) for finding in workspace.findings] == [
        (name, "L120", Severity.WARNING)
    ]


def test_a_list_dropped_from_the_settings_does_not_go_unseen() -> None:
    """Each file of a list that the settings no longer name is told."""
    workspace = load(COUNTY | {"shudi.yaml": SETTINGS.replace("  - 目录: tasks\n", "")})
    assert codes(workspace) == [("tasks/01-all.yaml", "L120"), ("tasks/list.yaml", "L120")]


def test_a_list_without_notice_is_told() -> None:
    """A folder the settings name must say what list it is; its chapters are read all the same."""
    workspace = load(COUNTY | {"tasks/list.yaml": None, "tasks/01-all.yaml": BROKEN})
    assert codes(workspace) == [("tasks/list.yaml", "Y130"), ("tasks/01-all.yaml", "Y120")]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("shudi.yaml", "shudi"),
        ("units.yaml", "units"),
        ("laws.yaml", "laws"),
        ("tasks/list.yaml", "list"),
        ("tasks/01-all.yaml", "domain"),
        ("tasks/units.yaml", "domain"),
    ],
)
def test_a_file_is_known_by_its_name(name: str, schema: str) -> None:
    """Which schema a file has follows from its name alone."""
    assert file_schema(name) is schema_named(schema)
