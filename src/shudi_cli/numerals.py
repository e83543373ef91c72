"""Numbers as Chinese documents write them."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LARGEST = 9999


def numeral(number: int) -> str:
    """A number from 1 to 9999 as headings and clauses write it: 一, 十二, 一百零一; others in digits."""
    if not 0 < number <= _LARGEST:
        return str(number)
    text, gap = "", False
    digits = [int(digit) for digit in str(number)]
    for nth, digit in enumerate(digits):
        if digit == 0:
            gap = True
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _UNITS[len(digits) - nth - 1]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text
