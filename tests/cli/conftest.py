"""Running the command line as a clerk does: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.cli.main import run as run_here
from tests.cli.county import ENGLISH, GIT, Said, county

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture
def shudi(tmp_path: Path) -> Run:
    """`shudi(arguments…, cwd=…, env=…)`: run `python -m shudi_cli`, its output read as UTF-8."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "shudi_cli", *map(str, arguments)],
            cwd=cwd or tmp_path,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Said]:
    """`run(arguments…, cwd=…)`: carry out a command line in this process, and see that it spoke Chinese."""

    def command(*arguments: str | Path, cwd: Path | None = None) -> Said:
        monkeypatch.chdir(cwd or tmp_path)
        code = run_here([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert not ENGLISH.search(out + err)
        assert not GIT.search(err)
        return Said(code, out, err)

    return command


@pytest.fixture
def checkout(git: Callable[..., Any]) -> Any:
    """A repository whose top is a small county, saved once."""
    made = git()
    made.save(county(), message="第一批印发")
    return made


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with a small county, outside every repository."""
    root = tmp_path / "清平 县"
    for name, text in county().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
