"""签批名册: whose signature counts for what, on which day."""

from shudi_cli.signers.authority import Authority, Record
from shudi_cli.signers.chain import chain_faults, namespace

__all__ = ["Authority", "Record", "chain_faults", "namespace"]
