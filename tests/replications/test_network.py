"""«Jaringan»: counts that agree with the lists behind them, and nothing that is between two units."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils import timezone
from openpyxl import load_workbook

from replications.models import Replication, RoleModel
from replications.network.grids import TITLES
from replications.rules import PUBLIC, State
from tests.factories import AgencyFactory, CaseFactory, UnitFactory, UserFactory
from tests.site.pages import queries
from units.models import Region

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 1, 5, 3, tzinfo=UTC)
FURTHEST = [State.INTEREST, State.ACCEPTED, State.AGREED, State.IMPLEMENTING, State.ACHIEVED]
PRIVATE = sorted(set(State) - PUBLIC - {State.PROPOSED})
ADDRESSES = ["/jaringan/", "/jaringan/replikasi/", *(f"/jaringan/{key}.csv" for key in TITLES)]


def replicate(case, unit, state=State.ACHIEVED, **fields):
    """Store a replication that took ten days for each step."""
    furthest = State.IMPLEMENTING if state is State.STOPPED else state
    reached = FURTHEST.index(furthest) if furthest in FURTHEST else 0
    days = [FIRST + timedelta(days=10 * at) for at in range(5)]
    dates = {
        "accepted_at": days[1],
        "agreed_at": days[2],
        "started_on": days[3].date(),
        "achieved_at": days[4],
    }
    known = dict(list(dates.items())[:reached])
    return Replication.objects.create(
        case=case, unit=unit, state=state, need="Antrean", expressed_at=FIRST, waiting_since=FIRST, **known, **fields
    )


@pytest.fixture
def case():
    found = CaseFactory(title="Perahu Sehat", unit=UnitFactory(name="Puskesmas Sumber"))
    found.sectors = ["health"]
    found.save_revision().publish()
    return found


def unit_in(code, name):
    return UnitFactory(name=name, agency=AgencyFactory(region=Region.objects.get(code=code)))


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def rows(page, section):
    """Return the cells of a section's table as texts."""
    found = page.select(f"[aria-labelledby={section}] tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.select("th, td")] for row in found]


def csv_rows(client, address):
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_page_says_how_far_replications_have_come(client, case):
    for number, state in enumerate([State.ACHIEVED] * 5 + [State.IMPLEMENTING, State.AGREED, State.STOPPED]):
        replicate(case, UnitFactory(name=f"Peniru {number}"), state)
    assert rows(soup(client, "/jaringan/"), "funnel") == [
        ["Minat disampaikan", "sedikitnya 8", ""],
        ["Diterima unit asal", "sedikitnya 8", "10 hari"],
        ["Disepakati kedua unit", "8", "10 hari"],
        ["Implementasi dimulai", "7", "10 hari"],
        ["Hasil dilaporkan", "5", "10 hari"],
        ["Ditolak", "kurang dari 5", ""],
        ["Ditarik kembali", "kurang dari 5", ""],
        ["Dihentikan", "1", ""],
    ]


def test_each_number_leads_to_a_list_of_so_many(client, case):
    replicate(case, unit_in("16.71", "Peniru Palembang"), obstacles=["budget", "staff"])
    replicate(case, unit_in("35.78", "Peniru Surabaya"), State.STOPPED)
    replicate(CaseFactory(unit=case.unit), unit_in("35.79", "Peniru Batu"), State.AGREED)
    links = [
        (link["href"], int(link.text))
        for link in soup(client, "/jaringan/").select("td a[href^='/jaringan/replikasi/']")
    ]
    assert len(links) >= 15
    for address, count in links:
        assert len(soup(client, address).select("tbody tr")) == count, address


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Batu", "Palembang", "Surabaya"]),
        ("state=stopped", ["Surabaya"]),
        ("reached=achieved", ["Palembang"]),
        ("reached=implementing", ["Palembang", "Surabaya"]),
        ("sector=health", ["Palembang", "Surabaya"]),
        ("region=35", ["Batu", "Surabaya"]),
        ("region=35.78", ["Surabaya"]),
        ("region=unknown", []),
        ("obstacle=budget", ["Palembang"]),
        ("sector=health&region=35", ["Surabaya"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(client, case, query, shown):
    replicate(case, unit_in("16.71", "Palembang"), obstacles=["budget"])
    replicate(case, unit_in("35.78", "Surabaya"), State.STOPPED)
    replicate(CaseFactory(), unit_in("35.79", "Batu"), State.AGREED)
    page = soup(client, f"/jaringan/replikasi/?{query}")
    assert sorted(row.select("td")[1].a.text for row in page.select("tbody tr")) == shown
    assert len(page.select(".chip.chosen")) == query.count("=")
    assert sorted(row[2] for row in csv_rows(client, f"/jaringan/replikasi.csv?{query}")[1:]) == shown


@pytest.mark.parametrize(
    "query",
    [
        *("state=interest", "state=declined", "reached=accepted", "sector=x", "region=99", "region=%00", "obstacle=x"),
        *("case=x", "unit=0", "source=9999", "case=99999999999999999999999999"),
    ],
)
def test_an_address_that_means_nothing_is_not_found(client, case, query):
    replicate(case, UnitFactory())
    assert client.get(f"/jaringan/replikasi/?{query}").status_code == 404


@pytest.mark.parametrize("state", PRIVATE)
def test_what_is_between_two_units_is_nowhere(client, case, state):
    before = {address: client.get(address).content for address in ADDRESSES}
    cache.clear()
    unit = unit_in("35.78", "Peniru Diam")
    replicate(case, unit, state)
    for address in ADDRESSES:
        assert client.get(address).content == before[address], address
    for key, value in (("unit", unit.pk), ("case", case.pk), ("source", case.unit_id)):
        assert client.get(f"/jaringan/replikasi/?{key}={value}").status_code == 404


def test_cases_and_units_that_not_everyone_may_see_are_neither_listed_nor_counted(client, case):
    hidden = CaseFactory(title="Rahasia Asal")
    replicate(hidden, UnitFactory())
    hidden.unpublish()
    unit = UnitFactory(name="Rahasia Peniru")
    replicate(case, unit)
    unit.page.unpublish()
    for address in ADDRESSES:
        assert "Rahasia" not in client.get(address).content.decode(), address
    assert rows(soup(client, "/jaringan/"), "funnel")[2][1] == "0"


def test_made_up_ones_stand_in_only_where_there_are_no_others(client, case):
    made_up = CaseFactory(title="Contoh Rekaan", example=True)
    replicate(made_up, UnitFactory(example=True))
    page = soup(client, "/jaringan/")
    assert "replikasi rekaan untuk peragaan" in page.text
    assert rows(page, "practices")[0][0].startswith("Contoh Rekaan")
    assert page.select("[aria-labelledby=practices] .badge.example")

    cache.clear()
    replicate(case, UnitFactory())
    page = soup(client, "/jaringan/")
    assert [row[0] for row in rows(page, "practices")] == ["Perahu Sehat"]
    [apart] = [link["href"] for link in page.select(".page-head a")]
    assert rows(soup(client, apart), "practices")[0][0].startswith("Contoh Rekaan")
    listed = soup(client, "/jaringan/replikasi/?example=1").select("tbody tr")
    assert len(listed) == 1


def test_a_made_up_unit_that_copies_a_real_case_says_nothing_about_it(client, case):
    replicate(case, UnitFactory(name="Peniru Rekaan", example=True))
    replicate(case, UnitFactory(name="Peniru Nyata"))
    assert "Peniru Rekaan" not in soup(client, "/jaringan/replikasi/").text
    assert rows(soup(client, "/jaringan/"), "practices")[0][2] == "1"


def test_what_only_a_case_names_stands_apart_and_who_also_copies_counts_once(client, case):
    both = UnitFactory()
    replicate(case, both)
    for unit in (both, UnitFactory(), UnitFactory()):
        CaseFactory(replicates=case, unit=unit)
    CaseFactory(replicates=case, example=True)
    elsewhere = CaseFactory(title="Loket Malam")
    CaseFactory(replicates=elsewhere)
    page = soup(client, "/jaringan/")
    assert [[row[0], *row[2:]] for row in rows(page, "practices")] == [
        ["Perahu Sehat", "1", "1", "2"],
        ["Loket Malam", "0", "0", "1"],
    ]
    assert page.select_one("[aria-labelledby=practices] tbody tr td:last-child a")["href"] == (
        f"/replikasi/inovasi/{case.pk}/"
    )


def test_a_role_model_is_marked_as_long_as_it_is_one(client, case):
    replicate(case, UnitFactory())
    today = timezone.localdate()
    fields = {"sector_id": "health", "index_name": "Indeks", "index_value": 4, "index_year": 2025, "source": "Laporan"}
    role_model = RoleModel.objects.create(
        unit=case.unit, named_on=today, ends_on=today, named_by=UserFactory(), **fields
    )
    assert rows(soup(client, "/jaringan/"), "units") == [["Puskesmas Sumber", "Kesehatan", "1", "1", "1"]]
    RoleModel.objects.filter(pk=role_model.pk).update(
        named_on=today - timedelta(days=2), ends_on=today - timedelta(days=1)
    )
    assert rows(soup(client, "/jaringan/"), "units") == [["Puskesmas Sumber", "", "1", "1", "1"]]


def test_the_matrix_shows_where_nothing_is_copied(client, case):
    replicate(case, unit_in("35.78", "Peniru Surabaya"))
    page = soup(client, "/jaringan/")
    [row] = rows(page, "sectors")
    assert row[:2] == ["Kesehatan", "37"]
    assert sorted(row[2:]) == ["0"] * 37 + ["1"]
    assert page.select_one(".matrix td a")["href"] == "/jaringan/replikasi/?sector=health&region=35"
    assert page.select_one('.tile[aria-label="Jawa Timur: 1 unit mereplikasi"]')


def test_cases_to_be_confirmed_are_listed(client, case):
    type(case).objects.filter(pk=case.pk).update(confirmed_on="2019")
    CaseFactory(title="Baru Terbit")
    page = soup(client, "/jaringan/")
    assert "1 dari 2 inovasi belum dikonfirmasi" in " ".join(page.text.split())
    [link] = page.select("[aria-labelledby=overdue] p > a[href^='/jaringan/perlu']")[:1]
    assert [row.th.text.strip() for row in soup(client, link["href"]).select("tbody tr")] == ["Perahu Sehat"]


@pytest.mark.parametrize("key", TITLES)
def test_each_table_can_be_downloaded_as_both_kinds(client, case, key):
    replicate(case, UnitFactory(), obstacles=["budget"])
    type(case).objects.filter(pk=case.pk).update(confirmed_on="2019")
    comma = csv_rows(client, f"/jaringan/{key}.csv")
    response = client.get(f"/jaringan/{key}.xlsx")
    sheet = load_workbook(io.BytesIO(response.content)).active
    cells = sheet.iter_rows(values_only=True)
    assert [["" if cell is None else str(cell) for cell in row] for row in cells] == comma
    assert len(comma) > 1
    assert f'filename="jaringan-{key}-' in response["Content-Disposition"]


def test_no_cell_of_a_download_is_a_formula(client, case):
    replicate(case, UnitFactory(name="=1+1"))
    assert csv_rows(client, "/jaringan/replikasi.csv")[1][2] == "'=1+1"
    sheet = load_workbook(io.BytesIO(client.get("/jaringan/replikasi.xlsx").content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_an_empty_network_says_so_and_what_to_do(client):
    page = soup(client, "/jaringan/")
    assert "Belum ada replikasi yang disepakati." in page.text
    assert not page.select(".chart")
    assert "Belum ada replikasi seperti ini." in soup(client, "/jaringan/replikasi/").text


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/jaringan/", 12),
        ("/jaringan/replikasi/", 8),
        ("/jaringan/perlu-konfirmasi/", 6),
        ("/jaringan/praktik.csv", 10),
    ],
)
def test_a_page_costs_the_same_however_many_there_are(client, case, address, most):
    def cost():
        cache.clear()
        client.get("/jaringan/")
        if address == "/jaringan/":
            cache.clear()
        return queries(client, address)

    type(case).objects.filter(pk=case.pk).update(confirmed_on="2019")
    replicate(case, UnitFactory(), obstacles=["budget"])
    few = cost()
    for number in range(6):
        other = CaseFactory(confirmed_on="2018")
        replicate(other, unit_in("35.78", f"Peniru {number}"), obstacles=["staff"])
        replicate(case, unit_in("12.71", f"Pengikut {number}"), State.INTEREST)
    assert cost() == few <= most
