"""The documentation says what the programme does: its examples are run, its tables follow from the code."""

from __future__ import annotations

import inspect
import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from docs import pictures, tables
from docs.examples import PAGES, commands, refreshed
from docs.scenes import ROOT, Scene
from shudi_cli import __version__
from shudi_cli.cli.app import COMMANDS, application, module_of
from shudi_cli.rules import all_rules
from shudi_cli.schema import chapter_schema, check_document
from shudi_cli.source import read_document

CHINESE, ENGLISH = ROOT / "README.md", ROOT / "README.en.md"
PATHS = [pytest.param(path, id=path.name) for path in PAGES]
TREE = {name: application().get_command(None, name) for name in COMMANDS}
#: Inline code that names a command: `shudi diff --staged`.
_NAMED = re.compile(r"`(shudi [^`]+)`")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
#: Written in pieces, so that this file does not find itself.
_REGISTRIES = re.compile("py" r"pi\.|python" r"hosted|npm" r"js|://[^/\s]*\bmirror")
_MACHINES = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)" r"/\w|\b[A-Z]:\\{1,2}Users\\")


def options(command: Any) -> list[str]:
    return [
        name
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in parameter.opts
    ]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`keep(path, text)`: the file holds this text; `--update-golden` makes it so."""

    def check(path: Path, wanted: str) -> None:
        if request.config.getoption("--update-golden") and not os.environ.get("CI"):
            path.write_text(wanted, encoding="utf-8", newline="\n")
        assert text_of(path) == wanted, f"{path.name} is out of date: run pytest --update-golden"

    return check


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_up_to_date(path: Path, tmp_path: Path, keep: Callable[[Path, str], None]) -> None:
    """Every example runs, prints what the page shows, and every table is the one that follows from the code."""
    keep(path, tables.refreshed(refreshed(text_of(path), Scene(tmp_path / "scene"))))


def test_picture_is_up_to_date(tmp_path: Path, keep: Callable[[Path, str], None]) -> None:
    """The picture of a check shows what a check prints; how Rich lays it out may differ."""
    drawn = pictures.check(Scene(tmp_path / "scene"))
    if pictures.words(drawn) != pictures.words(text_of(pictures.CHECK)):
        keep(pictures.CHECK, drawn)


def test_picture_shows_the_plain_output(tmp_path: Path) -> None:
    """Drawn in runs, the picture still has every character of the output in its column."""
    scene = Scene(tmp_path / "scene")
    drawn = pictures.check(scene)
    printed = scene.prints("shudi validate").split("\n")
    assert pictures.words(drawn).split("\n") == [line for line in printed if line]


def test_picture_fetches_nothing() -> None:
    """The picture names no place it would load from."""
    picture = text_of(pictures.CHECK)
    assert re.findall(r"\w+://[^\"']+", picture) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in picture
    assert "href" not in picture


@pytest.mark.parametrize("name", COMMANDS)
def test_command_says_what_it_does(name: str) -> None:
    """The first sentence of a command's help begins with its line in the list of commands, and it has an example."""
    first, *others = inspect.getdoc(import_module(module_of(name)).command).split("\n")
    assert re.fullmatch(rf"{re.escape(COMMANDS[name])}(?:[，；：].+)?。", first)
    assert "例：" in others
    examples = [line.strip() for line in others if line.startswith("  ")]
    assert examples
    assert all(line.startswith(f"shudi {name}") for line in examples)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_examples_are_well_formed(name: str) -> None:
    """Every example in a command's help is a command line that the programme accepts."""
    for line in inspect.getdoc(import_module(module_of(name)).command).split("\n"):
        if line.startswith("  "):
            accept(re.split(r"\s{2,}", line.strip())[0])


@pytest.mark.parametrize("path", PATHS)
def test_named_commands_exist(path: Path) -> None:
    """A page names no command and no option that does not exist."""
    for line in [*commands(text_of(path)), *_NAMED.findall(text_of(path))]:
        name, *words = shlex.split(re.sub(r" -C \S+| --color \w+", "", line), comments=True)[1:]
        if name == "…":
            continue
        assert name in COMMANDS or name in options(application()) or name == "--help", line
        known = [*options(TREE[name]), "--help"] if name in COMMANDS else []
        assert {word for word in words if word.startswith("-")} <= set(known), line


@pytest.mark.parametrize("readme", [CHINESE, ENGLISH], ids=lambda path: path.name)
def test_readme_names_every_command(readme: Path) -> None:
    """Both front pages name every command."""
    named = {line.split()[1] for line in _NAMED.findall(text_of(readme))}
    assert named >= set(COMMANDS)


def test_every_option_is_documented() -> None:
    """The page of commands has a section for each command that names each of its options."""
    page = text_of(ROOT / "docs" / "commands.md")
    head, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    assert [section.split("\n")[0] for section in sections] == list(COMMANDS)
    for name, section in zip(COMMANDS, sections, strict=True):
        assert [option for option in options(TREE[name]) if option not in section] == []
    assert [option for option in options(application()) if option not in head] == []


def test_every_rule_is_listed() -> None:
    """The page of rules has each rule's code, severity and title, and no other."""
    rows = re.findall(
        r"^\| ([A-Z]\d{3}) \| (\S+) \| (.+?) \|", text_of(ROOT / "docs" / "rules.md"), re.MULTILINE
    )
    assert rows == [(rule.code, rule.severity.word, rule.title) for rule in all_rules().values()]


@pytest.mark.parametrize("path", PATHS)
def test_named_rules_exist(path: Path) -> None:
    """A page names no rule that does not exist, but for the one that shows how to write one."""
    assert set(re.findall(r"\b[A-Z]\d{3}\b", text_of(path))) - {"L199"} <= set(all_rules())


@pytest.mark.parametrize("path", PATHS)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link to a file of the repository finds it."""
    assert [link for link in _LINK.findall(text_of(path)) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("marker", ["main-job", "tests"])
def test_first_screen_has_a_command_that_scripts_can_find(marker: str) -> None:
    """After its marker stands a block of one line; the English page has the same line."""
    block = re.search(rf"^<!-- {marker} -->\n```sh\n(.+)\n```$", text_of(CHINESE), re.MULTILINE)
    assert block
    assert f"```sh\n{block[1]}\n```" in text_of(ENGLISH)
    assert text_of(CHINESE)[: block.start()].count("\n") < 25


def test_every_module_has_a_floor_in_words() -> None:
    """The page for contributors places every module on a floor."""
    modules = {path.stem for path in (ROOT / "src" / "shudi_cli").iterdir() if not path.name.startswith("__")}
    named = set(re.findall(r"`(\w+)`", text_of(ROOT / "CONTRIBUTING.md")))
    assert modules - {"py", "data", "templates"} <= named


def test_changelog_tells_of_this_version() -> None:
    """The version in the code has its part in the changelog."""
    assert re.search(rf"^## .*\b{re.escape(__version__)}\b", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)


@pytest.mark.parametrize("path", PATHS)
def test_items_shown_are_well_formed(path: Path) -> None:
    """An item or a chapter shown as an example is one that the sample's kind of list accepts."""
    for block in re.findall(
        r"^```yaml\n((?:- 编号|领域): .*?)^```$", text_of(path), re.MULTILINE | re.DOTALL
    ):
        text = block if block.startswith("领域") else f"领域: 城市管理\n序号: 5\n事项:\n{block}"
        document = read_document("05-city-management.yaml", text.encode())
        assert not document.findings
        assert not list(check_document(document, chapter_schema("领域", ("批次", "主体责任", "依据"), ())))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what is tracked is known in a checkout only")
def test_no_file_names_a_machine_or_a_registry() -> None:
    """No tracked text names a package registry's host or a folder of somebody's machine."""
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        assert not _REGISTRIES.search(text), path
        assert not _MACHINES.search(text), path


def tracked() -> Iterator[Path]:
    listed = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True)
    names = answer.stdout.decode().split("\0")[:-1]
    assert "README.md" in names
    yield from (path for name in names if (path := ROOT / name).is_file())


def accept(line: str) -> None:
    """Parse a command line as the programme would, without carrying it out."""
    _, name, *arguments = shlex.split(line, comments=True)
    with TREE[name].make_context(name, arguments):
        pass
