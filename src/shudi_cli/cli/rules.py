"""`shudi rules`."""

from __future__ import annotations

import typer

from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, write_json
from shudi_cli.cli.tables import print_table
from shudi_cli.rules import all_rules


def command(context: typer.Context, form: Form = Output.TEXT) -> None:
    """列出全部规则。

    例：
      shudi rules
    """
    session: Session = context.obj
    rules = list(all_rules().values())
    if form is Output.JSON:
        write_json(
            [
                {
                    "code": rule.code,
                    "title": rule.title,
                    "severity": rule.severity.name.lower(),
                    "source": rule.source_id,
                }
                for rule in rules
            ]
        )
        return
    rows = [(rule.code, rule.severity.word, rule.title, rule.source_id) for rule in rules]
    print_table(session, ("编号", "轻重", "规则", "来源编号"), rows)
