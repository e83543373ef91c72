"""A new workspace: which files it begins with, who signs its first version, and putting it in place."""

from shudi_cli.founding.building import carry_out
from shudi_cli.founding.planning import Plan, contents, county_named, plan
from shudi_cli.founding.signing import Signature, sign
from shudi_cli.founding.whole import adopt, adoptable, found

__all__ = [
    "Plan",
    "Signature",
    "adopt",
    "adoptable",
    "carry_out",
    "contents",
    "county_named",
    "found",
    "plan",
    "sign",
]
