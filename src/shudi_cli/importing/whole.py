"""An import from beginning to end: what is known, what the files hold, the files of the draft, where it goes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shudi_cli.errors import ShudiError
from shudi_cli.founding import Plan
from shudi_cli.founding.planning import LISTS
from shudi_cli.importing.answers import Answers
from shudi_cli.importing.bringing_in import BroughtIn, bring_in
from shudi_cli.importing.doubts import in_weight
from shudi_cli.importing.drafting import draft_files, guesses
from shudi_cli.importing.handing_out import REPORT, REPORT_TEXT, report_book, report_text
from shudi_cli.importing.known import known_at
from shudi_cli.matching import did_you_mean
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.snapshot import find_workspaces
from shudi_cli.snapshot.searching import MARK

if TYPE_CHECKING:
    from shudi_cli.office.grid import OfficeFile

DRAFT = "导入草稿"


@dataclass(frozen=True)
class Draft:
    """What was brought in, and the files of its workspace."""

    brought: BroughtIn
    files: dict[str, bytes] = field(repr=False)

    def plan(self, folder: Path) -> Plan:
        """What is to be made; `shudi.yaml` last, so that a folder half made is no workspace."""
        names = sorted(self.files, key=lambda name: (name == SETTINGS_FILE, name))
        return Plan(folder, {name: self.files[name] for name in names})


def draft_of(files: Sequence[OfficeFile], here: Path, answers: Answers, kind: str | None) -> Draft:
    """The draft of what the files hold, with the registers of the workspace that the folder concerns, if any."""
    from shudi_cli.office.excel import excel_bytes

    # One further down may be an earlier draft, whose units nobody has confirmed.
    roots = [root for root in find_workspaces(here) if root in {here, here / LISTS, *here.parents}]
    known, template = known_at(roots[0] if roots else None)
    if kind is not None and kind not in known.kinds:
        names = "、".join(known.kinds)
        raise ShudiError(f"没有“{kind}”这种清单", did_you_mean(kind, known.kinds, f"有这些：{names}"))
    brought = bring_in(files, known, answers, kind=kind)
    guessed = answers.open(guesses(brought, known))
    brought = replace(brought, queries=in_weight([*brought.queries, *guessed]))
    made = draft_files(brought, known, template)
    made[REPORT] = excel_bytes(report_book(brought.queries, answers.given))
    made[REPORT_TEXT] = report_text(brought.queries).encode("utf-8-sig")
    return Draft(brought, made)


def place_for(to: Path | None, here: Path) -> Path:
    """The folder of the draft, absolute; ShudiError where something is there, or where it would lie in a workspace."""
    folder = Path(os.path.abspath(here / (to or DRAFT)))  # noqa: PTH100 - symlinks stay as the user wrote them
    above = next((above for above in folder.parents if (above / MARK).is_file()), None)
    if above is not None:
        outside = Path(os.path.relpath(above.parent / DRAFT, here)).as_posix()
        raise ShudiError(
            f"“{folder}”在工作区“{above}”里面，草稿不能写在那里", f"写到工作区外面，如 --to {outside}"
        )
    if os.path.lexists(folder) and not folder.is_dir():
        raise ShudiError(f"“{folder}”不是文件夹，没有写草稿", "用 --to 换一个文件夹")
    if folder.is_dir() and any(folder.iterdir()):
        raise ShudiError(f"“{folder}”里已经有文件，没有写草稿", "用 --to 换一个新的文件夹，如 --to 导入草稿2")
    return folder
