"""The empty workbook that officials fill in, without a connection if need be."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from innovations.spreadsheets.columns import CASE, CODE_LISTS, SHEETS, Column, Sheet, code_labels

ROWS = 500  # as many rows have drop-downs
KEY_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3

_HEADING = Font(bold=True, color="FFFFFF")
_INK = PatternFill("solid", fgColor="0B5563")
_TOP = Alignment(wrap_text=True, vertical="top")


def template() -> bytes:
    """Return the template as an ``.xlsx`` file, in the reader's language.

    Row 1 of each sheet, hidden, holds the keys of the case record, by which it is
    read back: sheets and columns may be renamed and moved.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_guide(workbook.create_sheet(_("Guide")))
    sheets = [workbook.create_sheet(str(sheet.title)) for sheet in SHEETS]
    places = _write_codes(workbook.create_sheet(_("Codes")))
    for sheet, worksheet in zip(SHEETS, sheets, strict=True):
        _write_sheet(worksheet, sheet, places)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_guide(worksheet: Worksheet) -> None:
    lines = (
        _("How to fill in this workbook"),
        _("1. One row of the sheet “Cases” is one case. Columns with a star must be filled in."),
        _("2. Outcomes, awards, sources and files stand on sheets of their own: name the case in the first column."),
        _("3. What you do not know, leave blank. Write 0 only where it is really zero."),
        _("4. Where a cell offers a list, choose from it. Several answers in one cell: put a semicolon between them."),
        _("5. Dates: 2019, 2019-06 or 2019-06-27, no more precise than you know. Or 27 Juni 2019."),
        _("6. Numbers without words: 48000000, not “48 million”. No formulas: paste the values."),
        _("7. In long texts, Alt+Enter starts a new line; a blank line starts a new paragraph."),
        _("8. The record id may stay blank in a new case. Keep it in a case that you change."),
        _("9. Pictures and documents: write their file names on the sheets; upload workbook and files in one .zip."),
    )
    for row, line in enumerate(lines, start=1):
        worksheet.cell(row, 1, line).alignment = _TOP
    worksheet.cell(1, 1).font = Font(bold=True, size=14)
    worksheet.column_dimensions["A"].width = 100


def _write_codes(worksheet: Worksheet) -> dict[str, str]:
    """Write each list of codes into a column and return the ranges that the drop-downs use."""
    places = {}
    for number, name in enumerate((*CODE_LISTS, "yes_no"), start=1):
        labels = [_("yes"), _("no")] if name == "yes_no" else list(code_labels(name).values())
        for row, label in enumerate(labels, start=1):
            worksheet.cell(row, number, label)
        letter = get_column_letter(number)
        worksheet.column_dimensions[letter].width = 34
        places[name] = f"{quote_sheetname(worksheet.title)}!${letter}$1:${letter}${len(labels)}"
    return places


def _write_sheet(worksheet: Worksheet, sheet: Sheet, places: dict[str, str]) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        worksheet.cell(KEY_ROW, number, column.key)
        heading = worksheet.cell(HEADING_ROW, number)
        heading.value = column.title
        heading.font, heading.fill, heading.alignment = _HEADING, _INK, _TOP
        letter = get_column_letter(number)
        worksheet.column_dimensions[letter].width = column.width
        _prepare_cells(worksheet, column, letter, places)
    worksheet.row_dimensions[KEY_ROW].hidden = True
    worksheet.row_dimensions[HEADING_ROW].height = 32
    worksheet.freeze_panes = f"{'B' if sheet.columns[0].key == CASE else 'C'}{FIRST_ROW}"


def _prepare_cells(worksheet: Worksheet, column: Column, letter: str, places: dict[str, str]) -> None:
    cells = f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROWS - 1}"
    below = worksheet.column_dimensions[letter]
    below.alignment = _TOP
    if column.kind in {"text", "file", "date", "words", "codes"}:
        below.number_format = "@"  # so that 2019-06 and 0711 stay what was typed
    name = column.codes if column.kind == "code" else column.kind
    if name in places:
        choice = DataValidation("list", formula1=f"={places[name]}", allow_blank=True, showErrorMessage=False)
        worksheet.add_data_validation(choice)
        choice.add(cells)
    elif hint := _hint(column):
        note = DataValidation(promptTitle=column.title[:32], prompt=hint, showInputMessage=True, allow_blank=True)
        worksheet.add_data_validation(note)
        note.add(cells)


def _hint(column: Column) -> str:
    hints = {
        "codes": _("Several answers: put a semicolon between them. The words are on the sheet “Codes”."),
        "file": _("The name of the file in the .zip, with its folder: gambar/loket.jpg."),
        "words": _("Several words: put a semicolon between them."),
        "date": _("2019, 2019-06 or 2019-06-27, no more precise than you know."),
        "number": _("A number without words. Unknown stays blank."),
    }
    return hints.get(column.kind, "")
