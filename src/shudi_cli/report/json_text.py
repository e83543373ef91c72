"""JSON as the machine formats write it: Chinese as it is, nothing that a terminal would obey."""

from __future__ import annotations

import json
import re
from typing import Any

# `json` escapes C0 only. C1 drives terminals too, direction marks deceive, and a lone surrogate
# (an undecodable file name) cannot be written as UTF-8 at all.
_RAW = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def dumped(data: Any) -> str:
    """JSON text of two-space indentation with a final newline; reading it gives `data` back."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _RAW.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
