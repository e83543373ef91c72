"""Documents as pages: LibreOffice makes PDFs of them, poppler says what stands on each page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

needs_soffice = pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdftotext", "pdfinfo"))), reason="没有 LibreOffice 或 poppler"
)
#: The fonts of official documents are nobody's to give away; these have glyphs of the same width.
_STAND_INS = {
    "方正小标宋简体": "AR PL UMing CN",
    "仿宋_GB2312": "AR PL UMing CN",
    "宋体": "AR PL UMing CN",
    "楷体_GB2312": "AR PL UKai CN",
    "黑体": "AR PL UKai CN",
}


def to_pdf(folder: Path, raw: bytes) -> Path:
    """The PDF of a Word file."""
    aliases = "".join(
        f'<alias binding="same"><family>{font}</family><prefer><family>{other}</family></prefer></alias>'
        for font, other in _STAND_INS.items()
    )
    fonts = folder / "fonts.conf"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    fonts.write_text(
        f"{head}<fontconfig><include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>", encoding="utf-8"
    )
    (folder / "page.docx").write_bytes(raw)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "page.docx"),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        check=True,
        timeout=180,
    )
    return folder / "page.pdf"


def pages(pdf: Path) -> list[str]:
    """The text of each page, cell by cell, without spaces."""
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True)
    return [squeezed(page) for page in done.stdout.decode().split("\f")[:-1]]


def holds(whole: str, text: str) -> bool:
    """Whether the pages hold a text, in one piece or in two where a page ends within it."""
    wanted = squeezed(text)
    return any(wanted[:cut] in whole and wanted[cut:] in whole for cut in range(len(wanted), -1, -1))


def squeezed(text: str) -> str:
    """Text without any white space, to be compared whatever its lines."""
    return re.sub(r"\s+", "", text)


def sizes(pdf: Path) -> set[tuple[int, int]]:
    """The sizes of the pages in millimetres."""
    done = subprocess.run(["pdfinfo", "-l", "9999", str(pdf)], capture_output=True, check=True)
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", done.stdout.decode())
    return {(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in found}


def words(pdf: Path) -> list[list[tuple[str, float, float]]]:
    """Each page's words with where they stand: from the left and from the top, in millimetres."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    per_page = done.stdout.decode().split("<page ")[1:]
    pattern = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>')
    return [
        [(text, float(left) / 72 * 25.4, float(top) / 72 * 25.4) for left, top, text in pattern.findall(page)]
        for page in per_page
    ]
