"""Who signs the first version of a new project."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.repository.saving import known_identity

#: What git itself takes off the ends of a name.
_EDGES = " .,:;<>\"\\'"


@dataclass(frozen=True, slots=True)
class Signature:
    """Name and mail; `remembered` in the new repository where the machine does not know them.

    `neutral` ones were made up from the login name, since nobody gave any.
    """

    name: str
    mail: str
    remembered: bool = True
    neutral: bool = False


def sign(name: str | None, mail: str | None, *, near: Path, ask: Callable[[str], str]) -> Signature:
    """The signature: as given, else as git knows it (asked in the folder `near`), else asked for, else made up.

    `ask` takes a question and gives an answer, which may be empty. ShudiError when git is missing.
    """
    known = known_identity(near)
    if known and not name and not mail:
        return Signature(*known, remembered=False)
    known_name, known_mail = known or ("", "")
    full_name = _clean(name or known_name or ask("您的姓名（写在每个版本上，可以不填）"))
    address = _clean(mail or known_mail or ask("您的邮箱（可以不填）"))
    login = _login()
    return Signature(full_name or login, address or f"{_ascii(login)}@localhost", neutral=not full_name)


def _clean(text: str) -> str:
    return re.sub(r"[<>\x00-\x1f\x7f]", "", text).strip(_EDGES)


def _login() -> str:
    try:
        return _clean(getpass.getuser()) or "shudi"
    except (KeyError, OSError, ImportError):  # a user without a name, as in some containers
        return "shudi"


def _ascii(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", text) or "user"
