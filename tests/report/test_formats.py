"""The register of formats, and what all of them keep to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shudi_cli.report import FORMATS
from tests.report.samples import BROKEN, CLEAN, report, written

pytestmark = pytest.mark.usefixtures("fixed_rules")


def test_names() -> None:
    """The formats of DESIGN §5, in its order."""
    assert list(FORMATS) == ["text", "json", "github", "gitlab", "sarif", "junit"]


@pytest.mark.parametrize("form", FORMATS)
def test_gbk_console(form: str) -> None:
    """What is added to the data can be shown on a cp936 console."""
    assert written(form, CLEAN, BROKEN).encode("cp936")


@pytest.mark.parametrize("form", FORMATS)
def test_output_ends_with_a_line_end(form: str) -> None:
    """Every format ends its last line, and repeats itself byte for byte."""
    output = written(form, BROKEN)
    assert output.endswith("\n")
    assert written(form, BROKEN) == output


def test_formats_load_when_they_are_used() -> None:
    """Importing the register loads no format."""
    code = "import sys, shudi_cli.report; print([m for m in sys.modules if m in ('xml', 'urllib', 'json') or 'sarif' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("folder", "path"), [(".", "units.yaml"), ("lists", "lists/units.yaml"), ("../b", "../b/units.yaml")]
)
def test_paths_are_from_the_current_folder(folder: str, path: str) -> None:
    """A file of the workspace is named as the user would name it."""
    assert report(folder=folder).shown("units.yaml") == path
