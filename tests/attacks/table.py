"""The attack table of the approval design: every row, in its order, with the answer it calls for.

A test says a row's words as its docstring and returns the answer that the product gave:

    @row("caught")
    def test_list_edited(county: County) -> str:
        \"""published list edited (one character)\"""
        ...
        return county.verified("与批准的不一样", "C131")
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

PASSES, CAUGHT, CI_ONLY, NOT_CAUGHT = "passes", "caught", "CI only", "not caught"

#: What is tried → the answer. "CI only" is seen by comparing two revisions, not from one copy.
TABLE: dict[str, str] = {
    "baseline: untouched copy verifies": PASSES,
    "baseline: P3 full chain publishes as v3 and verifies": PASSES,
    "keys of a record reordered / re-indented by an editor": PASSES,
    "published list edited (one character)": CAUGHT,
    "content + digest in proposal.yaml edited together": CAUGHT,
    "opinion text / 文号 in a signed record edited": CAUGHT,
    "a real rejection (不同意) and the rest approve": CAUGHT,
    "record forged with the attacker's own (unlisted) key": CAUGHT,
    "insider signs in own name for a role he does not hold": CAUGHT,
    "signature of another namespace (git commit / release) reused": CAUGHT,
    "one key under two names (to meet a threshold twice)": CAUGHT,
    "approval records of P2 copied to P3": CAUGHT,
    "records of another county's repo (same people, same proposal text)": CAUGHT,
    "already published proposal published a second time": CAUGHT,
    "approved proposal, another release changed OTHER items since": PASSES,
    "one approval record removed before publish": CAUGHT,
    "step skipped: city review never done": CAUGHT,
    "order broken: county approves first, city reviews later": CAUGHT,
    "a rejection deleted by the repo writer BEFORE anyone signed after it, second holder then approves": CI_ONLY,
    "applicant approves own change in another role": CAUGHT,
    "holder whose term has ended signs (true date)": CAUGHT,
    "ended holder backdates; an earlier step is dated later": CAUGHT,
    "same, but his key was revoked (left 2025-03-25) in roster v2": CAUGHT,
    "stolen key (revoked: compromised) signs with any date": CAUGHT,
    "approval after the roster itself expired": CAUGHT,
    "roster v1 edited in the same change (attacker added as county_gov)": CAUGHT,
    "v1 edited and re-signed by TWO root people (v1 fingerprint is pinned)": CAUGHT,
    "roster v2 added, signed by one root person only": CAUGHT,
    "roster v2 that names new root people and is signed only by them": CAUGHT,
    "roster v2 lowers the threshold to 1 and is signed by 1": CAUGHT,
    "flow weakened in a valid v2 after the applicant signed under v1": CAUGHT,
    "old roster used after v2 removed the person": CAUGHT,
    "publisher slips in an unapproved change and signs the manifest": CAUGHT,
    "manifest signed by someone who is not publisher": CAUGHT,
    "same rollback, verifier that has never seen v2": NOT_CAUGHT,
    "mix: v2 manifest with the v1 list file": CAUGHT,
    "whole history re-made by publisher (v1+v2 re-signed, same approvals, other date); verifier remembers tip": CAUGHT,
    "same, verifier without memory (a later proposal names the old v1 as its base)": CAUGHT,
    "same, after a roster with a checkpoint on v2": CAUGHT,
    "rollback to v1 below a roster checkpoint, verifier without memory": CAUGHT,
    "whole repo re-made with attacker's own roster": CAUGHT,
    "extra list file smuggled into the published copy": CAUGHT,
    "manifest path '../../etc/passwd'": CAUGHT,
    "proposal id '../../x'": CAUGHT,
    "two items differing only in case (SD-a / SD-A)": CAUGHT,
    "duplicate key in a record (two readers see two decisions)": CAUGHT,
    "bidi override hidden in an item name": CAUGHT,
    "paper approval, two clerks of two offices, document register": PASSES,
    "paper approval: one clerk signs twice": CAUGHT,
    "clerk pair from one office": CAUGHT,
    "scan of another document's approval reused (register names another proposal)": CAUGHT,
    "paper record without 文号 / malformed 文号": CAUGHT,
    "交办: full chain with a township's written opinion (有意见)": PASSES,
    "交办: township's written opinion missing": CAUGHT,
}


def row(answer: str) -> Callable[[Callable[..., str]], Callable[..., None]]:
    """A test of a row of the table: what it returns is the answer that the row calls for."""

    def made(test: Callable[..., str]) -> Callable[..., None]:
        @wraps(test)
        def held(*arguments: Any, **named: Any) -> None:
            assert test(*arguments, **named) == answer

        held.answer = answer  # type: ignore[attr-defined]
        return held

    return made


def agreed(*answers: str) -> str:
    """The one answer that every way of asking gave."""
    [answer] = dict.fromkeys(answers)
    return answer
