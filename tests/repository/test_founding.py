"""Founding a repository."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository import create_repository

if TYPE_CHECKING:
    from tests.conftest import Checkout


@pytest.mark.parametrize("name", ["county", "微山县 清单", "$HOME", "~", "%TEMP%"])
def test_new_repository(tmp_path: Path, name: str) -> None:
    """A folder becomes a repository without versions, whatever its name looks like to a shell."""
    folder = tmp_path / name
    with create_repository(folder) as repository:
        assert repository.top == Path(os.path.realpath(folder))
        with pytest.raises(ShudiError, match="还没有保存过任何版本"):
            repository.resolve("HEAD")
    assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"


def test_settings_of_a_new_repository(tmp_path: Path) -> None:
    """Bytes are kept as they are on every system."""
    create_repository(tmp_path).close()
    assert "autocrlf = false" in (tmp_path / ".git" / "config").read_text()


def test_existing_repository_is_left_alone(git: Callable[..., Checkout]) -> None:
    """Where there is a repository already, it is opened as it is."""
    checkout = git({"x.yaml": "1"})
    before = (checkout.path / ".git" / "config").read_bytes()
    with create_repository(checkout.path) as repository:
        assert repository.resolve("HEAD").summary == "保存"
    assert (checkout.path / ".git" / "config").read_bytes() == before


def test_founding_inside_a_hook(
    git: Callable[..., Checkout], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder named becomes the repository, also when git's variables point to another."""
    other = git({"x.yaml": "1"})
    before = (other.path / ".git" / "config").read_bytes()
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    with create_repository(tmp_path / "new") as repository:
        assert repository.top == Path(os.path.realpath(tmp_path / "new"))
    assert (other.path / ".git" / "config").read_bytes() == before


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file in the way is told in words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ShudiError, match="建不了版本库"):
        create_repository(tmp_path / "file" / "county")


def test_founding_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git's program nothing is made."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ShudiError, match="没有安装 git"):
        create_repository(tmp_path / "new")
    assert not (tmp_path / "new").exists()
