"""Asking whoever sits at the terminal; in a pipe nobody is asked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from shudi_cli.cli.words import written
from shudi_cli.errors import ShudiError


def someone_there() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "") -> str:
    """The answer of whoever sits at the terminal; `default` when nobody does, or nothing is answered."""
    if not someone_there():
        return default
    shown = f"{question}（{default}）" if default else question
    try:
        return str(typer.prompt(shown, default=default, show_default=False, prompt_suffix="：")).strip()
    except typer.Abort:  # what Typer makes of Ctrl-C and Ctrl-D while it asks
        raise KeyboardInterrupt from None


def needed(value: str | None, question: str, option: str, *, lines: bool = False) -> str:
    """The value of an option, asked for where it was not given. ShudiError when there is no fit answer."""
    answer = value or ask(question)
    if not answer:
        raise ShudiError(f"没有写{question}", f"加 {option} {question}")
    return written(answer, question, option, lines=lines)


def choose(question: str, choices: Sequence[str], option: str, value: str | None = None) -> str:
    """One of several, by its number or as it is written. ShudiError when nobody is there to choose."""
    if value is not None:
        if value in choices:
            return value
        raise ShudiError(f"{question}不能是“{value}”", f"写其中之一：{'；'.join(choices)}")
    if not someone_there():
        raise ShudiError(f"没有写{question}", f"加 {option}，写其中之一：{'；'.join(choices)}")
    sys.stdout.writelines(f"  {nth} {choice}\n" for nth, choice in enumerate(choices, 1))
    while True:
        answer = ask(f"{question}，写序号或名称")
        if answer in choices:
            return answer
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return choices[int(answer) - 1]


def agreed(question: str, *, yes: bool) -> bool:
    """Whether to go on. ShudiError when nobody is there to say so and --yes was not given."""
    if yes:
        return True
    if not someone_there():
        raise ShudiError("没有人确认，没有办理", "看过没有问题，加 --yes 再运行一次")
    return ask(f"{question}？写“是”办理，直接回车不办") in {"是", "y", "Y", "yes"}
