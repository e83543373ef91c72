"""遮盖: what the public edition shows of numbers: an office line whole, a mobile as 138****5678, nothing else."""

from __future__ import annotations

import re

from shudi_cli.model.roster import Contact
from shudi_cli.roster.numbers import Kind, kind_of, parts

_HEAD, _TAIL = 3, 4
_STARS = "****"
#: Eleven digits and more that are no area code's, together or parted as people part them.
_LONG = re.compile(r"(?<!\d)(?:\+?86[- ]?)?[1-9１-９](?:[- ]?\d){9,}[\dXx](?!\d)")


def masked(mobile: str) -> str:
    """A mobile number by its first three and its last four digits."""
    digits = re.sub(r"\D", "", mobile)
    digits = digits.removeprefix("86") if len(digits) > _HEAD + _TAIL + 4 else digits
    return f"{digits[:_HEAD]}{_STARS}{digits[-_TAIL:]}" if len(digits) > _HEAD + _TAIL else _STARS


def public_number(text: str) -> str:
    """What the public edition shows of a number, or of several; of what is none, nothing."""
    shown = []
    for part in parts(text):
        kind = kind_of(part)
        shown.append(masked(part) if kind is Kind.MOBILE else part if kind else _STARS)
    return "、".join(shown)


def public_text(text: str) -> str:
    """A text in which no personal number is left."""
    return _LONG.sub(lambda match: masked(match[0]), text)


def public_call(contact: Contact) -> str:
    """How the public edition says to call a contact: by the office line, else by a masked mobile."""
    return public_number(contact.office_phone or contact.mobile or "")


def internal_call(contact: Contact) -> str:
    """Every number of a contact, the office line first."""
    return "、".join(filter(None, (contact.office_phone, contact.mobile)))
