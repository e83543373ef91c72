"""What a schema refuses, keyword by keyword, in a clerk's words, at the offending key or value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from shudi_cli.diagnostics import Finding, Path, Place, Severity
from shudi_cli.matching import did_you_mean
from shudi_cli.schema.advice import content_hint, describe, form_hint, key_hint, kind_hint, meant_key
from shudi_cli.schema.catalogue import Schema
from shudi_cli.schema.narrowing import narrowed
from shudi_cli.source import Document

_COMPARE = "与示例工作区的同名文件对照"
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "boolean": " true 或 false",
    "array": "列表（一行一个“- ”）",
    "object": "一组“名称: 内容”",
}


def explain(document: Document, schema: Schema) -> Iterator[Finding]:
    """One finding for each thing refused; never none, since the compiled validator refused."""
    found = False
    for path, error in errors_in(document.data, schema):
        explainer = _KEYWORDS.get(str(error.validator), _other)
        for finding in explainer(error, Place(document.name, path)):
            found = True
            yield finding
    if not found:  # pragma: no cover - a property test holds that the two validators agree
        yield _finding("S109", "文件不合规定的格式", Place(document.name), _COMPARE)


def errors_in(data: Any, schema: Schema) -> Iterator[tuple[Path, Any]]:
    """`jsonschema`'s errors with their paths; it sees only what the compiled validator pointed at."""
    part = narrowed(data, [tuple(error.instance_path) for error in schema.fast.iter_errors(data)])
    validator = EXPLAINER(schema.body, format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(part.data):
        yield part.original(error.absolute_path), error


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """`pattern` as ECMA 262 reads it: `$` is the end of the text, not of its last line."""
    if isinstance(instance, str) and not _matches(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _matches(pattern: str, text: str) -> bool:
    return re.search(re.sub(r"\$$", r"\\Z", pattern), text) is not None


#: `jsonschema` with patterns as ECMA 262 reads them.
EXPLAINER: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def _required(error: Any, place: Place) -> Iterator[Finding]:
    # jsonschema yields one error for each missing key and names it only in its message.
    match = re.match(r"'(.+)' is a required property", error.message)
    missing = match[1] if match else "？"
    known = error.schema["properties"]
    absent = [name for name in known if name not in error.instance]
    if any(meant_key(key, absent) == missing for key in error.instance if key not in known):
        return  # the unknown key beside it is reported, with the right spelling
    wanted = known.get(missing, {})
    told = content_hint(wanted) if wanted.keys() & {"description", "enum"} else ""
    yield _finding("S101", f"缺少“{missing}”", place, f"加一行“{missing}: ……”{f'：{told}' if told else ''}")


def _unknown_keys(error: Any, place: Place) -> Iterator[Finding]:
    known = error.schema.get("properties", {})
    absent = [name for name in known if name not in error.instance]
    for key in error.instance:
        if key not in known:
            hint = key_hint(key, absent or list(known), known)
            yield _finding("S102", f"不认识“{key}”这一项", (place / key).key, hint)


def _type(error: Any, place: Place) -> Iterator[Finding]:
    wanted, value = str(error.validator_value), error.instance
    if value is None:
        yield _finding("S104", f"{_name(place)}后面没有内容", place, "补上内容；不需要就删去这一行")
        return
    message = f"{_name(place)}应是{_TYPES.get(wanted, wanted)}，这里是{_kind(value)}"
    yield _finding("S103", message, place, kind_hint(wanted, value, error.schema))


def _enum(error: Any, place: Place) -> Iterator[Finding]:
    allowed = [str(value) for value in error.validator_value]
    choice = content_hint(error.schema)
    if error.instance is None:
        yield _finding("S104", f"{_name(place)}后面没有内容", place, choice)
        return
    hint = did_you_mean(error.instance, allowed, choice) if isinstance(error.instance, str) else choice
    yield _finding("S105", f"{_name(place)}不能是{_kind(error.instance)}", place, hint)


def _bad_form(error: Any, place: Place) -> Iterator[Finding]:
    if error.instance or not error.schema.get("minLength"):  # an empty text is reported as that
        message = f"{_name(place)}的写法不对：{_kind(error.instance)}"
        yield _finding("S106", message, place, form_hint(error.instance, error.schema))


def _no_such_day(error: Any, place: Place) -> Iterator[Finding]:
    pattern = error.schema.get("pattern")
    if pattern is None or _matches(pattern, error.instance):  # a bad form is reported as that
        message = f"{_name(place)}的日期不存在：{_kind(error.instance)}"
        yield _finding("S106", message, place, form_hint(error.instance, error.schema))


def _too_little(_error: Any, place: Place) -> Iterator[Finding]:
    yield _finding("S104", f"{_name(place)}是空的", place, "补上内容；不需要就删去这一项")


def _too_long(error: Any, place: Place) -> Iterator[Finding]:
    message = f"{_name(place)}有{len(error.instance)}个字，超过{error.validator_value}个"
    yield _finding("S107", message, place, "拆成几条，或写短些")


def _out_of_range(error: Any, place: Place) -> Iterator[Finding]:
    side = "小于" if error.validator == "minimum" else "大于"
    message = f"{_name(place)}不能{side}{error.validator_value}，这里是{error.instance}"
    yield _finding("S107", message, place, describe(error.schema) or "核对这个数")


def _repeated(_error: Any, place: Place) -> Iterator[Finding]:
    yield _finding("S108", f"{_name(place)}里有重复的内容", place, "删去重复的一条")


def _other(error: Any, place: Place) -> Iterator[Finding]:
    yield _finding("S109", f"{_name(place)}不合规定的格式", place, describe(error.schema) or _COMPARE)


_KEYWORDS: Mapping[str, Callable[[Any, Place], Iterator[Finding]]] = {
    "required": _required,
    "additionalProperties": _unknown_keys,
    "type": _type,
    "enum": _enum,
    "pattern": _bad_form,
    "format": _no_such_day,
    "minLength": _too_little,
    "minItems": _too_little,
    "minProperties": _too_little,
    "maxLength": _too_long,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "uniqueItems": _repeated,
}
_SHORT = 24


def _finding(code: str, message: str, place: Place, hint: str = "") -> Finding:
    return Finding(code, Severity.ERROR, message, place, hint)


def _name(place: Place) -> str:
    names = [step for step in place.path if isinstance(step, str)]
    return f"“{names[-1]}”" if names else "文件的内容"


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "一组“名称: 内容”"
    if isinstance(value, list):
        return "列表"
    return f"“{_short(value)}”"


def _short(value: Any) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
