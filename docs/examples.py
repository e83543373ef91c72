r"""The examples in the Markdown files, and what they print.

The `shudi …` lines of a block of `sh` are run in a `Scene`. A block of `text` that follows holds what they
print: all of it, or with `lines=1-4,9-` those lines, and …… for the rest. `<!-- edit FILE: OLD => NEW -->`
changes a file of the scene beforehand (there \n is a line end), `<!-- file NAME: TEXT -->` lays another file
into the folder that the commands run in, `<!-- reset -->` takes everything back; `<!-- elsewhere -->` goes to an
empty folder, until the next reset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docs.scenes import ROOT, Scene

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])

_COMMAND = re.compile(r" *(?:.*[\\/])?(shudi .*)")
_FENCE = re.compile(
    r"^(?P<open>(?P<indent> *)```(?P<language>\w*)(?P<info>.*))\n(?P<body>(?:.*\n)*?)(?P<close>(?P=indent)```)$",
    re.MULTILINE,
)
_STEP = re.compile(
    rf"{_FENCE.pattern}|^<!-- (?:reset|elsewhere|file (?P<name>\S+): (?P<text>.*)"
    r"|edit (?P<file>\S+): (?P<old>.*) => (?P<new>.*)) -->$",
    re.MULTILINE,
)


def commands(page: str) -> Iterator[str]:
    """Every `shudi …` line in a page's blocks of `sh`."""
    for block in _FENCE.finditer(page):
        if block["language"] == "sh":
            yield from (match[1] for line in block["body"].split("\n") if (match := _COMMAND.fullmatch(line)))


def refreshed(page: str, scene: Scene) -> str:
    """The page with what its commands print now."""
    pieces, printed, end = [], "", 0
    for match in _STEP.finditer(page):
        pieces.append(page[end : match.start()])
        end = match.end()
        whole = match[0]
        if match["language"] == "sh":
            printed = "".join(scene.prints(line) for line in commands(whole))
        elif match["language"] == "text" and printed:
            lines = [f"{match['indent']}{line}".rstrip() for line in _chosen(printed, match["info"])]
            whole, printed = "\n".join([match["open"], *lines, match["close"]]), ""
        elif match["file"]:
            scene.edit(match["file"], *(match[part].replace("\\n", "\n") for part in ("old", "new")))
        elif match["name"]:
            scene.lay(match["name"], match["text"].replace("\\n", "\n"))
        elif whole == "<!-- reset -->":
            scene.reset()
        elif whole == "<!-- elsewhere -->":
            scene.go_elsewhere()
        pieces.append(whole)
    return "".join([*pieces, page[end:]])


def _chosen(printed: str, info: str) -> Iterator[str]:
    """The lines that `text lines=1-4,9-` asks for, …… in place of others."""
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    wanted = info.partition("lines=")[2] or "1-"
    last = 0
    for part in wanted.split(","):
        first, _, end = part.partition("-")
        if int(first) > last + 1:
            yield "……"
        last = int(end) if end else len(lines)
        yield from lines[int(first) - 1 : last]
    if last < len(lines):
        yield "……"
