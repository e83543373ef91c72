"""`--help` in Chinese, laid out by display width (a Chinese character is two columns wide)."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterable, Mapping
from typing import Any

from shudi_cli.report.width import display_width, wrapped

_BUILT_IN = {
    "--help": "显示这份说明",
    "--install-completion": "为现在用的命令行装上按 Tab 补全",
    "--show-completion": "显示补全脚本，供自行安装",
}
_INDENT = "  "


class ChineseHelp:
    """A mixin for Typer's groups and commands."""

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the whole page."""
        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
        pieces = [
            piece.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
            for piece in self.collect_usage_pieces(ctx)
        ]
        lines = [f"用法：{ctx.command_path} {' '.join(pieces)}", ""]
        lines += _prose(inspect.cleandoc(self.help or ""), width)
        commands: Mapping[str, str] = self.short_helps() if hasattr(self, "short_helps") else {}
        arguments = [
            parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "argument"
        ]
        options = [parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "option"]
        lines += _table("命令", commands.items(), width)
        lines += _table("参数", ((_metavar(p, ctx), p.help or "") for p in arguments), width)
        lines += _table("选项", (_option(p, ctx) for p in options if not p.hidden), width)
        formatter.write("\n".join(lines).rstrip() + "\n")


def _prose(text: str, width: int) -> Iterable[str]:
    for line in text.split("\n"):
        # Indented lines are examples: they stay as they are.
        yield from [line] if line.startswith(" ") or not line else wrapped(line, width)
    yield ""


def _metavar(parameter: Any, ctx: Any) -> str:
    name = parameter.metavar or parameter.make_metavar(ctx)
    return str(name)


def _option(parameter: Any, ctx: Any) -> tuple[str, str]:
    names = [*parameter.opts, *parameter.secondary_opts]
    label = "、".join(names)
    if not parameter.is_flag and not parameter.count:
        label += f" {parameter.metavar or parameter.make_metavar(ctx)}"
    text = next((_BUILT_IN[name] for name in names if name in _BUILT_IN), parameter.help or "")
    return label, text


def _table(title: str, rows: Iterable[tuple[str, str]], width: int) -> Iterable[str]:
    listed = list(rows)
    if not listed:
        return
    yield f"{title}："
    column = min(max(display_width(label) for label, _ in listed), 28) + 2
    for label, text in listed:
        lines = wrapped(text, max(width - column - len(_INDENT), 20)) or [""]
        head = _INDENT + label
        gap = column + len(_INDENT) - display_width(head)
        if gap < 1:
            yield head
            head, gap = "", column + len(_INDENT)
        yield (head + " " * gap + lines[0]).rstrip()
        yield from (" " * (column + len(_INDENT)) + line for line in lines[1:])
    yield ""
