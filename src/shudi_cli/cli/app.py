"""The command tree. A command's module is loaded when that command is asked for, not before."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from shudi_cli import __version__
from shudi_cli.cli.help import ChineseHelp
from shudi_cli.cli.session import ColorChoice, Session
from shudi_cli.errors import ShudiError

#: Command → what it does, in one line. The order is that of `shudi --help`; the function is
#: `command` in `shudi_cli.cli.<command>`, and a test holds its help to this line.
COMMANDS = {
    "validate": "检查清单，指出错在哪里、怎么改",
    "show": "看一个事项、一个领域或一个单位的责任",
    "find": "按词查找事项",
    "who": "查一件事该找谁、打哪个电话",
    "roster": "核对联络员名录，或列成表",
    "stats": "按领域、批次、单位、层级计数",
    "diff": "逐项比较两个版本的清单",
    "log": "看一个事项的来历",
    "propose": "报送清单变更：增、减、改",
    "status": "看变更办到哪个环节、等谁",
    "approve": "出具意见；最后一个环节同意，随即入册",
    "dossier": "把一项变更的全部案卷写成一页",
    "papers": "写出一项变更的文书：申请表、征求意见函、审核表、批复稿",
    "publish": "发布正式版本",
    "export": "把清单导出成 Word、Excel、CSV 或 JSON 文件",
    "import": "把已有的 Word、Excel 清单读成草稿",
    "packet": "一个单位一份 Excel 填报表，发出去，收回来",
    "verify": "核对一个版本、文件夹或文件是不是正式的",
    "trace": "查某一天某个事项怎么写、归谁",
    "check": "核对两个版本之间的改动都经过批准",
    "signers": "看签批名册，或在上面签名",
    "save": "保存名录、设置等不必报送的改动",
    "restore": "把没有报送、没有保存的改动恢复原样",
    "fmt": "把文件整理成统一的书写格式",
    "explain": "讲解一条规则：为什么、错例、对例、出处",
    "rules": "列出全部规则",
    "init": "新建一个工作区",
    "doctor": "看看这台电脑缺什么、怎么补",
}
#: Commands that no module can be named after.
_MODULES = {"import": "importing"}


class LazyGroup(ChineseHelp, TyperGroup):
    """The group of all commands, each imported on demand."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names, in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One command, imported now."""
        del ctx
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; a misspelt one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from shudi_cli.matching import did_you_mean

            message = f"没有“{args[0]}”这个命令"
            raise ShudiError(message, did_you_mean(args[0], COMMANDS, "用 shudi --help 看有哪些命令"))
        return super().resolve_command(ctx, args)

    def short_helps(self) -> dict[str, str]:
        """What each command does, without importing any."""
        return COMMANDS


class Command(ChineseHelp, TyperCommand):
    """A command with Chinese help."""


def module_of(name: str) -> str:
    """The module of a command."""
    return f"shudi_cli.cli.{_MODULES.get(name, name)}"


@cache
def _command(name: str) -> Any:
    module = import_module(module_of(name))
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=Command)(module.command)
    return typer.main.get_command(single)


@cache
def application() -> Any:
    """The whole command line as one callable."""
    app = typer.Typer(
        cls=LazyGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=False,
    )
    app.callback()(_main)
    group = typer.main.get_command(app)
    for parameter in group.params:
        if parameter.name == "install_completion":
            parameter.callback = _install_completion  # Typer's own answers in English
    return group


def _install_completion(context: Any, _parameter: Any, wanted: bool) -> None:
    """Install completion for the shell in use, and say so."""
    if not wanted or context.resilient_parsing:
        return
    from typer.completion import install  # type: ignore[attr-defined]

    shell, path = install(prog_name="shudi")
    typer.echo(f"已为 {shell} 装好按 Tab 补全（{path}），新开的窗口里生效")
    raise typer.Exit


def usage_errors() -> type[Exception]:
    """The base class of Typer's errors of usage, which it does not export by name."""
    return typer.BadParameter.__mro__[1]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"shudi {__version__}")
        raise typer.Exit


def _main(
    context: typer.Context,
    folder: Annotated[str | None, typer.Option("-C", metavar="文件夹", help="当作在这个文件夹里运行")] = None,
    color: Annotated[
        ColorChoice, typer.Option("--color", metavar="WHEN", help="颜色：auto 自动，always 总是，never 从不")
    ] = ColorChoice.AUTO,
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """属地：县乡“属地管理”清单的检查、比较和查询。

    例：
      shudi validate            检查当前工作区的全部清单
      shudi show SD-05-003      看一个事项由谁负责
      shudi find 渣土           查找与渣土有关的事项
      shudi diff                看看改了什么
    """
    del version
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError:
            raise ShudiError(f"进不了文件夹“{folder}”", "核对 -C 后面的文件夹") from None
    context.obj = Session(color)
