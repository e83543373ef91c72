"""Telling what a release will hold, and what publishing it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.proposing import summary
from shudi_cli.acts.publishing import Publication
from shudi_cli.changes import Standing
from shudi_cli.model import Release
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.repository import Version


def publication_lines(made: Publication, folder: str, names: Sequence[str], look: Look) -> Iterator[str]:
    """What is about to be published: the release, what it takes in, what it counts, the files to be written."""
    release = made.release
    yield from folded(f"发布{release.region}清单 {release.number} 版", look, 0, "title")
    yield from folded(f"文号：{release.document_number}", look, 2)
    yield from folded(f"发布日期：{release.day}；生效日期：{release.effective}", look, 2)
    yield from folded(f"由{release.unit}发布，经办 {release.person.name}", look, 2)
    if release.note:
        yield from folded(f"说明：{release.note}", look, 2)
    yield from _changes(made, look)
    for kind, counts in made.totals.items():
        told = "，".join(f"{title} {count}" for title, count in counts.items())
        yield from folded(f"{kind}：{told}", look, 2)
    yield from folded(f"版本指纹：{release.digest}（印在文件上，以后可以核对）", look, 2)
    yield from folded(f"记入 releases/{release.number}.yaml，含 {len(release.files)} 个文件的指纹", look, 2)
    yield from folded(f"成品写到 {folder}：", look, 2)
    for name in names:
        yield from folded(name, look, 4)
    for warning in made.warnings:
        yield from folded(f"注意：{warning}", look, 0, "warning")


def published_lines(release: Release, version: Version) -> Iterator[str]:
    """That a release was made."""
    yield f"已发布 {release.number} 版，{release.effective} 起生效（版本 {version.short}）"
    yield f"版本指纹：{release.digest}"


def _changes(made: Publication, look: Look) -> Iterator[str]:
    previous = made.release.previous
    if previous is None:
        yield from folded("这是第一个正式版本，以现在保存的清单为准；以后的改动都要经过批准", look, 2)
        return
    if not made.entered:
        yield from folded(f"{previous.number} 版以来没有变更入册，只更新了名录或设置", look, 2)
        return
    yield from folded(f"{previous.number} 版以来入册的变更 {len(made.entered)} 项：", look, 2)
    for standing in made.entered:
        yield from folded(
            f"{standing.change.number} {summary(standing.change)}{_documents(standing)}", look, 4
        )


def _documents(standing: Standing) -> str:
    numbers = dict.fromkeys(
        opinion.document_number for opinion in standing.accepted if opinion.document_number
    )
    return f"（{'、'.join(numbers)}）" if numbers else ""
