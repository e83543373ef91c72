"""`shudi explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from shudi_cli.cli.session import Session, write_lines
from shudi_cli.errors import ShudiError
from shudi_cli.report.width import wrapped
from shudi_cli.rules import all_rules, rule_named


def command(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="规则编号", help="检查结果里【】中的编号，如 L102")],
) -> None:
    """讲解一条规则：为什么、错例、对例、出处。

    例：
      shudi explain L102
    """
    session: Session = context.obj
    rule = rule_named(code)
    if rule is None:
        near = [name for name in all_rules() if name[0] == code[:1].upper()]
        raise ShudiError(
            f"没有编号为“{code}”的规则",
            f"用 shudi rules 看全部规则{'，如 ' + '、'.join(near[:5]) if near else ''}",
        )
    look = session.look
    name = f"{rule.code} {rule.title}（{rule.severity.word}）"
    write_lines([look.paint(name, "title"), ""])
    for line in rule.explanation.split("\n"):
        # Indented lines are examples: they stay as they are.
        write_lines([line] if line.startswith(" ") or not line else wrapped(line, look.width))
    change = f"在 shudi.yaml 的“规则”里写“{rule.code}: 警告”（或错误、提示、关闭）"
    advice = "这条规则不能改轻重，也不能忽略" if rule.firm else f"改变轻重：{change}"
    write_lines(["", look.paint(advice, "dim")])
