"""The height of rows."""

from __future__ import annotations

import pytest

from shudi_cli.office.heights import row_height


@pytest.mark.parametrize(
    ("texts", "widths", "lines"),
    [
        (["", ""], [10, 10], 1),
        (["查处。", "查处河道非法采砂的行为。"], [10, 9], 3),
        (["一行\n两行\n\n四行"], [20], 4),
        (["SD-06-001"], [12], 1),
        (["查处SD-06-001"], [12], 2),
        (["x" * 25], [12], 3),
        (["查" * 44], [44.7], 2),
        (["查" * 5000], [20], 999),
    ],
)
def test_a_row_holds_its_text(texts: list[str], widths: list[float], lines: int) -> None:
    """The cell with the most lines says how high; no row is higher than Excel allows."""
    assert row_height(texts, widths) == min(max(lines * 14.6 + 4, 19), 409)
