"""Planning and placing a new workspace."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.archive import record_kind
from shudi_cli.cli.app import COMMANDS, _command
from shudi_cli.errors import ShudiError
from shudi_cli.founding import Plan, Signature, carry_out, contents, county_named, plan, sign
from shudi_cli.model.roster import is_roster
from shudi_cli.resources import sample_folder, schemas_folder
from shudi_cli.rules import check_workspace
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import load

CHINESE = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=2, max_size=20)


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@given(county=CHINESE)
def test_any_county_gets_readable_files(county: str) -> None:
    """Whatever the county is called, no template keeps the placeholder, and every text is UTF-8 with plain line ends."""
    files = contents(county_named(county))
    assert county.encode() in files["lists/shudi.yaml"]
    for raw in files.values():
        assert b"\r" not in raw
        assert raw.decode("utf-8").endswith("\n")
        assert county == "某某县" or "某某县" not in raw.decode("utf-8")


@pytest.mark.parametrize("sample", [False, True])
def test_new_workspace_is_clean(tmp_path: Path, *, sample: bool) -> None:
    """A new workspace, empty or the sample, has no finding of any severity on any day."""
    carry_out(plan(tmp_path, contents("某某县", sample=sample)))
    workspace = load(WorkTree(tmp_path / "lists"), roster=True)
    assert check_workspace(workspace, today="2026-11-23") == ()
    assert len(list(workspace.lists[0].items)) == (132 if sample else 1)


def test_sample_is_the_carried_one() -> None:
    """With --sample the lists are those of the package, byte for byte."""
    files = contents("示例县", sample=True)
    lists = {name.removeprefix("lists/"): raw for name, raw in files.items() if name.startswith("lists/")}
    carried = sample_folder()
    assert lists == {
        path.relative_to(carried).as_posix(): path.read_bytes()
        for path in carried.rglob("*")
        if path.is_file()
    }


def test_schemas_are_the_carried_ones() -> None:
    """The schemas are those of the package, byte for byte."""
    files = contents("某某县")
    assert {name: raw for name, raw in files.items() if name.startswith("schemas/")} == {
        f"schemas/{path.name}": path.read_bytes() for path in schemas_folder().iterdir()
    }


@pytest.mark.parametrize("sample", [False, True])
def test_editor_knows_the_schema_of_every_file(*, sample: bool) -> None:
    """The editor settings map each list file, and each record, to exactly one schema, which exists."""
    files = contents("某某县", sample=sample)
    mapping: Mapping[str, str | list[str]] = json.loads(files[".vscode/settings.json"])["yaml.schemas"]
    schemas = {name for name in files if name.startswith("schemas/")}
    assert {schema.removeprefix("./") for schema in mapping} == schemas
    pairs = [
        (pattern, schema)
        for schema, patterns in mapping.items()
        for pattern in ([patterns] if isinstance(patterns, str) else patterns)
    ]
    # The language server takes `*` for anything, slashes too, and every other character for itself.
    assert all(re.fullmatch(r"[a-z*./-]+", pattern) for pattern, _ in pairs)
    later = ["lists/changes/CG-2026-001/change.yaml", "lists/changes/CG-2026-001/opinions/01-x.yaml",
             "lists/releases/2026.1.yaml", "lists/signers/00001.yaml", "lists/roster/county-water.yaml"]  # fmt: skip
    for name in (name for name in (*files, *later) if name.startswith("lists/")):
        stem = Path(name).stem
        record = record_kind(name.removeprefix("lists/"))
        wanted = record or ("contacts" if is_roster(name.removeprefix("lists/")) else None)
        wanted = wanted or (stem if stem in {"shudi", "units", "laws", "list"} else "domain")
        fitting = [schema for pattern, schema in pairs if fnmatch(name, pattern)]
        assert fitting == [f"./schemas/{wanted}.schema.json"], name


def test_no_registry_is_named() -> None:
    """No file of a new project holds an address of a package registry, nor any web address at all."""
    for name, raw in contents("某某县").items():
        text = raw.decode("utf-8")
        assert "index-url" not in text
        addresses = set(re.findall(r"https?://[^\s\"']+", text))
        assert addresses <= {"https://json-schema.org/draft/2020-12/schema"}, name


CI_FILES = (".gitlab-ci.yml", ".github/workflows/shudi.yml", ".gitea/workflows/shudi.yml")


def scripts(name: str) -> list[str]:
    """The shell scripts of a CI file, in their order."""
    import yaml

    data = yaml.safe_load(contents("某某县")[name].decode("utf-8"))
    if "jobs" in data:
        steps = [step for job in data["jobs"].values() for step in job["steps"]]
        return [step["run"] for step in steps if "run" in step]
    return ["\n".join(job["script"]) for job in data.values() if isinstance(job, dict) and "script" in job]


@pytest.mark.parametrize("name", CI_FILES)
def test_ci_files_read_as_yaml(name: str) -> None:
    """Each CI file runs the gate, or the check where there is no base, and the comparison against the target."""
    text = "\n".join(scripts(name))
    assert "pip install --quiet shudi-cli" in contents("某某县")[name].decode("utf-8")
    assert re.search(r"shudi check --base \S", text)
    assert re.search(r"shudi validate\b", text)
    assert "--format markdown --output changes.md" in text


@pytest.mark.parametrize("name", [*CI_FILES, ".pre-commit-hooks.yaml"])
def test_ci_files_name_what_exists(name: str) -> None:
    """Every command and option that a CI file types is one of ours."""
    hooks = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
    text = hooks.read_text(encoding="utf-8") if name.startswith(".pre") else "\n".join(scripts(name))
    called = re.findall(r"shudi (validate|check|diff|fmt)\b([^;\"\n]*(?:\"[^\"]*\"[^;\"\n]*)*)", text)
    assert called
    for command, rest in called:
        assert command in COMMANDS
        known = {option for found in _command(command).params for option in found.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, (command, rest)


@pytest.mark.skipif(os.name == "nt", reason="CI files are for sh")
@pytest.mark.parametrize("name", CI_FILES)
@pytest.mark.parametrize(
    ("base", "wanted"), [("0" * 40, "validate"), ("", "validate"), ("3f2a1c9", "check --base 3f2a1c9")]
)
def test_ci_files_choose_by_the_base(name: str, base: str, wanted: str, tmp_path: Path) -> None:
    """With a base the gate runs, without one (the first push) the check; its failure is the script's."""
    program = tmp_path / "shudi"
    program.write_text('#!/bin/sh\necho "$*" >> "$SAID"\nexit 1\n')
    program.chmod(0o755)
    [script] = [text for text in scripts(name) if "shudi check" in text]
    said = tmp_path / "said"
    surroundings = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "SAID": str(said),
        "BASE": base,
        "CI_COMMIT_BEFORE_SHA": base,
    }
    code = subprocess.run(["sh", "-e", "-c", script], env=surroundings, cwd=tmp_path, check=False).returncode
    assert code == 1
    assert all(line.startswith(wanted) for line in said.read_text().splitlines())


def test_settings_come_last() -> None:
    """The file that makes a folder a workspace is moved last, so that init can be done again after a kill."""
    assert list(contents("某某县"))[-1] == "lists/shudi.yaml"
    assert list(contents("示例县", sample=True))[-1] == "lists/shudi.yaml"


@given(text=st.text().filter(lambda text: not re.fullmatch(r"[\u3400-\u9fff]{2,20}", text)))
def test_other_text_is_no_county(text: str) -> None:
    """Whatever YAML or Markdown could misread is refused as a county's name."""
    with pytest.raises(ShudiError, match="县名"):
        county_named(text)


def test_half_made_workspace_is_completed(tmp_path: Path) -> None:
    """After a kill in the middle of moving, a second init keeps what is there and completes it."""
    files = contents("某某县")
    for name in list(files)[:5]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(files[name])
    made = plan(tmp_path, files)
    assert set(made.kept) == set(list(files)[:5])
    carry_out(made)
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.parametrize("step", range(0, 19, 3))
def test_nothing_is_left_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool, step: int
) -> None:
    """Whichever rename fails, the disk is as before: no file, no folder, no temporary one."""
    folder = tmp_path / "a" / "县"
    if exists:
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("mine")
    before = below(tmp_path)
    rename, calls = Path.rename, iter(range(1000))

    def failing(source: Path, target: Path) -> Path:
        if next(calls) == (step if exists else 0):
            raise OSError(28, "No space left on device")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ShudiError, match="磁盘已满"):
        carry_out(plan(folder, contents("某某县")))
    assert below(tmp_path) == before


def test_nothing_is_left_after_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C while the first version is being saved leaves nothing."""

    def interrupted(_folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(plan(tmp_path / "县", contents("某某县")), interrupted)
    assert below(tmp_path) == set()


def test_failed_saving_leaves_files_without_a_repository(tmp_path: Path) -> None:
    """Where the first version cannot be saved the files are made, and the half-made repository is not."""

    def refuse(folder: Path) -> None:
        (folder / ".git").mkdir()
        (folder / ".git" / "HEAD").write_text("half")
        raise ShudiError("不行", "再来")

    made = plan(tmp_path, contents("某某县"))
    trouble = carry_out(made, refuse)
    assert trouble
    assert trouble.message == "不行"
    assert {path.name for path in tmp_path.iterdir()} == {name.split("/")[0] for name in made.files}


def test_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that another program makes between planning and moving is not replaced, and nothing else stays."""
    made = plan(tmp_path, contents("某某县"))
    (tmp_path / "README.md").write_text("mine")
    with pytest.raises(ShudiError, match="刚刚被别的程序建立"):
        carry_out(made)
    assert below(tmp_path) == {"README.md"}
    assert (tmp_path / "README.md").read_text() == "mine"


def test_new_folder_is_open_to_colleagues(tmp_path: Path) -> None:
    """A new project's folder has the permissions any new folder gets, not those of a temporary one."""
    (tmp_path / "plain").mkdir()
    carry_out(plan(tmp_path / "县", contents("某某县")))
    assert (tmp_path / "县").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_planning_writes_nothing(tmp_path: Path) -> None:
    """Planning only looks."""
    made = plan(tmp_path / "县", contents("某某县"))
    assert isinstance(made, Plan)
    assert made.kept == ()
    assert below(tmp_path) == set()


def answering(*answers: str) -> Callable[[str], str]:
    given_answers = list(answers)
    return lambda _question: given_answers.pop(0)


def test_given_half_is_completed(tmp_path: Path, isolated_git: Path) -> None:
    """A name given without mail takes the mail that git knows, and is remembered for this repository."""
    (isolated_git / ".gitconfig").write_text("[user]\nname = 李雷\nemail = ll@example.cn\n", encoding="utf-8")
    signature = sign("联络员甲", None, near=tmp_path, ask=answering())
    assert signature == Signature("联络员甲", "ll@example.cn", remembered=True)


@given(name=st.text(), mail=st.text())
def test_no_answer_can_spoil_a_signature(name: str, mail: str) -> None:
    """Whatever is typed, the signature has a name and a mail that git takes, on one line and without brackets."""
    signature = sign(name, mail, near=Path(__file__).parent, ask=answering("", ""))
    for part in (signature.name, signature.mail):
        assert part.strip(" .,:;<>\"\\'") == part != ""
        assert not set(part) & set("<>\n\r\0")


def test_user_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container whose user has no name the tool signs with its own."""

    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1000")

    monkeypatch.setattr("getpass.getuser", nameless)
    signature = sign(None, None, near=tmp_path, ask=answering("", ""))
    assert signature == Signature("shudi", "shudi@localhost", neutral=True)
