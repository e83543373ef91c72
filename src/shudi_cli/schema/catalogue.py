"""The schemas: one per kind of file, and the one a list kind makes of the chapter's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from shudi_cli.resources import schemas_folder
from shudi_cli.schema.coercion import Plan, plan_of

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator


@dataclass(frozen=True)
class Schema:
    """A schema ready for use. Equal schemas of one run are the same object."""

    name: str
    body: Mapping[str, Any] = field(repr=False)

    @cached_property
    def plan(self) -> Plan:
        """Where text becomes a number or a boolean."""
        return plan_of(self.body)

    @cached_property
    def fast(self) -> Draft202012Validator:
        """The compiled validator, which only says yes or no."""
        from jsonschema_rs import Draft202012Validator

        return Draft202012Validator(dict(self.body), validate_formats=True)


@cache
def schema_named(name: str) -> Schema:
    """The schema of a kind of file: shudi, units, laws, list or domain."""
    path = schemas_folder() / f"{name}.schema.json"
    return Schema(name, json.loads(path.read_text(encoding="utf-8")))


@cache
def chapter_schema(title: str, required: tuple[str, ...], unused: tuple[str, ...]) -> Schema:
    """The schema of a chapter file of one list kind: `title` is what a chapter is called (领域, 板块).

    A list kind is data in `shudi.yaml`: it names the fields an item must have and those it has not.
    """
    base = schema_named("domain").body
    item = base["properties"]["事项"]["items"]
    item = {
        **item,
        "required": [*item["required"], *required],
        "properties": {key: value for key, value in item["properties"].items() if key not in unused},
    }
    chapter = base["properties"].get(title) or {**base["properties"]["领域"], "title": title}
    properties = {title: chapter, "序号": base["properties"]["序号"]}
    items = {**base["properties"]["事项"], "items": item}
    body = {**base, "properties": {**properties, "事项": items}, "required": [title, *base["required"]]}
    return Schema("domain", body)
