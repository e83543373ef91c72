"""JSON for programmes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from hypothesis import given

from shudi_cli.diagnostics import Place, Related
from tests.report.samples import ANY_TEXT, BROKEN, CLEAN, finding, report, written


def test_golden(golden: Callable[[str, str], None]) -> None:
    """Clean and broken workspaces in the order they came."""
    golden("json.json", written("json", CLEAN, BROKEN))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(message: str, file: str, region: str) -> None:
    """Whatever stands in messages and names is read back as it was."""
    related = (Related(Place(file), message),)
    one = finding(message, file=file, hint=message, path=(region, 0), related=related)
    (workspace,) = json.loads(written("json", report(one, region=region, folder=".")))["workspaces"]
    (found,) = workspace["findings"]
    assert workspace["region"] == region
    assert (found["message"], found["hint"], found["file"]) == (message, message, file)
    assert found["path"] == [region, 0]
    assert found["related"][0]["message"] == message


@given(ANY_TEXT)
def test_nothing_a_terminal_obeys_is_written(text: str) -> None:
    """Control characters, direction marks and lone surrogates are escaped; the output is valid UTF-8."""
    output = written("json", report(finding(text), region=text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", output)
    assert output.encode()


def test_chinese_is_readable() -> None:
    """Chinese is written as Chinese."""
    assert '"region": "示例县"' in written("json", BROKEN)


def test_position_of_a_file_without_text_is_null() -> None:
    """All four numbers are there and null."""
    found = json.loads(written("json", report(finding(span=None))))["workspaces"][0]["findings"][0]
    assert [found[key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4
