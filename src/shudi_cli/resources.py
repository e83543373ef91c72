"""What the package carries: the schemas and the sample workspace."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def schemas_folder() -> Path:
    """The folder of `*.schema.json`."""
    return _folder("schemas")


@cache
def sample_folder() -> Path:
    """The sample workspace (示例县)."""
    return _folder("lists")


def _folder(name: str) -> Path:
    """A folder carried in the wheel, or, in a checkout, the one at its top."""
    package = Path(__file__).parent
    carried = package / "data" / name
    return carried if carried.is_dir() else package.parent.parent / name
