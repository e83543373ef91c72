"""`shudi roster`."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.contacts import day_meant, directory_at
from shudi_cli.cli.options import At
from shudi_cli.cli.session import Session, output_to, say_clock, warn_unread, write_lines
from shudi_cli.cli.tables import print_table
from shudi_cli.clocks import Answering, opened
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.lookup import UnitFound, look_up
from shudi_cli.model.editions import Edition
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import plain
from shudi_cli.report.staffing import staffing_json, staffing_lines
from shudi_cli.roster.files import table_bytes
from shudi_cli.roster.tables import roster_table
from shudi_cli.snapshot import WorkTree


class What(StrEnum):
    """What to do with the roster."""

    CHECK = "check"
    TABLE = "table"


class By(StrEnum):
    """What a table is arranged by, in either language."""

    ITEM = "item"
    UNIT = "unit"
    TOWNSHIP = "township"
    DOMAIN = "domain"
    ITEMS = "事项"
    UNITS = "单位"
    TOWNSHIPS = "乡镇"
    DOMAINS = "领域"

    @property
    def word(self) -> str:
        """The Chinese word."""
        return {"item": "事项", "unit": "单位", "township": "乡镇", "domain": "领域"}.get(self.value, self.value)
