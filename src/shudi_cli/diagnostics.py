"""Findings: everything that is found wrong, where it is, and what to do next."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple, TypeAlias

#: Keys and indices from the root of a file's data to a node: ("事项", 3, "名称").
Path: TypeAlias = tuple[str | int, ...]
Part: TypeAlias = Literal["value", "key"]


class Severity(IntEnum):
    """How bad a finding is; the order is the order of `--fail-on`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The Chinese word on screen and in `shudi.yaml`."""
        return _WORDS[self]

    @classmethod
    def from_word(cls, word: str) -> Severity | None:
        """The severity a settings file names; None for 关闭 (off)."""
        return next((severity for severity, text in _WORDS.items() if text == word), None)


_WORDS = {Severity.INFO: "提示", Severity.WARNING: "警告", Severity.ERROR: "错误"}


class Span(NamedTuple):
    """A stretch of text: 1-based lines and columns, counted in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Place(NamedTuple):
    """Where a finding belongs: a node of a file (or its key), or a span where there is no node.

    `file` is relative to the workspace, with forward slashes. `within` narrows the place to some
    characters of the value's text: the first, and the one after the last, from 0.
    """

    file: str
    path: Path = ()
    part: Part = "value"
    span: Span | None = None
    within: tuple[int, int] | None = None

    def __truediv__(self, step: str | int) -> Place:
        """The place one step further down."""
        return Place(self.file, (*self.path, step))

    @property
    def key(self) -> Place:
        """The key of this node instead of its value."""
        return self._replace(part="key")


class Related(NamedTuple):
    """Another place that makes a finding clear ("first used here")."""

    place: Place
    message: str


class Fault(NamedTuple):
    """Something wrong with a record, before anyone decides how bad it is.

    `code` is the rule it breaks; "" where none is meant.
    """

    code: str
    place: Place
    message: str
    hint: str = ""


class Finding(NamedTuple):
    """One thing found: rule code, severity, message, place, and what to do next."""

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """File by file, from top to bottom, then by code."""
        return (self.place.file, self.place.span or _NOWHERE, self.code, self.message)


_NOWHERE = Span(0, 0, 0, 0)
