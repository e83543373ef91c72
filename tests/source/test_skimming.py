"""The quick reading says what the careful one says, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.error import YAMLError

from shudi_cli.source.parsing import Reader, Refused
from shudi_cli.source.skimming import NOTHING, skim

SAMPLE = sorted((Path(__file__).parents[2] / "lists").rglob("*.yaml"))
PARTS = ["a: 1\n", "b:\n", "  - 甲\n", "  - c: 2\n", "    d: |\n      x\n", "'e': \"f\"\n", "{g: h}\n", "- [i]\n", "&j k\n", "*j\n",
         "!!str l\n", "---\n", "...\n", "<<: m\n", "“n”: o\n", "  p\n  q\n", "a: 3\n", "? r\n", "# s\n", "  ", "\n", ": t\n", ">\n  u\n", "''\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_skimming_agrees_with_reading(text: str) -> None:
    """Whatever the quick reading gives, the careful one gives too, without a finding."""
    quick = skim(text)
    reader = Reader("f.yaml")
    try:
        careful = reader.read(text).data
    except (Refused, YAMLError):
        careful = NOTHING
    if quick is not NOTHING:
        assert quick == careful
        assert not reader.findings


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_a_tidy_file_needs_one_reading(path: Path) -> None:
    """The files of the sample are all read the quick way."""
    text = path.read_text(encoding="utf-8")
    assert skim(text) == Reader(path.name).read(text).data
