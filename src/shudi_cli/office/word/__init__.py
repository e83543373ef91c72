"""Writing a Word document: a GB/T 9704 page, editable styles, tables, real revisions; equal values give equal bytes."""

from shudi_cli.office.word.example import example_template
from shudi_cli.office.word.look import FONTS, Fonts, Template, WordLook
from shudi_cli.office.word.template import is_turned
from shudi_cli.office.word.writing import word_bytes

__all__ = ["FONTS", "Fonts", "Template", "WordLook", "example_template", "is_turned", "word_bytes"]
