"""New content in an old file."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.formatting import KeyOrder, format_text, new_text, revised_text
from shudi_cli.source import read_document

ORDER = KeyOrder()
PAGE = """\
# 水务领域
领域: 水务
事项:
  # 采砂
  - 编号: SD-06-001
    名称: 采砂  # 原文如此
    职责:
      - 巡查。  # 每月
      - 查处。
  - 编号: SD-06-002
    名称: 凿井
"""


def revised(data: Any, page: str = PAGE) -> str:
    return revised_text(read_document("a.yaml", page.encode()), data, ORDER)


def data_of(page: str = PAGE) -> Any:
    return read_document("a.yaml", page.encode()).data


def test_the_same_data_leaves_the_page_alone() -> None:
    """Nothing new, nothing moved."""
    assert revised(data_of()) == PAGE


def test_a_changed_sentence_keeps_its_comment() -> None:
    """And so does everything around it."""
    data = data_of()
    data["事项"][0]["职责"][0] = "每周巡查。"
    assert revised(data) == PAGE.replace("- 巡查。  # 每月", "- 每周巡查。  # 每月")


def test_a_removed_item_takes_its_comments_along() -> None:
    """What stood above it and beside it speaks of nothing any more."""
    data = data_of()
    del data["事项"][0]
    assert revised(data) == "# 水务领域\n领域: 水务\n事项:\n  - 编号: SD-06-002\n    名称: 凿井\n"


def test_a_new_item_is_laid_out_like_the_rest() -> None:
    """With the blank line before it that the others have."""
    data = data_of(PAGE.replace("  - 编号: SD-06-002", "\n  - 编号: SD-06-002"))
    data["事项"].append({"编号": "SD-06-003", "名称": "排污"})
    page = revised(data, PAGE.replace("  - 编号: SD-06-002", "\n  - 编号: SD-06-002"))
    assert page.endswith("    名称: 凿井\n\n  - 编号: SD-06-003\n    名称: 排污\n")


def test_numbers_and_booleans_are_written_as_a_file_has_them() -> None:
    """Data that a schema has typed goes back as text."""
    assert new_text({"批次": 1, "牵头": True}, ORDER) == "批次: 1\n牵头: true\n"


words = st.text(st.sampled_from("甲乙丙 #:-\n“”'\"0a"), min_size=1, max_size=8)
keys = st.text(st.sampled_from("甲乙丙丁0a"), min_size=1, max_size=4)
contents = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
pages = st.dictionaries(keys, contents, min_size=1, max_size=4)


@settings(max_examples=200)
@given(pages, pages)
def test_the_page_says_what_it_was_given(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Whatever a file held, revised it holds the new data, in canonical form."""
    page = revised(new, new_text(old, ORDER))
    document = read_document("a.yaml", page.encode())
    assert document.data == new
    assert format_text(document, ORDER) == page
