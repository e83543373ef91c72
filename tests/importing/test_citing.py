"""What a cell cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Place
from shudi_cli.importing.citing import citations
from shudi_cli.model import Basis

TITLES = st.sampled_from(
    ["中华人民共和国水法", "某省河道条例", "关于印发《某办法》的通知", "某县“三定”规定（2024年）"]
)
CLAUSES = st.sampled_from([None, "第七十四条", "第六条、第七条", "第三十条第二款第（一）项", "第十二条之一"])


@given(st.lists(st.tuples(TITLES, CLAUSES), min_size=1, max_size=4))
def test_what_a_list_prints_is_read_as_it_was(bases: list[tuple[str, str | None]]) -> None:
    """The inverse of printing is exact."""
    text = "\n".join(str(Basis(Place(""), name, clause)) for name, clause in bases)
    assert [(found.name, found.clause or None) for found in citations(text)] == bases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《水法》第七十四条规定", [("水法", "第七十四条")]),
        ("<水法>第7条", [("水法", "第7条")]),
        (
            "1.《水法》第七条；2.《防洪法》第八条、第九条。",
            [("水法", "第七条"), ("防洪法", "第八条、第九条")],
        ),
        ("中华人民共和国水法第七条", [("中华人民共和国水法", "第七条")]),
        ("县水务局“三定”规定", [("县水务局“三定”规定", "")]),
        ("《水法》《防洪法》", [("水法", ""), ("防洪法", "")]),
        ("无", []),
        ("", []),
    ],
)
def test_what_offices_write(text: str, found: list[tuple[str, str]]) -> None:
    """With or without 书名号, one below the other or in a row."""
    assert [(entry.name, entry.clause) for entry in citations(text)] == found
