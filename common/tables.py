"""Tables to download: nothing in them runs as a formula, whoever wrote the words."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX

from common.csv_cells import plain_cell
from common.documents import CONTENT_TYPES

Cell = str | float
Row = TypeVar("Row")

_WIDTH: Final = 24
_LONGEST_TITLE: Final = 31


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading in the reader's language, and what it says of a row."""

    heading: str
    value: Callable[[Row], Cell]


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """Rows under columns. ``title`` names the sheet; ``frozen`` columns stay in sight when one scrolls."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    frozen: int = 1


def table_response(table: Table[Any], kind: str, name: str) -> HttpResponse:
    """Return the table as a file of the kind ``csv`` or ``xlsx``, named by ``name`` and today's date."""
    make, content_type = _KINDS[kind]
    response = HttpResponse(make(table), content_type=content_type)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.{kind}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def csv_file(table: Table[Any]) -> bytes:
    """Return the table as a ``.csv`` file that spreadsheets read as UTF-8 and in which nothing is a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([column.heading for column in table.columns])
    writer.writerows([plain_cell(column.value(row)) for column in table.columns] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def xlsx_file(table: Table[Any]) -> bytes:
    """Return the table as an ``.xlsx`` file; text is stored as text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(INVALID_TITLE_REGEX.sub(" ", table.title)[:_LONGEST_TITLE])
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
    for number in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    sheet.append([_written(sheet, column.heading, bold=True) for column in table.columns])
    for row in table.rows:
        sheet.append([_written(sheet, column.value(row)) for column in table.columns])
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


_KINDS: Final[dict[str, tuple[Callable[[Table[Any]], bytes], str]]] = {
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_file, CONTENT_TYPES["xlsx"]),
}
