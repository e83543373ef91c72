"""Checked data as frozen values. Building them cannot fail: the schema came first."""

from shudi_cli.model.changes import Change, ChangedItem, Opinion
from shudi_cli.model.laws import Law, LawRegister
from shudi_cli.model.lists import Basis, Domain, DutyList, Item, ListNotice, Responsibility, level_of_main
from shudi_cli.model.procedures import Party, Procedure, Stage
from shudi_cli.model.releases import Release
from shudi_cli.model.roster import Contact, Roster, UnitContacts
from shudi_cli.model.settings import Column, Form, ListKind, ListSettings, Settings, Totals
from shudi_cli.model.signers import Signer, SigningRoster
from shudi_cli.model.units import FormerName, Unit, UnitGroup, UnitRegister

__all__ = [
    "Basis",
    "Change",
    "ChangedItem",
    "Column",
    "Contact",
    "Domain",
    "DutyList",
    "Form",
    "FormerName",
    "Item",
    "Law",
    "LawRegister",
    "ListKind",
    "ListNotice",
    "ListSettings",
    "Opinion",
    "Party",
    "Procedure",
    "Release",
    "Responsibility",
    "Roster",
    "Settings",
    "Signer",
    "SigningRoster",
    "Stage",
    "Totals",
    "Unit",
    "UnitContacts",
    "UnitGroup",
    "UnitRegister",
    "level_of_main",
]
