"""Following by the buttons of pages, and the list that belongs to one person alone."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from search.following.actions import MOST_FOLLOWS, follow
from search.indexer import rebuild
from search.models import Follow
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UnitFactory, UserFactory, log_in
from tests.search.following.conftest import SEARCH

pytestmark = pytest.mark.django_db
KINDS = list(Follow.Kind)


@pytest.fixture
def followed(client, shelf):
    """Everything, followed by one person."""
    log_in(client, shelf.person)
    return shelf.follow_all()


def _page_of(shelf, kind):
    return {
        Follow.Kind.CASE: shelf.case.url,
        Follow.Kind.UNIT: shelf.unit.page.url,
        Follow.Kind.TAG: f"/tag/{shelf.tag.key}/",
        Follow.Kind.SECTOR: "/sektor/health/",
        Follow.Kind.SEARCH: f"/cari/?{SEARCH}",
    }[kind]


def _buttons(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser").select("form.follow")


@pytest.mark.parametrize("kind", KINDS)
def test_the_button_of_a_page_follows_it_and_comes_back(client, shelf, kind):
    rebuild()
    address = _page_of(shelf, kind)
    assert _buttons(client, address) == [], "without an account there is nothing to press"
    log_in(client, shelf.person)
    (form,) = _buttons(client, address)
    posted = {field["name"]: field["value"] for field in form.select("input[name]")}
    for _twice in range(2):
        answer = client.post(form["action"], posted)
        assert answer.headers["Location"] == address
    one = Follow.objects.get()
    assert (one.kind, one.key, one.follower.person) == (kind, shelf.keys()[kind], shelf.person)
    assert _buttons(client, address) == []
    assert "Anda mengikuti ini." in client.get(address).text


def test_a_search_is_followed_whatever_its_page_and_order_without_what_cannot_be_read(client, shelf):
    log_in(client, shelf.person)
    for key in (SEARCH, f"sort=newest&{SEARCH}&page=3", f"{SEARCH}&sector=nosuch&region=zz&lain=1"):
        client.post("/ikuti/tambah/", {"kind": "search", "key": key})
    assert [(one.key, one.name) for one in Follow.objects.all()] == [(SEARCH, "“perahu” · Kesehatan")]


def test_a_search_about_the_reader_is_followed_by_whom_it_can_be_said_of(client, shelf):
    alike = [UnitFactory(type="community_health_centre") for _one in range(2)]
    CaseFactory(unit=alike[0])
    for person, key in ((UserFactory(), "q=perahu"), (MemberFactory(unit=alike[1]).user, "q=perahu&like_mine=mine")):
        log_in(client, person)
        client.post("/ikuti/tambah/", {"kind": "search", "key": "q=perahu&like_mine=mine"})
        assert Follow.objects.get(follower=person.pk).key == key


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        *((kind, key) for kind in ("case", "unit") for key in ("", "0", "x", "²", "9" * 30, "999999")),
        ("tag", "tidak-ada"),
        ("sector", "nosuch"),
        ("search", "page=2"),
        ("search", "q=" + "a" * 1100),
        ("person", "1"),
    ],
)
def test_what_there_is_not_is_refused_in_words(client, shelf, kind, key):
    log_in(client, shelf.person)
    answer = client.post("/ikuti/tambah/", {"kind": kind, "key": key}, follow=True)
    assert answer.context["messages"]
    assert not Follow.objects.exists()


def test_what_not_everyone_may_read_cannot_be_followed_and_is_not_told_apart(client, shelf):
    log_in(client, shelf.person)
    draft = DraftFactory(unit=shelf.unit, title="RAHASIA")
    answers = [client.post("/ikuti/tambah/", {"kind": "case", "key": key}, follow=True) for key in (draft.pk, 10**6)]
    assert len({str(*answer.context["messages"]) for answer in answers}) == 1
    assert not Follow.objects.exists()


def test_what_is_hidden_later_keeps_its_name_and_has_no_link(client, shelf, followed):
    shelf.case.unpublish()
    soup = BeautifulSoup(client.get("/ikuti/").content, "html.parser")
    rows = {row.h2.text: bool(row.h2.a) for row in soup.select(".hits > li")}
    assert rows == {
        "Perahu Sehat": True,  # the tag; the case, of the same name, comes before it
        "Puskesmas Pulau": True,
        "Kesehatan": True,
        "“perahu” · Kesehatan": True,
    }
    assert "tidak lagi terbit" in soup.text


def test_one_follows_so_many_things_and_no_more(client, shelf):
    log_in(client, shelf.person)
    for number in range(MOST_FOLLOWS + 1):
        answer = client.post("/ikuti/tambah/", {"kind": "search", "key": f"q=kata{number}"}, follow=True)
    assert str(MOST_FOLLOWS) in str(next(iter(answer.context["messages"])))
    assert Follow.objects.count() == MOST_FOLLOWS


def test_how_often_is_changed_and_it_is_stopped_in_the_list(client, followed):
    for often in Follow.Often:
        client.post(f"/ikuti/{followed[0].pk}/", {"often": often})
        followed[0].refresh_from_db()
        assert followed[0].often == often
    client.post(f"/ikuti/{followed[0].pk}/", {"often": "hourly"})
    followed[0].refresh_from_db()
    assert followed[0].often == Follow.Often.NEVER
    client.post(f"/ikuti/{followed[0].pk}/", {"stop": "1"})
    assert not Follow.objects.filter(pk=followed[0].pk).exists()


def test_who_is_not_logged_in_is_asked_to(client, followed):
    client.logout()
    for address in ("/ikuti/", "/ikuti/tambah/", f"/ikuti/{followed[0].pk}/"):
        for method in (client.get, client.post):
            assert method(address).headers["Location"].startswith("/masuk/")


STRANGERS = {
    "of the same unit": lambda unit: MemberFactory(role="head", unit=unit).user,
    "its local admin": lambda unit: MemberFactory(role="local_admin", agency=unit.agency).user,
    "a moderator": lambda unit: MemberFactory(role="moderator").user,
    "nobody": lambda unit: UserFactory(),
    "an operator": lambda unit: UserFactory(is_superuser=True, is_staff=True),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_one_follows_is_nobody_elses_business(client, shelf, followed, stranger):
    log_in(client, STRANGERS[stranger](shelf.unit))
    page = client.get("/ikuti/").text
    assert not any(one.name in page for one in followed)
    for posted in ({"often": "daily"}, {"stop": "1"}):
        assert client.post(f"/ikuti/{followed[0].pk}/", posted).status_code == 404
    followed[0].refresh_from_db()
    assert followed[0].often == Follow.Often.WEEKLY


def test_the_list_costs_the_same_however_much_is_followed(client, shelf, followed, django_assert_num_queries):
    client.get("/ikuti/")
    with django_assert_num_queries(10):
        client.get("/ikuti/")
    for _more in range(3):
        follow(shelf.person, Follow.Kind.CASE, CaseFactory().pk, timezone.now())
    with django_assert_num_queries(10):
        client.get("/ikuti/")
