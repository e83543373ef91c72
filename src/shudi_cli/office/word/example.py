"""An example of a template (套红头) to begin from: an office changes it in Word and keeps the placeholders."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.office.document import Paragraph, Section, Style, WordDocument, text
from shudi_cli.office.word.look import WordLook
from shudi_cli.office.word.placeholders import TABLE


def example_template(look: WordLook | None = None, *, landscape: bool = True) -> bytes:
    """A letter with its red head, and the annex on pages of its own.

    What it says is right for a draft too, whose number and days are still to be written in.
    """
    from shudi_cli.office.word.writing import word_bytes

    empty = text("", Style.PLAIN)
    letter = (
        text("〖单位〗文件", Style.RED_HEAD),
        empty,
        empty,
        text("〖文号〗", Style.RED_NUMBER),
        empty,
        empty,
        text("关于印发《〖标题〗》的通知", Style.TITLE),
        empty,
        text("各乡镇（街道），县直各部门：", Style.PLAIN),
        *_ending(),
    )
    annex = (
        text("附件", Style.ANNEX),
        empty,
        text("〖标题〗", Style.TITLE),
        text("〖说明〗", Style.SUBTITLE),
        text(f"〖{TABLE}〗"),
    )
    document = WordDocument("模板", (Section(letter), Section(annex, landscape)), foot="〖版本说明〗")
    return word_bytes(document, look)


def _ending() -> Iterator[Paragraph]:
    """The last paragraph of the letter and what follows it: no page may hold nothing but a signature."""
    held = (
        text("现将《〖标题〗》印发给你们，自〖生效日期〗起执行，请认真落实。"),
        text("", Style.PLAIN),
        text("附件：〖标题〗"),
        text("", Style.PLAIN),
        text("〖单位〗", Style.SIGNATURE),
    )
    yield from (paragraph._replace(keeps=True) for paragraph in held)
    yield text("〖日期〗", Style.SIGNATURE)
