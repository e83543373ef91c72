"""联络员名录库: who answers for which item in which township, where nobody does, and the tables handed out."""

from shudi_cli.roster.coverage import Demand, Directory, demands
from shudi_cli.roster.gaps import Gap, Lack, gaps

__all__ = ["Demand", "Directory", "Gap", "Lack", "demands", "gaps"]
