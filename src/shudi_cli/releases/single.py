"""单个文件: what one handed-out JSON file proves by itself: its lists are those of the manifest it carries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.model import Release
from shudi_cli.model.building import build
from shudi_cli.model.editions import Edition
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.releases.output_json import CHAPTERS, FOLDER, LISTS, MANIFEST, NOTICE, PATH
from shudi_cli.releases.outputs import face_of
from shudi_cli.releases.parts import Part
from shudi_cli.schema import schema_named

_ANOTHER = "这个文件改过或不完整；向发布单位另取一份"
#: Characters of what a file says that an answer repeats.
_SHOWN = 80


class MalformedError(ValueError):
    """The file is not what `shudi publish` writes; says how."""


def read_json(raw: bytes) -> Mapping[str, Any]:
    """The data of a JSON file. MalformedError for doubled keys, fractions, and what is no JSON of maps at all."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) != len(pairs):
            raise MalformedError("有一个名称写了两次")
        return data

    def refused(_text: str) -> Any:
        raise MalformedError("里面有不该有的数")

    try:
        data = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=once, parse_float=refused, parse_constant=refused
        )
        json.dumps(data, ensure_ascii=False).encode()  # no half of a character
    except MalformedError:
        raise
    except (ValueError, RecursionError) as error:
        raise MalformedError("不是完整的 JSON 文本") from error
    if not isinstance(data, dict):
        raise MalformedError("不是 shudi publish 写的")
    return data


def release_in(data: Mapping[str, Any], name: str) -> Release:
    """The manifest that a file carries. MalformedError where it carries none."""
    manifest = data.get(MANIFEST)
    if not isinstance(manifest, dict) or not schema_named("release").fast.is_valid(manifest):
        raise MalformedError("没有带版本清单，或版本清单的写法不对")
    release: Release = build(Release, manifest, Place(name) / MANIFEST)
    return release


def edition_of(data: Mapping[str, Any]) -> Edition:
    """Which edition a file says it is."""
    found = next((edition for edition in Edition if edition.title == data.get("版面")), None)
    if found is None:
        raise MalformedError("没有写明是公开版还是内部版")
    return found


def single_part(raw: bytes, name: str) -> tuple[Part, Release | None, Edition | None]:
    """What a file proves by itself, its release and its edition; None for those it does not tell."""
    try:
        data = read_json(raw)
        release, edition = release_in(data, name), edition_of(data)
        faults = list(_faults(data, release, edition, name))
    except MalformedError as error:
        return Part([Fault("", Place(name), f"这个文件{error}", _ANOTHER)]), None, None
    except RecursionError:
        return Part([Fault("", Place(name), "这个文件一层套一层，没有尽头", _ANOTHER)]), None, None
    files = [entry for entry in release.files if "/" in entry.path]
    proves = [
        f"文件里的 {len(release.items)} 个事项（{len(files)} 个清单文件）与它所带的 {release.number} 版版本清单逐一相符",
    ]
    return Part(faults, proves, list(_unproved(release, edition))), release, edition


def _faults(data: Mapping[str, Any], release: Release, edition: Edition, name: str) -> Iterator[Fault]:
    place = Place(name)
    face = face_of(release, edition)
    for key in data.keys() - {*face, LISTS, MANIFEST}:
        yield Fault("", place / key, f"多了“{key}”", _ANOTHER)
    for key, value in face.items():
        if data.get(key) != value:
            message = f"“{key}”写的是“{str(data.get(key))[:_SHOWN]}”，版本清单是“{value[:_SHOWN]}”"
            yield Fault("", place / key, message, _ANOTHER)
    said = {
        entry.path: (entry.public or entry.digest) if edition is Edition.PUBLIC else entry.digest
        for entry in release.files
        if "/" in entry.path
    }
    seen: dict[str, str] = {}
    for file, content in _files(data.get(LISTS)):
        if file in seen:
            yield Fault("", place / LISTS, f"“{file}”的内容写了两次", _ANOTHER)
        seen[file] = _digest(content)
    for file in sorted(said.keys() | seen.keys()):
        if file not in seen:
            yield Fault("", place / LISTS, f"少了“{file}”的内容", _ANOTHER)
        elif file not in said:
            yield Fault("", place / LISTS, f"多了“{file}”的内容，版本清单里没有", _ANOTHER)
        elif seen[file] != said[file]:
            yield Fault("", place / LISTS, f"“{file}”的内容与版本清单不符，改过了", _ANOTHER)
    yield from _order_faults(data, place)


def _files(lists: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The content of each file of the lists. MalformedError where it is not told as `output_json` does."""
    for entry in _each(lists):
        _exact(entry, {FOLDER, NOTICE, CHAPTERS})
        yield f"{entry[FOLDER]}/{LIST_FILE}", _mapping(entry[NOTICE])
        for chapter in _each(entry[CHAPTERS]):
            file = chapter.get(PATH)
            if not isinstance(file, str) or file.rpartition("/")[0] != entry[FOLDER]:
                raise MalformedError("有一章没有写明出自哪个文件")
            yield file, {key: value for key, value in chapter.items() if key != PATH}


def _order_faults(data: Mapping[str, Any], place: Place) -> Iterator[Fault]:
    """Chapters out of their order: the digest of each says its 序号, and nothing else says where it stands."""
    for entry in _each(data.get(LISTS)):
        chapters = [(chapter.get("序号"), chapter[PATH]) for chapter in _each(entry[CHAPTERS])]
        if not all(isinstance(order, int) for order, _ in chapters):
            raise MalformedError("有一章的序号不是数")
        if chapters != sorted(chapters):
            yield Fault("", place / LISTS, f"“{entry[FOLDER]}”各章的次序变了", _ANOTHER)


def _unproved(release: Release, edition: Edition) -> Iterator[str]:
    hidden = [entry.path for entry in release.files if entry.public]
    if edition is Edition.PUBLIC and hidden:
        yield f"公开版略去了备注（{'、'.join(hidden)}），备注写了什么不在这个文件里"
    yield "单位名录、依据名录和设置不在这个文件里，没有核对"
    if release.signature:
        yield "版本清单上有签名；核对签名要有签批名册，请在工作区里用 shudi verify 核对"


def _digest(content: Mapping[str, Any]) -> str:
    try:
        return content_digest("file", content)
    except ValueError:  # two keys that only their composition tells apart
        return ""


def _each(entries: Any) -> list[Mapping[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise MalformedError("清单的写法不对")
    return entries


def _mapping(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise MalformedError("清单的概况写法不对")
    return data


def _exact(data: Mapping[str, Any], keys: set[str]) -> None:
    if set(data) != keys or not isinstance(data[FOLDER], str):
        raise MalformedError("清单的写法不对")
