"""签批名册: whose signature counts for what, on which day."""

from shudi_cli.signers.authority import Authority, Record
from shudi_cli.signers.chain import Fault, chain_faults, namespace

__all__ = ["Authority", "Fault", "Record", "chain_faults", "namespace"]
