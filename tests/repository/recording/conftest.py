"""A furnished county for every test of recording."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from shudi_cli.repository.recording import record
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.county import State


@dataclass(frozen=True)
class Bench:
    """A county, how it stands before and after the act, and copies of it to try on."""

    checkout: Checkout
    base: str
    old: State
    new: State
    folder: Path

    def fresh(self, source: Path | None = None) -> Path:
        """A copy of the county as it was before, or of another; what an earlier copy has already is kept."""
        target = self.folder / "copy"
        wanted = contents(source or self.checkout.path)
        for folder, _, names in os.walk(target, topdown=False):
            for path in (Path(folder, name) for name in names):
                if wanted.get(path.relative_to(target)) != path.read_bytes():
                    path.unlink()
            if Path(folder).relative_to(target) not in wanted:
                Path(folder).rmdir()
        for path, content in wanted.items():
            if content is None:
                (target / path).mkdir(exist_ok=True)
            elif not (target / path).exists():
                (target / path).write_bytes(content)
        return target


@cache
def contents(top: Path) -> dict[Path, bytes | None]:
    """Every folder (None) and file below a folder, from the top down."""
    found: dict[Path, bytes | None] = {}
    for folder, _, names in os.walk(top):
        found[Path(folder).relative_to(top)] = None
        found |= {Path(folder, name).relative_to(top): Path(folder, name).read_bytes() for name in names}
    return found


@pytest.fixture
def bench(git: Callable[..., Checkout], tmp_path: Path) -> Bench:
    """See `Bench`."""
    (tmp_path / "template").mkdir()
    checkout = git(None, f"--template={tmp_path / 'template'}", name="县 里")
    base = county.furnish(checkout)
    done = tmp_path / "done"
    shutil.copytree(checkout.path, done)
    record(done, county.act(base))
    return Bench(checkout, base, county.state(checkout.path), county.state(done), tmp_path)
