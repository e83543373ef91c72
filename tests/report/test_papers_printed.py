"""The papers of a change as they come out of the printer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shudi_cli.office.word import word_bytes
from tests.changes.records import Trail, amended, change
from tests.cli.county import SAND, item
from tests.report.paged import words
from tests.report.test_papers import papers

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or Poppler is not installed",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every paper of three changes as PDF, each in the folder of its change."""
    folder = tmp_path_factory.mktemp("papers")
    under_way = Trail(change(触发="基层有实际需求", 依据=[{"名称": "中华人民共和国水法"}]))
    under_way.add("county-bianban", person="王五", 说明="边界不变。")
    added = change("CG-2026-002", 类型="增", 事项=[amended(None, item("SD-06-003", "涉河项目"))])
    removed = change("CG-2026-003", 类型="减", 事项=[amended(SAND, None)])
    for trail in (under_way, Trail(added), Trail(removed)):
        for name, document in papers(trail).items():
            (folder / name).write_bytes(word_bytes(document))
            (folder / name).with_suffix(".txt").write_text(words(document), encoding="utf-8")
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
    ]
    subprocess.run([*command, *folder.glob("*.docx")], check=True, capture_output=True, timeout=300)
    return folder


def letters(text: str) -> str:
    """Text without blanks and line ends."""
    return re.sub(r"\s+", "", text)


def test_no_word_is_lost(printed: Path) -> None:
    """Every line of every paper is on its pages: nothing is clipped, covered or left out."""
    files = sorted(printed.glob("*.docx"))
    assert len(files) == 18
    for file in files:
        command = ["pdftotext", "-raw", file.with_suffix(".pdf"), "-"]
        text = letters(subprocess.run(command, check=True, capture_output=True).stdout.decode())
        for line in file.with_suffix(".txt").read_text(encoding="utf-8").split("\n"):
            for piece in re.findall(r"[一-鿿]{2,6}", line):
                assert piece in text, (file.name, line)


def test_no_page_is_bare(printed: Path) -> None:
    """No page holds nothing but a signature and a day, and none is empty."""
    for file in sorted(printed.glob("*.pdf")):
        text = subprocess.run(
            ["pdftotext", "-layout", file, "-"], check=True, capture_output=True
        ).stdout.decode()
        for page in text.rstrip("\f").split("\f"):
            assert len(letters(page)) > 60, (file.name, page)
