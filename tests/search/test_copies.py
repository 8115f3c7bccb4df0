"""Search knows what was copied, by how many units and how it went there, and hears of a change at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from search.indexer import drain, rebuild
from search.models import IndexEvent
from search.projection import project
from tests.factories import CaseFactory, UnitFactory
from tests.replications.builders import WAIT, copied, measured
from tests.search.site.asking import api

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index():
    """An index that was built before anything was published."""
    rebuild()


def waiting():
    """Return the pages of which the index has yet to hear."""
    return set(IndexEvent.waiting().values_list("page_id", flat=True))


def known_of(case):
    """Return how many units copied a case and the effect there, as the index would have it."""
    (projected,) = project([case.pk])
    numbers = projected.document.numbers
    return numbers["copiers"], numbers.get("copier_effect")


@pytest.fixture
def four():
    """A case with a told result, one that three units copy, one that one copies, and that copy."""
    proven = CaseFactory(title="Terbukti")
    measured(proven, 180, 5)
    copied(proven).results.create(**WAIT, baseline=200, value=30)
    often, once = CaseFactory(title="Sering"), CaseFactory(title="Sekali")
    for _number in range(3):
        copied(often)
    CaseFactory(title="Salinan", replicates=once)
    drain()


ASKED = [
    ("copied=yes", {"Terbukti", "Sering", "Sekali"}),
    ("copied=no", {"Salinan"}),
    ("copiers_min=2", {"Sering"}),
    ("copiers_min=0", {"Terbukti", "Sering", "Sekali", "Salinan"}),
    ("copier_effect_min=85", {"Terbukti"}),
    ("copier_effect_min=85,5", set()),
    ("copier_effect_min=unknown&copied=yes", {"Sering", "Sekali"}),
]


@pytest.mark.parametrize(("query", "names"), ASKED)
def test_copies_are_facets(client, four, query, names):
    _status, answer = api(client, query)
    assert {one["name"] for one in answer["results"]} == names


def test_copies_are_fields_and_orders_of_the_api(client, four):
    _status, answer = api(client, "sort=copied")
    most = answer["results"][0]
    assert (most["name"], most["copiers"]) == ("Sering", 3)
    _status, answer = api(client, "sort=proven")
    best = answer["results"][0]
    assert (best["name"], best["copier_effect"]) == ("Terbukti", 85)
    assert answer["results"][-1]["copier_effect"] is None
    assert {one["value"]: one["count"] for one in answer["facets"]["copied"]} == {"yes": 3, "no": 1}
    described = client.get("/api/v1/openapi.json").json()["components"]["schemas"]["Answer"]["properties"]["results"]
    assert {"copiers", "copier_effect"} <= set(described["items"]["required"])


def test_the_page_offers_the_orders_and_says_how_often_a_hit_was_copied(client, four):
    html = client.get("/cari/?sort=copied&copied=yes").content.decode()
    assert "direplikasi oleh 3 unit" in " ".join(html.split())
    best = client.get("/cari/?sort=proven").content.decode()
    assert "Cocok: di peniru +85\u00a0%" in best
    for order in ("paling banyak direplikasi", "paling terbukti di peniru"):
        assert order in html


@pytest.mark.parametrize(
    "change",
    [
        lambda copy: copy.unpublish(),
        lambda copy: copy.delete(),
        lambda copy: PageViewRestriction.objects.create(page=copy, restriction_type=PageViewRestriction.LOGIN),
        lambda copy: PageViewRestriction.objects.create(
            page=copy.get_parent(), restriction_type=PageViewRestriction.LOGIN
        ),
    ],
    ids=["unpublished", "deleted", "private", "private unit"],
)
def test_what_hides_a_copy_reaches_the_index_of_its_original(change):
    case = CaseFactory()
    copy = CaseFactory(replicates=case)
    drain()
    assert known_of(case) == (1, None)
    change(copy)
    assert case.pk in waiting()
    assert known_of(case) == (0, None)


def test_a_copy_that_names_another_original_reaches_the_index_of_both():
    first, second = CaseFactory(), CaseFactory()
    copy = CaseFactory(replicates=first)
    drain()
    copy.replicates = second
    copy.save_revision().publish()
    assert waiting() == {first.pk, second.pk, copy.pk}
    assert (known_of(first)[0], known_of(second)[0]) == (0, 1)


def test_projecting_costs_the_same_however_many_copies_there_are():
    cases = [CaseFactory() for _number in range(2)]

    def cost():
        with CaptureQueriesContext(connection) as captured:
            list(project([case.pk for case in cases]))
        return len(captured)

    for case in cases:
        copied(case)
        CaseFactory(replicates=case)
    cost()
    few = cost()
    for case in cases:
        for _number in range(4):
            copied(case, unit=UnitFactory())
            CaseFactory(replicates=case)
    assert cost() == few
