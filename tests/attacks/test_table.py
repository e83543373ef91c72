"""The table of attacks and the tests of its rows are the same, in the same order."""

from __future__ import annotations

from tests.attacks import test_rows_copies, test_rows_paper, test_rows_records, test_rows_rosters
from tests.attacks.table import TABLE

#: In the table's order.
PARTS = (test_rows_records, test_rows_rosters, test_rows_copies, test_rows_paper)


def test_every_row_has_its_test() -> None:
    """One test for each row, by the row's words and with its answer; none left out, none twice, none moved."""
    tests = [
        (test.__doc__, test.answer)
        for part in PARTS
        for name, test in vars(part).items()
        if name.startswith("test_") and hasattr(test, "answer")
    ]
    assert tests == list(TABLE.items())
