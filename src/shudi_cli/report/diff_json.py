"""A difference as JSON, for programs.

{"version": 1, "workspaces": […]}, one object for each workspace that differs (one, if none does):

- before, after: the titles of the two states; folder: the workspace's, from the repository's top
- lists: for each list that differs its folder; chapters: what happened to chapters, each {message};
  items: each with sort (增加 减去 修改 移动 改号), number, name and domain (its chapter) as they are now;
  was_name, was_domain, was_number: what they were, null where they stayed; downhill: null, or for
  责任下移 two texts, who had and who has the main responsibility; fields
- files: other files that differ, each with name and fields
- unread: files that could not be read in the state `where` and were not compared: name, where,
  message, hint

A field has its path (a list of texts), before and after; null means that it was, or is, not there. New keys
may come; `version` rises when a key goes or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from shudi_cli.diff import Diff
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import Look


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write one JSON object; the keys are the names of the values in `shudi_cli.diff.values`."""
    del look
    body = {"version": 1, "workspaces": [asdict(diff) for diff in diffs]}
    out.write(dumped(body))
