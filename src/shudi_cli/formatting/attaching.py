"""Comments and blank lines to the entries they belong to, in one walk down the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shudi_cli.formatting.entries import Entry
from shudi_cli.source import Document
from shudi_cli.source.comments import Comment, comments_of, scalar_spans

#: What stands between scalars and comments and matters: the first line of a `|` block, a document
#: marker, a blank line, the dash of an entry, the mark of an explicit key, the end of a flow collection.
_SIGN = re.compile(r"^(?:---|\.\.\.|%[^\n]*)|\|[-+0-9]*|^ *\n|[-?\]}]", re.MULTILINE)


class _Token(NamedTuple):
    start: int
    sign: str
    comment: Comment | None = None


def attach(root: Entry, document: Document) -> None:
    """Fill `leading`, `trailing` and `end` of every entry; the file's head comment leads the root."""
    found = comments_of(document)
    walk = _Walk(_tokens(document, found))
    walk.visit(root)
    walk.finish(root)
    _split_head(root)


def _split_head(root: Entry) -> None:
    """What stands above the first entry, beyond a blank line, speaks of the file."""
    if root.bracketed or not root.children:
        return
    first = root.children[0]
    blanks = [index for index, text in enumerate(first.leading) if not text]
    if blanks and blanks[-1]:
        root.leading = [*first.leading[: blanks[-1]], ""]
        first.leading = first.leading[blanks[-1] :]


def _tokens(document: Document, found: Sequence[Comment]) -> Iterator[_Token]:
    text = document.text
    spans = [(start, end, None) for start, end in scalar_spans(document) if start < end]
    opaque = [*spans, *((comment.start, comment.end, comment) for comment in found)]
    at, header = 0, ""
    for start, end, comment in sorted(opaque, key=lambda span: span[0]):
        for match in _SIGN.finditer(text, at, start):
            header = match.group() if match.group().startswith("|") else header
            yield _Token(match.start(), match.group())
        at = end
        if comment:
            yield _Token(start, "#", comment)
        elif header:
            # Blank lines below a block are its text only where it keeps them (`|+`).
            at = end if "+" in header else start + len(text[start:end].rstrip())
            header = ""
    yield from (_Token(match.start(), match.group()) for match in _SIGN.finditer(text, at))


class _Walk:
    """One walk. `pending` holds (column, text) of the full lines that wait for the next entry."""

    def __init__(self, tokens: Iterator[_Token]) -> None:
        self._tokens = list(tokens)[::-1]
        self._pending: list[tuple[int, str]] = []
        self._current: Entry | None = None
        self._closed: list[Entry] = []

    def visit(self, entry: Entry, *, root: bool = True) -> None:
        """Take in an entry and all below it."""
        self._open(entry, root=root)
        if entry.text is not None or entry.bracketed:
            self._pass_until(entry.start)
            entry.leading += [text for _, text in self._pending if text]
            self._pending = []
        # The root's brackets go, and their lines with them: what stands beside them goes with what follows.
        self._current = None if root and entry.kind else entry
        for child in entry.children:
            self.visit(child, root=False)
        if entry.bracketed:
            self._pass_sign("]}")
            rest = [text for _, text in self._pending if text]
            (entry.end if entry.children else entry.leading).extend(rest)
            self._pending = []
            self._current = None if root and entry.children else entry
        self._closed.append(entry)

    def finish(self, root: Entry) -> None:
        """Take in what stands below the last entry."""
        self._pass_until(None)
        rest = [text for _, text in self._claimed()]
        while rest and not rest[-1]:
            rest.pop()
        root.end += rest

    def _open(self, entry: Entry, *, root: bool) -> None:
        """Go to where an entry begins; what waits there leads it, unless it ends one before."""
        if entry.key_start is not None:
            self._pass_until(entry.key_start)
        elif entry.dashed:
            self._pass_sign("-")
        elif not root or entry.bracketed or not entry.kind:
            self._pass_until(entry.start)
        else:
            return
        entry.leading = [text for _, text in self._claimed()]
        self._pending, self._current = [], entry

    def _claimed(self) -> list[tuple[int, str]]:
        """What still waits after the containers that end here, the deepest first, took their share."""
        for entry in self._closed:
            share = _share(self._pending, entry.claim)
            entry.end += [text for _, text in self._pending[:share]]
            self._pending = self._pending[share:]
        self._closed = []
        return self._pending

    def _pass_until(self, offset: int | None) -> None:
        while self._tokens and (offset is None or self._tokens[-1].start < offset):
            self._note(self._tokens.pop())

    def _pass_sign(self, signs: str) -> None:
        while (token := self._tokens.pop()).sign not in signs:
            self._note(token)
        self._current = None

    def _note(self, token: _Token) -> None:
        comment = token.comment
        if comment is None:
            if not token.sign.strip():
                self._pending.append((0, ""))
            elif token.sign not in "]}" and not token.sign.startswith("|"):
                self._current = None
        elif comment.own_line:
            self._pending.append((comment.column - 1, comment.text))
        elif self._current:
            self._current.trailing.append(comment.text)
        else:
            self._pending.append((0, comment.text))


def _share(pending: Sequence[tuple[int, str]], claim: int | None) -> int:
    """How many lines, up to the last comment, are indented as the children of a container are."""
    share = 0
    if claim is not None:
        for count, (column, text) in enumerate(pending, 1):
            if text and column < claim:
                break
            share = count if text else share
    return share
