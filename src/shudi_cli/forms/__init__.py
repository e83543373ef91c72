"""印表: a list as the table it is printed in: which columns (data in `shudi.yaml`), what stands in each cell."""

from shudi_cli.forms.cells import CELLS, cell_text
from shudi_cli.forms.printing import (
    PrintedChapter,
    PrintedList,
    PrintedRow,
    columns_named,
    every_column,
    printed,
)
from shudi_cli.forms.standard import forms_of

__all__ = [
    "CELLS",
    "PrintedChapter",
    "PrintedList",
    "PrintedRow",
    "cell_text",
    "columns_named",
    "every_column",
    "forms_of",
    "printed",
]
