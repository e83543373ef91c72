"""DESIGN §6: a module imports from lower floors only, and Typer and Rich live in `cli` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "shudi_cli"

#: Module or package → floor. A package's modules share its floor and may import one another.
FLOORS = {
    "errors": 0, "diagnostics": 0, "canon": 0, "matching": 0, "resources": 0,
    "source": 1, "snapshot": 1.5, "repository": 1.7, "writing": 1,
    "schema": 2, "model": 2.5,
    "workspace": 3, "opening": 3.5,
    "diff": 4, "search": 4, "lookup": 4, "statistics": 4, "history": 4.5, "comparison": 4.5, "formatting": 4,
    "founding": 4.5, "health": 4.5,
    "tidying": 4.5,
    "rules": 5, "report": 5.6, "checking": 5.8,
    "cli": 6,
    "__main__": 7,
}  # fmt: skip
#: Third-party library → the only places that may import it.
HOMES = {
    "typer": {"cli"},
    "rich": {"cli"},
    "git": {"repository"},
    "yaml": {"source"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
}
FILES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


def home(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "shudi_cli":
                yield from (f"shudi_cli.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_go_down(path: Path) -> None:
    """A module imports its own package or lower floors, absolutely."""
    here = home(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "shudi_cli" and len(parts) > 1 and parts[1] in FLOORS and parts[1] != here:
            assert FLOORS[parts[1]] < FLOORS[here], f"{here} imports {parts[1]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_libraries_have_one_home(path: Path) -> None:
    """A third-party library is imported in its home only."""
    for name in imports(path):
        library = name.split(".")[0]
        if library in HOMES:
            assert home(path) in HOMES[library], f"{path} imports {library}"


def test_every_module_has_a_floor() -> None:
    """The table above knows every module and names none that is gone."""
    assert {home(path) for path in FILES} == set(FLOORS)
