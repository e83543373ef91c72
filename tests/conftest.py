"""What every test may ask for: a git of its own, and golden files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

Content = str | bytes | None


@dataclass(frozen=True)
class Checkout:
    """A real repository in a temporary folder."""

    path: Path

    def run(self, *arguments: str, stdin: IO[bytes] | None = None, **environment: str) -> str:
        """Run git here; its output without the last line end."""
        answer = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**os.environ, **environment},
            stdin=stdin or subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        return answer.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def write(self, files: Mapping[str, Content]) -> None:
        """Write files; None removes one."""
        for name, content in files.items():
            path = self.path / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def save(
        self,
        files: Mapping[str, Content] | None = None,
        *,
        message: str = "保存",
        when: str = "2026-03-14T09:00:00+08:00",
        author: str = "联络员甲",
    ) -> str:
        """Write files and save everything as a version; its id."""
        self.write(files or {})
        self.run("add", "--all")
        person = {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": "jia@example.invalid",
            "GIT_AUTHOR_DATE": when,
        }
        saver = {
            "GIT_COMMITTER_NAME": author,
            "GIT_COMMITTER_EMAIL": "jia@example.invalid",
            "GIT_COMMITTER_DATE": when,
        }
        self.run("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message, **person, **saver)
        return self.run("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def isolated_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No setting of this machine and no variable of a surrounding hook reaches git; the user's empty home."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
    return home


@pytest.fixture
def git(isolated_git: Path, tmp_path: Path) -> Callable[..., Checkout]:
    """`git(files, name=…, options…)`: a repository in `tmp_path` with these files saved as its first version.

    Without files it has no version yet. Further options go to `git init`.
    """

    def make(files: Mapping[str, Content] | None = None, *options: str, name: str = "lists") -> Checkout:
        checkout = Checkout(tmp_path / name)
        checkout.path.mkdir(parents=True)
        checkout.run("init", "--quiet", "--initial-branch=main", *options)
        if files is not None:
            checkout.save(files)
        return checkout

    return make


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew (never in CI)")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(path, text)`: the text is that of `golden/<path>` beside the test file."""
    folder = request.path.parent / "golden"
    updating = request.config.getoption("--update-golden") and not os.environ.get("CI")

    def check(name: str, actual: str) -> None:
        path = folder / name
        if updating:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
        assert path.is_file(), f"{path} is missing: run pytest --update-golden and look at what it wrote"
        assert actual == path.read_bytes().decode()

    return check
