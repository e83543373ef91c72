"""The figures of Word and Excel, out and in: ratios to a limit, to ourselves on 1/136 of it, and to doorstop.

Run it alone: `python benchmarks/office.py --data FOLDER`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml
from figures import Row, _script, _seconds, _time
from generate import _IDENTITY, SAMPLE
from measure import Command, interleaved

#: 17 chapters of the sample four times, each item 34 times: 17,952 items in one list.
COPIES, REPEATS = 4, 34
LIST = "responsibility"
_NUMBER = re.compile(r"^(  - 编号: [A-Z]+)-\d\d-\d{3}$", re.MULTILINE)
_LINKS = re.compile(r"(?m)^    对应事项:\n(?:      - .+\n)+")
_FILES = {"word": "责任.docx", "excel": "责任.xlsx"}


def out(data: Path, rounds: int) -> Iterator[Row]:
    """`shudi export` of the sample: what it takes beyond a command that only looks, against 1.5 s."""
    looking = Command((_script("shudi"), "show", "SD-05-003"), SAMPLE, mentions=("SD-05-003",))
    commands = [_export(form, SAMPLE, data) for form in _FILES]
    start, *exports = interleaved((looking, *commands), rounds)
    for form, figure in zip(_FILES, exports, strict=True):
        beyond = figure.seconds - start.seconds
        yield Row(f"export {form}, beyond `show` : 1.5 s", _seconds(beyond), "1.50 s", beyond / 1.5, 1.0)


def growth(data: Path, rounds: int) -> Iterator[Row]:
    """The same of one list of 17,952 items, beyond looking at it: the time of the sample, 136 times."""
    big = _big(data)
    looking = [Command((_script("shudi"), "show", "SD-05-003"), place) for place in (SAMPLE, big)]
    exports = [_export(form, place, data) for form in _FILES for place in (SAMPLE, big)]
    small_look, big_look, *figures = interleaved((*looking, *exports), max(2, rounds // 4))
    for nth, form in enumerate(_FILES):
        small, large = figures[2 * nth : 2 * nth + 2]
        one = small.cpu - small_look.cpu
        share = (large.cpu - big_look.cpu) / (COPIES * REPEATS)
        name = f"export {form}, 17,952 items: CPU time of 132 : 132 alone"
        yield Row(name, _seconds(share), _seconds(one), share / one, 1.25)


def back(data: Path, rounds: int) -> Iterator[Row]:
    """`shudi import` of what was exported, against the export."""
    for form, name in _FILES.items():
        export = _export(form, SAMPLE, data)
        subprocess.run(export.words, cwd=SAMPLE, check=True, capture_output=True)
        target = data / "draft"
        words = (_script("shudi"), "import", str(data / name), "--to", str(target), "--dry-run")
        figures = interleaved((Command(words, SAMPLE, code=0, mentions=("132",)), export), rounds)
        yield _time(f"import of the {form} file : its export", *figures, 2.0)


def peer(data: Path, rounds: int) -> Iterator[Row]:
    """The tasks that doorstop has too, on the same 132 items: Excel and CSV out, a document to hand out."""
    project = _doorstop(data)
    doorstop = _script("doorstop")
    tasks: Mapping[str, tuple[Command, Command]] = {
        "export excel": (
            _export("excel", SAMPLE, data),
            Command((doorstop, "export", "SD", str(data / "peer.xlsx"), "--xlsx"), project),
        ),
        "export csv": (
            _export("csv", SAMPLE, data),
            Command((doorstop, "export", "SD", str(data / "peer.csv"), "--csv"), project),
        ),
        "export word : publish HTML": (
            _export("word", SAMPLE, data),
            Command((doorstop, "publish", "SD", str(data / "peer.html"), "--html"), project),
        ),
    }
    for name, pair in tasks.items():
        yield _time(f"{name} : doorstop", *interleaved(pair, rounds), 1.0)


#: What is measured, in the order of the table.
FIGURES: Mapping[str, Callable[[Path, int], Iterator[Row]]] = {
    "out": out,
    "growth": growth,
    "back": back,
    "doorstop": peer,
}


def _export(form: str, workspace: Path, data: Path) -> Command:
    name = _FILES.get(form, f"责任.{form}")
    target = data / ("big-" + name if workspace != SAMPLE else name)
    words = (_script("shudi"), "export", form, LIST, "--output", str(target), "--overwrite")
    return Command(words, workspace)


def _big(data: Path) -> Path:
    """A workspace with one list of 17,952 items."""
    folder = data / "big"
    if folder.is_dir():
        return folder
    partial = data / "big.part"
    shutil.rmtree(partial, ignore_errors=True)
    (partial / LIST).mkdir(parents=True)
    settings = yaml.safe_load((SAMPLE / "shudi.yaml").read_text(encoding="utf-8"))
    settings["清单"] = [{"目录": LIST}]
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (partial / "shudi.yaml").write_text(text, encoding="utf-8")
    for name in ("units.yaml", "laws.yaml", f"{LIST}/list.yaml"):
        shutil.copy(SAMPLE / name, partial / name)
    chapters = sorted(path for path in (SAMPLE / LIST).glob("*.yaml") if path.name != "list.yaml")
    for copy in range(COPIES):
        for nth, path in enumerate(chapters, 1):
            order = copy * len(chapters) + nth
            chapter = _enlarged(path.read_text(encoding="utf-8"), order)
            (partial / LIST / f"{order:02}-{path.name}").write_text(chapter, encoding="utf-8")
    partial.rename(folder)
    return folder


def _enlarged(chapter: str, order: int) -> str:
    """A chapter with each item many times, all numbers its own, and a name of its own."""
    head, *items = re.split(r"(?m)^(?=  - 编号: )", chapter)
    head = re.sub(r"(?m)^(领域: .+)$", rf"\g<1>{order}", head)
    head = re.sub(r"(?m)^序号: \d+$", f"序号: {order}", head)
    numbered = []
    for nth, item in enumerate(items * REPEATS, 1):
        own = _NUMBER.sub(rf"\g<1>-{order:02}-{nth:03}", item)
        numbered.append(_LINKS.sub("", own))
    return head + "".join(numbered)


def _doorstop(data: Path) -> Path:
    """The sample's list as a project of doorstop's, in a repository of its own."""
    folder = data / "doorstop"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "items").mkdir(parents=True)
    settings = {"settings": {"digits": 3, "itemformat": "yaml", "prefix": "SD", "sep": ""}}
    _dump(folder / "items" / ".doorstop.yml", settings)
    nth = 0
    for path in sorted((SAMPLE / LIST).glob("[0-9]*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["事项"]:
            nth += 1
            data_of = {
                "active": True,
                "derived": False,
                "header": item["名称"],
                "level": f"{nth}.0",
                "links": [],
            }
            rest = {"normative": True, "ref": "", "reviewed": None, "text": _told(item)}
            _dump(folder / "items" / f"SD{nth:03}.yml", {**data_of, **rest})
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "items")):
        subprocess.run(("git", *words), cwd=folder, env={**os.environ, **_IDENTITY}, check=True)
    return folder


def _told(item: Mapping[str, object]) -> str:
    return yaml.safe_dump(item, allow_unicode=True, sort_keys=False)


def _dump(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main() -> int:
    """Exit code 0: all within their limits; 1: some over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=tuple(FIGURES), help="only this figure")
    parser.add_argument("--rounds", type=int, default=8, help="how many runs of each command (default: 8)")
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).parent / "data", help="the generated data"
    )
    arguments = parser.parse_args()
    data = arguments.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    print("| figure | ours | peer | ratio | limit | |\n| --- | ---: | ---: | ---: | ---: | --- |", flush=True)
    over = False
    for name in arguments.only or FIGURES:
        for row in FIGURES[name](data, arguments.rounds):
            over |= row.over
            verdict = "**over**" if row.over else "ok"
            print(
                f"| {row.name} | {row.ours} | {row.peer} | {row.ratio:.2f} | {row.limit:.2f} | {verdict} |",
                flush=True,
            )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
