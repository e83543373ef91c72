"""`shudi verify` of Word and Excel files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.changes.histories import History
from tests.cli.county import ENGLISH
from tests.cli.test_looking import fingerprint
from tests.releases.written import excel, word


@pytest.fixture
def office(tmp_path: Path) -> tuple[History, Path]:
    """A county with a release, in a folder."""
    made = History()
    made.publish("2026.2")
    made.write_to(tmp_path)
    return made, tmp_path


def test_the_command(office: tuple[History, Path], run: Callable[..., Any]) -> None:
    """Exit 0 and 1, in words and for programs; nothing is written."""
    county, folder = office
    for name, raw in (("清单.xlsx", excel(county)), ("清单.docx", word(county))):
        (folder / name).write_bytes(raw)
        before = fingerprint(folder)
        said = run("verify", name, cwd=folder)
        assert (said.code, "逐项相同" in said.out) == (0, True), said.out + said.err
        assert fingerprint(folder) == before
    (folder / "清单.xlsx").write_bytes(excel(county, lambda rows: rows.pop()))
    told = run("verify", "清单.xlsx", "--format", "json", cwd=folder)
    assert (told.code, json.loads(told.out)["holds"]) == (1, False)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(9),
    ],
)
def test_a_file_that_cannot_be_read(
    office: tuple[History, Path], run: Callable[..., Any], raw: bytes
) -> None:
    """Exit 2 and what to do, on any console."""
    _, folder = office
    (folder / "清单.docx").write_bytes(raw)
    before = fingerprint(folder)
    said = run("verify", "清单.docx", cwd=folder)
    assert (said.code, said.out, fingerprint(folder)) == (2, "", before)
    assert "清单.docx" in said.err
    assert not ENGLISH.search(said.err)
