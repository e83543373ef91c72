"""Records as threats: each is one clear finding at its place, or a refusal in words, from every command that looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.conftest import Copies
from tests.attacks.office import P3, County, ask, opinion_file
from tests.conftest import Checkout

OPINION = opinion_file(P3, 1, "county-bianban")
RECORDS = (OPINION, f"changes/{P3}/change.yaml", "releases/2026.2.yaml", "releases/2026.1.yaml")
SOURCE = Path(__file__).parents[2] / "src"
Spoil = Callable[[bytes], bytes]

#: What becomes of a record's bytes → the code and words of the one finding.
SPOILED: dict[str, tuple[Spoil, str, str]] = {
    "alias bomb": (lambda _: b"a: &a [x, x, x, x, x]\n" + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c]\n" % (c, c, c - 1, c - 1, c - 1, c - 1) for c in range(98, 123)), "Y111", "用了锚点"),
    "an alias": (lambda raw: raw + b"x: *y\n", "Y111", "用了引用"),
    "a key twice": (lambda raw: raw + raw.split(b"\n")[0] + b"\n", "Y117", "写了两次"),
    "a tag that runs": (lambda raw: raw + b"x: !!python/object/apply:os.system [touch pwned]\n", "Y112", "用了类型标记"),
    "a tag": (lambda raw: raw + b"x: !!binary aGk=\n", "Y112", "用了类型标记"),
    "a merge key": (lambda raw: raw + b"<<: {x: y}\n", "Y113", "用了合并键"),
    "two documents": (lambda raw: raw + b"---\n" + raw, "Y114", "两份文档"),
    "more than 5 MB": (lambda raw: raw + b"# " + b"x" * 5_000_000 + b"\n", "Y115", "5 MB"),
    "a value of 4 MB": (lambda raw: raw + b"x: " + b"y" * 4_000_000 + b"\n", "S102", "x"),
    "10,000 brackets": (lambda _: b"[" * 10_000, "Y116", "嵌套"),
    "100,000 brackets": (lambda _: b"[" * 100_000, "Y116", "嵌套"),
    "10,000 braces": (lambda _: b"{a: " * 10_000, "Y116", "嵌套"),
    "10,000 dashes": (lambda _: b"- " * 10_000 + b"x\n", "Y116", "嵌套"),
    "NUL": (lambda raw: raw.replace(b": ", b": \0", 1), "Y103", "U+0000"),
    "a BOM inside": (lambda raw: raw.replace(b": ", b": \xef\xbb\xbf", 1), "Y102", "BOM"),
    "a lone CR": (lambda raw: raw.replace(b": ", b": x\r", 1), "Y103", "U+000D"),
    "GBK": (lambda raw: raw.decode().encode("gbk"), "Y101", "GBK"),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), "Y101", "UTF-16"),
    "UTF-16 without a mark": (lambda raw: raw.decode().encode("utf-16-le"), "Y101", ""),
    "half a character": (lambda raw: raw[:-1] + b"\xe4\xb8\n", "Y101", ""),
    "U+2028": (lambda raw: raw.replace(b": ", ": \u2028".encode(), 1), "Y107", "U+2028"),
    "a bidirectional control": (lambda raw: raw.replace(b": ", ": \u202e".encode(), 1), "Y104", "U+202E"),
    "a zero-width space": (lambda raw: raw.replace(b": ", ": \u200b".encode(), 1), "Y106", "U+200B"),
    "nothing": (lambda _: b"", "Y110", "空的"),
    "a comment only": (lambda _: "# 无\n".encode(), "Y110", "只有注释"),
    "a list": (lambda _: b"- x\n", "S103", ""),
    "a word": (lambda _: b"x\n", "S103", ""),
    "random bytes": (lambda _: bytes(range(256)) * 4, "Y101", ""),
    "a number that is a path": (lambda raw: raw.replace(P3.encode(), b"../../etc/passwd").replace(b"2026.", b"../2026."), "S106", "写法不对"),
    "a half merged file": (lambda raw: b"<<<<<<< HEAD\n" + raw + b"=======\n" + raw + b">>>>>>> x\n", "Y135", "分界"),
}  # fmt: skip


@pytest.fixture
def made(plain: Copies) -> County:
    """A county without keys, with an application under way."""
    return plain("P3 county-bianban")


def findings(made: County, *words: str) -> list[Mapping[str, Any]]:
    """The errors that a command reports as JSON."""
    said = ask(*words, "--format", "json", cwd=made.path)
    assert said.code == 1, said
    told = json.loads(said.out)
    if "faults" in told:
        return list(told["faults"])
    [workspace] = told["workspaces"]
    return [found for found in workspace["findings"] if found["severity"] == "error"]


def look(made: County, name: str, code: str, says: str) -> None:
    """Every command that looks tells of the file in the same words, once."""
    for words in (("validate",), ("verify",), ("check", "--base", made.base)):
        found = [entry for entry in findings(made, *words) if entry["file"] == name]
        told = [(entry["code"], entry["message"]) for entry in found if entry["code"] not in {"C202", "C208"}]
        assert len(told) == 1, (words, told)
        assert told[0][0] == code, told
        assert says in told[0][1], told
    assert ask("status", "--all", cwd=made.path).code in {0, 2}


@pytest.mark.parametrize("threat", SPOILED)
def test_what_a_record_holds(made: County, threat: str) -> None:
    """Whatever bytes stand in an opinion's file."""
    spoil, code, says = SPOILED[threat]
    path = made.path / OPINION
    path.write_bytes(spoil(path.read_bytes()))
    look(made.lay(), OPINION, code, says)
    assert not (made.path / "pwned").exists()


@pytest.mark.parametrize("name", RECORDS[1:])
@pytest.mark.parametrize("threat", ["alias bomb", "10,000 brackets", "NUL", "a number that is a path"])
def test_other_records(made: County, name: str, threat: str) -> None:
    """An application or a release is read no less carefully."""
    spoil, code, _ = SPOILED[threat]
    path = made.path / name
    path.write_bytes(spoil(path.read_bytes()))
    made.lay()
    for words in (("validate",), ("verify",), ("check", "--base", made.base)):
        said = ask(*words, "--format", "json", cwd=made.path)
        assert said.code == 1
        assert f'"{name}"' in said.out
        assert f'"{code}"' in said.out or words[0] == "check"
    ask("status", "--all", cwd=made.path)


def test_too_many_entries(made: County) -> None:
    """Reading ends where a file holds more than any list could."""
    (made.path / OPINION).write_bytes(b"- x\n" * 300_000)
    [found] = [entry for entry in findings(made.lay(), "verify") if entry["file"] == OPINION]
    assert (found["code"], "200000" in found["message"]) == ("Y115", True)


NAMES = {
    "a device as a change": ("changes/CON/change.yaml", "Y134"),
    "a device as a release": ("releases/NUL.yaml", "Y134"),
    "a device as a roster": ("signers/COM1.yaml", "Y134"),
    "a device as an opinion": (f"changes/{P3}/opinions/aux.yaml", "Y134"),
    "a trailing dot": (f"changes/{P3}./change.yaml", "Y134"),
    "a case twin": (f"changes/{P3}/opinions/01-County-bianban.yaml", "C103"),
    "a case twin of a folder": (f"changes/{P3.lower()}/change.yaml", "C103"),
    "255 bytes": (f"changes/{P3}/opinions/{'0' * 250}.yaml", "C103"),
    "255 bytes of Chinese": (f"changes/{P3}/opinions/{'一' * 83}0.yaml", "C103"),
    "a folder of 255 bytes": (f"changes/{'C' * 255}/change.yaml", "C103"),
    "a line end": (f"changes/{P3}/opinions/02-a\n.yaml", "Y134"),
    "a direction mark": (f"changes/{P3}/opinions/02-a\u202e.yaml", "Y134"),
    "an escape sequence": (f"changes/{P3}/opinions/02-\x1b[31m.yaml", "Y134"),
    "a wild card": ("signers/*.yaml", "C103"),
    "an option": ("releases/--output=x.yaml", "C103"),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses such names")
@pytest.mark.parametrize("threat", NAMES)
def test_what_a_record_is_called(made: County, threat: str) -> None:
    """Names that a system, a terminal or git would take for something else."""
    name, code = NAMES[threat]
    path = made.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((made.path / OPINION).read_bytes())
    made.lay()
    for words in (("validate",), ("verify",), ("check", "--base", made.base)):
        told = findings(made, *words)
        assert code in {entry["code"] for entry in told}, (words, told)
        assert not {"\n", "\x1b", "\u202e"} & {
            sign for entry in told for sign in entry["message"] + entry["file"]
        }
    assert ask("status", "--all", cwd=made.path).code in {0, 2}


LINKS = {
    "a file outside": (OPINION, "/etc/passwd"),
    "a device": (OPINION, "/dev/zero"),
    "nothing": (OPINION, "nowhere"),
    "itself": (OPINION, "01-county-bianban.yaml"),
    "a release outside": ("releases/2026.2.yaml", "/etc/passwd"),
    "a release that is another": ("releases/2026.2.yaml", "2026.1.yaml"),
    "a whole change": (f"changes/{P3}", "CG-2026-001"),
    "all changes": ("changes", "/etc"),
    "all releases": ("releases", "."),
}


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no symbolic links here")
@pytest.mark.parametrize("threat", LINKS)
def test_links(made: County, threat: str) -> None:
    """A link where a record or its folder should be is never followed."""
    name, target = LINKS[threat]
    path = made.path / name
    if path.is_dir():
        path.rename(made.path.parent / "aside")
    else:
        path.unlink()
    path.symlink_to(target)
    made.lay()
    for words in (("validate",), ("verify",), ("check", "--base", made.base)):
        said = ask(*words, "--format", "json", cwd=made.path)
        assert said.code in {1, 2}, (words, said)
        assert "root:" not in said.out + said.err
        if said.code == 1:
            told = [found for found in findings(made, *words) if found["file"] == name]
            assert told or name == "releases", (words, said.out)
    ask("status", "--all", cwd=made.path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", [OPINION, "releases/2026.2.yaml", "signers/00001.yaml"])
def test_pipes(made: County, name: str) -> None:
    """A pipe where a record should be is not waited for."""
    path = made.path / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    for words, codes in (
        (("validate",), {1}),
        (("verify",), {1}),
        (("status",), {0, 2}),
        (("check", "--base", "HEAD"), {0, 1}),
    ):
        answer = subprocess.run(
            [sys.executable, "-m", "shudi_cli", *words],
            cwd=made.path,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )
        said = "".join((answer.stdout + answer.stderr).decode().split())
        assert answer.returncode in codes, (words, said)
        assert "Traceback" not in said
        assert codes != {1} or (name in said and "不是普通文件" in said), said


@pytest.mark.parametrize(
    "name", ["..", ".git", ".GIT", ".", "a/b.yaml", "../../x.yaml", "con.yaml", "x\\y.yaml"]
)
def test_names_in_a_tree_that_git_would_not_make(made: County, name: str) -> None:
    """A version made by hand, with a name that leads out of its folder: no file is read or written there."""
    checkout = Checkout(made.path)
    blob = checkout.run("rev-parse", f"HEAD:{OPINION}")
    opinions = b"".join(
        b"100644 %s\0%s" % (entry.encode(), bytes.fromhex(blob))
        for entry in sorted(["01-county-bianban.yaml", name])
    )
    tree = _written(made.path, opinions)
    for folder in (f"changes/{P3}", "changes", ""):
        child = ("opinions", P3, "changes")[("changes/" + P3, "changes", "").index(folder)]
        tree = _with(made.path, folder, child, tree)
    version = checkout.run(
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.invalid",
        "commit-tree",
        tree,
        "-p",
        "HEAD",
        "-m",
        "x",
    )
    said = ask("check", "--base", "HEAD", "--head", version, "--format", "json", cwd=made.path)
    assert said.code in {1, 2}, said
    ask("validate", version, cwd=made.path)
    assert checkout.run("status", "--porcelain") == ""


def _with(root: Path, folder: str, child: str, tree: str) -> str:
    """A tree of a folder with one child replaced."""
    listing = subprocess.run(
        ["git", "cat-file", "tree", f"HEAD:{folder}"], cwd=root, capture_output=True, check=True
    ).stdout
    head, found, rest = listing.partition(b" %s\0" % child.encode())
    assert found
    return _written(root, head + found + bytes.fromhex(tree) + rest[20:])


def _written(root: Path, content: bytes) -> str:
    words = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    return (
        subprocess.run(words, cwd=root, input=content, capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )
