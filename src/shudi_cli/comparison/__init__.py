"""对照: from what the user named to what differs; what made it so (`grounding`) is read only when asked for."""

from shudi_cli.comparison.stating import Compared, compared, differences

__all__ = ["Compared", "compared", "differences"]
