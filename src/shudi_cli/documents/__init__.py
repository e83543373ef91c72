"""文书: what an office hands out, as a table with a face; written as Word, Excel, CSV or HTML."""

from shudi_cli.documents.tabulated import Band, Column, Tabulated
from shudi_cli.documents.tabulating import annex_of, tabulated
from shudi_cli.numerals import numeral

__all__ = ["Band", "Column", "Tabulated", "annex_of", "numeral", "tabulated"]
