"""Cells of CSV files, which spreadsheet programs open."""

import re
from typing import Any

# With one of these a cell is a formula to spreadsheet programs, whatever wrote it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Where numbers have a decimal comma, as in Indonesia, these end a cell, also within quotes that begin later in it.
_AFTER_AN_END = re.compile(r"""([;\r\n]"*)(?=[=+\-@])""")


def plain_cell(value: Any) -> Any:
    """Return a value for a CSV file; text that a spreadsheet program would take for a formula begins with «'».

    >>> plain_cell("=1+1"), plain_cell("SIPENDEKAR"), plain_cell(-1)
    ("'=1+1", 'SIPENDEKAR', -1)
    >>> plain_cell("Loket;=1+1")
    "Loket;'=1+1"
    """
    if not isinstance(value, str):
        return value
    plain = _AFTER_AN_END.sub(r"\1'", value)
    return f"'{plain}" if plain.startswith(_FORMULA_STARTS) else plain
