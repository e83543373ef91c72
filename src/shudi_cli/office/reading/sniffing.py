"""What a file is, by its first bytes, and whether its name says the same."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePath

from shudi_cli.errors import ShudiError


class Kind(Enum):
    """How a file is read."""

    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    CONVERTED = "converted"


#: What a name may end in → how such a file is read.
_BY_NAME = {
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".xls": Kind.XLS,
    ".csv": Kind.CSV,
    ".doc": Kind.CONVERTED,
    ".wps": Kind.CONVERTED,
    ".rtf": Kind.CONVERTED,
    ".et": Kind.CONVERTED,
}
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams of a compound file, as they stand in its directory.
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_WORD, _BOOK = "WordDocument", ("Workbook", "Book")
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)
_AGAIN = "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再读"


def kind_of(name: str, raw: bytes) -> Kind:
    """How a file is read; ShudiError where it cannot be, or is not what its name says."""
    suffix = PurePath(name).suffix.lower()
    kind = _BY_NAME.get(suffix)
    if kind is None:
        raise ShudiError(
            f"“{name}”不是能读的文件：{_said(suffix)}", "能读 .docx、.xlsx、.xls、.csv；" + _AGAIN
        )
    if kind is not Kind.CSV and not raw.strip(b"\0"):
        raise ShudiError(f"“{name}”里什么也没有，全是空的", "可能没有下载完，或盘坏了；重新要一份")
    for mark, what in _OTHERS:
        if raw.startswith(mark):
            raise ShudiError(f"“{name}”的扩展名是 {suffix}，内容却是{what}", "要原来的 Word 或 Excel 文件")
    if raw.startswith(_PACKED):
        return _packed(name, suffix, kind)
    if raw.startswith(_COMPOUND):
        return _compound(name, suffix, kind, raw)
    return _text(name, suffix, kind, raw)


def _packed(name: str, suffix: str, kind: Kind) -> Kind:
    """Whether it is Word or Excel inside is for the package to say."""
    if kind in {Kind.DOCX, Kind.XLSX}:
        return kind
    raise ShudiError(
        f"“{name}”的扩展名是 {suffix}，内容却是新格式的 Office 文件或压缩包",
        "把扩展名改成 .docx 或 .xlsx 再读",
    )


def _compound(name: str, suffix: str, kind: Kind, raw: bytes) -> Kind:
    streams = {stream for stream in (*_ENCRYPTED, _WORD, *_BOOK) if _holds(raw, stream)}
    if streams & set(_ENCRYPTED):
        raise ShudiError(f"“{name}”加了密码，读不了", "在 Word、Excel 或 WPS 里打开，取消密码，另存一份再读")
    book = bool(streams & set(_BOOK)) and _WORD not in streams
    if kind is Kind.CONVERTED or (kind is Kind.XLS and book):
        return kind
    ends = ".xls" if book else ".doc"
    raise ShudiError(
        f"“{name}”的扩展名是 {suffix}，内容却是旧格式的 {'Excel' if book else 'Word'} 文件",
        f"用 Word、Excel 或 WPS 打开，另存为 {'.xlsx' if book else '.docx'} 再读，或把扩展名改回 {ends}",
    )


def _text(name: str, suffix: str, kind: Kind, raw: bytes) -> Kind:
    start = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    rich, page = (
        start.startswith(b"{\\rtf"),
        start.startswith((b"<html", b"<!doctype html", b"<table", b"<head")),
    )
    sheet = start.startswith(b"<?xml") and b"schemas-microsoft-com:office" in start
    if kind is Kind.CSV and not (rich or page):
        return kind
    if rich and kind is Kind.CONVERTED and suffix != ".et":
        return kind
    if rich or page or sheet:
        what = "RTF 文件" if rich else "网页" if page else "XML 文件"
        raise ShudiError(f"“{name}”的扩展名是 {suffix}，内容却是{what}", _AGAIN)
    raise ShudiError(
        f"“{name}”不是完好的 {suffix} 文件，开头就不对", "可能没有下载完，或文件坏了；重新要一份，或" + _AGAIN
    )


def _holds(raw: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") + b"\0\0" in raw


def _said(suffix: str) -> str:
    return f"扩展名是 {suffix}" if suffix else "没有扩展名"
