"""Random damage to the bytes of a published copy, and whether it still means the same.

By hand, for thousands: `python -m tests.attacks.fuzzing 3000 [seed]` from the top of the repository.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from shudi_cli.canon import content_digest
from shudi_cli.errors import ShudiError
from shudi_cli.model.changes import SIGNATURE
from shudi_cli.releases.verifying import verify
from shudi_cli.source import read_document
from tests.attacks.office import Office, unfold
from tests.changes.histories import Keys

Damage = Callable[[bytes, random.Random], bytes]
_INTERESTING = b"\0\n\r\t :-#'\"[]{}&*!|>%@`,?\x7f\x80\xff0aZ"


def _at(raw: bytes, rng: random.Random) -> int:
    return rng.randrange(len(raw)) if raw else 0


def _flip(raw: bytes, rng: random.Random) -> bytes:
    at = _at(raw, rng)
    return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :]


def _replace(raw: bytes, rng: random.Random) -> bytes:
    at = _at(raw, rng)
    return raw[:at] + bytes([rng.choice(_INTERESTING)]) + raw[at + 1 :]


def _insert(raw: bytes, rng: random.Random) -> bytes:
    at = _at(raw, rng)
    return raw[:at] + bytes(rng.choice(_INTERESTING) for _ in range(rng.randint(1, 3))) + raw[at:]


def _drop(raw: bytes, rng: random.Random) -> bytes:
    at = _at(raw, rng)
    return raw[:at] + raw[at + rng.randint(1, 8) :]


def _cut(raw: bytes, rng: random.Random) -> bytes:
    return raw[: _at(raw, rng)]


def _digit(raw: bytes, rng: random.Random) -> bytes:
    """A digit or a letter of a digest, a date, a number becomes another: the text stays well formed."""
    places = [at for at, byte in enumerate(raw) if byte in b"0123456789abcdef"]
    at = rng.choice(places) if places else 0
    return raw[:at] + bytes([rng.choice(b"0123456789abcdef")]) + raw[at + 1 :]


def _lines(raw: bytes, rng: random.Random) -> bytes:
    """A line twice, gone, moved, indented otherwise."""
    lines = raw.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(5):
        case 0:
            lines.insert(other, lines[one])
        case 1:
            del lines[one]
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            lines[one] = rng.choice([b" ", b"  ", b"# ", b"- "]) + lines[one]
        case _:
            lines[one] = lines[one].removeprefix(b"  ")
    return b"\n".join(lines)


def _character(raw: bytes, rng: random.Random) -> bytes:
    """A Chinese character becomes another."""
    text = raw.decode()
    places = [at for at, sign in enumerate(text) if "\u4e00" <= sign <= "\u9fff"]
    if not places:
        return _flip(raw, rng)
    at = rng.choice(places)
    return (text[:at] + rng.choice(text[places[0] :]) + text[at + 1 :]).encode()


DAMAGES: tuple[Damage, ...] = (_flip, _flip, _replace, _insert, _drop, _cut, _digit, _digit, _lines, _lines, _character)  # fmt: skip


def meaning(name: str, raw: bytes) -> str | None:
    """The digest of what a file says; None where it says nothing that could be read.

    White space in a signature's armour says nothing.
    """
    document = read_document(name, raw)
    return content_digest("file", _bare(document.data)) if document.readable else None


def _bare(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            key: "".join(value.split()) if key == SIGNATURE and isinstance(value, str) else _bare(value)
            for key, value in data.items()
        }
    return [_bare(entry) for entry in data] if isinstance(data, list) else data


def mutate(files: Mapping[str, bytes], rng: random.Random) -> tuple[str, bytes]:
    """A file of a copy, damaged."""
    name = rng.choice(sorted(files))
    return name, rng.choice(DAMAGES)(files[name], rng)


def tried(root: Path, name: str, raw: bytes, told: Mapping[str, Any]) -> str:
    """What verifying a copy with one damaged file comes to, the copy mended again.

    "caught", "refused", "the same" (the damage changed nothing it says), or "PASSED": changed, and verified.
    """
    path = root / name
    before = path.read_bytes()
    path.write_bytes(raw)
    try:
        faults = verify(root, **told).faults
    except ShudiError:
        return "refused"
    finally:
        path.write_bytes(before)
    if faults:
        return "caught"
    return "the same" if meaning(name, raw) == meaning(name, before) else "PASSED"


def run(county: Any, count: int, seed: int, told: Mapping[str, Any]) -> Counter[str]:
    """Damage a copy many times; how it came out. AssertionError for a change that verified; others go through."""
    rng = random.Random(seed)
    files = county.files()
    root = county.path
    outcomes: Counter[str] = Counter()
    assert verify(root, **told).faults == ()
    for nth in range(count):
        name, raw = mutate(files, rng)
        outcome = tried(root, name, raw, told)
        assert outcome != "PASSED", (seed, nth, name, raw)
        outcomes[outcome] += 1
    return outcomes


def _main(count: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        (folder / "keys").mkdir()
        for keys in (None, Keys(folder / "keys")):
            name = "keyed" if keys else "plain"
            county = unfold(Office.opened(folder / name / "清平县", keys)).at("v3", folder / f"{name} copy")
            shutil.rmtree(county.path / ".git")
            told = {} if keys else {"expect": county.forge().release("2026.3").digest}
            sys.stdout.write(f"{name}: {dict(run(county, count, seed, told))}\n")


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
