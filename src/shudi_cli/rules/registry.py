"""The register of rules."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from shudi_cli.diagnostics import Place, Related, Severity

if TYPE_CHECKING:
    from shudi_cli.rules.context import Context


class Found(NamedTuple):
    """What a rule yields; the engine adds the rule's code and severity."""

    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()


Check = Callable[["Context"], Iterable[Found]]


class Rule(NamedTuple):
    """One rule. `check` is None for what is found while reading, or by comparing two states.

    `source_id` is the rule's name in the source documents (SD101…), where it has one. A `firm` rule
    can be neither silenced nor softened: what it finds kept a file from being read, or due process from being kept.
    """

    code: str
    title: str
    severity: Severity
    explanation: str
    check: Check | None = None
    source_id: str = ""
    firm: bool = False


_FAMILIES = (
    "reading",
    "slips",
    "files",
    "shapes",
    "settings",
    "units",
    "items",
    "totals",
    "links",
    "wording",
    "comments",
    "escapes",
    "basis",
    "privacy",
    "roster",
    "contacts",
    "changes",
    "signers",
    "releases",
    "gate",
    "silence",
)
_RULES: dict[str, Rule] = {}


def rule(
    code: str, title: str, severity: Severity = Severity.ERROR, *, source_id: str = "", firm: bool = False
) -> Callable[[Check], Check]:
    """Register a function as a rule; its docstring is what `shudi explain` prints."""

    def register(check: Check) -> Check:
        _add(Rule(code, title, severity, inspect.getdoc(check) or "", check, source_id, firm))
        return check

    return register


def documented(  # noqa: PLR0913 - what a rule is, but for its check
    code: str, title: str, severity: Severity, explanation: str, *, source_id: str = "", firm: bool = True
) -> None:
    """Register the documentation of what is found elsewhere: by reading, by a schema, by comparing."""
    _add(Rule(code, title, severity, inspect.cleandoc(explanation), None, source_id, firm))


def _add(new: Rule) -> None:
    if new.code in _RULES:  # pragma: no cover - a slip of a developer, seen at the first import
        message = f"rule {new.code} is registered twice"
        raise ValueError(message)
    _RULES[new.code] = new


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by code, in order of code."""
    for family in _FAMILIES:
        import_module(f"shudi_cli.rules.{family}")
    return dict(sorted(_RULES.items()))


def rule_named(name: str) -> Rule | None:
    """The rule with this code, or with this name in the source documents."""
    wanted = name.strip().upper()
    rules = all_rules()
    return rules.get(wanted) or next((rule for rule in rules.values() if rule.source_id == wanted), None)


def is_firm(code: str) -> bool:
    """Whether a finding of this code can be neither silenced nor softened."""
    found = all_rules().get(code)
    return found is not None and found.firm


def title_of(code: str) -> str:
    """The title of a rule; its code where it is unknown."""
    found = all_rules().get(code)
    return found.title if found else code
