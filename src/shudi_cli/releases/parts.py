"""核对的结果: what a look at a copy proved, what it could not prove, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shudi_cli.diagnostics import Fault
from shudi_cli.model import Release


class Told(NamedTuple):
    """What a verifier was told elsewhere: the digest of the first signing roster, that of a release."""

    pin: str | None = None
    expect: str | None = None


@dataclass(frozen=True)
class Part:
    """The outcome of one look. What it would have proved counts only where it found nothing wrong."""

    faults: Sequence[Fault] = ()
    proves: Sequence[str] = ()
    unproved: Sequence[str] = ()

    @property
    def proved(self) -> Sequence[str]:
        """What it proved."""
        return () if self.faults else self.proves


@dataclass(frozen=True)
class Verification:
    """The outcome of a verification. `release` is the one in question, None where none could be made out."""

    subject: str
    release: Release | None = None
    proved: Sequence[str] = field(default=())
    unproved: Sequence[str] = field(default=())
    faults: Sequence[Fault] = field(default=())

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def summed(subject: str, release: Release | None, parts: Iterable[Part]) -> Verification:
    """Several looks as one outcome, each thing said once."""
    looked = list(parts)
    return Verification(
        subject,
        release,
        tuple(dict.fromkeys(text for part in looked for text in part.proved)),
        tuple(dict.fromkeys(text for part in looked for text in part.unproved)),
        tuple(dict.fromkeys(fault for part in looked for fault in part.faults)),
    )


def same_digest(said: str, digest: str) -> bool:
    """Whether what somebody typed is a digest: whole, or its first sixteen digits or more."""
    digits = said.strip().lower().removeprefix("sha256:").rstrip(".…")
    return len(digits) >= _ENOUGH and digest.removeprefix("sha256:").startswith(digits)


_ENOUGH = 16
