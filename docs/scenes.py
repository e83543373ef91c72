"""Where the examples of the documentation are run: a folder like the one a clerk works in."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, timezone, tzinfo
from itertools import cycle
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from unittest.mock import patch

from shudi_cli.cli.main import run
from shudi_cli.errors import Exit

ROOT = Path(__file__).parent.parent

#: What the sample said in its first saved version, a draft: file, text now, text then.
_AT_FIRST = (
    "lists/responsibility/05-city-management.yaml",
    "将核准的工地、运输企业和消纳场所及时推送县综合行政执法局。",
    "将核准的工地和运输企业名单按月推送县综合行政执法局。",
)
#: When a version was saved, with what words, and the id it is shown by: its own changes with the sample.
_DRAFT = ("2025-12-12T09:00:00+08:00", "第三批送审稿", "7c0d5e2")
_ISSUED = ("2026-01-05T15:30:00+08:00", "按部门意见修改渣土车事项，印发", "3f2a1c9")
_UNDER_WAY = ("2026-03-05T10:20:00+08:00", "报送的变更和意见", "b51e8a6")
#: What a version that a command saves is shown by, one after another.
_LATER = (
    "8d1e0b4",
    "a94c7f3",
    "5be2d68",
    "c03f9a1",
    "e7716d2",
    "914ab0c",
    "2f58e3d",
    "b6d07a9",
    "0ce4518",
    "d3a92f6",
    "57bc1e9",
    "8f40a2d",
    "16e9c73",
    "ca25b80",
)
#: When everything happens that a page shows.
_NOW = datetime(2026, 3, 16, 9, 30, tzinfo=timezone(timedelta(hours=8)))
_SURROUNDINGS = {
    "NO_COLOR": "1",
    "SHUDI_DEBUG": "1",
    "COLUMNS": "80",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "县委编办",
    "GIT_AUTHOR_EMAIL": "bianban@example.invalid",
    "GIT_COMMITTER_NAME": "县委编办",
    "GIT_COMMITTER_EMAIL": "bianban@example.invalid",
}


class Scene:
    """A folder with the sample workspace in `lists/`, saved as a draft, as issued, and with changes under way."""

    def __init__(self, folder: Path) -> None:
        """Make it in `folder`, which must not exist."""
        self.folder = self.here = folder
        self._shown: dict[str, str] = {}
        copytree(ROOT / "lists", folder / "lists", ignore=ignore_patterns("releases", "changes"))
        self._git("init", "--quiet", "--initial-branch", "main")
        (folder / ".git" / "info").mkdir(exist_ok=True)
        (folder / ".git" / "info" / "exclude").write_text("填报表/\n", encoding="utf-8")
        file, now, then = _AT_FIRST
        self.edit(file, now, then)
        self._save(*_DRAFT)
        self.edit(file, then, now)
        self._add("releases", *_ISSUED)
        self._add("changes", *_UNDER_WAY)
        self._start = self._newest()
        self._later = cycle(_LATER)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        if old not in text:
            message = f"{file} does not say {old}"
            raise ValueError(message)
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")

    def lay(self, name: str, text: str) -> None:
        """Put a file into the folder that commands run in: a scan, a text to be read."""
        (self.here / name).write_text(text, encoding="utf-8", newline="\n")

    def go_elsewhere(self) -> None:
        """Run what follows in an empty folder."""
        self.here = self.folder.parent / "elsewhere"
        self.here.mkdir()

    def reset(self) -> None:
        """Take back what was changed since the last saved version, and come back."""
        rmtree(self.folder.parent / "elsewhere", ignore_errors=True)
        self.here = self.folder
        self._git("reset", "--quiet", "--hard", self._start)
        self._git("clean", "--quiet", "-dffx")
        for tag in self._git("tag", "--list").split():
            self._git("tag", "--delete", tag)

    def prints(self, line: str) -> str:
        """What one command line prints; ValueError when it could not be carried out."""
        with _console(self.here) as (output, errors):
            code = run(shlex.split(line, comments=True)[1:])
            printed, said = output.getvalue().decode(), errors.getvalue()
        if code not in {Exit.FINE, Exit.FINDINGS}:
            message = f"{line}: exit code {code}, {said}"
            raise ValueError(message)
        if (newest := self._newest()) not in self._shown:
            self._shown[newest] = next(self._later)
        for identity, shown in self._shown.items():
            printed = printed.replace(identity, shown).replace(identity[: len(shown)], shown)
        return printed.replace(str(self.here), "…")

    def _add(self, records: str, when: str, summary: str, shown: str) -> None:
        copytree(ROOT / "lists" / records, self.folder / "lists" / records)
        self._save(when, summary, shown)

    def _save(self, when: str, summary: str, shown: str) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", summary, when=when)
        self._shown[self._newest()] = shown

    def _newest(self) -> str:
        return self._git("rev-parse", "HEAD").strip()

    def _git(self, *arguments: str, when: str = "") -> str:
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
        surroundings = {**os.environ, **_SURROUNDINGS, **dates}
        answer = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=self.folder,
            env=surroundings,
            stdout=subprocess.PIPE,
            check=True,
            encoding="utf-8",
        )
        return answer.stdout


class _Clock(datetime):
    """The clock of the pages: it stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The moment of every act."""
        return _NOW.astimezone(tz or _NOW.tzinfo)


@contextmanager
def _console(folder: Path) -> Iterator[tuple[io.BytesIO, io.StringIO]]:
    """A console without colour, 80 columns wide, in a folder, without the user's own settings of git."""
    output, errors = io.BytesIO(), io.StringIO()
    with (
        io.TextIOWrapper(output, encoding="utf-8", newline="\n", write_through=True) as text,
        patch.dict(os.environ, _SURROUNDINGS),
        patch("shudi_cli.cli.acting.datetime", _Clock),
        patch("shudi_cli.cli.session.Session.today", _NOW.date().isoformat()),
        chdir(folder),
        redirect_stdout(text),
        redirect_stderr(errors),
    ):
        yield output, errors
