"""The apostrophe that keeps a text in a CSV file from being run as a formula: put on and taken off."""

from __future__ import annotations

#: A cell that begins with one of these would be run as a formula, the full-width ones in Chinese Excel too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The text that was `guarded`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
