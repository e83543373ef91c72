"""Bytes of a published copy, damaged at random: what means something else never verifies, and nothing crashes."""

from __future__ import annotations

import shutil

import pytest

from tests.attacks.conftest import Copies
from tests.attacks.fuzzing import run


@pytest.mark.parametrize("seed", range(4))
def test_damage(county: Copies, seed: int) -> None:
    """A copy without git: with keys by its signatures alone, without them by the digest of the issued document."""
    made = county("v3")
    shutil.rmtree(made.path / ".git")
    told = {} if made.keys else {"expect": made.forge().release("2026.3").digest}
    outcomes = run(made, 40, seed, told)
    assert outcomes["caught"] > outcomes["the same"]
