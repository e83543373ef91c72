"""git's objects by name, from one process that stays open."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from io import BufferedReader
from subprocess import Popen
from typing import NamedTuple

from shudi_cli.errors import ShudiError
from shudi_cli.repository.plumbing import Git

#: What git answers in place of a kind.
MISSING = "missing"
AMBIGUOUS = "ambiguous"
#: git gave up: a broken object, or a name such as `HEAD@{99}` that it cannot even think about.
FAILED = "failed"

#: Bytes beyond which no honest commit or tree goes.
ENOUGH = 50_000_000
_SHA256 = 64  # hexadecimal digits
_PIECE = 65_536  # bytes a pipe holds


class Object(NamedTuple):
    """A commit, tree, blob or tag; or MISSING, AMBIGUOUS, FAILED.

    `content` is None when there is none, or when it is larger than was asked for.
    """

    kind: str
    id: str = ""
    size: int = 0
    content: bytes | None = None


class Objects:
    """`git cat-file --batch`: started by the first question, ended by `close`.

    Names go in by its standard input, one a line, so no text can be taken for an option. Each is followed
    by a name nobody can have, whose answer marks the end: of a broken object git sends less, or more,
    than it announced, and we would wait for ever.
    """

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Popen[bytes] | None = None
        self._closed = False
        # No file can foretell it; and no branch or tag may have two dots, so git need not look for it.
        self._nobody = b".." + os.urandom(16).hex().encode()

    def get(self, name: str, *, limit: int = ENOUGH) -> Object:
        """The object of that name (anything git can resolve); its content if at most `limit` bytes.

        Content that does not match the object's id is as good as none: FAILED.
        """
        if "\n" in name or "\0" in name:
            return Object(MISSING)
        header = self._ask(name.encode("utf-8", "surrogateescape"))
        words = header.split()
        if not header.endswith(b"\n") or not words:
            self._drop()
            return Object(FAILED)
        if not words[-1].isdigit():
            self._answer(0)
            return Object(AMBIGUOUS if words[-1] == b"ambiguous" else MISSING)
        found = Object(words[1].decode(), words[0].decode(), int(words[2]))
        if found.size > limit:
            self._drop()  # starting anew is cheaper than reading megabytes only to throw them away
            return found
        content = self._answer(found.size + 1)[:-1]
        return found._replace(content=content) if _is_whole(found, content) else Object(FAILED)

    def _ask(self, name: bytes) -> bytes:
        """Put a question; the first line of the answer, empty if git died."""
        if self._closed:
            raise ValueError("the repository was closed")
        if self._process is None:
            self._process = self._git.start("cat-file", "--batch")
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(name + b"\n" + self._nobody + b"\n")
            self._process.stdin.flush()
        except OSError:  # it died between two questions
            return b""
        return self._process.stdout.readline()

    def _answer(self, size: int) -> bytes:
        """The rest of the answer, which should have `size` bytes; whatever came if it has not."""
        assert self._process
        stream = self._process.stdout
        assert isinstance(stream, BufferedReader)
        end = self._nobody + b" missing\n"
        answer = bytearray()
        while not answer.endswith(end):
            piece = stream.read1(_PIECE)
            answer += piece
            if not piece or len(answer) > size + len(end):
                self._drop()
                break
        return bytes(answer[: -len(end)])

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            # Leaving `with` closes the pipes, whatever was still in them, and waits for the end.
            with suppress(OSError), process:
                process.kill()

    def close(self) -> None:
        """End the process; nothing can be asked any more."""
        self._closed = True
        self._drop()


def _is_whole(found: Object, content: bytes) -> bool:
    hashing = hashlib.new("sha256" if len(found.id) == _SHA256 else "sha1", usedforsecurity=False)
    hashing.update(f"{found.kind} {found.size}\0".encode() + content)
    return hashing.hexdigest() == found.id


def damaged() -> ShudiError:
    """The error for content that a version names and the repository does not have, or cannot read."""
    return ShudiError(
        "版本库里缺少这个版本的一部分内容，或已损坏", "从备份或别人的拷贝重新取一份完整的版本库"
    )
