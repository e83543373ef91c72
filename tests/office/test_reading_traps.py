"""Files that are broken, locked, disguised or made to do harm: a clear word, at once, and nothing else."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from shudi_cli.errors import ShudiError
from shudi_cli.office.reading import bringing, read_content, read_office
from shudi_cli.office.reading.bringing import content_of
from tests.office.wordfile import p, packed, parts, relations, tbl, tc, tr, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
GOOD = word(tbl(tr(tc("甲"))))


def told(name: str, raw: bytes) -> str:
    """What is said of a file that is refused; there is always a next step."""
    with pytest.raises(ShudiError) as refused:
        read_content(name, raw)
    assert refused.value.hint
    assert name in refused.value.message
    refused.value.message.encode("gbk")
    return refused.value.message


def stream(name: str) -> bytes:
    """A compound file with a stream of this name."""
    return OLE + name.encode("utf-16-le") + bytes(200)


@pytest.fixture(scope="module")
def sheet_file() -> bytes:
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as made:
        made.add_worksheet().write_string("A1", "甲")
    return raw.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.docx", stream("EncryptedPackage"), "加了密码"),
        ("a.xlsx", stream("EncryptionInfo"), "加了密码"),
        ("a.docx", stream("WordDocument"), "旧格式的 Word"),
        ("a.xlsx", stream("Workbook"), "旧格式的 Excel"),
        ("a.xls", stream("WordDocument"), "旧格式的 Word"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "网页"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML"),
        ("a.docx", b"{\\rtf1 x}", "RTF"),
        ("a.docx", b"%PDF-1.7", "PDF"),
        ("a.xlsx", b"just text", "开头就不对"),
        ("a.csv", GOOD, "新格式的 Office"),
        ("a.doc", GOOD, "新格式的 Office"),
        ("a.docx", bytes(4096), "全是空的"),
        ("a.pdf", b"%PDF-1.7", "不是能读的文件"),
        ("清单", b"x", "没有扩展名"),
        ("a.xls", OLE, "旧格式"),
        ("a.xls", stream("Workbook"), "读不出来"),
        ("a.docx", packed({"a.txt": "x"}), "压缩包"),
    ],
)  # fmt: skip
def test_disguises(name: str, raw: bytes, says: str) -> None:
    """What a file is shows in its content; its name must say the same."""
    assert says in told(name, raw)


def test_word_and_excel_mixed_up(sheet_file: bytes) -> None:
    """Each under the name of the other; and a presentation."""
    assert "内容却是Excel" in told("a.docx", sheet_file)
    assert "内容却是Word" in told("a.xlsx", GOOD)
    shown = packed(
        parts("", main="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")
    )
    assert "演示文稿" in told("a.docx", shown)


@pytest.mark.parametrize("keep", [1, 30, 200, 700, -1, -30])
def test_a_file_cut_off(keep: int, sheet_file: bytes) -> None:
    """Damaged in words, wherever it ends."""
    told("a.docx", GOOD[:keep])
    told("a.xlsx", sheet_file[:keep])


def test_a_file_with_a_hole() -> None:
    """Bytes of a part changed: noticed, or it reads as a document still; never a crash."""
    for at in range(30, len(GOOD), 7):
        hurt = GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :]
        try:
            read_content("a.docx", hurt)
        except ShudiError as refused:
            assert refused.hint  # noqa: PT017 - both are right


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "_rels/.rels", "customXml/item1.xml", "[Content_Types].xml"]
)
def test_entities(part: str, encoding: str) -> None:
    """No part may declare any, in whatever encoding, even one that is not read."""
    made = parts(tbl(tr(tc("甲"))))
    text = str(made.get(part, "<x/>"))
    made[part] = f'<?xml version="1.0" encoding="{encoding.upper()}"?>{LAUGHS}{text}'.encode(encoding)
    if encoding == "utf-32" and part.startswith("customXml"):
        assert read_content("a.docx", packed(made)).grids  # nobody parses it
    else:
        told("a.docx", packed(made))


def test_entities_far_down_and_in_sheets(sheet_file: bytes) -> None:
    """Behind a megabyte of white space; in a sheet and in the texts of a workbook."""
    made = parts("")
    made["word/document.xml"] = " " * 1_048_571 + f"{LAUGHS}{made['word/document.xml']}"
    assert "DOCTYPE" in told("a.docx", packed(made, how=zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(sheet_file)) as book:
        content = {name: book.read(name) for name in book.namelist()}
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        head, _, rest = content[part].partition(b"\n")
        assert "DOCTYPE" in told("a.xlsx", packed({**content, part: head + LAUGHS.encode() + rest}))


def test_bombs() -> None:
    """Too well packed, too many parts, the same twice, out of the folder, a size that lies."""
    made = parts("")
    assert "大得不正常" in told("a.docx", packed({**made, "word/media/a.png": bytes(5_000_000)}))
    assert "太多" in told("a.docx", packed({**made, **{f"x/{nth}": "" for nth in range(3001)}}))
    assert "路径" in told("a.docx", packed({**made, "../../etc/x": "x"}))
    assert "路径" in told("a.docx", packed({**made, "word\\..\\..\\x": "x"}))
    raw = packed({**made, "word/documenX.xml": "<x/>"}).replace(b"documenX", b"document")
    assert "重名" in told("a.docx", raw)
    assert "重名" in told("a.docx", packed({**made, "WORD/document.xml": "x"}))


def test_an_encrypted_part() -> None:
    """The old encryption of zip files."""
    raw = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    assert "密码" in told("a.docx", bytes(raw))


def test_a_size_that_lies() -> None:
    """What a part says of its size is not believed."""
    raw = bytearray(packed({**parts(p("甲" * 3000))}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = raw.rindex(mark, 0, raw.index(b"word/document.xml", raw.index(mark)))
        raw[place + at : place + at + 4] = (10).to_bytes(4, "little")
    try:
        assert read_content("a.docx", bytes(raw)).grids == ()
    except ShudiError as refused:
        assert "损坏" in refused.message  # noqa: PT017 - both are right


def test_nothing_outside_is_fetched() -> None:
    """A relation to the world outside is not followed, not even to a part of that name; macros are told."""
    made = parts(p("甲"))
    made["word/_rels/document.xml.rels"] = relations(numbering="http://127.0.0.1:9/n.xml").replace(
        "Target=", 'TargetMode="External" Target='
    )
    made["word/vbaProject.bin"] = b"x"
    found = read_content("a.docm", packed(made))
    assert found.paragraphs == ("甲",)
    assert found.remarks == ("文件里有宏，没有运行，也没有读",)


def test_a_sheet_that_claims_to_be_endless() -> None:
    """100,000 formatted empty rows, a merge of a whole column, a dimension of everything: only the text counts."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
    cols = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'
    empty = "".join(f'<row r="{nth}" ht="20"><c r="A{nth}" s="1"/></row>' for nth in range(2, 100_001))
    end = '<row r="1048576"/>'
    merges = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="XX:"/></mergeCells></worksheet>'
    grid = read_content(
        "a.xlsx", book(f"{head}{cols}<sheetData>{first}{empty}{end}</sheetData>{merges}")
    ).grids[0]
    assert (grid.height, grid.width, len(grid.cells), grid.hidden_columns) == (1, 1, 1, frozenset())


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="x"><c r="??" t="s"><v>99</v></c></row>',
        '<row><c><v>1e999999999</v></c><c t="n"><v>nan</v></c><c t="n" s="77"><v>abc</v></c></row>',
        '<row r="99999999999999"><c r="ZZZZZZ1"><v>1</v></c></row>',
        '<row><c t="s"><v>-1</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2026-01-01</v></c></row>',
    ],
)
def test_nonsense_in_a_sheet(inside: str) -> None:
    """Numbers that are none, places that are none: read as well as can be."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    assert read_content("a.xlsx", book(f"{head}<sheetData>{inside}</sheetData></worksheet>")).grids


def book(sheet: str) -> bytes:
    """A workbook with one sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    bound = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxml'
            'formats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": relations(officeDocument="/xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{bound}"><sheets><sheet name="甲" r:id="r0"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def refused(path: Path) -> ShudiError:
    with pytest.raises(ShudiError) as told:
        read_office(path)
    assert told.value.hint
    return told.value


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe, a device, nothing at all, an empty file, Word's own leftover: told, not waited for."""
    (tmp_path / "夹.docx").mkdir()
    (tmp_path / "空.docx").touch()
    assert "文件夹" in refused(tmp_path / "夹.docx").message
    assert "空文件" in refused(tmp_path / "空.docx").message
    assert "没有" in refused(tmp_path / "无.docx").message
    assert "临时文件" in refused(tmp_path / "~$清单.docx").message
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.docx")
        (tmp_path / "零.docx").symlink_to("/dev/zero")
        assert "不是普通文件" in refused(tmp_path / "管.docx").message
        assert "不是普通文件" in refused(tmp_path / "零.docx").message


def test_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more byte than is read."""
    monkeypatch.setattr(bringing, "LARGEST", 10)
    (tmp_path / "a.docx").write_bytes(bytes(11))
    assert "太大" in refused(tmp_path / "a.docx").message


@pytest.mark.parametrize("owner", ["~$清单.docx", "~$属地管理责任清单2026.docx", ".~lock.清单.docx#"])
def test_a_file_open_elsewhere(tmp_path: Path, owner: str) -> None:
    """Seen by the file that Word, WPS or LibreOffice keeps beside it, whose name is told."""
    path = tmp_path / ("某县属地管理责任清单2026.docx" if "2026" in owner else "清单.docx")
    path.write_bytes(GOOD)
    assert read_office(path).grids
    (tmp_path / owner).touch()
    assert "打开着" in refused(path).message
    assert owner in refused(path).hint


def test_a_locked_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by another program, or somebody else's."""
    path = tmp_path / "清单.docx"
    path.write_bytes(GOOD)

    def locked(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(bringing.os, "open", locked)
    with pytest.raises(ShudiError, match="占用"):
        content_of(path)


def test_reading_writes_nothing(tmp_path: Path) -> None:
    """Neither a good file nor a bad one leaves anything behind or is touched."""
    plain = openpyxl.Workbook()
    plain.save(tmp_path / "a.xlsx")
    (tmp_path / "b.docx").write_bytes(GOOD[:300])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    read_office(tmp_path / "a.xlsx")
    refused(tmp_path / "b.docx")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_old_files_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to do is said: save as."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, to in (("a.doc", ".docx"), ("a.wps", ".docx"), ("a.et", ".xlsx")):
        with pytest.raises(ShudiError) as told:
            read_content(name, stream("WordDocument"))
        assert f"另存为 {to}" in told.value.hint


def _fake(folder: Path, body: str) -> None:
    (folder / "soffice").write_text(f"#!/bin/sh\n{body}\n")
    (folder / "soffice").chmod(stat.S_IRWXU)


@pytest.mark.skipif(os.name == "nt", reason="用 shell 脚本冒充 soffice")
def test_a_conversion_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice makes nothing, or does not end: told; the folder it worked in is gone."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(work))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    _fake(tmp_path, "exit 0")
    assert "转换不成" in told("a.doc", stream("WordDocument"))

    def endless(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("soffice", 120)

    monkeypatch.setattr(subprocess, "run", endless)
    assert "还没有完" in told("a.doc", stream("WordDocument"))
    assert list(work.iterdir()) == []
