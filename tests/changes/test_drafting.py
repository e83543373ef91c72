"""Numbering applications."""

from __future__ import annotations

from shudi_cli.changes.drafting import next_number


def test_only_numbers_are_counted() -> None:
    """Whatever else lies in the folder is passed over, and the largest number of the year counts."""
    taken = {"CG-2026-002", "CG-2026-009 - 副本", "CG-2026-x", "CG-2026-", "CG-2026-²", "CG-2025-007"}
    assert next_number(taken, "2026") == "CG-2026-003"
