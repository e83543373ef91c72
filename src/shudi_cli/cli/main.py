"""Running a command: one place turns everything that can go wrong into words and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shudi_cli.errors import Exit, ShudiError


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit code."""
    _tame_console()
    try:
        return _carried_out(arguments)
    except ShudiError as error:
        return _fail(error.message, error.hint, lead="" if error.done else _LEAD)
    except BrokenPipeError:
        return _pipe_closed()
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        name = f"“{error.filename}”" if error.filename else ""
        reason = "系统不允许"
        return _fail(
            f"读写文件{name}时出错（{_ERRNO_WORDS.get(error.errno or 0, reason)}）", "排除后再做一次"
        )
    except Exception:  # noqa: BLE001 - the last line: a bug is told in words too
        return _bug()


def _carried_out(arguments: Sequence[str]) -> int:
    from shudi_cli.cli.app import application, usage_errors

    try:
        result: Any = application()(
            args=list(arguments) or ["--help"], prog_name="shudi", standalone_mode=False
        )
    except usage_errors() as error:
        from shudi_cli.cli.usage import explain_usage

        return _fail(*explain_usage(error))
    except SystemExit as stop:
        # Typer turns a closed pipe into exit 1, which would read as "findings".
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise
    sys.stdout.flush()
    if "doctor" not in arguments:  # which tells of it in its own way
        _tell_unfinished()
    if result == Exit.INTERRUPTED:
        return _interrupted()
    return result if isinstance(result, int) else Exit.FINE


def _tell_unfinished() -> None:
    """Say on standard error that an act was interrupted. Where none was, it costs a look at the folders above."""
    here = Path(os.path.realpath(os.curdir))
    for folder in (here, *here.parents):
        git = folder / ".git"
        if os.path.lexists(git):
            break
    else:
        return
    # A linked work tree has a file there, which says where to look.
    if os.path.lexists(git / "shudi" / "journal.json") or git.is_file():
        from shudi_cli.repository.recording import unfinished

        if said := unfinished(folder):
            _say(f"注意：{said}。")


def _tame_console() -> None:
    """A character the console's code page lacks becomes “?” instead of a crash."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # started without a console, or with its output closed
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - lives as long as we do
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


_ERRNO_WORDS = {13: "没有权限", 28: "磁盘已满", 30: "磁盘是只读的", 5: "磁盘出错", 2: "没有这个文件"}


_LEAD = "没有做成："


def _fail(message: str, hint: str = "", *, lead: str = _LEAD) -> int:
    _say(f"{lead}{message}", f"怎么办：{hint}" if hint else "")
    return Exit.UNABLE


def _interrupted() -> int:
    _say("已按要求中断，没有做完。")
    return Exit.INTERRUPTED


def _pipe_closed() -> int:
    """The reader of our output left, as `head` does: nothing more to say, and nothing went wrong."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return Exit.FINE


def _bug() -> int:
    import tempfile
    import traceback

    details = traceback.format_exc()
    if os.environ.get("SHUDI_DEBUG"):
        _say(details)
        return Exit.BUG
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="shudi-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(details)
        where = f"详情已存入 “{file.name}”，请把它发给维护人员。"
    except OSError:
        where = "设置环境变量 SHUDI_DEBUG=1 再做一次，可以看到详情。"
    _say("程序内部出了错。", where)
    return Exit.BUG


def _say(*lines: str) -> None:
    try:
        sys.stdout.flush()
        sys.stderr.write("".join(f"{line}\n" for line in lines if line))
        sys.stderr.flush()
    except OSError:
        pass  # nobody is listening any more
