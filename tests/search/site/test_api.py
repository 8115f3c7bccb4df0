"""The API, as a program meets it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from openapi_spec_validator import validate

from search.facets import BY_KEY, FACETS
from search.indexer import drain
from tests.search.site.asking import REFUSED, api, names

pytestmark = pytest.mark.django_db


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
    assert {query: names(answer) for query, answer in answers.items()} == FILTERS
    assert {query: answer["total"] for query, answer in answers.items()} == {
        query: len(found) for query, found in FILTERS.items()
    }


def test_an_answer_has_the_documented_shape(client, cases):
    _status, answer = api(client, "q=keliling&sector=health&page_size=1")
    assert {key: answer[key] for key in ("total", "page", "page_size")} == {"total": 2, "page": 1, "page_size": 1}
    [result] = answer["results"]
    assert set(result) == {
        "id", "url", "name", "plain_title", "summary", "unit", "region", "score", "copiers", "copier_effect",
        "pinned", "matched",
    }  # fmt: skip
    assert (result["name"], result["unit"], result["region"]) == ("Sapa Sehat", "Puskesmas Melati", "Kota Palembang")
    assert result["url"].startswith("http://testserver/unit/")
    assert {"field": "plain_title", "word": "keliling", "form": "keliling"} in result["matched"]
    assert set(answer["facets"]) == set(BY_KEY) - {"like_mine", "evidence"}
    assert {"value": "health", "label": "Kesehatan", "count": 2} in answer["facets"]["sector"]


READ = [
    ("q=keliling", [], []),
    ("q=payjam", [{"word": "payjam", "used": "payjem"}], []),
    ("q=%22payjam%22", [], []),
    ("q=SIM", [], [{"word": "SIM", "senses": ["surat izin mengemudi", "sistem informasi manajemen"]}]),
    ("q=SIM+keliling", [], []),
]


@pytest.mark.parametrize(("query", "corrections", "senses"), READ)
def test_an_answer_says_what_was_read_into_the_words(client, cases, query, corrections, senses):
    _status, answer = api(client, query)
    assert (answer["corrections"], answer["senses"]) == (corrections, senses)


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


@pytest.mark.parametrize(("query", "wrong"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_can_not_be_read_is_named(client, query, wrong):
    status, answer = api(client, query)
    assert status == 400
    assert [(one["parameter"], one["value"]) for one in answer["errors"]] == wrong
    assert all(one["message"] for one in answer["errors"])


def test_a_page_past_the_end_is_empty(client, cases):
    status, answer = api(client, "page=999999999")
    assert (status, answer["total"], answer["results"]) == (200, 3, [])


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


def test_the_description_is_valid_and_complete(client, cases):
    described = json.loads(client.get("/api/v1/openapi.json").content)
    validate(described)
    assert set(described["components"]["schemas"]["Answer"]["required"]) == set(api(client)[1])
    named = {one["name"] for one in described["paths"]["/api/v1/cases"]["get"]["parameters"]}
    assert named == {"q", "page", "page_size", "sort"} | {facet.key for facet in FACETS} - {"like_mine"}
