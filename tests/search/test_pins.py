"""Cases that editors put first for a search: which searches, until when, what never shows, who may."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from innovations.models import InnovationPage
from search.indexer import drain, rebuild
from search.models import PinnedCase
from search.pins import pinned_pages, pins_in_use
from search.query import parse
from tests.factories import CaseFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _cases(module_index):
    made = [CaseFactory(title=title) for title in ("Perahu Satu", "Perahu Dua", "Perahu Tiga", "Kios Mandiri")]
    rebuild()
    return made


@pytest.fixture
def cases(_cases, indexed):
    """Three boats and a kiosk, which no search for boats finds by itself."""
    return [InnovationPage.objects.get(pk=case.pk) for case in _cases]


def pin(case, query="perahu", **fields):
    made = PinnedCase(query=query, case=case, reason="uji", **fields)
    made.full_clean()
    made.save()
    pins_in_use.forget()
    return made


def names(client, query="perahu", **asked):
    answer = json.loads(client.get("/api/v1/cases", {"q": query} | asked).content)
    return [one["name"] for one in answer["results"]]


def test_a_pin_holds_for_every_spelling_of_its_search_and_for_no_other(client, cases):
    pin(cases[3], "Antrian KTP-el")
    today = timezone.localdate()
    held = {text: bool(pinned_pages(parse(text), today)) for text in ("antrean ktp elektronik", "antrean ktp", "ktp")}
    assert held == {"antrean ktp elektronik": True, "antrean ktp": False, "ktp": False}


def test_pinned_cases_come_first_in_their_places_and_are_marked(client, cases):
    pin(cases[3], place=1)
    pin(cases[2], place=2)
    assert names(client)[:2] == ["Kios Mandiri", "Perahu Tiga"]
    assert len(names(client)) == 4
    page = BeautifulSoup(client.get("/cari/?q=perahu").content, "html.parser")
    marked = {hit.h3.text: bool(hit.select_one(".badge.pinned")) for hit in page.select(".hit")}
    assert marked == {"Kios Mandiri": True, "Perahu Tiga": True, "Perahu Satu": False, "Perahu Dua": False}
    answer = json.loads(client.get("/api/v1/cases?q=perahu").content)
    assert [one["pinned"] for one in answer["results"]] == [True, True, False, False]


def test_a_filter_holds_for_a_pinned_case_too(client, cases):
    pin(cases[3])
    assert names(client, sector="health") == []


def test_other_orders_have_no_pins(client, cases):
    pin(cases[3])
    assert "Kios Mandiri" not in names(client, sort="newest")


def test_a_pin_ends_after_its_last_day(client, cases):
    made = pin(cases[3], until=timezone.localdate())
    assert "Kios Mandiri" in names(client)
    made.until -= timedelta(days=1)
    made.save()
    pins_in_use.forget()
    assert "Kios Mandiri" not in names(client)


HIDING = [
    ("unpublished", lambda case: case.unpublish()),
    ("expired", lambda case: type(case).objects.filter(pk=case.pk).update(expire_at=timezone.now())),
    ("gone", lambda case: case.delete()),
]


@pytest.mark.parametrize("drained", [True, False], ids=["indexed", "not yet indexed"])
@pytest.mark.parametrize("hide", [act for _name, act in HIDING], ids=[name for name, _act in HIDING])
def test_what_is_not_public_never_shows(client, cases, hide, drained):
    pin(cases[3])
    hide(cases[3])
    pins_in_use.forget()
    if drained:
        drain()
    assert "Kios Mandiri" not in names(client)
    assert "Kios Mandiri" not in client.get("/cari/?q=perahu").content.decode()


def test_a_pin_does_not_stand_for_words_that_no_case_has(client, cases):
    pin(cases[3], "perahu helikopter pesawat")
    assert set(names(client, "perahu helikopter pesawat")) == {
        "Kios Mandiri", "Perahu Satu", "Perahu Dua", "Perahu Tiga",
    }  # fmt: skip


REFUSED = [
    ({"query": "!?"}, "query"),
    ({"query": ""}, "query"),
    ({"query": "PERAHU"}, "case"),
    ({"query": "Perahu", "case": 1}, "place"),
    ({"place": 0, "query": "x"}, "place"),
    ({"place": 4, "query": "x"}, "place"),
    ({"reason": "", "query": "x"}, "reason"),
]


@pytest.mark.parametrize(("fields", "wrong"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_no_search_could_show_is_refused_by_field(cases, fields, wrong):
    pin(cases[0])
    with pytest.raises(ValidationError) as refused:
        PinnedCase(**{"reason": "uji"} | fields | {"case": cases[fields.get("case", 0)]}).full_clean()
    assert set(refused.value.message_dict) == {wrong}


def test_an_editor_pins_a_search_from_the_list(client, cases):
    log_in(client, MemberFactory(role="moderator").user)
    address = f"{reverse('pins:add')}?query=sepeda+air"
    assert client.get(address).context["form"]["query"].value() == "sepeda air"
    fields = {"query": "sepeda air", "case": cases[0].pk, "place": "1", "reason": "uji"}
    assert client.post(reverse("pins:add"), fields).status_code == 302
    assert PinnedCase.objects.get().case == cases[0]
    assert "sepeda air" in client.get(reverse("pins:index")).content.decode()


@pytest.mark.parametrize("case", ["", "x", "0", "9" * 30])
def test_what_is_no_case_is_refused_with_the_form(client, cases, case):
    log_in(client, MemberFactory(role="moderator").user)
    fields = {"query": "sepeda air", "case": case, "place": "1", "reason": "uji"}
    assert "case" in client.post(reverse("pins:add"), fields).context["form"].errors


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_members_reach_none_of_it(client, role):
    log_in(client, MemberFactory(role=role).user)
    assert [client.get(reverse(f"pins:{name}")).status_code for name in ("index", "add")] == [404, 404]
