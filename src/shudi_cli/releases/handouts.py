"""成品的核对: each handed-out file by itself, and against the release it says it is of, made anew."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.office.grid import OfficeFile
from shudi_cli.office.reading import read_content
from shudi_cli.office.reading.bringing import content_of
from shudi_cli.opening import shown
from shudi_cli.releases.copies import opened
from shudi_cli.releases.in_force import is_release_number
from shudi_cli.releases.no_lists import NoListError, refuse_format, refuse_others
from shudi_cli.releases.parts import Part, Told, Verification, same_digest, summed
from shudi_cli.releases.proving import record_parts
from shudi_cli.releases.reading_back import claim_of, read_back
from shudi_cli.releases.remaking import Remade
from shudi_cli.releases.single import single_part
from shudi_cli.snapshot import find_workspaces

_LARGEST = 100_000_000
_SHOWN = 3
_OFFICE = {".docx", ".xlsx"}
#: What clerks may have saved one of those as.
_RESAVED = {".docm", ".xlsm", ".doc", ".wps", ".xls"}
_ANOTHER = "这个文件改过，或不是那个版本的；向发布单位另取一份"


def is_handed_out(path: Path) -> bool:
    """Whether a file may be one of those that `shudi publish` writes out."""
    return path.suffix.lower() in {".json", ".csv", *_OFFICE} and not path.name.startswith("~$")


def verify_files(paths: Sequence[Path], start: Path, stack: ExitStack, told: Told) -> Verification:
    """Handed-out files, each by itself, and against the workspace here if it is that county's."""
    roots = find_workspaces(start)
    copy = opened(roots[0], stack) if len(roots) == 1 else None
    here = Remade(copy) if copy is not None else None
    looked = _looked_at(paths, start, here, told)
    names = "、".join(f"“{shown(path, start)}”" for path in paths[:_SHOWN])
    subject = f"文件{names}" + (f"等 {len(paths)} 个" if len(paths) > _SHOWN else "")
    parts = [part for found in looked for part in found.parts]
    ours = {found.here.number: found.here for found in looked if found.here is not None}
    if copy is not None:
        parts += [part for release in ours.values() for part in record_parts(copy, release, told)]
    shows = next((found.release for found in looked if found.release is not None), None)
    return summed(subject, shows, parts)


def _looked_at(paths: Sequence[Path], start: Path, here: Remade | None, told: Told) -> Sequence[_Looked]:
    """Each file looked at; one of several that is no list is told. NoListError where none is."""
    looked: list[_Looked] = []
    refused: list[NoListError] = []
    for path in paths:
        try:
            looked.append(_of_file(path, shown(path, start), here, told))
        except NoListError as error:
            refused.append(error)
            looked.append(_Looked([Part(unproved=[f"{error}，没有核对"])]))
    if len(refused) == len(paths):
        raise refused[0]
    return looked


class _Looked(NamedTuple):
    """What looking at one file gave: the release it tells of, and (`here`) the one of the workspace it is of."""

    parts: Sequence[Part]
    release: Release | None = None
    here: Release | None = None


def _of_file(path: Path, name: str, here: Remade | None, told: Told) -> _Looked:
    if path.suffix.lower() in _OFFICE | _RESAVED:
        return _of_office(path, name, here)
    raw = _content(path)
    if path.suffix.lower() == ".csv":
        return _of_table(raw, name, here)
    refuse_format(name, path.suffix.lower(), raw)
    own, release, edition = single_part(raw, name)
    if release is None or edition is None:
        return _Looked([own])
    if here is None or here.region != release.region:
        return _Looked([own, _alone(release, told.expect, here)], release)
    found = _against(here, (release.number, release.digest), name, raw)
    return found._replace(parts=[own, *found.parts], release=release)


def _alone(release: Release, expect: str | None, here: Remade | None) -> Part:
    """What can be said of a manifest without the workspace it comes from."""
    place = release.place
    if expect is not None:
        if not same_digest(expect, release.digest):
            message = f"--expect 的指纹不是这个文件的；它的是 {release.digest}"
            return Part([Fault("", place, message, "核对指纹有没有抄错；没有抄错的，" + _ANOTHER)])
        return Part(
            proves=[f"{release.number} 版的指纹与 --expect 相同"],
            unproved=["变更是不是按程序批准的，要有工作区才能核对"],
        )
    where = "这里的工作区是别的县的" if here else "这里没有工作区"
    told = f"{where}，没有用 --expect：这份版本清单是不是本县发布的，单凭一个文件看不出"
    return Part(unproved=[f"{told}；请把指纹 {release.digest} 与印发文件上的对照"])


def _of_table(raw: bytes, name: str, here: Remade | None) -> _Looked:
    """A CSV: it carries no manifest, so it takes a workspace to make it anew. ShudiError where there is none."""
    face = _face(raw)
    number, digest = face.get("正式版本", ""), face.get("版本指纹", "")
    if not is_release_number(number) and face.get("版面") is None:
        return _Looked([Part([Fault("", Place(name), "这个文件第二行没有写明是哪个正式版本的", _ANOTHER)])])
    read = _ReadBack(read_content(name, raw), face)
    refuse_others(read.file, name)
    if not is_release_number(number):
        return _Looked([Part([Fault("", Place(name), "这个文件第二行没有写明是哪个正式版本的", _ANOTHER)])])
    return _against(_home(face, name, here), (number, digest), name, raw, read)


def _of_office(path: Path, name: str, here: Remade | None) -> _Looked:
    """A Word or Excel file: the same bytes as made anew, or else the same words when its tables are read back."""
    raw = content_of(path)
    file = read_content(path.name, raw)
    refuse_others(file, name)
    face = claim_of(file, here.region if here else None)
    number = face.get("正式版本", "")
    if not is_release_number(number):
        told = (
            "不是正式版本的文件，是还没有发布的清单" if face.get("内容指纹") else "没有写明是哪个正式版本的"
        )
        return _Looked([Part([Fault("", Place(name), f"这个文件{told}", "核对发布的成品；" + _ANOTHER)])])
    home = _home(face, name, here)
    return _against(home, (number, face.get("版本指纹", "")), name, raw, _ReadBack(file, face))


class _ReadBack(NamedTuple):
    """A Word or Excel file as it was read, and what it says of itself."""

    file: OfficeFile
    face: Mapping[str, str]


def _home(face: Mapping[str, str], name: str, here: Remade | None) -> Remade:
    """The workspace here, if it is the county's that a file names. ShudiError where it is not."""
    if here is None or here.region != face.get("地区"):
        raise ShudiError(
            f"“{name}”单凭自己证明不了，这里也没有{face.get('地区') or '它那个县'}的工作区",
            "在工作区里核对，或核对同一版本的 JSON 文件",
        )
    return here


def _face(raw: bytes) -> dict[str, str]:
    """What the second row says, by title; programs may have saved it in GBK."""
    try:
        raw.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError:
        encoding = "gb18030"
    try:
        rows = list(csv.reader(io.StringIO(raw[:100_000].decode(encoding, "replace"), newline="")))
    except csv.Error:
        return {}
    cells = rows[1] if len(rows) > 1 else []
    return dict(zip(cells[::2], cells[1::2], strict=False))


def _against(
    here: Remade, claim: tuple[str, str], name: str, raw: bytes, office: _ReadBack | None = None
) -> _Looked:
    """A file held against the release it claims to be of (number and digest), made anew."""
    number, digest = claim
    release = next((found for found in here.copy.archive.releases if found.number == number), None)
    place = Place(name)
    if release is None:
        message = f"这里的工作区没有 {number} 版"
        return _Looked([Part([Fault("", place, message, "取有这个版本的工作区再核对；" + _ANOTHER)])])
    on_paper = (
        office is not None
        and office.file.kind != "csv"
        and (not digest or same_digest(digest, release.digest))
    )
    if release.digest != digest and not on_paper:
        message = f"它的版本指纹与工作区里 {number} 版的（{release.digest}）不同"
        return _Looked([Part([Fault("", place, message, _ANOTHER)])])
    workspace = here.workspace(release)
    if workspace is None:
        part = Part(unproved=[f"这里取不到 {number} 版发布时的清单，没有把文件重新做一遍来比"])
    elif raw in here.contents(release, workspace):
        part = Part(proves=[f"“{name}”与 {number} 版重新做出来的逐字节相同"])
    elif office is not None:
        part = read_back(office.file, name, release, workspace, office.face)
    else:
        part = Part([Fault("", place, f"与 {number} 版重新做出来的不同，改过了", _ANOTHER)])
    parts = [part]
    if office is not None and not digest:
        parts.append(Part(unproved=[f"“{name}”上没有版本指纹，是照它写的 {number} 版核对的"]))
    return _Looked(parts, release, release)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ShudiError(f"“{path}”太大，不是 shudi publish 写的文件", "核对文件名")
        return path.read_bytes()
    except OSError as error:
        raise ShudiError(f"“{path}”打不开", "核对文件名和权限") from error
