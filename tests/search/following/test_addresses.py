"""What works without log-in: the private feed, and the way out of letters in one click."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from common.actions import queue_mail
from common.mail import send_waiting_mail
from search.following.letters import Section, send_digest
from search.indexer import rebuild
from search.models import Follow, Follower
from tests.factories import DraftFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def follower(shelf):
    shelf.follow_all()
    return Follower.objects.get()


def feed_of(follower) -> str:
    return f"/ikuti/umpan/{follower.feed_token}/"


def way_out(follower) -> str:
    return f"/ikuti/berhenti/{follower.mail_token}/"


def test_the_feed_tells_what_is_new_and_not_whose_it_is(client, shelf, follower):
    DraftFactory(unit=shelf.unit, title="RAHASIA")
    rebuild()
    answer = client.get(feed_of(follower))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = BeautifulSoup(answer.content, "html.parser").find_all("entry")
    assert [entry.title.text for entry in entries] == [f"Perahu Sehat: {shelf.case.plain_title}"]
    assert entries[0].summary.text == "Inovasi baru dari Puskesmas Pulau"
    assert shelf.person.email not in answer.text
    assert shelf.person.first_name not in answer.text


def test_the_feed_is_kept_by_nobody_on_the_way_and_makes_no_session(client, follower):
    answer = client.get(feed_of(follower))
    assert answer["Cache-Control"] == "private"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_the_feed_goes_on_without_searches_while_the_engine_is_down(client, follower, monkeypatch):
    from search.errors import SearchUnavailable

    def down(*args):
        raise SearchUnavailable("down")

    monkeypatch.setattr("search.following.asking.newer_keys", down)
    assert client.get(feed_of(follower)).text.count("<entry>") == 1


def test_a_new_address_ends_the_old_one(client, shelf, follower):
    old = feed_of(follower)
    log_in(client, shelf.person)
    assert old in client.get("/ikuti/").text
    client.post("/ikuti/umpan/")
    follower.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(feed_of(follower)).status_code == 200


def test_the_feed_of_who_can_no_longer_log_in_is_gone(client, shelf, follower):
    shelf.person.is_active = False
    shelf.person.save()
    assert client.get(feed_of(follower)).status_code == 404


def test_each_secret_opens_its_own_door_alone(client, follower):
    other = Follower.objects.create(person=UserFactory())
    for address in (
        f"/ikuti/umpan/{follower.mail_token}/",
        f"/ikuti/berhenti/{follower.feed_token}/",
        "/ikuti/umpan/x/",
        "/ikuti/berhenti/x/",
    ):
        assert {client.get(address).status_code, client.post(address).status_code} <= {404, 405}
    client.post(way_out(other))
    assert set(follower.follows.values_list("often", flat=True)) == {Follow.Often.WEEKLY}
    assert "Perahu Sehat" not in client.get(feed_of(other)).text


def test_looking_changes_nothing_and_one_click_ends_the_letters(client, follower):
    for method in (client.get, client.head):
        assert method(way_out(follower)).status_code == 200
    assert set(follower.follows.values_list("often", flat=True)) == {Follow.Often.WEEKLY}
    assert "Anda tidak lagi menerima ringkasan" in client.post(way_out(follower)).text
    assert set(follower.follows.values_list("often", flat=True)) == {Follow.Often.NEVER}
    assert follower.follows.count() == len(Follow.Kind)


def often(follower, pk):
    """Return how often digests tell of one thing, and of the others."""
    others = follower.follows.exclude(pk=pk).values_list("often", flat=True)
    return follower.follows.get(pk=pk).often, set(others)


def test_who_ends_one_is_offered_to_end_all(client, follower):
    one = follower.follows.first()
    address = f"{way_out(follower)}{one.pk}/"
    assert str(one) in client.get(address).text
    assert often(follower, one.pk) == ("weekly", {"weekly"})
    answer = client.post(address, {"List-Unsubscribe": "One-Click"}).text
    assert often(follower, one.pk) == ("never", {"weekly"})
    assert 'name="all"' in answer
    client.post(address, {"all": "on"})
    assert often(follower, one.pk) == ("never", {"never"})


def test_nobody_ends_what_another_follows(client, follower):
    other = Follower.objects.create(person=UserFactory())
    one = follower.follows.first()
    assert client.post(f"{way_out(other)}{one.pk}/").status_code == 404
    assert often(follower, one.pk) == ("weekly", {"weekly"})


def test_mail_programs_end_them_by_the_post_of_rfc_8058(follower):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(way_out(follower), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert set(follower.follows.values_list("often", flat=True)) == {Follow.Often.NEVER}


def test_a_digest_says_how_to_end_it_and_other_letters_do_not(shelf, follower):
    first, second = Follow.objects.all()[:2]
    send_digest(follower, [Section(first, [])], key="one")
    send_digest(follower, [Section(first, []), Section(second, [])], key="two")
    queue_mail("other", to="a@contoh.example", subject="Perihal", body="Isi")
    send_waiting_mail()
    *digests, other = mail.outbox
    for digest, told, button in zip(digests, ([first], [first, second]), (f"{first.pk}/", ""), strict=True):
        assert digest.to == [shelf.person.email]
        assert digest.extra_headers["List-Unsubscribe"].endswith(f"{way_out(follower)}{button}>")
        assert digest.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert f"{way_out(follower)}\n" in f"{digest.body}\n"
        assert all(f"{way_out(follower)}{follow.pk}/" in digest.body for follow in told)
    assert "List-Unsubscribe" not in other.extra_headers


def test_the_feed_costs_the_same_however_much_there_is(client, shelf, follower, django_assert_max_num_queries):
    for number in range(5):
        shelf.add_case(title=f"Perahu {number}")
    rebuild()
    client.get(feed_of(follower))
    with django_assert_max_num_queries(14):
        assert client.get(feed_of(follower)).text.count("<entry>") == 6


def test_what_is_long_past_is_no_news(client, shelf, follower):
    shelf.case.first_published_at = timezone.now() - timedelta(days=90)
    shelf.case.save(clean=False)
    assert "<entry>" not in client.get(feed_of(follower)).text
