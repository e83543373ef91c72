"""遮盖: what the public edition shows of numbers: an office line whole, a mobile as 138****5678, nothing else."""

from __future__ import annotations

import re
import unicodedata

from shudi_cli.model.roster import Contact
from shudi_cli.roster.numbers import Kind, bare_mobile, kinds

_HEAD, _TAIL = 3, 4
_STARS = "****"
#: Digits that may be one number, together or parted as people part them.
_RUN = re.compile(r"[(+]?\d(?:[\W_]{0,3}\d)*[Xx]?")
_MOBILE_DIGITS = 11


def masked(mobile: str) -> str:
    """A mobile number by its first three and its last four digits."""
    digits = bare_mobile(mobile) or re.sub(r"\D", "", mobile)
    return f"{digits[:_HEAD]}{_STARS}{digits[-_TAIL:]}" if len(digits) > _HEAD + _TAIL else _STARS


def public_number(text: str) -> str:
    """What the public edition shows of a number, or of several; of what is none, nothing."""
    found = kinds(text)
    if bare_mobile("".join(part for part, _ in found)):
        return masked("".join(part for part, _ in found))
    return "、".join(
        masked(part) if kind is Kind.MOBILE else part if kind else _STARS for part, kind in found
    )


def public_text(text: str) -> str:
    """A text in which no personal number is left."""
    return _RUN.sub(_public_run, "".join(map(_plain_digit, text)))


def _public_run(run: re.Match[str]) -> str:
    if sum(map(str.isdecimal, run[0])) < _MOBILE_DIGITS:
        return run[0]
    lines = all(kind in {Kind.OFFICE, Kind.SERVICE} for _, kind in kinds(run[0]))
    return run[0] if lines else masked(run[0])


def _plain_digit(character: str) -> str:
    """A full-width or circled digit as a digit; any other character as it is."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isdecimal() else character


def public_call(contact: Contact) -> str:
    """How the public edition says to call a contact: by the office line, else by a masked mobile."""
    return public_number(contact.office_phone or contact.mobile or "")


def internal_call(contact: Contact) -> str:
    """Every number of a contact, the office line first."""
    return "、".join(filter(None, (contact.office_phone, contact.mobile)))
