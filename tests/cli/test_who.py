"""`shudi who`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shudi_cli.report.width import display_width
from tests.cli.county import Said

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]


def test_one_screen(run: Run) -> None:
    """Who leads and helps with numbers, A 岗 before B 岗, and what the township does first, on 24 lines."""
    lines = run("who", "渣土车撒漏", "--township", "青山镇", cwd=REPOSITORY).out.splitlines()
    assert lines[0].startswith("SD-05-003 ")
    assert "内部使用，号码不得公开" in lines[1]
    assert len(lines) <= 24
    assert max(map(display_width, lines)) <= 80
    lead = lines.index("牵头　县综合行政执法局")
    assert lines[lead + 1].startswith("  A岗 ")
    assert lines[lead + 2].startswith("  B岗 ")
    assert "青山镇先做" in lines


def test_by_number_and_for_a_linked_item(run: Run) -> None:
    """A number finds its item; an item that names no unit is answered by the one linked to it."""
    assert run("who", "sd-05-003", cwd=REPOSITORY).out.startswith("SD-05-003 ")
    said = json.loads(run("who", "SD-05-003", "--format", "json", cwd=REPOSITORY).out)
    assert (said["edition"], said["number"], said["call"][0]["part"]) == ("内部", "SD-05-003", "牵头")
    assert [entry["turn"] for entry in said["call"][0]["contacts"]] == ["A", "A", "B"]


def test_only_those_of_the_township(run: Run) -> None:
    """With a township, the contact for the other half of the county is not shown; its beginning is name enough."""
    told = run("who", "SD-05-003", "--township", "上河", "--format", "json", cwd=REPOSITORY)
    lead = json.loads(told.out)["call"][0]
    assert [entry["name"][-1] for entry in lead["contacts"]] == ["乙", "丙"]


def test_the_agency_on_the_spot(run: Run) -> None:
    """A stationed agency is told beside its parent."""
    assert "驻地 青山镇派出所" in run("who", "SD-05-003", "--township", "青山镇", cwd=REPOSITORY).out
    assert "驻地" not in run("who", "SD-05-003", "--township", "白塔镇", cwd=REPOSITORY).out


def test_unknown_township_and_unknown_matter(run: Run) -> None:
    """Both are told in words."""
    said = run("who", "渣土车", "--township", "青山真", cwd=REPOSITORY)
    assert (said.code, "是不是想写“青山镇”" in said.err) == (2, True)
    said = run("who", "量子纠缠", cwd=REPOSITORY)
    assert (said.code, "没有找到" in said.out) == (1, True)


def test_what_townships_do_themselves(run: Run) -> None:
    """Without a township it says how to get one's contacts; with one, they and its tasks are told."""
    assert "由各乡镇（街道）承担；加 --township" in run("who", "RW-01-001", cwd=REPOSITORY).out
    told = run("who", "RW-01-001", "--township", "青山镇", "--format", "json", cwd=REPOSITORY)
    said = json.loads(told.out)
    assert (len(said["first"]), len(said["own"]), said["call"]) == (3, 2, [])


def test_several_townships(run: Run) -> None:
    """A name that several townships hold is answered with them."""
    said = run("who", "渣土车", "--township", "镇", cwd=REPOSITORY)
    assert (said.code, "可以指青山镇、白塔镇" in said.err) == (2, True)
    assert run("who", "渣土车", "--township", "山镇", cwd=REPOSITORY).code == 0


def test_what_only_comes_near(run: Run) -> None:
    """What no item says is not told as if one did; for programs, nothing found is data too."""
    near = run("who", "河道捕鱼器材", cwd=REPOSITORY)
    assert (near.code, near.out.startswith("没有正好写着“河道捕鱼器材”的事项，最沾边的是：")) == (0, True)
    assert json.loads(run("who", "河道捕鱼器材", "--format", "json", cwd=REPOSITORY).out)["exact"] is False
    none = run("who", "量子纠缠", "--format", "json", cwd=REPOSITORY)
    assert (none.code, json.loads(none.out)["number"]) == (1, None)


def test_a_day(run: Run, git: Callable[..., Any]) -> None:
    """A day is answered from the list then in force, by who served then."""
    lists = REPOSITORY / "lists"
    files = {path.relative_to(lists).as_posix(): path.read_bytes() for path in lists.rglob("*.yaml")}
    police = files["roster/county-police.yaml"]
    files["roster/county-police.yaml"] = police.replace(
        "    岗: B\n".encode(), "    岗: B\n    止: 2026-03-01\n".encode()
    )
    checkout = git(files)
    for day, turns in (("2026-02-28", "AAB"), ("2026-03-01", "AA")):
        said = json.loads(run("who", "SD-05-003", "--at", day, "--format", "json", cwd=checkout.path).out)
        (found,) = (entry for entry in said["call"] if entry["unit"] == "县公安局")
        assert "".join(one["turn"] for one in found["contacts"]) == turns
        assert "2026.1" in said["at"]


def test_without_a_roster(run: Run, workspace: Path) -> None:
    """It says where one would be."""
    said = run("who", "渣土车", cwd=workspace)
    assert (said.code, "没有读到联络员名录" in said.err) == (2, True)
