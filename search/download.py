"""Results of a search as a table to download: its columns come from the registry of facets."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from common.csv_cells import plain_cell
from search.documents import CaseDocument
from search.facets import FACETS
from search.facets.base import Cell, Facet

MOST_ROWS: Final = 5_000

_WIDTH: Final = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the reader's language, and what it says of a case."""

    heading: str
    value: Callable[[CaseDocument], Cell]


def columns(site: str) -> list[Column]:
    """Return the columns: what a case is and where, then each facet. ``site`` is the address of the site."""
    own = [
        Column(_("Record id"), lambda case: case.record_id),
        Column(_("Name"), lambda case: case.name),
        Column(_("Everyday title"), lambda case: case.plain_title),
        Column(_("Made up for demonstration"), lambda case: _("yes") if case.example else ""),
        Column(_("Unit"), lambda case: case.unit),
        Column(_("Address"), lambda case: f"{site}{case.url}"),
    ]
    facets = [facet for facet in FACETS if not facet.is_personal]
    return own + [Column(str(facet.heading), partial(_of_facet, facet)) for facet in facets]


def _of_facet(facet: Facet, case: CaseDocument) -> Cell:
    return facet.cell(case.facets[facet.key], case.numbers)


def csv_file(table: list[Column], cases: Iterable[CaseDocument]) -> bytes:
    """Return the table as a ``.csv`` file that spreadsheets read as UTF-8 and in which nothing is a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([column.heading for column in table])
    writer.writerows([plain_cell(column.value(case)) for column in table] for case in cases)
    return file.getvalue().encode("utf-8-sig")


def xlsx_file(table: list[Column], cases: Iterable[CaseDocument]) -> bytes:
    """Return the table as an ``.xlsx`` file; text is stored as text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Innovations"))
    sheet.freeze_panes = "C2"
    for number in range(1, len(table) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.append([_written(sheet, column.heading, bold=True) for column in table])
    for case in cases:
        sheet.append([_written(sheet, column.value(case)) for column in table])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _written(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
