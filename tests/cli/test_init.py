"""`shudi init`, as a clerk types it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SOURCE = Path(__file__).parents[2] / "src"


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()


def test_new_workspace_validates(shudi: Run, tmp_path: Path) -> None:
    """What init makes, in a folder with Chinese and a space in its name, passes validate and fmt at once."""
    made = shudi("init", "某某县 清单", "--region", "某某县")
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "某某县 清单"
    checked = shudi("validate", "--fail-on", "warning", cwd=folder)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "1 领域、1 事项" in checked.stdout
    assert shudi("fmt", "--check", cwd=folder).returncode == 0
    assert [entry.name for entry in tmp_path.iterdir()] == [folder.name]


def test_sample_validates(shudi: Run, tmp_path: Path) -> None:
    """With --sample the whole sample county is there and passes."""
    assert shudi("init", "练习", "--sample").returncode == 0
    checked = shudi("validate", cwd=tmp_path / "练习")
    assert checked.returncode == 0
    assert "132" in shudi("stats", cwd=tmp_path / "练习").stdout


def test_summary_names_the_next_two_commands(shudi: Run, tmp_path: Path) -> None:
    """The last lines are two commands to type: into the folder, and the check; here, the check and a look."""
    away = shudi("init", "甲县").stdout.splitlines()
    assert away[-2:] == [f'  cd "{tmp_path / "甲县"}"', "  shudi validate"]
    (tmp_path / "乙县").mkdir()
    here = shudi("init", cwd=tmp_path / "乙县").stdout.splitlines()
    assert here[-2:] == ["  shudi validate", "  shudi show SD-01-001"]
    assert shudi(*here[-1].split()[1:], cwd=tmp_path / "乙县").returncode == 0


def test_first_version_holds_everything(shudi: Run, tmp_path: Path) -> None:
    """The first version has every file, a Chinese message and the signature given, and nothing is left to save."""
    shudi("init", "县", "--name", "联络员甲", "--email", "jia@example.invalid", "--region", "某某县")
    folder = tmp_path / "县"
    assert (
        git(folder, "log", "--format=%an <%ae> %cn %s")
        == "联络员甲 <jia@example.invalid> 联络员甲 新建某某县清单工作区"
    )
    assert git(folder, "status", "--porcelain", "--ignored") == ""
    assert set(git(folder, "ls-files", "-z").strip("\0").split("\0")) == set(files_in(folder))
    assert git(folder, "config", "--local", "user.name") == "联络员甲"
    assert shudi("diff", cwd=folder).returncode == 0


def test_known_identity_is_used_and_not_copied(shudi: Run, isolated_git: Path, tmp_path: Path) -> None:
    """Name and mail that git knows sign the version and are not written into the new repository."""
    (isolated_git / ".gitconfig").write_text("[user]\nname = 李雷\nemail = ll@example.cn\n", encoding="utf-8")
    shudi("init", "县")
    assert git(tmp_path / "县", "log", "--format=%an <%ae>") == "李雷 <ll@example.cn>"
    assert "[user]" not in (tmp_path / "县" / ".git" / "config").read_text(encoding="utf-8")


def test_signature_without_any_name(shudi: Run, tmp_path: Path) -> None:
    """Where nobody is known and nobody can be asked, the login name signs, here only, and a line says how to change it."""
    made = shudi("init", "县", env={"LOGNAME": "clerk", "USER": "clerk", "USERNAME": "clerk"})
    assert made.returncode == 0
    assert git(tmp_path / "县", "log", "--format=%an <%ae>") == "clerk <clerk@localhost>"
    assert git(tmp_path / "县", "config", "--local", "user.email") == "clerk@localhost"
    assert "git config user.name" in made.stdout


@pytest.mark.parametrize("name", ['-x; #"q"', "—", "王 芳"])
def test_odd_names_survive(shudi: Run, tmp_path: Path, name: str) -> None:
    """A name with characters that settings files and command lines care about signs as it is."""
    assert shudi("init", "县", f"--name={name}").returncode == 0
    kept = name.strip('"')
    assert git(tmp_path / "县", "log", "--format=%an") == kept
    assert git(tmp_path / "县", "config", "--local", "user.name") == kept


def test_hooks_and_signing_keys_do_not_hinder(shudi: Run, isolated_git: Path, tmp_path: Path) -> None:
    """Hooks, ignored names and a missing signing key in the user's settings do not keep init from saving."""
    hooks = isolated_git / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    (isolated_git / "ignored").write_text(".vscode\n*.yaml\n")
    (isolated_git / ".gitconfig").write_text(
        f"[core]\nhooksPath = {hooks.as_posix()}\nexcludesFile = {(isolated_git / 'ignored').as_posix()}\n"
        "autocrlf = true\n[commit]\ngpgSign = true\n[gpg]\nprogram = missing\n"
    )
    made = shudi("init", "县")
    assert made.returncode == 0
    folder = tmp_path / "县"
    assert set(git(folder, "ls-files", "-z").strip("\0").split("\0")) == set(files_in(folder))


def test_no_git_option(shudi: Run, tmp_path: Path) -> None:
    """With --no-git only the files are made."""
    made = shudi("init", "县", "--no-git")
    assert made.returncode == 0
    assert not (tmp_path / "县" / ".git").exists()
    assert "没有建版本库" in made.stdout


def test_machine_without_git(shudi: Run, tmp_path: Path) -> None:
    """Without git the workspace is made all the same, passes, and the summary says what is missing."""
    (tmp_path / "empty").mkdir()
    made = shudi("init", "县", env={"PATH": str(tmp_path / "empty")})
    assert made.returncode == 0, made.stderr
    assert "没有安装 git" in made.stdout
    assert not (tmp_path / "县" / ".git").exists()
    assert shudi("validate", cwd=tmp_path / "县", env={"PATH": str(tmp_path / "empty")}).returncode == 0


@pytest.mark.parametrize("content", ["#!/bin/sh\nexit 1\n", "\0 no program"])
def test_broken_git(shudi: Run, tmp_path: Path, content: str) -> None:
    """With a git that fails the workspace is made without a repository, and nothing half-made stays."""
    fake = tmp_path / "bin"
    fake.mkdir()
    program = fake / "git"
    program.write_text(content)
    program.chmod(0o755)
    made = shudi("init", "县", env={"PATH": str(fake)})
    assert made.returncode == 0, made.stderr
    assert "git 运行不起来" in made.stdout
    assert not (tmp_path / "县" / ".git").exists()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bin", "县"]


def test_inside_a_repository(shudi: Run, tmp_path: Path) -> None:
    """In a folder that git keeps already no repository is made and no version is saved."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    made = shudi("init", "县", "--name", "联络员甲")
    assert made.returncode == 0
    assert not (tmp_path / "县" / ".git").exists()
    assert "已经在版本库里" in made.stdout
    assert git(tmp_path, "status", "--porcelain") != ""


@pytest.mark.parametrize("mark", ["shudi.yaml", "lists/shudi.yaml", "../shudi.yaml"])
def test_existing_workspace_is_left_alone(shudi: Run, tmp_path: Path, mark: str) -> None:
    """Where a workspace stands already, or in one, init founds no other county and changes nothing."""
    folder = tmp_path / "a" / "b"
    (folder / "lists").mkdir(parents=True)
    (folder / mark).write_text("mine", encoding="utf-8")
    before = files_in(tmp_path)
    refused = shudi("init", "--region", "甲县", cwd=folder)
    assert refused.returncode == 2
    assert "已经是一个工作区" in refused.stderr
    assert "怎么办：" in refused.stderr
    assert files_in(tmp_path) == before


def test_existing_files_are_kept_and_named(shudi: Run, tmp_path: Path) -> None:
    """Files that are there already stay byte for byte, and the summary names them."""
    folder = tmp_path / "县"
    mine = {
        ".editorconfig": b"mine",
        "README.md": b"\xff\xfe",
        ".vscode/settings.json": b"{}",
        "notes.txt": b"x",
    }
    for name, raw in mine.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    made = shudi("init", folder)
    assert made.returncode == 0
    after = files_in(folder)
    assert {name: after[name] for name in mine} == mine
    assert "原来就有，没有改动：.editorconfig、.vscode/settings.json、README.md" in made.stdout
    assert shudi("validate", cwd=folder).returncode == 0


@pytest.mark.parametrize("name", ["lists", "schemas", ".github"])
def test_file_where_a_folder_is_needed(shudi: Run, tmp_path: Path, name: str) -> None:
    """A file, or a link, in the place of a folder is refused and stays."""
    folder = tmp_path / "县"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    refused = shudi("init", folder)
    assert refused.returncode == 2
    assert f"“{folder / name}”不是文件夹" in refused.stderr
    assert files_in(folder) == {name: b"mine"}


def test_link_out_of_the_folder(shudi: Run, tmp_path: Path) -> None:
    """A link in the place of a folder is not written through."""
    folder, outside = tmp_path / "县", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "lists").symlink_to(outside, target_is_directory=True)
    assert shudi("init", folder).returncode == 2
    assert list(outside.iterdir()) == []
    assert [entry.name for entry in folder.iterdir()] == ["lists"]


def test_folder_that_is_a_file(shudi: Run, tmp_path: Path) -> None:
    """A file named as the folder is refused."""
    (tmp_path / "县").write_text("mine", encoding="utf-8")
    refused = shudi("init", "县/里面")
    assert refused.returncode == 2
    assert "不是文件夹" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "options",
    [["--region", "a: b"], ["--region", ""], ["--region", "某某县", "--sample"], ["--region", "县"]],
)
def test_no_county_name(shudi: Run, tmp_path: Path, options: list[str]) -> None:
    """A name that is none, or that the sample cannot take, is refused before anything is made."""
    refused = shudi("init", "县", *options)
    assert refused.returncode == 2
    assert "县名" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_looks_without_surrounding_git_variables(shudi: Run, tmp_path: Path) -> None:
    """Variables that a hook of another repository sets do not lead init into that repository."""
    other = tmp_path / "other"
    subprocess.run(["git", "init", "--quiet", other], check=True)
    variables = {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(other / ".git" / "index"),
    }
    assert shudi("init", "县", env=variables).returncode == 0
    assert git(tmp_path / "县", "log", "--format=%s") == "新建某某县清单工作区"
    assert not (other / ".git" / "index").exists()


def answered(folder: Path, *keys: str) -> tuple[int, str]:
    """Run `shudi init` at a terminal, answering question after question; exit code and what the screen showed."""
    pty = pytest.importorskip("pty")
    screen, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "LOGNAME": "clerk"}
    command = [sys.executable, "-m", "shudi_cli", "init", str(folder)]
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment
    ) as process:
        os.close(terminal)
        shown, given = b"", 0
        while True:
            try:
                shown += os.read(screen, 4096)
            except OSError:  # the other side has hung up
                break
            if given < len(keys) and shown.decode("utf-8", "ignore").count("可以不填）：") > given:
                os.write(screen, keys[given].encode())
                given += 1
    os.close(screen)
    return process.returncode, shown.decode("utf-8")


def test_name_is_asked_for_at_a_terminal(tmp_path: Path) -> None:
    """At a terminal the name and mail nobody knows are asked for, and kept for this repository."""
    code, _ = answered(tmp_path / "县", "联络员甲\n", "jia@example.invalid\n")
    assert code == 0
    assert git(tmp_path / "县", "log", "--format=%an <%ae>") == "联络员甲 <jia@example.invalid>"
    assert git(tmp_path / "县", "config", "--local", "user.name") == "联络员甲"


def test_empty_answers_will_do(tmp_path: Path) -> None:
    """Someone who gives no answer gets a workspace signed by the login name."""
    code, shown = answered(tmp_path / "县", "\n", "\n")
    assert code == 0
    assert git(tmp_path / "县", "log", "--format=%an") == "clerk"
    assert "署名取自登录名" in shown


def test_leaving_at_the_question(tmp_path: Path) -> None:
    """Who leaves at the question (Ctrl-D) has made nothing, and that is no bug."""
    code, shown = answered(tmp_path / "县", "\x04")
    assert code == 130
    assert "已按要求中断" in shown
    assert list(tmp_path.iterdir()) == []


def test_an_existing_workspace_is_taken_into_keeping(shudi: Run, tmp_path: Path) -> None:
    """Where a workspace has no versions yet, init saves the first one of it alone and changes no file."""
    assert shudi("init", "--sample", "--no-git").returncode == 0
    (tmp_path / "私人.docx").write_bytes(b"x")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    made = shudi("init", "--name", "联络员甲", "--email", "jia@example.invalid")
    assert (made.returncode, made.stderr) == (0, "")
    assert "保存了第一个版本，署名“联络员甲”" in made.stdout
    assert {path: path.read_bytes() for path in before} == before
    kept = git(tmp_path, "ls-files").splitlines()
    assert kept
    assert all(name.startswith("lists/") for name in kept)
    assert "没有不同" in shudi("diff").stdout
    assert shudi("init").returncode == 2
