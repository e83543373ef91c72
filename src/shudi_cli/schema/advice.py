"""What was surely meant: the hint for a key, a value or a kind of content that a schema refuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.matching import closest

_WRAPPING = "“”‘’「」『』《》'\" \u3000\n"
_DASHES = str.maketrans("—–−", "---")
_DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")
_NUMBER = re.compile(r"([A-Z]{2,4})-?(\d{1,2})-?(\d{1,3})")
_TWO = 2

#: (type a schema wants, what stands there) → what to do.
_CHANGES = {
    ("array", "text"): "另起一行写“- ”，再写内容",
    ("array", "map"): "每一条的第一行前面加“- ”，下面各行与它对齐",
    ("object", "list"): "这里不用“- ”，直接写“名称: 内容”",
    ("string", "map"): "文字里的冒号用全角（：）",
    ("string", "list"): "写成一句，不用“- ”",
    ("integer", "text"): "写不带引号、逗号和单位的阿拉伯数字",
}


def meant_key(key: str, names: Iterable[str]) -> str | None:
    """The name a misspelt key stands for. Most have two characters: one of them right is near enough."""
    candidates = list(names)
    twins = (name for name in candidates if len(name) == len(key) == _TWO and set(name) & set(key))
    return closest(key, candidates) or next(twins, None)


def key_hint(key: str, absent: Sequence[str], known: Iterable[str]) -> str:
    """What to write instead of an unknown key: one of those still absent, if any is like it."""
    found = meant_key(key, absent)
    return f"是不是想写“{found}”？" if found else f"这里可以写：{'、'.join(known)}"


def form_hint(value: str, schema: Mapping[str, Any]) -> str:
    """How to write a text that its `pattern` or its `format` refuses."""
    pattern = schema.get("pattern", "")
    right = next((other for other in _respelt(value) if other != value and re.search(pattern, other)), None)
    if right:
        return f"写成“{right}”"
    examples = schema.get("examples") or (["2026-01-01"] if schema.get("format") == "date" else [])
    if examples:
        return f"写成“{examples[0]}”这样"
    return describe(schema) or "与同一文件里的其他条目对照"


def kind_hint(wanted: str, value: Any, schema: Mapping[str, Any]) -> str:
    """How to turn a text, a list or a map into the type that is wanted."""
    if isinstance(value, str) and wanted in {"array", "object"}:
        if re.match(r"[-－—]\S", value):
            return "“- ”的减号后面要空一格"
        if wanted == "object":
            glued = re.match(r"\S+?[:：]", value)
            first = next(iter(schema.get("required", ())), "名称")
            return "冒号用半角，后面空一格" if glued else f"先写名称和冒号，如“{first}: {value[:12]}”"
    if wanted == "boolean" and isinstance(value, str):
        return "是就写 true，不是就删去这一行"
    given = "map" if isinstance(value, dict) else "list" if isinstance(value, list) else "text"
    return _CHANGES.get((wanted, given)) or describe(schema)


def content_hint(schema: Mapping[str, Any]) -> str:
    """What belongs here: one of a few words, or what the schema says of it."""
    if allowed := schema.get("enum"):
        return f"写其中之一：{'、'.join(map(str, allowed))}"
    return describe(schema) or "补上这一项"


def describe(schema: Any) -> str:
    """What a schema says of itself."""
    return str(schema.get("description", "")) if isinstance(schema, Mapping) else ""


def _respelt(value: str) -> Iterator[str]:
    """The value without quotes around it, in half width, in one case, and as a date or a number is padded."""
    plain = unicodedata.normalize("NFKC", value.strip(_WRAPPING)).translate(_DASHES)
    yield from (plain, plain.upper(), plain.lower())
    if day := _DAY.fullmatch(plain):
        yield f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    if number := _NUMBER.fullmatch(plain.upper()):
        yield f"{number[1]}-{int(number[2]):02}-{int(number[3]):03}"
