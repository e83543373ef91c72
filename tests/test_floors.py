"""DESIGN §6: a module imports from lower floors only, and Typer and Rich live in `cli` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "shudi_cli"

#: The floors of CONTRIBUTING.md, from the ground up; on each, what may be used by what stands right of it.
#: A package's modules stand together and may import one another.
ORDER = (
    (0, ["errors", "diagnostics", "canon", "matching", "numerals", "resources"]),
    (1, ["source", "snapshot", "repository", "writing", "signature", "office"]),
    (2, ["schema", "model"]),
    (3, ["loading", "archive", "workspace", "opening"]),
    (4, ["diff", "search", "lookup", "forms", "documents", "roster", "statistics", "formatting", "history", "tidying",
         "founding", "health", "signers", "changes", "releases", "clocks", "comparison", "trace", "exporting",
         "packets", "importing"]),
    (5, ["rules", "acts", "report", "roll_call", "checking", "gate"]),
    (6, ["cli"]),
    (7, ["__main__"]),
)  # fmt: skip
FLOORS = {name: (floor, place) for floor, names in ORDER for place, name in enumerate(names)}
#: Third-party library → the only places that may import it.
HOMES = {
    "typer": {"cli"},
    "rich": {"cli"},
    "git": {"repository"},
    "yaml": {"source"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
    "cryptography": {"signature"},
    "docx": {"office"},
    "lxml": {"office"},
    "xlsxwriter": {"office"},
    "openpyxl": {"office"},
    "python_calamine": {"office"},
    "defusedxml": {"office"},
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
