"""填报表: one workbook a unit, with its duties and its contacts; sent out, filled in, and taken back."""

from shudi_cli.packets.base import FORMAT
from shudi_cli.packets.values import Answer, ContactAnswer, DutyAnswer, DutyRow, Packet, Spot, Trouble

__all__ = ["FORMAT", "Answer", "ContactAnswer", "DutyAnswer", "DutyRow", "Packet", "Spot", "Trouble"]
