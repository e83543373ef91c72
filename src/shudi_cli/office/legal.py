"""What XML can hold, and so a Word file and a workbook: one rule for both."""

from __future__ import annotations

import re
from typing import Final

#: What XML 1.0 has no way to write: control characters, and halves of characters.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENDS: Final = re.compile("\r\n?")


def legal(text: str) -> str:
    """Text that XML can hold; what it cannot shows as U+FFFD, so that nobody takes the text for whole."""
    return _ILLEGAL.sub("\ufffd", _ENDS.sub("\n", text))
