"""核对: whether everything that differs between two saved states came about by due process (the CI gate)."""

from shudi_cli.gate.comparing import Gate, gate_at

__all__ = ["Gate", "gate_at"]
