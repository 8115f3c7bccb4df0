"""Facets: one registry, read by everything."""

import csv
import json
from contextlib import suppress
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from common import formatting
from innovations.spreadsheets import cells
from search import facet_view
from search.engines import tantivy_schema
from search.errors import ParameterError
from search.facets import BY_KEY
from search.facets.base import UNKNOWN
from search.facets.kinds import yes_no
from search.facets.numbers import read_amount
from search.indexer import rebuild
from search.parameters import ParameterErrors, Parameters, read_leniently, read_strictly
from tests.factories import CaseFactory

KEYS = [
    "like_mine",
    "sector",
    "service_mode",
    "effect",
    "evidence",
    "unit_type",
    "level",
    "region",
    "beneficiary",
    "sdg",
    "award",
    "stage",
    "status",
    "cost_band",
    "cost_max",
    "staff_max",
    "copied",
    "copiers_min",
    "copier_effect_min",
    "role_model",
    "overdue",
    "digital",
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
    ("cost_max", RECORD, ()),
    ("cost_max", {}, (UNKNOWN,)),
    ("staff_max", {"staff": 0}, ()),
    ("staff_max", {}, (UNKNOWN,)),
    ("copied", {"copiers": 2}, ("yes",)),
    ("copied", {"copiers": 0}, ("no",)),
    ("copiers_min", {"copiers": 0}, ()),
    ("copier_effect_min", {"copier_effect": Decimal("-20.5")}, ()),
    ("copier_effect_min", {"copier_effect": None}, (UNKNOWN,)),
    ("role_model", {"role_model_until": 1_900_000_000}, ("1900000000",)),
    ("role_model", {}, ("never",)),
    ("overdue", {"confirm_by": None}, ("never",)),
    ("digital", {"digital": True}, ("yes",)),
    ("digital", {"digital": False}, ("no",)),
    ("digital", {}, (UNKNOWN,)),
    ("stage", {}, ()),
]


def test_the_keys_are_the_published_ones():
    assert list(BY_KEY) == KEYS


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
        ("cost_max", "35000000", "35000000"),
        ("cost_max", " Rp 35.000.000 ", "35000000"),
        ("cost_max", "35 juta", "35000000"),
        ("cost_max", "1,5 Miliar", "1500000000"),
        ("cost_max", "0", "0"),
        ("cost_max", "Unknown", "unknown"),
        ("staff_max", "2,5", "2.5"),
        ("staff_max", "007", "7"),
        ("digital", "YES", "yes"),
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
        ("cost_max", ""),
        ("cost_max", "-1"),
        ("cost_max", "1.916"),
        ("cost_max", "murah"),
        ("cost_max", "juta"),
        ("cost_max", "9" * 5000),
        ("cost_max", "9" * 16),
        ("staff_max", "inf"),
        ("digital", "true"),
    ],
)
def test_a_wrong_value_names_itself(key, raw):
    with pytest.raises(ParameterError) as caught:
        BY_KEY[key].clean(raw)
    assert (caught.value.parameter, caught.value.value) == (key, raw)
    assert caught.value.message


@given(st.text())
@example("0,004 ribu")
def test_any_text_is_refused_or_is_a_number_that_reads_as_itself(raw):
    cost = BY_KEY["cost_max"]
    with suppress(ParameterError):
        value = cost.clean(raw)
        assert cost.clean(value) == value


@given(st.decimals(0, 10**12, places=2))
def test_a_number_is_read_as_it_is_shown(value):
    shown = formatting.number(value)
    with suppress(cells.CellError):  # «1.916» could be two numbers, and is refused
        assert read_amount(shown) == value


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (["10", "9"], ("10",)),
        (["unknown", "10"], ("10", "unknown")),
        (["unknown"], ("unknown",)),
        (["2.5", "2.5"], ("2.5",)),
    ],
)
def test_of_several_ceilings_the_highest_takes_in_the_others(values, kept):
    assert BY_KEY["staff_max"].joined(values) == kept


def test_the_field_of_a_number_shows_what_was_typed_and_its_unknown_are_an_option():
    search = Parameters(filters={"cost_max": ("50", "unknown")})
    [cost] = [
        view for view in facet_view.facet_views(search, {"cost_max": ((UNKNOWN, 7),)}, 10) if view.key == "cost_max"
    ]
    assert cost.typed == "50"
    assert [(option.value, option.count, option.selected) for option in cost.options] == [(UNKNOWN, 7, True)]


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
def video(monkeypatch):
    """A facet added where a newcomer would add it: to the registry, and nowhere else."""
    facet = yes_no("video", "Video", lambda record: bool(record.get("video_url")), "Dengan video", "Tanpa video")
    monkeypatch.setitem(BY_KEY, facet.key, facet)
    for made_once in (tantivy_schema.schema, tantivy_schema.layout):
        made_once.cache_clear()
    yield
    for made_once in (tantivy_schema.schema, tantivy_schema.layout):
        made_once.cache_clear()


@pytest.mark.django_db
def test_a_new_facet_appears_in_index_form_address_api_description_and_export(client, video):
    case = CaseFactory(title="Perahu", video_url="https://contoh.example/perahu")
    CaseFactory(title="Kereta")
    rebuild()
    answer = json.loads(client.get("/api/v1/cases?video=yes").content)
    assert [one["id"] for one in answer["results"]] == [case.record_id]
    assert {one["value"]: one["count"] for one in answer["facets"]["video"]} == {"yes": 1, "no": 1}
    page = client.get("/cari/?video=yes").content.decode()
    assert 'name="video" value="yes" checked' in page
    assert "/cari/?video=yes" in page
    assert '<span class="visually-hidden">Hapus saringan Video: </span>Dengan video' in page
    named = json.loads(client.get("/api/v1/openapi.json").content)["paths"]["/api/v1/cases"]["get"]["parameters"]
    assert "video" in {one["name"] for one in named}
    table = csv.DictReader(client.get("/cari/hasil.csv").content.decode("utf-8-sig").splitlines())
    assert {row["Nama"]: row["Video"] for row in table} == {"Perahu": "Dengan video", "Kereta": "Tanpa video"}


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
    [year] = [view for view in facet_view.facet_views(search, counts, 3) if view.key == "year"]
    assert ([option.value for option in year.options], year.more) == (["2019", "2018", "2000"], 17)
    [whole] = [view for view in facet_view.facet_views(search, counts, None) if view.key == "year"]
    assert (len(whole.options), whole.more) == (20, 0)
