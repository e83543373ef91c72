"""Comments: text in, positions out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.source import Document, read_document
from shudi_cli.source.comments import comments, comments_of


def read(text: str) -> Document:
    document = read_document("a.yaml", text.encode())
    assert document.findings == ()
    return document


def found(text: str) -> list[tuple[int, int, str, bool]]:
    return [
        (comment.line, comment.column, comment.text, comment.own_line) for comment in comments_of(read(text))
    ]


EXAMPLES = {
    "a full line": ("# 头\n甲: 1\n", [(1, 1, "# 头", True)]),
    "an indented full line": ("甲:\n  # 上\n  乙: 1\n", [(2, 3, "# 上", True)]),
    "beside a value": ("甲: 1  # 旁\n", [(1, 7, "# 旁", False)]),
    "beside a key": ("甲: # 旁\n  乙: 1\n", [(1, 4, "# 旁", False)]),
    "beside a dash": ("- # 旁\n  甲: 1\n", [(1, 3, "# 旁", False)]),
    "beside a character beyond the BMP": ("甲: 😀 # 旁\n", [(1, 6, "# 旁", False)]),
    "in brackets": ("[甲, # 一\n # 二\n 乙]\n", [(1, 5, "# 一", False), (2, 2, "# 二", True)]),
    "right after a quote or comma": ("['甲'#一\n,#二\n]#三\n", [(1, 5, "#一", False), (2, 2, "#二", False), (3, 2, "#三", False)]),
    "beside a block's first line": ("甲: |2-  # 旁\n  # 文\n乙: 1\n", [(1, 9, "# 旁", False)]),
    "below a block": ("甲: |\n  # 文\n\n# 乙的\n乙: 1\n", [(4, 1, "# 乙的", True)]),
    "less indented than the block above": ("甲:\n  乙: |\n    # 文\n  # 下\n", [(4, 3, "# 下", True)]),
    "beside document markers": ("--- # 始\n甲: 1\n... # 终\n", [(1, 5, "# 始", False), (3, 5, "# 终", False)]),
    "at the end without a line feed": ("甲: 1\n# 尾", [(2, 1, "# 尾", True)]),
    "with space at its end": ("甲: 1 # 旁 　\n", [(1, 6, "# 旁", False)]),
    "with signs in it": ("甲: 1 # 乙: '2 # |\n", [(1, 6, "# 乙: '2 # |", False)]),
    "beside a file that is one text": ("# 头\n'#甲' # 旁\n", [(1, 1, "# 头", True), (2, 6, "# 旁", False)]),
    "below a file that is one block": ("|\n  # 甲\n# 尾\n", [(3, 1, "# 尾", True)]),
    "none inside plain text": ("甲: a#b#\n", []),
    "none inside quotes": ("甲: '1 # 2'\n\"乙 # 丙\": \"3 # 4\"\n", []),
    "none inside a block": ("甲: |\n  # 一\n\n  二 # 三\n", []),
    "none inside a block at the end of the file": ("甲: |\n  # 一", []),
    "none below a block that keeps its blank lines": ("甲: |+\n  a # 一\n\n\n乙: 1\n", []),
    "none where there is no sign": ("甲: 1\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), EXAMPLES.values(), ids=EXAMPLES)
def test_where_comments_are(text: str, wanted: list[tuple[int, int, str, bool]]) -> None:
    """Each example's name says where its comments stand, or why it has none."""
    assert found(text) == wanted


VALUES = [
    "1",
    "a#b",
    "' # '",
    "'it''s # '",
    '"\\" # "',
    "[a, '# b']",
    "{a: ' #'}",
    "",
    "|\n  # 文\n  a # 文\n",
    "|-\n\n   # 文",
]
LINES = st.lists(
    st.tuples(st.sampled_from(VALUES), st.booleans(), st.integers(0, 4), st.sampled_from(["", "  #: '", ' # "']))
)  # fmt: skip


@given(LINES)
def test_comments_among_values_of_every_kind(lines: list[tuple[str, bool, int, str]]) -> None:
    """Every comment written beside or below a value is found where it stands, and nothing else."""
    text, wanted, number = "k: 1\n", [], 2
    for index, (value, beside, blank, tail) in enumerate(lines):
        comment = f"# 註{index}{tail}"
        first, _, below = value.partition("\n")
        line = f"k{index}: {first}"
        if beside:
            line += " "
            wanted.append((number, len(line) + 1, comment, False))
            line += comment
        text += line + "\n" + (below.rstrip("\n") + "\n" if below else "")
        number = text.count("\n") + 1
        if not beside:
            text += "\n" * blank + comment + "\n"
            wanted.append((number + blank, 1, comment, True))
            number = text.count("\n") + 1
    assert found(text) == wanted


@pytest.mark.parametrize("text", ["甲: 1\n", "# 头\n\n甲:\n  # 上\n  乙: 1\n"])
def test_spans_are_looked_at_in_doubt_only(text: str) -> None:
    """Without a sign, or with full lines in a file without blocks, the scalars need not be known."""
    spans = (pytest.fail("the spans were looked at") for _ in text)
    assert len(comments(text, spans)) == text.count("#")


def test_spans_may_come_in_any_order() -> None:
    """The scalars' spans are sorted where they are needed."""
    text = "'#a': '#b' #c\n"
    assert [comment.start for comment in comments(text, [(6, 10), (0, 4)])] == [11]


def test_offsets_enclose_the_text() -> None:
    """A comment's offsets cut it out of the file's text."""
    document = read("甲: 😀 # 一\n# 二  \n")
    assert [document.text[comment.start : comment.end] for comment in comments_of(document)] == [
        "# 一",
        "# 二",
    ]


def test_unreadable_files_have_no_comments() -> None:
    """Where scalars are unknown nothing is called a comment."""
    assert comments_of(read_document("a.yaml", b"a: [ # b\n")) == ()
