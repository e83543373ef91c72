"""What this machine and this folder lack, and how to mend it. Looking writes nothing and raises nothing; `repair` is asked for."""

from shudi_cli.health.examining import examine, repair
from shudi_cli.health.values import Check, State

__all__ = ["Check", "State", "examine", "repair"]
