"""The search page and the API, as a reader and a program meet them."""

import json
import shutil
from datetime import timedelta

import pytest
from django.utils import timezone
from openapi_spec_validator import validate

from innovations.models import Award, InnovationPage, Outcome
from innovations.queries import case_cards
from search import api as search_api
from search import views
from search.engines.base import Sort
from search.facets import BY_KEY, FACETS
from search.indexer import drain, rebuild
from search.page import result_page
from search.parameters import Parameters
from tests.factories import AgencyFactory, CaseFactory, UnitFactory
from tests.search.test_query import ODD
from units.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    """Two health cases of Palembang and one on schools, a boat and no figures."""
    unit = UnitFactory(name="Puskesmas Melati", type="community_health_centre")
    first = CaseFactory(
        title="Payjem",
        plain_title="Penjemputan pasien dari rumah",
        unit=unit,
        summary="Perawat menjemput pasien lansia.",
        section_how_it_works="Tim berkeliling setiap hari.",
        started_on="2019",
        status="continues",
        connectivity="none",
        cost_setup_idr=5_000_000,
    )
    first.sectors = ["health"]
    first.service_modes = ["outreach", "mobile"]
    first.sdgs = ["3"]
    first.awards = [Award(scheme="kipp", rank="Top 99", year=2020)]
    first.outcomes = [Outcome(indicator="Waktu tunggu", unit="menit", better="lower", baseline=180, value=5)]
    second = CaseFactory(title="Sapa Sehat", plain_title="Pemeriksaan keliling", unit=unit, seen_on="2021-03")
    second.sectors = ["health", "social"]
    agency = AgencyFactory(region=Region.objects.get(code="35.01"))
    third = CaseFactory(title="Perahu Pintar", plain_title="Sekolah terapung", unit=UnitFactory(agency=agency))
    third.sectors = ["education"]
    for case in (first, second, third):
        case.save_revision().publish()
    rebuild()
    return first, second, third


def api(client, query=""):
    response = client.get(f"/api/v1/cases?{query}")
    return response.status_code, json.loads(response.content)


def ids(answer):
    return {one["name"] for one in answer["results"]}


FILTERS: dict[str, set[str]] = {
    "": {"Payjem", "Sapa Sehat", "Perahu Pintar"},
    "q=menjemput": {"Payjem"},
    "sector=health": {"Payjem", "Sapa Sehat"},
    "sector=social&sector=education": {"Sapa Sehat", "Perahu Pintar"},
    "sector=health&service_mode=mobile": {"Payjem"},
    "unit_type=community_health_centre": {"Payjem", "Sapa Sehat"},
    "region=16": {"Payjem", "Sapa Sehat"},
    "region=16.71&region=35.01": {"Payjem", "Sapa Sehat", "Perahu Pintar"},
    "region=35": {"Perahu Pintar"},
    "award=kipp": {"Payjem"},
    "award=kipp:Top%2099": {"Payjem"},
    "award=kipp:top-99": {"Payjem"},
    "award=kipp:Top%2045": set(),
    "award=iga": set(),
    "sdg=3": {"Payjem"},
    "year=2019": {"Payjem"},
    "year=2021&year=unknown": {"Sapa Sehat", "Perahu Pintar"},
    "status=continues": {"Payjem"},
    "status=unknown": {"Sapa Sehat", "Perahu Pintar"},
    "connectivity=none": {"Payjem"},
    "cost_band=under_10m": {"Payjem"},
    "cost_band=unknown": {"Sapa Sehat", "Perahu Pintar"},
    "level=city&q=perahu": {"Perahu Pintar"},
    "q=unit:melati": {"Payjem", "Sapa Sehat"},
    "q=wilayah:palembang": {"Payjem", "Sapa Sehat"},
    "q=-wilayah:palembang": {"Perahu Pintar"},
    "q=penghargaan:sinovik": {"Payjem"},
    "q=tahun:2019..2020": {"Payjem"},
    "q=keliling+tahun:2020..": {"Sapa Sehat"},
    "q=hasil:menit": {"Payjem"},
    "q=hasil:lansia": set(),
}


def test_filters(client, cases):
    answers = {query: api(client, query)[1] for query in FILTERS}
    assert {query: ids(answer) for query, answer in answers.items()} == FILTERS
    assert {query: answer["total"] for query, answer in answers.items()} == {
        query: len(found) for query, found in FILTERS.items()
    }


def test_an_answer_has_the_documented_shape(client, cases):
    _status, answer = api(client, "q=keliling&sector=health&page_size=1")
    assert {key: answer[key] for key in ("total", "page", "page_size")} == {"total": 2, "page": 1, "page_size": 1}
    [result] = answer["results"]
    assert set(result) == {
        "id", "url", "name", "plain_title", "summary", "unit", "region", "score", "pinned", "matched",
    }  # fmt: skip
    assert (result["name"], result["unit"], result["region"]) == ("Sapa Sehat", "Puskesmas Melati", "Kota Palembang")
    assert result["url"].startswith("http://testserver/unit/")
    assert {"field": "plain_title", "word": "keliling", "form": "keliling"} in result["matched"]
    assert set(answer["facets"]) == set(BY_KEY) - {"like_mine", "evidence"}
    assert {"value": "health", "label": "Kesehatan", "count": 2} in answer["facets"]["sector"]


def test_a_match_names_the_form_in_the_text(client, cases):
    _status, answer = api(client, "q=keliling&service_mode=outreach")
    assert {"field": "how_it_works", "word": "keliling", "form": "berkeliling"} in answer["results"][0]["matched"]


def test_a_count_leaves_out_the_facets_own_selection(client, cases):
    _status, answer = api(client, "sector=education")
    assert {one["value"]: one["count"] for one in answer["facets"]["sector"]} == {
        "health": 2, "social": 1, "education": 1,
    }  # fmt: skip
    assert [one["value"] for one in answer["facets"]["region"]] == ["35", "35.01"]


def test_newest_is_by_first_publication_here(client, cases):
    first, second, third = cases
    for days, case in enumerate((second, first, third)):
        case.first_published_at = timezone.now() - timedelta(days=days)
        case.save()
    drain()
    _status, answer = api(client, "sort=newest")
    assert [one["name"] for one in answer["results"]] == ["Sapa Sehat", "Payjem", "Perahu Pintar"]


def test_the_most_complete_comes_first_when_asked_for(client, cases):
    _status, answer = api(client, "sort=complete")
    assert answer["results"][0]["name"] == "Payjem"


REFUSED = [
    ("foo=1", [("foo", "1")]),
    ("page=0", [("page", "0")]),
    ("page=-1", [("page", "-1")]),
    ("page=abc", [("page", "abc")]),
    ("page=" + "9" * 5000, [("page", "9" * 5000)]),
    ("page_size=0", [("page_size", "0")]),
    ("page_size=101", [("page_size", "101")]),
    ("sort=oldest", [("sort", "oldest")]),
    ("sector=nothing&sector=health", [("sector", "nothing")]),
    ("region=99", [("region", "99")]),
    ("region=16.7", [("region", "16.7")]),
    ("award=nobel", [("award", "nobel")]),
    ("award=kipp:", [("award", "kipp:")]),
    ("year=19", [("year", "19")]),
    ("year=2019..2022", [("year", "2019..2022")]),
    ("cost_band=cheap", [("cost_band", "cheap")]),
    ("page=0&sort=x", [("page", "0"), ("sort", "x")]),
]


@pytest.mark.parametrize(("query", "wrong"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_can_not_be_read_is_named(client, query, wrong):
    status, answer = api(client, query)
    assert status == 400
    assert [(one["parameter"], one["value"]) for one in answer["errors"]] == wrong
    assert all(one["message"] for one in answer["errors"])


def test_the_page_leaves_out_what_it_can_not_read(client, cases):
    assert {client.get(f"/cari/?{query}").status_code for query, _wrong in REFUSED} == {200}


def test_a_page_past_the_end_is_empty(client, cases):
    status, answer = api(client, "page=999999999")
    assert (status, answer["total"], answer["results"]) == (200, 3, [])


def test_odd_queries_are_answered(client, cases):
    paths = ("/cari/", "/cari/saring/", "/cari/saran/", "/api/v1/cases")
    asked = [(path, text.encode("utf-8", "surrogatepass")) for path in paths for text in ODD]
    assert [(path, text) for path, text in asked if client.get(path, {"q": text}).status_code != 200] == []


def test_a_whole_record(client, cases):
    response = client.get(f"/api/v1/cases/{cases[0].record_id}")
    record = json.loads(response.content)
    assert (response.status_code, record["name"], record["awards"][0]["rank"]) == (200, "Payjem", "Top 99")


@pytest.mark.parametrize(
    "hide", [lambda case: case.unpublish(), lambda case: case.delete()], ids=["unpublished", "gone"]
)
def test_no_record_of_what_is_not_public(client, cases, hide):
    hide(cases[0])
    response = client.get(f"/api/v1/cases/{cases[0].record_id}")
    assert response.status_code == 404
    assert json.loads(response.content)["errors"][0]["parameter"] == "id"


def test_what_was_hidden_is_not_shown_though_the_index_still_has_it(client, cases):
    cases[0].unpublish()
    assert ids(api(client, "q=payjem")[1]) == set()
    assert "Payjem" not in client.get("/cari/?q=payjem").content.decode().split("<main", 1)[1].replace("payjem", "")
    assert json.loads(client.get("/cari/saran/?q=payj").content)["suggestions"] == [{"text": "payjem"}]


def test_the_description_is_valid_and_complete(client):
    described = json.loads(client.get("/api/v1/openapi.json").content)
    validate(described)
    named = {one["name"] for one in described["paths"]["/api/v1/cases"]["get"]["parameters"]}
    assert named == {"q", "page", "page_size", "sort"} | {facet.key for facet in FACETS} - {"like_mine"}


def test_a_hit_shows_name_place_passage_reason_and_figure(client, cases):
    page = client.get("/cari/?q=lansia").content.decode()
    for part in ("Payjem", "Penjemputan pasien dari rumah", "Puskesmas Melati", "Kota Palembang", "2019"):
        assert part in page
    assert "<mark>lansia</mark>" in page


def test_a_hit_is_drawn_like_the_case_in_any_other_list(client, cases):
    drawn = {hit.card.pk: hit.card for hit in result_page(Parameters(), timezone.now()).hits}
    assert drawn == {card.pk: card for card in case_cards(InnovationPage.objects.all())}
    card = drawn[cases[0].pk]
    assert (card.figure.before, card.figure.after, card.award) == ("180", "5", "KIPP (Sinovik) Top 99 2020")


def test_a_word_kept_to_a_field_is_marked_there_alone_and_the_page_says_so(client, cases):
    page = client.get("/cari/?q=unit:puskesmas+hasil:menit").content.decode()
    assert '<code lang="id">unit:puskesmas</code>, <code lang="id">hasil:menit</code>' in page
    assert "<mark>menit</mark>" in page
    _status, answer = api(client, "q=hasil:menit+pasien")
    assert {(one["field"], one["word"]) for one in answer["results"][0]["matched"]} >= {("outcomes", "menit")}
    assert ("outcomes", "pasien") not in {(one["field"], one["word"]) for one in answer["results"][0]["matched"]}


def test_every_state_is_a_plain_address(client, cases):
    for sort in Sort:
        page = client.get(f"/cari/?q=keliling&sector=health&sort={sort}").content.decode()
        assert 'name="sector" value="health" checked' in page
        assert "/cari/?q=keliling" in page


def test_text_is_shown_never_run(client, cases):
    page = client.get("/cari/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_a_misspelled_name_finds_its_case_and_the_page_says_so(client, cases):
    page = client.get("/cari/?q=payjm").content.decode()
    assert "Payjem" in page
    assert "payjm" in page
    assert "payjem" in page


def test_an_open_sense_is_a_choice_of_searches(client, cases):
    page = client.get("/cari/?q=KIA lansia keliling&sort=newest")
    [choice] = page.context["page"].choices
    assert choice.word == "KIA"
    assert choice.senses[0] == ("kartu identitas anak", "/cari/?q=kartu+identitas+anak+lansia+keliling&sort=newest")
    assert 'href="/cari/?q=kesehatan+ibu+dan+anak+lansia+keliling&amp;sort=newest"' in page.content.decode()
    assert client.get("/cari/?q=KIA sekolah").context["page"].choices == []


WORDS_HELD = [
    ("perawat menjemput", (False, True), ""),
    ("perawat lansia keliling perahu", (True, False), "Tidak ada inovasi yang memuat semua kata"),
    ("pasien keliling", (True, True), "Inovasi yang memuat semua kata tampil lebih dulu"),
]


@pytest.mark.parametrize(("q", "held", "note"), WORDS_HELD)
def test_the_page_says_whether_cases_have_all_of_the_words(client, cases, q, held, note):
    page = client.get("/cari/", {"q": q})
    assert (page.context["page"].lacking, page.context["page"].complete) == held
    assert note in page.content.decode()


def test_nothing_found_offers_ways_out(client, cases):
    page = client.get("/cari/?q=payjem&sector=education").content.decode()
    assert 'href="/cari/?q=payjem"' in page


@pytest.mark.parametrize("ruin", ["missing", "file", "broken"])
def test_without_an_engine_the_page_says_why_and_shows_the_newest_cases(client, cases, settings, ruin):
    place = settings.SEARCH_INDEX_DIR
    if ruin == "broken":
        (place / (place / "current").read_text() / "meta.json").write_text("{")
    else:
        shutil.rmtree(place)
        if ruin == "file":
            place.write_text("in the way")
    response = client.get("/cari/?q=payjem")
    page = response.content.decode()
    assert response.status_code == 503
    assert "Payjem" in page
    assert "Perahu Pintar" in page
    status, answer = api(client, "q=payjem")
    assert (status, bool(answer["errors"][0]["message"])) == (503, True)
    assert client.get("/cari/saran/?q=pay").status_code == 200


def test_the_page_costs_the_same_queries_for_many_hits_as_for_few(client, cases, django_assert_max_num_queries):
    client.get("/cari/")
    with django_assert_max_num_queries(3):
        client.get("/cari/?q=puskesmas")


def test_too_many_requests_are_told_to_wait(client, cases, settings, monkeypatch):
    settings.RATELIMIT_ENABLE = True
    for module, name in ((views, "_SEARCH_RATE"), (views, "_SUGGESTION_RATE"), (search_api, "_RATE")):
        monkeypatch.setattr(module, name, "2/h")
    for path in ("/cari/?q=payjem", "/cari/saran/?q=pay", "/api/v1/cases"):
        assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/api/v1/cases")["Retry-After"]


def test_only_reading_is_allowed(client):
    assert client.post("/cari/").status_code == 405
    assert client.post("/api/v1/cases").status_code == 405


def test_a_made_up_case_is_marked_among_the_suggestions(client):
    CaseFactory(title="Perahu Baca", plain_title="Buku lewat sungai", example=True)
    rebuild()
    first = client.get("/cari/saran/?q=perahu").json()["suggestions"][0]
    assert first["note"] == "Contoh · Buku lewat sungai"
