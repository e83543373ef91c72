"""Judging: one module a family, one function a rule; the function's docstring is its documentation.

Rule docstrings are in Chinese, because `shudi explain` shows them to clerks as they stand.
"""

from shudi_cli.rules.engine import check_workspace, located
from shudi_cli.rules.registry import Rule, all_rules, rule_named, title_of

__all__ = ["Rule", "all_rules", "check_workspace", "located", "rule_named", "title_of"]
