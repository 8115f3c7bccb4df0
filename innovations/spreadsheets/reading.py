"""Reading a filled-in template back into case records."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from innovations.importing.problems import Cell, Entry, UnreadableFileError
from innovations.importing.schema import PARTS
from innovations.importing.unit_book import identity_of
from innovations.spreadsheets import cells
from innovations.spreadsheets.cells import CellError
from innovations.spreadsheets.columns import CASE, CASES, SHEETS, Column, Sheet, codes_by_word
from innovations.spreadsheets.template import FIRST_ROW
from units.names import name_key

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 100 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 100


@dataclass
class Row:
    """One filled row of a sheet: values by key and the place of each."""

    number: int
    values: dict[str, Any]
    places: dict[str, Cell]
    faults: list[tuple[str, Any, str]] = field(default_factory=list)


def read_workbook(file: IO[bytes]) -> list[Entry]:
    """Return one entry for each case of the workbook, with the places of its values.

    Raises UnreadableFileError for a file that is none, is too large, or is not the template.
    """
    _refuse_bombs(file)
    try:
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheets = _sheets(workbook)
    except UnreadableFileError:
        raise
    except Exception as error:  # a damaged file makes the parser raise whatever it met
        raise UnreadableFileError(_("This file is no spreadsheet (.xlsx) that can be read.")) from error
    if CASES.key not in sheets:
        raise UnreadableFileError(
            _("This is not the template: the sheet of cases with its hidden first row is missing.")
        )
    return _entries(sheets)


def _refuse_bombs(file: IO[bytes]) -> None:
    """Refuse files that unpack to far more than they are."""
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        raise UnreadableFileError(_("This file is larger than %(limit)s MB.") % {"limit": LARGEST_FILE // 1024**2})
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableFileError(_("This file is no spreadsheet (.xlsx) that can be read.")) from error
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_CONTENT:
        raise UnreadableFileError(_("This file unpacks to more than can be read."))
    file.seek(0)


def _sheets(workbook: Any) -> dict[str, list[Row]]:
    words: dict[str, Mapping[str, str]] = {}
    found: dict[str, list[Row]] = {}
    for worksheet in workbook.worksheets:
        worksheet.reset_dimensions()
        rows = worksheet.iter_rows(max_col=MOST_COLUMNS)
        keys = [str(cell.value or "") for cell in next(rows, ())]
        # The sheet of pictures has all that those of documents and of sources must have, and more.
        fitting = [sheet for sheet in SHEETS if sheet.required <= set(keys)]
        sheet = max(fitting, key=lambda sheet: len(sheet.required), default=None)
        if sheet is not None:
            headings = [str(cell.value or "").removesuffix(" *") for cell in next(rows, ())]
            reader = _SheetReader(worksheet.title, sheet, keys, headings, words)
            found.setdefault(sheet.key, []).extend(reader.rows(rows))
        elif CASE in keys:
            message = _("The sheet “%(sheet)s” lacks columns of the template: %(columns)s.")
            raise UnreadableFileError(message % {"sheet": worksheet.title, "columns": _missing(set(keys))})
    return found


def _missing(keys: set[str]) -> str:
    """Return the columns that a sheet lacks to be the one of the template that it is most like."""
    nearest = max(SHEETS[1:], key=lambda sheet: len(sheet.required & keys))
    return ", ".join(column.title for column in nearest.columns if column.key in nearest.required - keys)


@dataclass
class _SheetReader:
    """Reads the rows of one sheet. ``words`` keeps the words of code lists for the whole workbook."""

    title: str
    sheet: Sheet
    keys: Sequence[str]
    headings: Sequence[str]
    words: dict[str, Mapping[str, str]]

    def rows(self, rows: Iterator[Sequence[Any]]) -> Iterator[Row]:
        """Yield the rows that hold anything."""
        for number, found in enumerate(rows, start=FIRST_ROW):
            if number >= MOST_ROWS + FIRST_ROW:
                message = _("The sheet “%(sheet)s” has more than %(most)s rows.")
                raise UnreadableFileError(message % {"sheet": self.title, "most": MOST_ROWS})
            row = Row(number, {}, {"": Cell(self.title, number, "")})
            for key, heading, cell in zip(self.keys, self.headings, found, strict=False):
                if key:
                    row.places[key] = Cell(self.title, number, heading)
                    self._take(row, key, cell)
            if row.values or row.faults:
                yield row

    def _take(self, row: Row, key: str, cell: Any) -> None:
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            return
        column = self.sheet.column(key)
        try:
            if column is None:
                raise CellError(_("This column is not one of the template's."))
            row.values[key] = self._value(column, cell)
        except CellError as error:
            row.faults.append((key, cell.value, str(error)))

    def _value(self, column: Column, cell: Any) -> Any:
        if cell.data_type == "f":
            raise CellError(_("This cell holds a formula. Paste the value instead."))
        if cell.data_type == "e":
            raise CellError(_("This cell holds an error of the spreadsheet."))
        shown_as = str(getattr(cell, "number_format", "") or "")
        if column.kind == "number":
            return cells.number(cell.value, shown_as)
        if column.kind == "date":
            return cells.date(cell.value, shown_as)
        if column.kind == "yes_no":
            return cells.yes_no(cell.value)
        if column.kind == "code":
            return cells.code(cell.value, self._codes(column), region=column.codes == "regions")
        if column.kind == "words":
            return cells.words(cell.value)
        if column.kind == "codes":
            found = cells.codes(cell.value, self._codes(column))
            return [int(code) for code in found] if column.codes == "sdgs" else found
        return cells.text(cell.value)

    def _codes(self, column: Column) -> Mapping[str, str]:
        if column.codes not in self.words:
            self.words[column.codes] = codes_by_word(column.codes)
        return self.words[column.codes]


def _entries(sheets: Mapping[str, list[Row]]) -> list[Entry]:
    entries = [_entry(row) for row in sheets[CASES.key]]
    owners = _owners(entries)
    lost = []
    for sheet in SHEETS[1:]:
        for row in sheets.get(sheet.key, ()):
            name = row.values.pop(CASE, None)
            found = owners.get(name_key(str(name or "")), []) or owners.get(str(name), [])
            if len(found) == 1:
                _append(found[0], sheet.key, row)
            else:
                lost.append(_lost(sheet, row, name, many=len(found) > 1))
    return [*entries, *lost]


def _entry(row: Row) -> Entry:
    raw: dict[str, Any] = {"unit": {}}
    for key, value in row.values.items():
        outer, _dot, inner = key.partition(".")
        if inner:
            raw.setdefault(outer, {})[inner] = value
        else:
            raw[key] = value
    if "id" not in raw:
        raw["id"] = _made_id(raw, row.number)
    entry = Entry(row.number, raw, cells=dict(row.places))
    for key, value, message in row.faults:
        entry.faults.add(key, value, message)
    return entry


def _made_id(raw: Mapping[str, Any], row: int) -> str:
    """Return an id that stays the same as long as case and unit keep their names: the same file twice is one import.

    A row without one of the names has a fault that says so; it gets an id of its own.
    """
    if "name" not in raw or "name" not in raw["unit"]:
        return f"xlsx-{row}"
    words = f"{identity_of(raw['unit'])}|{name_key(raw['name'])}"
    return f"xlsx-{hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _owners(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by id and by name as compared."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in {name_key(str(entry.raw.get("name", ""))), str(entry.raw.get("id", ""))} - {""}:
            found.setdefault(name, []).append(entry)
    return found


def _append(entry: Entry, list_key: str, row: Row) -> None:
    items = entry.raw.setdefault(list_key, [])
    prefix = f"{list_key}[{len(items)}]"
    items.append(row.values)
    cells_ = {f"{prefix}.{key}" if key else prefix: cell for key, cell in row.places.items()}
    entry.cells = {**entry.cells, **cells_}
    for key, value, message in row.faults:
        entry.faults.add(f"{prefix}.{key}", value, message)


def _lost(sheet: Sheet, row: Row, name: Any, *, many: bool) -> Entry:
    """Return an entry for a row that belongs to no case, with its own faults."""
    entry = Entry(row.number, {}, cells=dict(row.places), readable=False)
    for key, value, message in row.faults:
        entry.faults.add(key, value, message)
    if not entry.faults.noted(CASE):
        message = (
            _("Several cases have this name. Write the record id instead.")
            if many
            else _("No case on the sheet of cases has this name or record id.")
        )
        entry.faults.add(CASE, name, message)
    PARTS[sheet.key].clean(row.values, "", entry.faults)
    return entry
