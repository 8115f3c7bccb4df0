"""What is not known is neither nothing nor hidden: filters say what they leave out."""

import json

import pytest

from search.indexer import rebuild
from search.left_out import left_out
from search.parameters import Parameters, read_strictly
from tests.factories import CaseFactory

COUNTS = {
    "cost_band": (("free", 2), ("unknown", 12)),
    "cost_max": (("unknown", 12),),
    "connectivity": (("unknown", 1),),
    "year": (("2019", 1),),
}

LEFT_OUT = [
    ({}, []),
    ({"cost_max": ("50000000",)}, [("cost_max", "unknown", 12)]),
    ({"cost_max": ("50000000", "unknown")}, []),
    (
        {"cost_band": ("free",), "connectivity": ("none",)},
        [("cost_band", "unknown", 12), ("connectivity", "unknown", 1)],
    ),
    ({"year": ("2019",)}, []),
    ({"sector": ("health",)}, []),
]


@pytest.mark.parametrize(("filters", "expected"), LEFT_OUT)
def test_each_chosen_facet_says_how_many_cases_it_leaves_out_as_unknown(filters, expected):
    found = list(left_out(Parameters(filters=filters), COUNTS))
    assert [(one.key, one.value, one.cases) for one in found] == expected


def test_it_says_so_in_words():
    [cost] = left_out(Parameters(filters={"cost_max": ("1",)}), {"cost_max": (("unknown", 1_200),)})
    assert cost.text == "1.200 inovasi tidak ikut karena biayanya belum diketahui."
    [year] = left_out(Parameters(filters={"year": ("2019",)}), {"year": (("unknown", 1),)})
    assert year.text == "1 inovasi tidak ikut karena “Tahun” belum diketahui."


@pytest.fixture
def cases(db):
    CaseFactory(title="Murah", cost_setup_idr=5_000_000, staff_needed=2, digital=False)
    CaseFactory(
        title="Mahal", cost_setup_idr=900_000_000, cost_yearly_idr=200_000_000, staff_needed="12.5", digital=True
    )
    CaseFactory(title="Gratis", cost_setup_idr=0, cost_yearly_idr=0)
    CaseFactory(title="Entah", cost_setup_idr=0)
    rebuild()


FOUND = {
    "cost_max=0": {"Gratis"},
    "cost_max=5000000": {"Gratis", "Murah"},
    "cost_max=4999999,99": {"Gratis"},
    "cost_max=1,1+miliar": {"Gratis", "Murah", "Mahal"},
    "cost_max=5+juta&cost_max=unknown": {"Gratis", "Murah", "Entah"},
    "cost_max=unknown": {"Entah"},
    "cost_max=10&cost_max=9999999": {"Gratis", "Murah"},
    "staff_max=2": {"Murah"},
    "staff_max=12,5": {"Murah", "Mahal"},
    "staff_max=unknown": {"Gratis", "Entah"},
    "cost_max=5000000&staff_max=2": {"Murah"},
    "digital=no": {"Murah"},
    "digital=yes&digital=no": {"Murah", "Mahal"},
    "digital=unknown": {"Gratis", "Entah"},
}


def answer(client, query):
    return json.loads(client.get(f"/api/v1/cases?{query}").content)


def test_ceilings_and_questions_filter_and_keep_unknown_apart(client, cases):
    answers = {query: answer(client, query) for query in FOUND}
    assert {query: {one["name"] for one in found["results"]} for query, found in answers.items()} == FOUND


def test_what_is_left_out_comes_back_by_the_link(client, cases):
    page = client.get("/cari/?cost_max=50+juta&staff_max=3").content.decode()
    assert "1 inovasi tidak ikut karena jumlah petugas yang diperlukan belum diketahui." in page
    assert 'href="/cari/?cost_max=50000000&amp;staff_max=3&amp;staff_max=unknown"' in page
    found = answer(client, "cost_max=50000000&staff_max=3&staff_max=unknown")
    assert {one["name"] for one in found["results"]} == {"Murah", "Gratis"}
    [cost] = found["left_out"]
    assert (cost["parameter"], cost["value"], cost["count"]) == ("cost_max", "unknown", 1)


def test_the_page_shows_what_was_typed_and_a_chip_that_takes_it_away(client, cases):
    page = client.get("/cari/?cost_max=50+juta&cost_max=&staff_max=banyak").content.decode()
    assert 'name="cost_max" value="50000000"' in page
    assert 'name="staff_max" value=""' in page
    assert "paling banyak Rp\u00a050\u00a0juta" in page
    assert page.count('class="chip chosen"') == 1


def test_the_address_that_is_kept_has_only_what_was_chosen(client, cases):
    asked = "/cari/?cost_max=50+juta&staff_max=&effect=queue"
    assert client.get(asked, headers={"HX-Request": "true"})["HX-Push-Url"] == "/cari/?effect=queue&cost_max=50000000"
    assert "HX-Push-Url" not in client.get(asked)


def test_the_api_names_a_number_that_can_not_be_read(client):
    answered = client.get("/api/v1/cases?cost_max=1.916&staff_max=&digital=ya")
    assert answered.status_code == 400
    assert [one["parameter"] for one in answered.json()["errors"]] == ["cost_max", "staff_max", "digital"]


def test_an_address_of_numbers_is_read_as_the_same(rf):
    search = read_strictly(rf.get("/?cost_max=35+juta&staff_max=2,5&staff_max=unknown&effect=queue:50").GET)
    assert search.query_string() == "effect=queue%3A50&cost_max=35000000&staff_max=2.5&staff_max=unknown"
    assert read_strictly(rf.get(f"/?{search.query_string()}").GET) == search
