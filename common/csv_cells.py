"""Cells of CSV files, which spreadsheet programs open."""

from typing import Any

# With one of these a cell is a formula to spreadsheet programs, whatever wrote it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_cell(value: Any) -> Any:
    """Return a value for a CSV file; text that a spreadsheet program would take for a formula begins with «'».

    >>> plain_cell("=1+1"), plain_cell("SIPENDEKAR"), plain_cell(-1)
    ("'=1+1", 'SIPENDEKAR', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
