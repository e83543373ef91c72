"""The schemas themselves: valid, closed, titled in Chinese, and of one mind about what a key holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shudi_cli.resources import schemas_folder
from shudi_cli.schema import Schema, chapter_schema, schema_named

NAMES = sorted(path.name.removesuffix(".schema.json") for path in schemas_folder().glob("*.json"))
CHAPTERS = [
    chapter_schema("领域", ("批次", "主体责任", "依据"), ("职责任务", "适用")),
    chapter_schema("板块", ("适用", "职责任务"), ("批次", "主体责任", "配合责任")),
    chapter_schema("领域", (), ()),
]
SCHEMAS = [*map(schema_named, NAMES), *CHAPTERS]
every_schema = pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)

#: Keys that hold one thing in one file and another elsewhere: an item's 单位 is a name, units.yaml's the register.
HOMONYMS = {
    "单位": {"string", "array"},
    "领域": {"string", "integer", "array"},
    "职务": {"string", "array"},  # what a contact is called; which offices a signer holds
    "板块": {"string", "integer"},
    "事项": {"array", "integer"},
    "类别": {"enum", "array"},
    "层级": {"enum", "array"},
    # A record names what the settings describe: its county, its list, its trigger, its stage.
    "地区": {"string", "object"},
    "清单": {"string", "array"},
    "触发": {"string", "object"},
    "环节": {"string", "array"},
    "责任下移": {"string", "object"},
    "程序": {"object", "array"},
    "发布": {"string", "object"},
    # A release lists what a record is about: its files, its changes, the opinions they rest on.
    "文件": {"string", "array"},
    "变更": {"string", "array"},
    "意见": {"enum", "array"},
    "原因": {"string", "enum"},
}


def nodes(schema: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema inside a schema, with the key it stands under."""
    yield key, schema
    for name, inner in schema.get("properties", {}).items():
        yield from nodes(inner, name)
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from nodes(schema[name], key)


def properties(schema: Schema) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema, at any depth."""
    for _, node in nodes(schema.body):
        yield from node.get("properties", {}).items()


@every_schema
def test_schemas_are_valid(schema: Schema) -> None:
    """Each schema is one of JSON Schema 2020-12, and says so."""
    Draft202012Validator.check_schema(dict(schema.body))
    assert schema.body["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema.body["$id"] == f"urn:shudi:schema:{schema.name}"


@every_schema
def test_schemas_help_while_typing(schema: Schema) -> None:
    """The schema and each of its properties has a title, so that an editor can show it."""
    assert schema.body["title"]
    assert [key for key, node in properties(schema) if not node.get("title")] == []


@every_schema
def test_schemas_are_closed(schema: Schema) -> None:
    """Maps say what else they may hold, lists what they hold; a list, text or map in use is not empty."""
    for key, node in nodes(schema.body):
        kind = node.get("type")
        assert kind or node.get("enum"), key
        assert kind != "object" or "additionalProperties" in node, key
        assert kind != "array" or ("items" in node and node["minItems"] == 1), key
        assert kind != "string" or node["minLength"] == 1, key
        assert ("format" in node) <= ("pattern" in node), key


@every_schema
def test_required_keys_exist(schema: Schema) -> None:
    """What is required can be written."""
    for key, node in nodes(schema.body):
        assert set(node.get("required", ())) <= node.get("properties", {}).keys(), key


def test_a_key_means_one_thing() -> None:
    """A key has the same type wherever it stands, but for the homonyms listed above."""
    types: dict[str, set[str]] = {}
    for schema in map(schema_named, NAMES):
        for key, node in properties(schema):
            types.setdefault(key, set()).add(node.get("type", "enum"))
    assert {key: found for key, found in types.items() if found != HOMONYMS.get(key) and len(found) > 1} == {}


def test_every_kind_of_file_has_a_schema() -> None:
    """There are ten kinds of file, and each schema is written as UTF-8 with its Chinese as it stands."""
    assert NAMES == [
        "change", "contacts", "domain", "laws", "list", "opinion", "release", "shudi", "signers", "units",
    ]  # fmt: skip
    for name in NAMES:
        text = (schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8")
        assert "\\u" not in text
        assert json.loads(text) == schema_named(name).body


def test_a_list_kind_makes_its_own_schema() -> None:
    """The kind names what a chapter is called, what an item must have, and what it has not."""
    body = CHAPTERS[0].body
    item = body["properties"]["事项"]["items"]
    assert set(body["properties"]) == {"领域", "序号", "事项"}
    assert set(body["required"]) == {"领域", "序号", "事项"}
    assert set(item["required"]) == {"编号", "名称", "批次", "主体责任", "依据"}
    assert not {"职责任务", "适用"} & item["properties"].keys()


def test_making_a_schema_leaves_the_general_one_alone() -> None:
    """The schema of any chapter still knows both kinds of heading and every field."""
    general = schema_named("domain").body
    assert {"领域", "板块"} < general["properties"].keys()
    assert general["properties"]["事项"]["items"]["required"] == ["编号", "名称"]


def test_equal_schemas_are_one() -> None:
    """Asked for twice, a schema is compiled once."""
    assert schema_named("units") is schema_named("units")
    assert chapter_schema("领域", (), ()) is chapter_schema("领域", (), ())
