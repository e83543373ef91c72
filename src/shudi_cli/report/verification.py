"""Showing what a verification proved, what it did not prove, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.diagnostics import Fault
from shudi_cli.model import Release
from shudi_cli.releases.parts import Verification
from shudi_cli.report.folding import fitted, folded
from shudi_cli.report.look import Look

#: A place is a file; from this many faults on the rest is only counted.
_MOST = 50


def verification_lines(found: Verification, look: Look) -> Iterator[str]:
    """The answer in words: first whether it holds, then the faults, what was proved, what was not."""
    if found.holds:
        yield from folded(f"核对通过：{found.subject}", look, 0, "good")
    else:
        yield from folded(f"核对不通过：{found.subject}，有 {len(found.faults)} 处不对", look, 0, "error")
    if found.release is not None:
        yield from _release_lines(found.release, look)
    for fault in found.faults[:_MOST]:
        yield ""
        yield from _fault_lines(fault, look)
    if len(found.faults) > _MOST:
        yield ""
        yield from folded(f"……还有 {len(found.faults) - _MOST} 处没有列出", look)
    yield from _block("证明了", found.proved, look)
    yield from _block("没有证明", found.unproved, look)


def verification_json(found: Verification) -> Mapping[str, Any]:
    """The answer, for programs."""
    release = found.release
    return {
        "subject": found.subject,
        "holds": found.holds,
        "release": None
        if release is None
        else {
            "region": release.region,
            "number": release.number,
            "document": release.document_number,
            "date": release.day,
            "effective": release.effective,
            "digest": release.digest,
        },
        "faults": [
            {
                "code": fault.code or None,
                "file": fault.place.file,
                "path": list(fault.place.path),
                "message": fault.message,
                "hint": fault.hint,
            }
            for fault in found.faults
        ],
        "proved": list(found.proved),
        "not_proved": list(found.unproved),
    }


def _release_lines(release: Release, look: Look) -> Iterator[str]:
    told = f"{release.region} {release.number} 版，{release.document_number}，{release.effective} 起生效"
    yield from folded(told, look, 2)
    yield from folded(f"版本指纹：{release.digest}", look, 2, "dim")


def _fault_lines(fault: Fault, look: Look) -> Iterator[str]:
    code = f"【{fault.code}】" if fault.code else ""
    yield from folded(f"{code}{fault.message}", look, 0, "error")
    where = "，".join(
        f"第 {step + 1} 项" if isinstance(step, int) else f"“{step}”" for step in fault.place.path
    )
    yield from folded(f"在 {fault.place.file}{f'：{where}' if where else ''}", look, 2, "place")
    if fault.hint:
        yield from folded(f"怎么办：{fault.hint}", look, 2, "hint")


def _block(title: str, texts: Sequence[str], look: Look) -> Iterator[str]:
    if not texts:
        return
    yield ""
    yield look.paint(f"{title}：", "title")
    for text in texts:
        for nth, line in enumerate(fitted(text, look, 4)):
            yield f"{'  - ' if nth == 0 else '    '}{line}"
