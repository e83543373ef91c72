"""`shudi verify`: the answer in words and for programs, the exit code; files handed out, near and far from their county."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.changes.histories import CLERK, History, renamed
from tests.cli.acting import agree, amend, governed
from tests.cli.county import RIVERS, Said
from tests.cli.test_looking import fingerprint

Run = Callable[..., Said]


@pytest.fixture
def office(git: Callable[..., Any], run: Run) -> Any:
    """A county with two releases, their files written out."""
    county = History()
    county.edit(RIVERS, "    批次: 1\n", "    批次: 1\n    备注: 只给编办看\n")
    county.publish("2026.1")
    county.decide({"SD-06-001": renamed("河道非法采砂的查处")})
    county.publish("2026.2")
    made = county.save_to(git())
    for number in ("2026.1", "2026.2"):
        assert run("publish", "--rewrite", number, cwd=made.path).code == 0
    return made


def test_it_holds(run: Run, office: Any) -> None:
    """First that it holds, then the release, what was proved, what was not."""
    said = run("verify", cwd=office.path)
    assert said.code == 0
    lines = said.out.split("\n")
    assert lines[0] == "核对通过：这个工作区"
    assert "清平县 2026.2 版，清办发〔2026〕2号" in lines[1]
    assert lines.index("证明了：") < lines.index("没有证明：")


def test_it_does_not(run: Run, office: Any) -> None:
    """Exit 1; each fault with its code, its file and what to do."""
    office.write({RIVERS: (office.path / RIVERS).read_text(encoding="utf-8").replace("采砂的", "采沙的")})
    said = run("verify", cwd=office.path)
    assert said.code == 1
    assert said.out.startswith("核对不通过：这个工作区，有 ")
    assert "【C131】SD-06-001 与批准的不一样" in said.out
    assert f"在 {RIVERS}" in said.out
    assert "怎么办：" in said.out


def test_for_programs(run: Run, office: Any) -> None:
    """JSON with the same content."""
    said = json.loads(run("verify", "2026.1", "--format", "json", cwd=office.path).out)
    assert (said["holds"], said["release"]["number"], said["faults"]) == (True, "2026.1", [])
    assert said["proved"]
    assert said["not_proved"]
    digest = said["release"]["digest"]
    assert run("verify", "2026.1", "--expect", digest, cwd=office.path).code == 0
    assert run("verify", "2026.1", "--expect", "sha256:" + "0" * 64, cwd=office.path).code == 1


@pytest.mark.parametrize(
    "words", [(), ("2026.1",), ("published/2026.2",), ("published/2026.1/2026.1-public.json",)]
)
def test_looking_never_writes(run: Run, office: Any, words: tuple[str, ...]) -> None:
    """Not a byte changes (DESIGN §4, 1)."""
    before = fingerprint(office.path)
    assert run("verify", *words, cwd=office.path).code == 0
    assert fingerprint(office.path) == before


def test_files_beside_their_county(run: Run, office: Any) -> None:
    """Made anew from the release and compared byte by byte, older releases too."""
    for number in ("2026.1", "2026.2"):
        said = run("verify", f"published/{number}", cwd=office.path)
        assert said.code == 0, said.out
        assert said.out.replace("\n    ", "").count("逐字节相同") == 8
    assert "没有用 --expect" in said.out


@pytest.mark.parametrize(
    "name", ["2026.2-public.json", "2026.2-internal.json", "2026.2-public-responsibility.csv"]
)
def test_files_altered(run: Run, office: Any, name: str) -> None:
    """One character, beside the county."""
    path = office.path / "published/2026.2" / name
    path.write_bytes(path.read_bytes().replace("无证凿井取水".encode(), "有证凿井取水".encode(), 1))
    said = run("verify", path, cwd=office.path)
    assert (said.code, "改过" in said.out) == (1, True)


def test_a_file_of_a_release_that_is_not_here(run: Run, office: Any) -> None:
    """Another digest under the same number; a number that nobody published."""
    path = office.path / "published/2026.2/2026.2-public-responsibility.csv"
    text = path.read_bytes().decode()
    path.write_bytes(text.replace("sha256:", "sha256:0", 1).encode())
    assert "版本指纹与工作区里" in run("verify", path, cwd=office.path).out.replace("\n", "")
    path.write_bytes(text.replace("2026.2", "2026.7").encode())
    assert "没有 2026.7 版" in run("verify", path, cwd=office.path).out


def test_one_file_far_from_home(run: Run, office: Any, tmp_path: Path) -> None:
    """The public JSON proves itself, and with the digest of the issued document more; a table cannot."""
    far = tmp_path / "别处"
    shutil.copytree(office.path / "published/2026.2", far)
    said = run("verify", "2026.2-public.json", cwd=far)
    assert said.code == 0
    assert "这里没有工作区，没有用 --expect" in said.out.replace("\n    ", "")
    digest = json.loads((far / "2026.2-public.json").read_bytes())["版本指纹"]
    told = run("verify", "2026.2-public.json", "--expect", digest, cwd=far)
    assert "2026.2 版的指纹与 --expect 相同" in told.out
    assert run("verify", "2026.2-public.json", "--expect", digest[:-1] + "x", cwd=far).code == 1
    table = run("verify", "2026.2-public-responsibility.csv", cwd=far)
    assert (table.code, "单凭自己证明不了" in table.err) == (2, True)
    text = (
        (far / "2026.2-public.json")
        .read_text(encoding="utf-8")
        .replace("河道非法采砂的查处", "河道采砂的查处", 1)
    )
    (far / "2026.2-public.json").write_text(text, encoding="utf-8")
    assert run("verify", "2026.2-public.json", cwd=far).code == 1


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"a,b\r\nc,d\r\n", b'"'])
@pytest.mark.parametrize(("name", "code"), [("x.json", 1), ("x.csv", 1), ("x.txt", 2)])
def test_files_that_are_none_of_ours(run: Run, office: Any, name: str, code: int, content: bytes) -> None:
    """Told in words."""
    (office.path / name).write_bytes(content)
    assert run("verify", name, cwd=office.path).code == code


def test_another_countys_file(run: Run, office: Any, tmp_path: Path) -> None:
    """The workspace here is not asked about it."""
    far = tmp_path / "别处"
    shutil.copytree(office.path, far, ignore=shutil.ignore_patterns(".git"))
    for path in far.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("清平县", "白山县"), encoding="utf-8")
    said = run("verify", office.path / "published/2026.2/2026.2-public.json", cwd=far)
    assert (said.code, "这里的工作区是别的县的" in said.out) == (0, True)


def test_what_is_not_there(run: Run, office: Any) -> None:
    """Exit 2, with what could be meant."""
    for word, told in (
        ("2026.9", "最近的有：2026.1、2026.2"),
        ("nowhere", "没有“nowhere”"),
        ("responsibility", "没有工作区"),
    ):
        said = run("verify", word, cwd=office.path)
        assert (said.code, told in said.err) == (2, True), said.err


def test_from_application_to_proof(run: Run, git: Callable[..., Any]) -> None:
    """The clerk's own way: publish, apply, agree, publish, verify; the next year's reader finds the same."""
    office = git(governed())
    words = ("publish", "--by", CLERK, "--yes", "--effective")
    first = run(
        *words, "2026-11-01", "--date", "2026-11-01", "--number", "清办发〔2026〕1号", cwd=office.path
    )
    assert first.code == 0, first.err
    assert amend(run, office.path).code == 0
    agree(run, office.path, "CG-2026-001")
    assert run("verify", cwd=office.path).code == 0
    second = run(
        *words, "2026-11-03", "--date", "2026-11-03", "--number", "清办发〔2026〕2号", cwd=office.path
    )
    assert second.code == 0, second.err
    digest = second.out.split("版本指纹：")[-1].split()[0]
    said = run("verify", "--expect", digest, cwd=office.path)
    assert (said.code, "2026.2 版的指纹与 --expect 相同" in said.out) == (0, True), said.out
    assert "标签" in said.out
    assert run("verify", "published/2026.1", cwd=office.path).code == 0
    assert office.run("status", "--porcelain") == "?? published/"
