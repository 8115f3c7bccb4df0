"""The facet about the reader: for members only, worked out anew for each."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser

from common.models import User
from search.facets import BY_KEY, codes_of_reader
from search.indexer import rebuild
from search.like_units import like_mine, units_with_cases
from search.parameters import read_leniently
from tests.factories import CaseFactory, MemberFactory, UnitFactory, UserFactory, log_in
from units.models import ServiceUnit

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _cases(module_index):
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


@pytest.fixture
def cases(_cases, indexed):
    pass


def member(*units, role="contributor", **profile):
    user = UserFactory()
    for kind, level in units:
        MemberFactory(user=user, role=role, unit=UnitFactory(type=kind, level=level, **profile))
    return user


PUSKESMAS, SAMSAT = ("community_health_centre", "city"), ("samsat", "city")
MINE = [
    ([PUSKESMAS], {"Kota"}),
    ([PUSKESMAS, SAMSAT], {"Kota", "Samsat"}),
    ([PUSKESMAS, ("community_health_centre", "")], {"Kota"}),
]


def shown(client, query):
    page = client.get(f"/cari/?{query}").content.decode()
    return {title for title in ("Kota", "Provinsi", "Entah", "Samsat", "Tanpa jenis") if f">{title}</a></h3>" in page}


@pytest.mark.parametrize(("units", "found"), MINE)
def test_a_member_finds_the_cases_of_units_that_are_like_the_own(client, cases, units, found):
    log_in(client, member(*units))
    response = client.get("/cari/?like_mine=mine")
    page = response.content.decode()
    assert shown(client, "like_mine=mine") == found
    assert "private" in response["Cache-Control"]
    assert 'name="like_mine" value="mine" checked' in page


def test_where_no_unit_is_like_the_own_only_the_order_is_offered(client, cases):
    log_in(client, member(("samsat", "village")))
    page = client.get("/cari/").text
    assert 'name="like_mine"' not in page
    assert "sort=like_mine" in page


def test_the_count_beside_it_is_what_it_finds(client, cases):
    log_in(client, member(PUSKESMAS, SAMSAT))
    option = client.get("/cari/").content.decode().split('name="like_mine"')[1].split("</label>")[0]
    assert option.endswith("2</span>")


STRANGERS = {
    "nobody": lambda: None,
    "of no unit": UserFactory,
    "of a unit of which too little is known": lambda: member(("", "city")),
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
    log_in(client, member(SAMSAT))
    response = client.get("/api/v1/cases?like_mine=mine")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "like_mine")
    assert "like_mine" not in json.loads(client.get("/api/v1/cases").content)["facets"]
    assert "like_mine" not in client.get("/api/v1/openapi.json").content.decode()


def test_an_address_says_nothing_of_who_made_it(rf):
    search = read_leniently(rf.get("/?like_mine=mine").GET, {"like_mine": ("7", "9")})
    assert search.query_string() == "like_mine=mine"
    assert BY_KEY["like_mine"].sought(search) == ("7", "9")


def order(client, query):
    page = client.get(f"/cari/?{query}").content.decode()
    titles = ("Kota", "Provinsi", "Samsat", "Entah", "Tanpa jenis")
    return [title for _place, title in sorted((page.index(f">{title}</a></h3>"), title) for title in titles)]


def test_hits_can_be_sorted_by_how_like_their_units_are_to_the_own(client, cases):
    log_in(client, member(PUSKESMAS))
    assert order(client, "sort=like_mine")[:3] == ["Kota", "Provinsi", "Samsat"]
    assert order(client, "q=contoh&sort=like_mine")[:3] == ["Kota", "Provinsi", "Samsat"]
    log_in(client, member(SAMSAT))
    assert order(client, "sort=like_mine")[0] == "Samsat"


def test_a_hit_says_in_what_its_unit_is_like_the_own_where_that_was_asked_for(client, cases):
    log_in(client, member(PUSKESMAS))
    assert "sama-sama" not in client.get("/cari/?q=contoh").text
    for asked in ("sort=like_mine", "like_mine=mine"):
        assert (
            "Seperti unit Anda: sama-sama Puskesmas, tingkat Kota, satu provinsi" in client.get(f"/cari/?{asked}").text
        )


def test_a_reason_is_worked_out_of_what_both_units_are(client):
    island = {"type": "samsat", "level": "regency", "remote": True, "connectivity": "intermittent"}
    CaseFactory(title="Pulau", unit=UnitFactory(**island))
    rebuild()
    log_in(client, member(("samsat", "regency"), remote=True, connectivity="intermittent"))
    page = client.get("/cari/?like_mine=mine").text
    assert "sama-sama Samsat, tingkat Kabupaten, kepulauan atau terpencil, sinyal terputus-putus, satu provinsi" in page


def test_the_cases_of_the_own_unit_are_not_those_of_units_like_it(client, cases):
    user = member(PUSKESMAS)
    CaseFactory(title="Milik sendiri", unit=user.memberships.get().unit)
    rebuild()
    log_in(client, user)
    assert "Milik sendiri" not in client.get("/cari/?like_mine=mine").text
    assert "Milik sendiri" in client.get("/cari/?sort=like_mine").text


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_no_such_unit_is_not_offered_the_order_and_gets_the_usual_one(client, cases, who):
    user = STRANGERS[who]()
    if user is not None:
        log_in(client, user)
    response = client.get("/cari/?q=contoh&sort=like_mine")
    assert "unit seperti unit saya" not in response.text
    assert '<b aria-current="true">paling sesuai</b>' in response.text


def test_the_interface_for_programs_refuses_the_order(client, cases):
    log_in(client, member(SAMSAT))
    response = client.get("/api/v1/cases?sort=like_mine")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "sort")
    assert "like_mine" not in client.get("/api/v1/openapi.json").text


def test_a_changed_profile_counts_within_a_second_and_without_a_rebuild(cases):
    user = member(PUSKESMAS)
    unit = ServiceUnit.objects.get(cases__title="Samsat")
    before = like_mine(user)
    assert str(unit.pk) not in before.alike
    ServiceUnit.objects.filter(pk=unit.pk).update(type="community_health_centre")
    units_with_cases.forget()
    assert str(unit.pk) in like_mine(User.objects.get(pk=user.pk)).alike


def test_it_costs_three_queries_and_a_stranger_none(cases, django_assert_num_queries):
    user = member(SAMSAT)
    with django_assert_num_queries(3):
        assert len(codes_of_reader(user)["like_mine"]) == 1
    with django_assert_num_queries(0):
        like_mine(user)
    with django_assert_num_queries(0):
        assert codes_of_reader(AnonymousUser()) == {}
