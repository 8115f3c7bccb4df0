"""The template comes back as case records; what cannot be read is named by sheet, row and column."""

import datetime
import io
import zipfile
from collections import defaultdict
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from innovations.importing.problems import Entry, UnreadableFileError
from innovations.importing.run import ImportReport, run_import
from innovations.models import InnovationPage
from innovations.record import to_record
from innovations.spreadsheets import reading
from innovations.spreadsheets.columns import SHEETS, code_labels
from innovations.spreadsheets.reading import read_workbook
from innovations.spreadsheets.template import FIRST_ROW, template
from tests.innovations.records import read_data

CASE = {
    "name": "Payjem Pas Ngamuk",
    "plain_title": "Penjemputan pasien",
    "unit.name": "RSJD Contoh",
    "unit.type": "Rumah sakit",
    "unit.region": "33.72 Kota Surakarta",
}


def filled(*rows: tuple[str, dict[str, Any]]) -> Workbook:
    """Return the template with rows filled in: (sheet key, values by key)."""
    workbook = load_workbook(io.BytesIO(template()))
    next_row: defaultdict[str, int] = defaultdict(lambda: FIRST_ROW)
    for key, values in rows:
        sheet = next(one for one in SHEETS if one.key == key)
        worksheet = workbook[str(sheet.title)]
        keys = [column.key for column in sheet.columns]
        row = next_row[key]
        next_row[key] += 1
        for name, value in values.items():
            worksheet.cell(row, keys.index(name) + 1, value)
    return workbook


def read(workbook: Workbook) -> list[Entry]:
    file = io.BytesIO()
    workbook.save(file)
    return read_workbook(file)


def import_workbook(workbook: Workbook) -> ImportReport:
    return run_import(read(workbook))


@pytest.mark.django_db
class TestTemplate:
    def test_it_opens_with_drop_downs_and_a_hidden_row_of_keys(self) -> None:
        workbook = load_workbook(io.BytesIO(template()))
        assert len(workbook.sheetnames) == 2 + len(SHEETS)
        for sheet in SHEETS:
            worksheet = workbook[str(sheet.title)]
            assert [cell.value for cell in worksheet[1]] == [column.key for column in sheet.columns]
            assert worksheet.row_dimensions[1].hidden
            assert worksheet.data_validations.count > 0

    def test_empty_it_holds_no_case(self) -> None:
        assert read_workbook(io.BytesIO(template())) == []

    def test_in_english_it_reads_back_as_well(self) -> None:
        with translation.override("en"):
            workbook = filled(("cases", {**CASE, "unit.type": "Hospital", "digital": "yes"}))
        (entry,) = read(workbook)
        assert (entry.raw["unit"]["type"], entry.raw["digital"]) == ("hospital", True)


@pytest.mark.django_db
class TestReading:
    def test_a_full_case_comes_back_as_it_was(self) -> None:
        given = read_data("demo_cases.jsonl")[0]
        report = import_workbook(_as_workbook(given))
        assert report.problems == []
        found = to_record(InnovationPage.objects.get())
        for record in (given, found):
            record.pop("example", None)
        assert found == given

    def test_the_same_workbook_twice_changes_nothing(self) -> None:
        assert import_workbook(filled(("cases", CASE))).created == 1
        assert import_workbook(filled(("cases", CASE))).unchanged == 1

    def test_rows_of_other_sheets_find_their_case_by_name_or_id(self) -> None:
        outcome = {"indicator": "Lama", "unit": "menit", "value": 5}
        entries = read(
            filled(
                ("cases", {**CASE, "id": "a-1"}),
                ("outcomes", {"case": "payjem pas NGAMUK", **outcome}),
                ("awards", {"case": "a-1", "scheme": "kipp", "year": 2019}),
                ("sources", {"case": "a-1", "title": "Koran", "published_on": "Juni 2019"}),
            )
        )
        (entry,) = entries
        assert entry.raw["outcomes"] == [outcome]
        assert entry.raw["awards"] == [{"scheme": "kipp", "year": 2019}]
        assert entry.raw["sources"] == [{"title": "Koran", "published_on": "2019-06"}]

    @pytest.mark.parametrize(
        ("rows", "sheet", "row", "key"),
        [
            ([("cases", {**CASE, "name": None})], "cases", 3, "name"),
            ([("cases", {**CASE, "stage": "Selesai"})], "cases", 3, "stage"),
            ([("cases", {**CASE, "staff": "=1+1"})], "cases", 3, "staff"),
            ([("cases", {**CASE, "cost.setup_idr": "48 juta"})], "cases", 3, "cost.setup_idr"),
            ([("cases", {**CASE, "cost.setup_idr": -1})], "cases", 3, "cost.setup_idr"),
            ([("cases", {**CASE, "cost.setup_idr": "9" * 5000})], "cases", 3, "cost.setup_idr"),
            ([("cases", {**CASE, "unit.region": datetime.date(2017, 9, 22)})], "cases", 3, "unit.region"),
            ([("cases", {**CASE, "staff": datetime.time(7, 30)})], "cases", 3, "staff"),
            ([("cases", {**CASE, "started_on": "05/06/2019"})], "cases", 3, "started_on"),
            ([("cases", {**CASE, "summary": "<b>x</b>"})], "cases", 3, "summary"),
            ([("cases", CASE), ("outcomes", {"case": "Lain", "indicator": "x", "unit": "y"})], "outcomes", 3, "case"),
            (
                [("cases", CASE), ("outcomes", {"case": CASE["name"], "indicator": "x", "unit": "y"})],
                "outcomes",
                3,
                "value",
            ),
            (
                [("cases", CASE), ("awards", {"case": CASE["name"], "scheme": "kipp", "year": "lalu"})],
                "awards",
                3,
                "year",
            ),
            ([("cases", CASE), ("cases", {**CASE, "name": "Lain", "unit.region": "99"})], "cases", 4, "unit.region"),
        ],
    )
    def test_a_fault_names_sheet_row_and_column(
        self, rows: list[tuple[str, dict[str, Any]]], sheet: str, row: int, key: str
    ) -> None:
        report = import_workbook(filled(*rows))
        assert not report.written
        wanted = next(one for one in SHEETS if one.key == sheet)
        column = wanted.column(key)
        assert column is not None
        places = [(problem.sheet, problem.line, problem.column) for problem in report.problems]
        assert (str(wanted.title), row, column.title.removesuffix(" *")) in places

    def test_all_faults_of_a_workbook_are_in_one_report(self) -> None:
        """Cells that cannot be read, and what is empty or wrong in the same rows."""
        report = import_workbook(
            filled(
                ("cases", {"name": "=A1", "unit.type": "Toko", "sectors": "Kesehatn; Kesehatan; apa"}),
                ("cases", {**CASE, "summary": "<b>x</b>", "staff": "dua", "plain_title": None}),
                ("outcomes", {"case": CASE["name"], "indicator": "Lama", "value": "1.916"}),
                ("awards", {"case": "Lain", "year": "lalu"}),
                ("sources", {"case": "=A3", "url": "koran"}),
            )
        )
        titles = {sheet.key: str(sheet.title) for sheet in SHEETS}
        wanted = [
            *(("cases", 3, key) for key in ("name", "unit.name", "unit.type", "sectors", "plain_title")),
            *(("cases", 4, key) for key in ("staff", "summary", "plain_title")),
            *(("outcomes", 3, f"outcomes[0].{key}") for key in ("value", "unit")),
            *(("awards", 3, key) for key in ("case", "year", "scheme")),
            *(("sources", 3, key) for key in ("case", "url", "title")),
        ]
        found = sorted((problem.sheet, problem.line, problem.key) for problem in report.problems)
        assert found == sorted((titles[sheet], row, key) for sheet, row, key in wanted)
        (sectors,) = [problem.message for problem in report.problems if problem.key == "sectors"]
        assert "Kesehatn" in sectors
        assert "apa" in sectors

    def test_a_name_that_two_cases_have_needs_the_id(self) -> None:
        other = {**CASE, "unit.name": "Lain"}
        entries = read(filled(("cases", CASE), ("cases", other), ("sources", {"case": CASE["name"], "title": "Koran"})))
        assert [fault.key for entry in entries for fault in entry.faults.found] == ["case"]

    def test_columns_and_sheets_may_be_moved_and_renamed(self) -> None:
        workbook = filled(("cases", CASE))
        worksheet = workbook[str(SHEETS[0].title)]
        worksheet.title = "Punya kami"
        worksheet.move_range("A1:B3", cols=60)
        (entry,) = read(workbook)
        assert entry.raw["name"] == CASE["name"]

    def test_dates_count_as_precisely_as_they_are_shown(self) -> None:
        workbook = filled(("cases", {**CASE, "started_on": datetime.datetime(2019, 6, 1)}))
        worksheet = workbook[str(SHEETS[0].title)]
        position = [column.key for column in SHEETS[0].columns].index("started_on") + 1
        worksheet.cell(FIRST_ROW, position).number_format = "mmm yyyy"
        assert read(workbook)[0].raw["started_on"] == "2019-06"


def _as_workbook(record: dict[str, Any]) -> Workbook:
    """Fill the template as a person would: with labels from the drop-downs."""
    case: dict[str, Any] = {}
    for column in SHEETS[0].columns:
        value: Any = record
        for name in column.key.split("."):
            value = value.get(name) if value else None
        case[column.key] = _shown(column, value)
    rows = [("cases", case)]
    for sheet in SHEETS[1:]:
        for item in record.get(sheet.key, ()):
            values = {column.key: _shown(column, item.get(column.key)) for column in sheet.columns[1:]}
            rows.append((sheet.key, {"case": record["name"], **values}))
    return filled(*rows)


def _shown(column: Any, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "yes_no":
        return "ya" if value else "tidak"
    if column.kind == "code":
        return code_labels(column.codes)[value]
    if column.kind == "codes":
        return "; ".join(code_labels(column.codes)[str(code)] for code in value)
    return "; ".join(value) if column.kind == "words" else value


@pytest.mark.django_db
class TestHostileFiles:
    @pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04" + b"\0" * 100, template.__name__.encode()])
    def test_what_is_no_workbook_is_refused(self, content: bytes) -> None:
        with pytest.raises(UnreadableFileError):
            read_workbook(io.BytesIO(content))

    def test_another_workbook_is_not_the_template(self) -> None:
        with pytest.raises(UnreadableFileError):
            read(Workbook())

    def test_a_sheet_without_a_required_column_is_named(self) -> None:
        workbook = filled(("cases", CASE))
        workbook[str(SHEETS[1].title)]["B1"] = None
        column = SHEETS[1].columns[1].title.removesuffix(" *")
        with pytest.raises(UnreadableFileError, match=f"{SHEETS[1].title}.*{column}"):
            read(workbook)

    def test_a_damaged_part_is_refused(self) -> None:
        damaged = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(template())) as good, zipfile.ZipFile(damaged, "w") as bad:
            for name in good.namelist():
                bad.writestr(name, b"<a>" if name.endswith("sheet2.xml") else good.read(name))
        with pytest.raises(UnreadableFileError):
            read_workbook(damaged)

    def test_a_file_that_unpacks_without_end_is_refused(self) -> None:
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("xl/workbook.xml", b"\0" * (reading.LARGEST_CONTENT + 1))
        assert bomb.tell() < reading.LARGEST_FILE
        with pytest.raises(UnreadableFileError):
            read_workbook(bomb)

    def test_too_many_rows_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MOST_ROWS", 3)
        with pytest.raises(UnreadableFileError):
            read(filled(*[("cases", {**CASE, "id": f"a{n}"}) for n in range(4)]))
