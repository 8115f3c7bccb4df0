"""Results as a table: columns from the registry, nothing hidden, nothing that runs."""

import csv
import io

import pytest
from openpyxl import load_workbook

from common.tables import csv_file, xlsx_file
from innovations.models import Award, Outcome
from search import download, views
from search.download import table_of
from search.facets import FACETS
from search.indexer import rebuild
from tests.factories import CaseFactory, MemberFactory, UnitFactory, log_in
from tests.search.builders import document


def csv_rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def xlsx_rows(content):
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    heading = next(rows)
    return [dict(zip(heading, row, strict=True)) for row in rows]


READERS = {"csv": csv_rows, "xlsx": xlsx_rows}


@pytest.fixture
def cases(db):
    first = CaseFactory(
        title="Payjem",
        plain_title="Penjemputan pasien",
        unit=UnitFactory(name="Puskesmas Melati", type="community_health_centre"),
        started_on="2019",
        confirmed_on="2020-05-04",
        cost_setup_idr=5_000_000,
        staff_needed="2.5",
        digital=False,
    )
    first.sectors = ["health"]
    first.awards = [Award(scheme="kipp", rank="Top 99", year=2020)]
    first.outcomes = [
        Outcome(indicator="Waktu layanan", unit="menit", better="lower", baseline=180, value=5, evidence="internal"),
        Outcome(indicator="Antrean", unit="orang", better="lower", baseline=10, value=12),
        Outcome(indicator="Biaya", unit="rupiah", better="lower", value=12),
    ]
    first.save_revision().publish()
    CaseFactory(title="Perahu Pintar", example=True)
    rebuild()
    return first


SAID = {
    "Nama": "Payjem",
    "Judul sehari-hari": "Penjemputan pasien",
    "Contoh": "",
    "Unit": "Puskesmas Melati",
    "Sektor": "Kesehatan",
    "Cara pelayanan": "",
    "Hasil yang diukur": "Waktu layanan +97\u00a0%; Antrean -20\u00a0%; Biaya, perubahan belum diketahui",
    "Bukti hasil paling sedikit": "Diperiksa di dalam instansi",
    "Jenis unit": "Puskesmas",
    "Tingkat pemerintahan": "Kota",
    "Wilayah": "Kota Palembang, Sumatera Selatan",
    "Penerima manfaat": "",
    "TPB": "",
    "Penghargaan": "KIPP (Sinovik) Top 99",
    "Tahap": "",
    "Status": "Belum diketahui",
    "Biaya tahun pertama": "Di bawah Rp 10 juta",
    "Biaya tahun pertama (rupiah)": "5000000",
    "Orang yang diperlukan untuk menjalankan": "2.5",
    "Replikasi": "Belum direplikasi",
    "Unit yang mereplikasi": "0",
    "Perbaikan di unit yang mereplikasi (persen)": "Belum diketahui",
    "Unit teladan sampai": "",
    "Dikonfirmasi paling lambat": "2021-05-04",
    "Aplikasi": "Tanpa aplikasi",
    "Sambungan yang diperlukan": "Belum diketahui",
    "Tahun": "2019",
}


@pytest.mark.parametrize("kind", READERS)
def test_a_row_says_what_the_index_knows_of_a_case(client, cases, kind):
    [row] = READERS[kind](client.get(f"/cari/hasil.{kind}?q=penjemputan").content)
    own = {"Id catatan": cases.record_id, "Alamat": f"http://testserver{cases.url}"}
    assert {heading: "" if cell is None else str(cell) for heading, cell in row.items()} == SAID | own


@pytest.mark.parametrize("kind", READERS)
def test_a_table_has_all_pages_of_the_search_in_its_order_and_no_more(client, cases, kind):
    for number in range(12):
        CaseFactory(title=f"Kapal {number:02}", plain_title="Kapal baca", cost_setup_idr=number * 1_000_000)
    rebuild()
    rows = READERS[kind](client.get(f"/cari/hasil.{kind}?q=kapal&sort=newest&page=7&cost_max=10+juta").content)
    assert [row["Nama"] for row in rows] == [f"Kapal {number:02}" for number in reversed(range(1, 11))]


@pytest.mark.parametrize("kind", READERS)
def test_a_table_is_a_file_with_a_name_and_at_most_so_many_rows(client, cases, kind, monkeypatch):
    monkeypatch.setattr(views, "MOST_ROWS", 1)
    response = client.get(f"/cari/hasil.{kind}")
    assert response["Content-Disposition"].startswith('attachment; filename="inovasi-')
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert len(READERS[kind](response.content)) == 1


def test_the_page_leads_to_the_tables_of_its_search(client, cases):
    page = client.get("/cari/?q=penjemputan&sector=health&page=2").content.decode()
    for kind in READERS:
        assert f'href="/cari/hasil.{kind}?q=penjemputan&amp;sector=health"' in page


FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+62811", "'+62811"),
    ("-5", "'-5"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r'=1"),
    ("Loket;=1", "Loket;'=1"),
]


@pytest.mark.parametrize(("name", "plain"), FORMULAS)
def test_no_cell_is_a_formula(name, plain):
    case = document(1, name)
    assert csv_rows(csv_file(table_of([case], "")))[0]["Nama"] == plain
    sheet = load_workbook(io.BytesIO(xlsx_file(table_of([case], "")))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet["B2"].value.strip() == name.strip()


def test_what_no_spreadsheet_may_hold_is_left_out():
    [row] = xlsx_rows(xlsx_file(table_of([document(1, "Perahu\x0b Pintar")], "")))
    assert row["Nama"] == "Perahu Pintar"


def test_numbers_stay_numbers():
    [row] = xlsx_rows(xlsx_file(table_of([document(1, numbers={"cost": 5e6, "staff": 2.5})], "")))
    assert (row["Biaya tahun pertama (rupiah)"], row["Orang yang diperlukan untuk menjalankan"]) == (5_000_000, 2.5)


def test_no_column_is_there_twice():
    headings = [column.heading for column in table_of([], "").columns]
    assert len(set(headings)) == len(headings) >= len(FACETS)


@pytest.mark.django_db
def test_a_member_gets_what_is_for_units_like_the_own_one_and_no_cache_keeps_it(client, cases):
    log_in(client, MemberFactory(unit=UnitFactory(type="community_health_centre")).user)
    response = client.get("/cari/hasil.csv?like_mine=mine")
    assert [row["Nama"] for row in csv_rows(response.content)] == ["Payjem"]
    assert "private" in response["Cache-Control"]
    assert not any("unit saya" in heading for heading in csv_rows(response.content)[0])


def test_what_was_hidden_a_moment_ago_is_in_no_table(client, cases):
    cases.unpublish()
    assert [row["Nama"] for row in csv_rows(client.get("/cari/hasil.csv").content)] == ["Perahu Pintar"]


def test_a_table_costs_a_fixed_number_of_queries(client, cases, django_assert_num_queries):
    client.get("/cari/hasil.csv")
    with django_assert_num_queries(2):
        client.get("/cari/hasil.csv")


def test_without_an_engine_it_says_so(client, db):
    assert client.get("/cari/hasil.csv").status_code == 503


def test_too_many_downloads_are_told_to_wait(client, cases, settings, monkeypatch):
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr(views, "_DOWNLOAD_RATE", "2/h")
    assert [client.get("/cari/hasil.xlsx").status_code for _ in range(3)] == [200, 200, 429]
    assert download.MOST_ROWS == 5_000
