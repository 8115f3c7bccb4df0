"""Facets: one registry, read by everything."""

import json

import pytest
from django.http import QueryDict

from innovations.models import InnovationPage
from search import facet_view, finding, openapi, parameters, projection
from search.engines import tantivy_schema
from search.errors import ParameterError
from search.facets import BY_KEY, FACETS, registry
from search.facets.kinds import UNKNOWN, CodeListFacet
from search.indexer import rebuild
from search.parameters import ParameterErrors, Parameters, read_leniently, read_strictly
from tests.factories import CaseFactory

KEYS = [
    "sector",
    "service_mode",
    "unit_type",
    "level",
    "region",
    "beneficiary",
    "sdg",
    "award",
    "stage",
    "status",
    "cost_band",
    "connectivity",
    "year",
]

RECORD = {
    "unit": {"type": "samsat", "level": "province", "region": "16.71"},
    "sectors": ["finance"],
    "sdgs": [3, 16],
    "awards": [{"scheme": "kipp", "rank": "Top 99"}, {"scheme": "kipp"}, {"scheme": "iga", "rank": " "}],
    "started_on": "2018-05",
    "seen_on": "2015",
    "cost": {"setup_idr": 5_000_000},
}

CODES = [
    ("sector", RECORD, ("finance",)),
    ("sector", {}, ()),
    ("sdg", RECORD, ("3", "16")),
    ("region", RECORD, ("16", "16.71")),
    ("region", {"unit": {"region": "16"}}, ("16",)),
    ("region", {"unit": {}}, ()),
    ("award", RECORD, ("kipp", "kipp:top-99", "iga")),
    ("year", RECORD, ("2018",)),
    ("year", {"seen_on": "2015"}, ("2015",)),
    ("year", {}, (UNKNOWN,)),
    ("cost_band", RECORD, ("under_10m",)),
    ("cost_band", {}, (UNKNOWN,)),
    ("status", {}, (UNKNOWN,)),
    ("connectivity", {"connectivity": "none"}, ("none",)),
    ("stage", {}, ()),
]


def test_the_keys_are_the_published_ones():
    assert sorted(BY_KEY) == sorted(KEYS)


@pytest.mark.parametrize(("key", "record", "codes"), CODES)
def test_codes_of_a_record(key, record, codes):
    assert BY_KEY[key].codes(record) == codes


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("sector", " Health ", "health"),
        ("award", "KIPP:Top 99", "kipp:top-99"),
        ("award", "kipp: top-99", "kipp:top-99"),
        ("award", "iga", "iga"),
        ("year", "UNKNOWN", "unknown"),
        ("sdg", "3", "3"),
    ],
)
def test_a_value_is_cleaned(key, raw, code):
    assert BY_KEY[key].clean(raw) == code


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("sector", "x"),
        ("award", "x"),
        ("award", "x:top"),
        ("award", "kipp:"),
        ("year", "1"),
        ("year", "٢٠١٩"),
        ("sdg", "18"),
    ],
)
def test_a_wrong_value_names_itself(key, raw):
    with pytest.raises(ParameterError) as caught:
        BY_KEY[key].clean(raw)
    assert (caught.value.parameter, caught.value.value) == (key, raw)
    assert caught.value.message


def test_strict_and_lenient_readings_of_one_address():
    given = QueryDict("q=a&sector=health&sector=x&page=0&nothing=1")
    with pytest.raises(ParameterErrors) as caught:
        read_strictly(given)
    assert [one.parameter for one in caught.value.errors] == ["page", "sector", "nothing"]
    lenient = read_leniently(given)
    assert (lenient.q, lenient.page, lenient.filters) == ("a", 1, {"sector": ("health",)})


def test_an_address_says_a_search_and_is_read_as_the_same():
    search = read_strictly(QueryDict("q=a+b&sector=social&sector=health&award=kipp:Top+99&sort=newest&page=3"))
    assert read_strictly(QueryDict(search.query_string())) == search
    assert search.without("sector", "social").filters["sector"] == ("health",)
    assert search.without("sector").page == 1
    assert "sector" not in search.without("sector").filters


@pytest.fixture
def digital(monkeypatch):
    """A facet added where a newcomer would add it: to the registry, and nowhere else."""
    facet = CodeListFacet(
        "digital",
        "Perlu perangkat lunak",
        lambda record: ["yes" if record["digital"] else "no"] if "digital" in record else [UNKNOWN],
        lambda: {"yes": "Ya", "no": "Tidak", UNKNOWN: "Belum diketahui"},
    )
    monkeypatch.setattr(registry, "FACETS", (*FACETS, facet))
    monkeypatch.setattr(registry, "BY_KEY", BY_KEY | {"digital": facet})
    for reader in (facet_view, finding, openapi, parameters, projection, tantivy_schema):
        for name in ("FACETS", "BY_KEY"):
            if hasattr(reader, name):
                monkeypatch.setattr(reader, name, getattr(registry, name))
    from search import api

    monkeypatch.setattr(api, "FACETS", registry.FACETS)
    monkeypatch.setattr(finding, "_FACET_KEYS", (*(one.key for one in FACETS), "digital"))
    tantivy_schema.schema.cache_clear()
    tantivy_schema.layout.cache_clear()
    yield
    tantivy_schema.schema.cache_clear()
    tantivy_schema.layout.cache_clear()


@pytest.mark.django_db
def test_a_new_facet_appears_in_index_form_address_api_and_description(client, digital):
    case = CaseFactory(title="Perahu", digital=True)
    CaseFactory(title="Kereta")
    rebuild()
    answer = json.loads(client.get("/api/v1/cases?digital=yes").content)
    assert [one["id"] for one in answer["results"]] == [InnovationPage.objects.get(pk=case.pk).record_id]
    assert {one["value"]: one["count"] for one in answer["facets"]["digital"]} == {"yes": 1, UNKNOWN: 1}
    page = client.get("/cari/?digital=yes").content.decode()
    assert 'name="digital" value="yes" checked' in page
    assert "Perlu perangkat lunak" in page
    named = json.loads(client.get("/api/v1/openapi.json").content)["paths"]["/api/v1/cases"]["get"]["parameters"]
    assert "digital" in {one["name"] for one in named}


@pytest.mark.django_db
def test_of_many_regions_only_those_under_a_chosen_province_unfold():
    counts = {"region": tuple((f"{province}.{place:02}", 1) for province in (16, 35) for place in range(1, 30))}
    counts["region"] += (("16", 29), ("35", 29))
    for chosen in ("16", "16.05"):
        views = facet_view.facet_views(Parameters(filters={"region": (chosen,)}), counts, 10)
        [region] = [view for view in views if view.key == "region"]
        assert {option.value: bool(option.children) for option in region.options} == {"16": True, "35": False}


@pytest.mark.django_db
def test_a_long_facet_shows_its_foremost_options_and_every_chosen_one():
    counts = {"year": tuple((str(year), year - 1999) for year in range(2000, 2020))}
    search = Parameters(q="perahu", filters={"year": ("2000",)})
    [year] = facet_view.facet_views(search, counts, 3)
    assert ([option.value for option in year.options], year.more) == (["2019", "2018", "2000"], 17)
    [whole] = facet_view.facet_views(search, counts, None)
    assert (len(whole.options), whole.more) == (20, 0)
