"""The facet about the reader: for members only, worked out anew for each."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser

from search.facets import BY_KEY, codes_of_reader
from search.indexer import rebuild
from search.parameters import read_leniently
from tests.factories import CaseFactory, MemberFactory, UnitFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    """A case of a city puskesmas, of a provincial one, of one whose level nobody knows, and of a Samsat."""
    for title, kind, level in (
        ("Kota", "community_health_centre", "city"),
        ("Provinsi", "community_health_centre", "province"),
        ("Entah", "community_health_centre", ""),
        ("Samsat", "samsat", "city"),
        ("Tanpa jenis", "", "city"),
    ):
        CaseFactory(title=title, unit=UnitFactory(type=kind, level=level))
    rebuild()


def member(*units, role="contributor"):
    user = UserFactory()
    for kind, level in units:
        MemberFactory(user=user, role=role, unit=UnitFactory(type=kind, level=level))
    return user


MINE = [
    ([("community_health_centre", "city")], {"Kota"}),
    ([("community_health_centre", "")], {"Kota", "Provinsi", "Entah"}),
    ([("community_health_centre", "city"), ("samsat", "city")], {"Kota", "Samsat"}),
    ([("community_health_centre", "city"), ("community_health_centre", "")], {"Kota", "Provinsi", "Entah"}),
    ([("samsat", "village")], set()),
]


def shown(client, query):
    page = client.get(f"/cari/?{query}").content.decode()
    return {title for title in ("Kota", "Provinsi", "Entah", "Samsat", "Tanpa jenis") if f">{title}</a></h3>" in page}


@pytest.mark.parametrize(("units", "found"), MINE)
def test_a_member_finds_what_is_for_units_of_the_same_kind_and_level(client, cases, units, found):
    log_in(client, member(*units))
    response = client.get("/cari/?like_mine=mine")
    page = response.content.decode()
    assert shown(client, "like_mine=mine") == found
    assert "private" in response["Cache-Control"]
    assert 'name="like_mine" value="mine" checked' in page
    assert "community_health_centre" not in page.split('name="like_mine"')[0].rsplit("<form", 1)[1]


def test_the_count_beside_it_is_what_it_finds(client, cases):
    log_in(client, member(("community_health_centre", "city"), ("samsat", "city")))
    option = client.get("/cari/").content.decode().split('name="like_mine"')[1].split("</label>")[0]
    assert option.endswith("2</span>")


STRANGERS = {
    "nobody": lambda: None,
    "of no unit": UserFactory,
    "of a unit of which nothing is known": lambda: member(("", "city")),
    "a moderator": lambda: MemberFactory(role="moderator").user,
    "a local admin": lambda: MemberFactory(role="local_admin").user,
}


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_no_such_unit_is_neither_offered_it_nor_filtered_by_it(client, cases, who):
    user = STRANGERS[who]()
    if user is not None:
        log_in(client, user)
    assert 'name="like_mine"' not in client.get("/cari/?like_mine=mine").content.decode()
    assert len(shown(client, "like_mine=mine")) == 5


def test_the_interface_for_programs_does_not_know_it(client, cases):
    log_in(client, member(("samsat", "city")))
    response = client.get("/api/v1/cases?like_mine=mine")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "like_mine")
    assert "like_mine" not in json.loads(client.get("/api/v1/cases").content)["facets"]
    assert "like_mine" not in client.get("/api/v1/openapi.json").content.decode()


def test_an_address_says_nothing_of_who_made_it(rf):
    search = read_leniently(rf.get("/?like_mine=mine").GET, {"like_mine": ("samsat.city",)})
    assert search.query_string() == "like_mine=mine"
    assert BY_KEY["like_mine"].sought(search) == ("samsat.city",)


def test_it_costs_two_queries_and_a_stranger_none(django_assert_num_queries):
    user = member(("samsat", "city"))
    with django_assert_num_queries(2):
        assert codes_of_reader(user) == {"like_mine": ("samsat.city",)}
    with django_assert_num_queries(0):
        assert codes_of_reader(AnonymousUser()) == {}
