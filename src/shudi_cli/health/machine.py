"""Judging a machine: its Python, git, libraries, console and other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from shudi_cli.health.values import Check, State, good

_PYTHON = (3, 11)
_GIT = (2, 25)
#: A character of our own output that the code page of a Chinese console lacks.
_BEYOND_GBK = "›"
_REINSTALL = "重新安装：python -m pip install --force-reinstall shudi-cli"


def check_python(version: tuple[int, ...]) -> Check:
    """The Python that runs this: (3, 11, 7)."""
    said = ".".join(map(str, version))
    if version >= _PYTHON:
        return good("Python", said)
    return Check(
        "Python",
        State.BROKEN,
        f"{said} 太旧，要 3.11 以上",
        "安装 Python 3.11 以上的版本，再装一次 shudi-cli",
    )


def check_git(said: str | None) -> Check:
    """What `git --version` said; None when there is no git, "" when it did not answer."""
    hint = "从 https://git-scm.com 下载安装，再重新打开窗口"
    if said is None:
        return Check("git", State.MISSING, "没有安装，比较、来历和保存版本用不了", hint)
    found = re.search(r"(\d+)\.(\d+)(?:\.\d+)*", said)
    if not found:
        return Check("git", State.BROKEN, "装了，但运行不起来", hint)
    if (int(found[1]), int(found[2])) < _GIT:
        return Check("git", State.BROKEN, f"{found[0]} 太旧，要 2.25 以上", hint)
    return good("git", found[0])


def check_identity(known: tuple[str, str] | None) -> Check:
    """Name and mail under which versions are saved."""
    if known:
        return good("署名", f"{known[0]} <{known[1]}>")
    hint = '运行：git config --global user.name "姓名"，再运行：git config --global user.email "邮箱"'
    return Check("署名", State.MISSING, "还不知道您的姓名和邮箱，保存版本时要用", hint)


def check_libraries(requirements: Iterable[str], installed: Callable[[str], str | None]) -> Check:
    """The libraries by requirement ("typer>=0.28,<0.29"); `installed` tells a library's version."""
    found, bad, absent = [], [], []
    for requirement in requirements:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        version = installed(name)
        if version is None:
            absent.append(name)
        elif _numbers(version) < _numbers(_lowest(requirement)):
            bad.append(f"{name} {version} 太旧，要 {_lowest(requirement)} 以上")
        else:
            found.append(f"{name} {version}")
    if absent:
        return Check("程序库", State.MISSING, f"缺 {'、'.join(absent)}", _REINSTALL)
    if bad:
        return Check("程序库", State.BROKEN, "；".join(bad), _REINSTALL)
    return good("程序库", "、".join(found))


def check_console(encoding: str) -> Check:
    """The encoding that standard output uses."""
    try:
        "清单".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        hint = "Windows 上先运行 chcp 65001；其他系统设置环境变量 PYTHONUTF8=1"
        return Check("屏幕编码", State.BROKEN, f"{encoding} 显示不了汉字", hint)
    try:
        _BEYOND_GBK.encode(encoding)
    except UnicodeEncodeError:
        return good(
            "屏幕编码", f"{encoding}，可以用；它没有的个别符号（如箭头）显示成“?”，写进文件的不受影响"
        )
    return good("屏幕编码", encoding)


def _lowest(requirement: str) -> str:
    found = re.search(r">=\s*([\d.]+)", requirement)
    return found[1] if found else "0"


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, to compare: "3.1.43rc1" → (3, 1, 43)."""
    return tuple(map(int, re.findall(r"\d+", re.split(r"[^\d.]", version, maxsplit=1)[0])))
