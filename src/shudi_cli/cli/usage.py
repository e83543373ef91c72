"""Errors of usage, in Chinese."""

from __future__ import annotations

import re
from typing import Any

from shudi_cli.matching import closest


def explain_usage(error: Any) -> tuple[str, str]:
    """Message and hint for one of Typer's errors of usage."""
    context = getattr(error, "ctx", None)
    explain = _KINDS.get(type(error).__name__, _other)
    message, hint = explain(error)
    return message, hint or (
        f"用 {context.command_path} --help 看用法" if context else "在命令后面加 --help 看用法"
    )


def _no_such_option(error: Any) -> tuple[str, str]:
    near = closest(error.option_name, error.possibilities or ())
    return f"没有“{error.option_name}”这个选项", f"是不是想写“{near}”？" if near else ""


def _missing(error: Any) -> tuple[str, str]:
    parameter = error.param
    return f"缺少“{(parameter.metavar or parameter.name) if parameter else ''}”", ""


def _bad(error: Any) -> tuple[str, str]:
    parameter = error.param
    name = f"“{_called(parameter)}”" if parameter else "有一处"
    written = re.match(r"'?(.*?)'? is not (?:one of|in the range|a valid)", str(error.message))
    told = f"{name}不能写成“{written[1]}”" if written else f"{name}后面的内容不合要求"
    kind = getattr(parameter, "type", None)
    choices, least = getattr(kind, "choices", None), getattr(kind, "min", None)
    if choices:
        return told, f"写其中之一：{'、'.join(map(str, choices))}"
    return told, f"写 {least} 以上的整数" if least is not None else ""


def _called(parameter: Any) -> str:
    """What the help calls a parameter; the name of an argument in the code says nothing to a clerk."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name).strip("{}[]")
    return str(parameter.opts[0])


def _other(error: Any) -> tuple[str, str]:
    option = f"“{getattr(error, 'option_name', '')}”"
    if "requires an argument" in str(error.message):
        return f"{option}后面缺少内容", ""
    if "does not take a value" in str(error.message):
        return f"{option}后面不用写内容", ""
    if "Missing command" in str(error.message):
        return "没有写要做什么", ""
    extra = re.search(r"unexpected extra arguments?(?:\(s\))? \((.+)\)", str(error.message))
    return f"多写了“{extra[1]}”" if extra else "命令的写法不对", ""


_KINDS = {"NoSuchOption": _no_such_option, "MissingParameter": _missing, "BadParameter": _bad}
