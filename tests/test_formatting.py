"""The canonical form: its laws over generated files, and its choices by example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from shudi_cli.canon import digest
from shudi_cli.formatting import KeyOrder, format_text, key_order
from shudi_cli.schema import check_document, schema_named
from shudi_cli.source import Document, read_document
from shudi_cli.source.comments import comments_of
from shudi_cli.workspace import file_schema

LISTS = Path(__file__).parent.parent / "lists"
KINDS = {"shudi.yaml": "shudi", "units.yaml": "units", "laws.yaml": "laws", "list.yaml": "list"}
OWN = KeyOrder()
T = TypeVar("T")
LAW = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

PLAIN = "甲乙丙丁ab01"
SIGNS = "#:'\"-?&*!%@`|>{}[],~=\\<. "
CHINESE = "，。“”：；（）、『』　"
ODD = "\n\n\n😀𠀀\t\x00\x7f\x85\xa0\xad\u200b\u200d\u2028\ufeff\ufffd\uffff"
NASTY = [
    "", " ", "\n", "\n\n", "a\n", "a\n\n\n", " a\nb", "\na", "\n a\n", "a\n  b\n", "a \nb", "a\n \nb", "# a\n# b\n", "a #b", "a# b",
    "a: b", "a:", "a:b", ":a", "- a", "-", "-1", "---", "...", "--- a", "? a", "?", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a",
    "|", ">", "| a", "'", "''", '"', "'a'", '"a"', "a'b", "[a]", "{a}", "[", "a, b", "a]", "#", "#a", "~", "null", "no", "012", "12:30",
    "2026-01-01", "05371234567", "true", "1e3", "0x1F", ".inf", "=", "<<", "\\", "\\n", "a\\", "“甲”", "（甲）：乙", "甲，乙、丙", "　甲",
    "甲　\n乙", "第一行\n\n第三行\n", "a\tb", "x" * 1500, "甲 " * 700 + "乙",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(PLAIN, min_size=1, max_size=8),
    st.text(PLAIN + SIGNS + CHINESE, max_size=10),
    st.text(PLAIN + SIGNS + CHINESE + ODD, max_size=12),
    st.lists(st.text(PLAIN + " #-:", max_size=6), min_size=2, max_size=5).map("\n".join),
    st.text(max_size=6),
)
QUOTES = "“”‘’「」『』"
KEYS = TEXTS.filter(lambda text: not (text and text[0] in QUOTES and text[-1] in QUOTES))
VALUES = st.recursive(
    st.one_of(TEXTS, TEXTS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
DATA = VALUES.filter(lambda data: data is not None)


def read(text: str) -> Document:
    return read_document("a.yaml", text.encode())


class Scribe:
    """Writes data the way all sorts of people might, and remembers the comments it strewed in."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.comments: list[str] = []
        self.deepest = 9  # a comment right of the last block's text would be its text
        self.keeps = False  # a blank line below `|+` would be its text

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in

    def pick(self, *choices: T) -> T:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        tail = self.pick("", " 说明", ": x", " 'q", ' "', " # 再", " - x", " |+", "]", ", b}", "　😀", "  ")
        text = f"{self.pick('#', '# ', '##')}註{len(self.comments)};{tail}"
        self.comments.append(text.rstrip())
        return text

    def beside(self) -> str:
        return self.pick(" ", "   ") + self.comment() if self.chance(4) else " " * self.pick(0, 0, 0, 2)

    def noise(self, column: int) -> None:
        """Full comment and blank lines, where the text stands at a line's start."""
        while self.chance(3):
            if self.pick(True, False):
                at = self.pick(column, column, self.pick(0, 1, 2, 3, 4, 6, 8))
                self.text += " " * min(at, self.deepest) + self.comment() + "\n"
                self.keeps = False
            elif not self.keeps:
                self.text += " " * self.pick(0, 0, 2) * (self.deepest == 9) + "\n"

    def scalar(self, text: str, *, flow: bool = False, block_from: int | None = None) -> tuple[str, int]:
        """A way to write a text, and where a block's own text begins (0: it is no block)."""
        ways = ["double"]
        probe = f"- {{{text}: {text} }}\n- [{text}]\n" if flow else f"- {text}: {text}\n- {text}\n"
        if (
            text
            and text[:3] not in {"---", "..."}
            and readable_as(probe, [{text: text}, [text] if flow else text])
        ):
            ways += ["plain"] * 3
        single = "'" + text.replace("'", "''") + "'"
        if readable_as(f"{single}\n", text):
            ways.append("single")
        if block_from is not None and (block := self.block(text, block_from)):
            return block
        way = self.pick(*ways)
        return {"plain": text, "single": single, "double": escaped(text)}[way], 0

    def block(self, text: str, parent: int) -> tuple[str, int] | None:
        """The text as a `|` block under a line at column `parent`; only now and then where it can be."""
        body = [] if not text else text.removesuffix("\n").split("\n")
        step = self.pick(1, 2, 3)
        pad = " " * (parent + step)
        chomp = (
            "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") or not text.strip("\n") else ""
        )
        lines = "".join((pad + line if line or self.chance(3) else "") + "\n" for line in body)
        probe = f"|{step}{chomp}\n" + "".join(" " * step + line + "\n" for line in body)
        if not text or not readable_as(probe, text) or self.chance(3):
            return None
        sure = body[0].startswith(" ") or not body[0] or self.pick(True, False)
        head = f"|{step if sure else ''}{chomp}"
        return f"{head}{self.beside()}\n{lines}", parent

    def value(self, data: Any, column: int, *, key: bool) -> None:
        """What follows `key:` or `-` of a line at `column`, with its line end."""
        inner = column + self.pick(1, 2, 2, 2, 3, 4)
        if data is None:
            self.end_line(self.beside())
        elif isinstance(data, str):
            if self.chance(6):
                self.end_line(self.beside())
                self.deepest = 9
                self.noise(inner)
                self.text += " " * (inner - 1)
            written, block = self.scalar(data, block_from=column)
            self.text += " " + written
            if written.startswith("|") and "\n" in written:
                self.deepest, self.keeps = block, "+" in written.split("#")[0].split("\n")[0]
            else:
                self.end_line(self.beside())
        elif not data or (flowable(data) and self.chance(3)):
            self.text += " "
            self.flow(data, column + 1)
            self.end_line(self.beside())
        elif not key and self.chance(2):
            inner = max(inner, column + 2)
            self.text += " " * (inner - column - 1)
            self.children(data, inner, started=True)
        else:
            self.end_line(self.beside())
            self.children(data, column if key and isinstance(data, list) and self.chance(3) else inner)

    def end_line(self, beside: str) -> None:
        self.text += beside + "\n"
        self.deepest, self.keeps = 9, False

    def children(self, data: Any, column: int, *, started: bool = False) -> None:
        for child in data:
            if not started:
                self.noise(column)
                self.text += " " * column
            started = False
            if isinstance(data, list):
                self.text += "-"
                self.value(child, column, key=False)
            else:
                self.key(child, column)
                self.value(data[child], column, key=True)

    def key(self, key: str, column: int) -> None:
        written, _ = self.scalar(key)
        if len(written) > 1000 or self.chance(12):
            self.text += f"? {written}{self.beside()}\n{' ' * column}:"
        else:
            self.text += f"{written}:"

    def flow(self, data: Any, column: int, *, pairs: bool = False) -> None:
        if isinstance(data, str):
            self.text += self.scalar(data, flow=True)[0]
            return
        named = isinstance(data, dict)
        bare = pairs and named and len(data) == 1 and self.chance(2) and len(next(iter(data))) < 500
        start, end = ("", "") if bare else "{}" if named else "[]"
        self.text += start
        for index, child in enumerate(data):
            self.text += "," * (index > 0)
            if not bare:
                self.gap(column)
            if named:
                self.text += "? " * (len(child) > 300) + self.scalar(child, flow=True)[0] + ": "
            self.flow(data[child] if named else child, column, pairs=not named)
        if not bare:
            self.text += "," * (bool(data) and self.chance(4))
            self.gap(column)
        self.text += end

    def gap(self, column: int) -> None:
        while self.chance(4):
            self.text += self.beside() + "\n" + " " * (column + self.pick(0, 1, 2))
        self.text += " " * self.pick(0, 1)


def readable_as(text: str, data: Any) -> bool:
    return "\r" not in text and read(text).data == data


def escaped(text: str) -> str:
    return '"' + "".join(c if c.isalnum() and c < "\uff00" else f"\\U{ord(c):08x}" for c in text) + '"'


def flowable(data: Any) -> bool:
    """Whether the reader lets data through in brackets: it suspects full-width commas and gaps."""
    if isinstance(data, dict):
        return flowable(list(data)) and flowable(list(data.values()))
    if isinstance(data, list):
        return all(map(flowable, data))
    return data is not None and not re.search("[，、]", data)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Any, list[str]]:
    """A file's text, the data in it and its comments."""
    data = draw(DATA)
    scribe = Scribe(draw)
    scribe.noise(0)
    if scribe.chance(6):
        scribe.text += scribe.pick("", "%YAML 1.2\n") + "---" + scribe.beside() + "\n"
        scribe.noise(0)
    if isinstance(data, str):
        scribe.value(data, 0, key=False)
    elif flowable(data) and (not data or scribe.chance(5)):
        scribe.flow(data, 0)
        scribe.end_line(scribe.beside())
    elif not data:
        scribe.text += "{}\n" if data == {} else "[]\n"
    else:
        scribe.children(data, scribe.pick(0, 0, 0, 2))
    scribe.noise(0)
    if scribe.chance(6):
        scribe.text += "..." + scribe.beside() + "\n"
    return scribe.text, data, scribe.comments


@st.composite
def orders(draw: st.DrawFn, data: Any) -> KeyOrder:
    """An order that knows some of the keys."""
    if isinstance(data, list):
        return KeyOrder(items=draw(orders(draw(st.sampled_from(data)))) if data else None)
    if not isinstance(data, dict):
        return OWN
    known = draw(st.permutations([key for key in data if draw(st.booleans())]))
    return KeyOrder({key: draw(orders(data[key])) for key in known})


@st.composite
def cases(draw: st.DrawFn) -> tuple[Document, Any, list[str], KeyOrder]:
    """A document as read, its data and comments as written, and an order."""
    text, data, comments = draw(written())
    raw = text.encode()
    if draw(st.booleans()):
        raw = b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
    document = read_document("a.yaml", raw)
    return document, data, comments, draw(orders(data))


@LAW
@given(cases())
def test_generated_files_are_read_as_written(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """What these tests write is what the reader and the comment finder find."""
    document, data, comments, _ = case
    assert document.findings == ()
    assert document.data == data
    assert [comment.text for comment in comments_of(document)] == comments
    for comment in comments_of(document):
        line = document.lines[comment.line - 1]
        assert line[comment.column - 1 :].rstrip() == comment.text
        assert comment.own_line == (not line[: comment.column - 1].strip())


@LAW
@given(cases())
def test_data_stay(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """The formatted text is read without findings, with equal data and the same digest."""
    document, data, _, order = case
    again = read(format_text(document, order))
    assert again.findings == ()
    assert again.data == data
    assert digest("test", again.data) == digest("test", data)


@LAW
@given(cases())
def test_formatting_twice_is_formatting_once(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """The canonical form of the canonical form is itself."""
    document, _, _, order = case
    once = format_text(document, order)
    assert format_text(read(once), order) == once


@LAW
@given(cases())
def test_every_comment_stays_once(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """The comments of the formatted text are those of the source."""
    document, _, comments, order = case
    again = read(format_text(document, order))
    assert sorted(comment.text for comment in comments_of(again)) == sorted(comments)


@LAW
@given(cases())
def test_page_is_clean(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """There is a final line feed, and no carriage return, tab or space at a line's end."""
    document, _, _, order = case
    text = format_text(document, order)
    assert text.endswith("\n")
    assert not set(text) & set("\r\t\ufeff")
    assert all(line == line.rstrip() for line in text.split("\n"))


def in_order(data: Any, before: Any, order: KeyOrder) -> Iterator[bool]:
    if isinstance(data, list):
        for child, old in zip(data, before, strict=True):
            yield from in_order(child, old, order.below(None))
    elif isinstance(data, dict):
        known = [key for key in order.keys if key in data]
        yield list(data) == known + [key for key in before if key not in order.keys]
        for key in data:
            yield from in_order(data[key], before[key], order.below(key))


@LAW
@given(cases())
def test_keys_follow_their_order(case: tuple[Document, Any, list[str], KeyOrder]) -> None:
    """Known keys come first, in their order; the others follow in their own."""
    document, data, _, order = case
    assert all(in_order(read(format_text(document, order)).data, data, order))


DUMPS = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|"]),
        "default_flow_style": st.sampled_from([None, True, False]),
        "indent": st.integers(2, 6),
        "allow_unicode": st.booleans(),
    }
)


@LAW
@given(DATA, DUMPS)
def test_layout_does_not_reach_the_canonical_form(data: Any, options: dict[str, Any]) -> None:
    """However another program writes the same data, the canonical text is the same."""
    one = read(yaml.safe_dump(data, width=10**6, sort_keys=False, **options))
    other = read(
        yaml.safe_dump(data, width=10**6, sort_keys=False, default_style='"', default_flow_style=False)
    )
    assume(one.readable and other.readable and one.data == other.data)
    assert format_text(one, OWN) == format_text(other, OWN)


def test_every_character_comes_back() -> None:
    """Text of any character is written so that the reader finds it unchanged and without fault."""
    points = [code for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF]
    chunks = [points[at : at + 128] for at in range(0, len(points), 128)]
    texts = ["甲" + "".join(map(chr, chunk)) + "乙" for chunk in chunks]
    source = "".join('- "甲' + "".join(f"\\U{code:08x}" for code in chunk) + '乙"\n' for chunk in chunks)
    again = read(format_text(read(source), OWN))
    assert again.findings == ()
    assert again.data == texts


FILES = sorted(LISTS.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(LISTS).as_posix())
def test_sample_is_canonical(path: Path) -> None:
    """The sample workspace is written in the canonical form."""
    document = read_document(path.name, path.read_bytes())
    schema = file_schema(path.relative_to(LISTS).as_posix())
    assert format_text(document, key_order(schema.body)).encode() == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no", "no"), ("012", "012"), ("12:30", "12:30"), ("2026-01-01", "2026-01-01"), ("-1", "-1"), ("~", "~"), ("null", "null"),
        ("", "''"), (" a", "' a'"), ("a ", "'a '"), ("　a", "'　a'"), ("a: b", "'a: b'"), ("a:", "'a:'"), ("a #b", "'a #b'"), ("a#b", "a#b"),
        ("- a", "'- a'"), ("'a'", "'''a'''"), ('"a"', "'\"a\"'"), ("#a", "'#a'"), ("[a]", "'[a]'"), ("---", "'---'"), ("<<", "'<<'"),
        ("a\tb", '"a\\tb"'), ("a\u200bb", '"a\\u200bb"'), ("a \nb", '"a \\nb"'), ("\n", '"\\n"'), ("\U000e0001", "\U000e0001"),
        ("《甲》：“乙”", "《甲》：“乙”"), ("a\nb", "|-\n  a\n  b"), ("a\n", "|\n  a"), ("a\n\n", "|+\n  a\n"), (" a\nb", "|2-\n   a\n  b"),
        ("\na", "|-\n\n  a"),
    ],
)  # fmt: skip
def test_text_is_written_plainly_where_it_can_be(text: str, shown: str) -> None:
    """Plain text stays plain; quotes, blocks and escapes come where plain text would read otherwise."""
    assert format_text(read(f"k: {escaped(text)}\n"), OWN) == f"k: {shown}\n"
    assert read(f"k: {shown}\n").data == {"k": text}


ORDER = KeyOrder({"甲": OWN, "乙": OWN, "列": KeyOrder(items=KeyOrder({"甲": OWN, "乙": OWN}))})
EXAMPLES = {
    "a moved key takes its comments along": ("# 二\n乙: 2  # 旁\n# 一\n甲: 1\n", "# 一\n甲: 1\n# 二\n乙: 2  # 旁\n"),
    "the head comment stays at the head": ("# 头\n\n乙: 2\n甲: 1\n", "# 头\n\n甲: 1\n\n乙: 2\n"),
    "what stands between head and first key goes with the key": (
        "# 头\n\n# 头二\n\n# 二\n乙: 2\n甲: 1\n", "# 头\n\n# 头二\n\n甲: 1\n\n# 二\n乙: 2\n",
    ),
    "comments at the end stay there": ("乙: 2\n甲: 1\n\n# 尾\n", "甲: 1\n乙: 2\n\n# 尾\n"),
    "a comment at the end of a list stays in it": (
        "列:\n  - 1\n  # - 2\n\n# 丙\n丙: 3\n", "列:\n  - 1\n  # - 2\n\n# 丙\n丙: 3\n",
    ),
    "what a key without content has below it stays": ("列:\n\n  # - 1\n甲: 1\n", "甲: 1\n列:\n  # - 1\n"),
    "a run of blank lines becomes one": ("甲: 1\n\n\n  \n乙: 2\n\n\n", "甲: 1\n\n乙: 2\n"),
    "there is no blank line at the start of a group": ("\n列:\n\n  - 1\n\n  - 2\n", "列:\n  - 1\n\n  - 2\n"),
    "brackets are expanded": ("丙: {乙: [2, 3], 甲: []} # 旁\n", "丙:  # 旁\n  乙:\n    - 2\n    - 3\n  甲: []\n"),
    "comments in brackets keep their places": (
        "丙: [ # 开\n  # 上\n  1, # 旁\n  2\n  # 下\n]\n", "丙:  # 开\n  # 上\n  - 1  # 旁\n  - 2\n  # 下\n",
    ),
    "comments in empty brackets go above": ("丙: [ # 一\n  # 二\n]\n丁: 1\n", "# 二\n丙: []  # 一\n丁: 1\n"),
    "a whole file in brackets loses none": (
        "# 头\n{ # 开\n  甲: 1, # 旁\n  # 下\n} # 闭\n# 尾\n", "# 头\n# 开\n甲: 1  # 旁\n# 下\n# 闭\n# 尾\n",
    ),
    "an indented comment below brackets belongs to what follows": (
        "丙: [1]\n        # 丁的\n丁: 2\n", "丙:\n  - 1\n# 丁的\n丁: 2\n",
    ),
    "a comment below a list that is not indented belongs to what follows": (
        "丙:\n- 1\n# 丁的\n丁: 2\n", "丙:\n  - 1\n# 丁的\n丁: 2\n",
    ),
    "a line has room for one comment": ("丙: # 一\n  3 # 二\n", "# 一\n丙: 3  # 二\n"),
    "what stands beside a dash goes above it": ("- # 旁\n  # 甲的\n  甲: 1\n", "# 旁\n# 甲的\n- 甲: 1\n"),
    "a key moved up to the dash takes its comment above it": (
        "列:\n  # 项\n  - 乙: 2\n    # 一\n    甲: 1\n", "列:\n  # 项\n  # 一\n  - 甲: 1\n    乙: 2\n",
    ),
    "sequences are indented below their key": ("丙:\n- - 1\n  - 2\n- a: 1\n", "丙:\n  - - 1\n    - 2\n  - a: 1\n"),
    "nothing is written as nothing": ("丙:   \n丁:\n  -\n", "丙:\n丁:\n  -\n"),
    "quotes that are not needed go": ("'丙': \"3\"\n", "丙: 3\n"),
    "blank lines that a block keeps are its own": ("丙: |+\n  a\n\n丁: |\n  b\n\n戊: 1\n", "丙: |+\n  a\n\n丁: |\n  b\n\n戊: 1\n"),
    "and move with it": ("丙: |+\n  a\n\n乙: 2\n甲: 1\n", "甲: 1\n乙: 2\n丙: |+\n  a\n\n"),
    "a comment beside a block's first line stays": ("丙: |2-  # 旁 |+\n   # 文\n", "丙: '# 文'  # 旁 |+\n".replace("'# 文'", "' # 文'")),
    "document markers go and their comments stay": ("%YAML 1.2\n--- # 始\n丙: 1\n... # 终\n", "# 始\n丙: 1\n# 终\n"),
    "folding never happens": (f"丙: {'长 ' * 300}长\n", f"丙: {'长 ' * 300}长\n"),
    "a long key is written so that readers accept it": (f"? {'长' * 1030}\n:   3\n", f"? {'长' * 1030}\n: 3\n"),
    "a file may be one text": ("--- 'x' # 旁\n# 尾\n", "x  # 旁\n# 尾\n"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), EXAMPLES.values(), ids=EXAMPLES)
def test_layout(source: str, wanted: str) -> None:
    """Each example's name says what the canonical form does with it."""
    assert format_text(read(source), ORDER) == wanted


def test_order_comes_from_the_schema() -> None:
    """Keys follow `properties`, below maps of any key and below lists too."""
    schema = {
        "properties": {
            "b": {"type": "array", "items": {"properties": {"y": {}, "x": {}}}},
            "a": {"properties": {"k": {}}, "additionalProperties": {"properties": {"n": {}, "m": {}}}},
        },
        "additionalProperties": False,
    }
    source = "z: 1\na:\n  q:\n    m: 1\n    n: 2\n  p: 3\n  k: 4\nb:\n  - x: 1\n    w: 2\n    y: 3\n"
    wanted = "b:\n  - y: 3\n    x: 1\n    w: 2\na:\n  k: 4\n  q:\n    n: 2\n    m: 1\n  p: 3\nz: 1\n"
    assert format_text(read(source), key_order(schema)) == wanted


def test_types_are_written_as_the_text_had_them() -> None:
    """Numbers and booleans a schema made of the data are written from the file's own text."""
    document = read("序号: '3'\n领域: 消防\n事项:\n  - {牵头: true}\n")
    list(check_document(document, schema_named("domain")))
    assert document.data["序号"] == 3
    assert format_text(document, OWN) == "序号: 3\n领域: 消防\n事项:\n  - 牵头: true\n"


@pytest.mark.parametrize("source", ["a: [\n", "# 只有注释\n", "", "a: 1\na: 2\n"])
def test_unreadable_files_are_never_formatted(source: str) -> None:
    """A document that could not be read is refused rather than guessed at."""
    with pytest.raises(ValueError, match="could not be read"):
        format_text(read(source), OWN)
