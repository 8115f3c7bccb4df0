"""Digests: what is told, to whom, and that each news goes out once."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from common.mail import send_waiting_mail
from common.models import OutgoingMail
from innovations.models import InnovationPage
from replications.actions import express_interest
from replications.models import Replication
from search.errors import SearchUnavailable
from search.following.actions import change_how_often
from search.following.digests import send_digests
from search.following.news import beginning_of
from search.following.periods import told_before
from search.indexer import rebuild
from search.models import Follow, IndexEvent
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UnitFactory

pytestmark = pytest.mark.django_db
Often = Follow.Often
MONDAY = date(2026, 3, 2)
AGREED, ACHIEVED = "sepakat mereplikasinya", "melaporkan hasil replikasinya"


@pytest.mark.parametrize(
    ("often", "today", "told"),
    [
        (Often.DAILY, MONDAY, MONDAY),
        (Often.DAILY, MONDAY + timedelta(days=4), MONDAY + timedelta(days=4)),
        (Often.WEEKLY, MONDAY, MONDAY),
        (Often.WEEKLY, MONDAY + timedelta(days=1), MONDAY),
        (Often.WEEKLY, MONDAY - timedelta(days=1), MONDAY - timedelta(days=7)),
        (Often.NEVER, MONDAY, None),
    ],
)
def test_up_to_when_a_digest_tells(often, today, told):
    assert told_before(often, today) == told


def noon(day: date) -> datetime:
    return beginning_of(day) + timedelta(hours=12)


def follow_from(shelf, since: datetime, often=Often.DAILY, kinds=tuple(Follow.Kind)) -> None:
    """Let the person follow everything on the shelf, told of up to ``since``."""
    shelf.follow_all()
    Follow.objects.exclude(kind__in=kinds).delete()
    Follow.objects.update(told_until=since, often=often)
    InnovationPage.objects.filter(pk=shelf.case.pk).update(first_published_at=since - timedelta(days=30))


def publish(shelf, at: datetime, **fields) -> InnovationPage:
    case = shelf.add_case(**fields)
    InnovationPage.objects.filter(pk=case.pk).update(first_published_at=at)
    return case


def run(now: datetime) -> list[str]:
    """Index what there is, send the digests of a moment, and return the texts of the letters."""
    rebuild()
    IndexEvent.objects.update(done_at=now)
    mail.outbox.clear()
    written = send_digests(now)
    send_waiting_mail()
    assert len(mail.outbox) == written
    return [letter.body for letter in mail.outbox]


@pytest.mark.parametrize("kind", [Follow.Kind.UNIT, Follow.Kind.TAG, Follow.Kind.SECTOR, Follow.Kind.SEARCH])
def test_what_was_published_under_it_is_told_once(shelf, kind):
    follow_from(shelf, noon(MONDAY), kinds=[kind])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    other = CaseFactory(title="PERAHU LAIN")
    InnovationPage.objects.filter(pk=other.pk).update(first_published_at=noon(MONDAY))
    (letter,) = run(noon(MONDAY + timedelta(days=1)))
    assert "Inovasi baru dari Puskesmas Pulau" in letter
    assert "Perahu Baru" in letter
    assert "PERAHU LAIN" not in letter
    assert run(noon(MONDAY + timedelta(days=1))) == []
    assert run(noon(MONDAY + timedelta(days=2))) == []


def test_what_concerns_several_things_is_told_under_the_first(shelf):
    follow_from(shelf, noon(MONDAY))
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    (letter,) = run(noon(MONDAY + timedelta(days=1)))
    assert letter.count("Perahu Baru") == 1
    assert mail.outbox[0].subject == "JIPP: 1 kabar baru"


@pytest.mark.parametrize(
    ("often", "days"),
    [(Often.DAILY, [1, 2, 3, 4, 5, 6, 7, 8]), (Often.WEEKLY, [7]), (Often.NEVER, [])],
)
def test_a_digest_comes_daily_or_on_mondays(shelf, often, days):
    follow_from(shelf, noon(MONDAY), often, kinds=[Follow.Kind.UNIT])
    for day in range(9):
        publish(shelf, noon(MONDAY + timedelta(days=day)) + timedelta(hours=1), title=f"Hari {day}")
    sent = {day: run(noon(MONDAY + timedelta(days=day))) for day in range(9)}
    assert [day for day, letters in sent.items() if letters] == days


def test_a_weekly_digest_that_nobody_sent_on_monday_goes_out_later(shelf):
    follow_from(shelf, noon(MONDAY), Often.WEEKLY, kinds=[Follow.Kind.UNIT])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Pekan Lalu")
    publish(shelf, noon(MONDAY + timedelta(days=8)), title="Pekan Ini")
    (letter,) = run(noon(MONDAY + timedelta(days=9)))
    assert "Pekan Lalu" in letter
    assert "Pekan Ini" not in letter


@pytest.mark.parametrize(
    ("kind", "status", "told"),
    [
        (Follow.Kind.CASE, "continues", True),
        (Follow.Kind.CASE, "stopped", True),
        (Follow.Kind.UNIT, "continues", False),
        (Follow.Kind.UNIT, "stopped", True),
        (Follow.Kind.TAG, "grown", True),
        (Follow.Kind.SECTOR, "unknown", False),
        (Follow.Kind.SEARCH, "stopped", False),
    ],
)
def test_a_confirmation_is_told_when_its_day_is_over(shelf, kind, status, told):
    follow_from(shelf, noon(MONDAY), kinds=[kind])
    InnovationPage.objects.filter(pk=shelf.case.pk).update(status=status, confirmed_on=MONDAY.isoformat())
    assert run(noon(MONDAY)) == []
    letters = run(noon(MONDAY + timedelta(days=1)))
    assert [("Dikonfirmasi oleh" in letter) for letter in letters] == [True] * told
    assert run(noon(MONDAY + timedelta(days=2))) == []


@pytest.mark.parametrize(("confirmed_on", "told"), [("2026", 0), ("2026-03", 0), ("2026-03-01", 0), ("2026-03-02", 1)])
def test_a_day_that_is_not_known_is_no_news(shelf, confirmed_on, told):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.CASE])
    InnovationPage.objects.filter(pk=shelf.case.pk).update(confirmed_on=confirmed_on)
    assert len(run(noon(MONDAY + timedelta(days=1)))) == told


@pytest.mark.parametrize(
    ("state", "fields", "told"),
    [
        ("interest", [], []),
        ("declined", ["agreed_at"], []),
        ("agreed", ["agreed_at"], [AGREED]),
        ("achieved", ["agreed_at", "achieved_at"], [AGREED, ACHIEVED]),
    ],
)
def test_of_copies_is_told_what_everyone_may_see(shelf, state, fields, told):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.CASE])
    unit = UnitFactory(name="Puskesmas Peniru")
    express_interest(MemberFactory(unit=unit).user, shelf.case, unit, need="Antre.")
    OutgoingMail.objects.all().delete()
    happened = {field: noon(MONDAY) + timedelta(hours=1) for field in fields}
    Replication.objects.update(state=state, **happened)
    letters = "".join(run(noon(MONDAY + timedelta(days=1))))
    assert [text for text in (AGREED, ACHIEVED) if text in letters] == told


def test_a_copy_that_becomes_a_case_is_told_to_who_follows_the_source(shelf):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.CASE])
    copy = CaseFactory(title="Perahu Kedua", replicates=shelf.case)
    InnovationPage.objects.filter(pk=copy.pk).update(first_published_at=noon(MONDAY) + timedelta(hours=1))
    (letter,) = run(noon(MONDAY + timedelta(days=1)))
    assert "menerbitkan replikasinya" in letter


def test_what_not_everyone_may_read_is_not_told(shelf):
    follow_from(shelf, noon(MONDAY))
    hidden = publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Ditarik")
    hidden.unpublish()
    DraftFactory(unit=shelf.unit, title="Perahu Draf")
    assert run(noon(MONDAY + timedelta(days=1))) == []


def test_a_crash_between_leaves_all_to_be_done_again(shelf, monkeypatch):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.UNIT])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    with monkeypatch.context() as patched:
        patched.setattr(Follow.objects, "bulk_update", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_digests(noon(MONDAY + timedelta(days=1)))
    assert not OutgoingMail.objects.exists()
    assert len(run(noon(MONDAY + timedelta(days=1)))) == 1


def test_of_two_runs_at_once_one_tells(shelf, monkeypatch):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.UNIT])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    now, second = noon(MONDAY + timedelta(days=1)), []

    def another_run_comes_first(*args):
        monkeypatch.undo()
        second.append(send_digests(now))
        return []

    monkeypatch.setattr("search.following.digests._sections", another_run_comes_first)
    assert send_digests(now) == 0
    assert second == [1]
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("behind", ["the engine is down", "the index is behind"])
def test_what_a_search_cannot_say_now_is_told_next_time(shelf, monkeypatch, behind):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.SEARCH, Follow.Kind.UNIT])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    rebuild()
    if behind == "the index is behind":
        IndexEvent.objects.create(page_id=1)
        IndexEvent.objects.update(created_at=noon(MONDAY), done_at=None)
    else:
        IndexEvent.objects.update(done_at=timezone.now())

        def down(*args):
            raise SearchUnavailable("down")

        monkeypatch.setattr("search.following.asking.newer_keys", down)
    assert send_digests(noon(MONDAY + timedelta(days=1))) == 1
    send_waiting_mail()
    monkeypatch.undo()
    (letter,) = run(noon(MONDAY + timedelta(days=2)))
    assert letter.startswith("PENCARIAN")


def test_a_search_of_which_a_filter_means_nothing_any_more_tells_nothing(shelf):
    follow_from(shelf, noon(MONDAY), kinds=[Follow.Kind.SEARCH])
    Follow.objects.update(key="q=perahu&like_mine=mine")
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    assert run(noon(MONDAY + timedelta(days=1))) == []


def test_letters_that_begin_anew_do_not_tell_of_what_was_before(shelf):
    follow_from(shelf, noon(MONDAY), Often.NEVER, kinds=[Follow.Kind.UNIT])
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    change_how_often(Follow.objects.get(), Often.DAILY, noon(MONDAY + timedelta(days=2)))
    assert run(noon(MONDAY + timedelta(days=3))) == []


def test_who_can_no_longer_log_in_gets_none(shelf):
    follow_from(shelf, noon(MONDAY))
    publish(shelf, noon(MONDAY) + timedelta(hours=1), title="Perahu Baru")
    shelf.person.is_active = False
    shelf.person.save()
    assert run(noon(MONDAY + timedelta(days=1))) == []


def test_a_digest_costs_the_same_however_much_there_is(shelf, django_assert_max_num_queries):
    follow_from(shelf, noon(MONDAY))
    for number in range(6):
        publish(shelf, noon(MONDAY) + timedelta(hours=1), title=f"Perahu {number}")
    rebuild()
    IndexEvent.objects.update(done_at=timezone.now())
    with django_assert_max_num_queries(30):
        assert send_digests(noon(MONDAY + timedelta(days=1))) == 1


def test_the_command_says_how_many_it_wrote(shelf, capsys):
    follow_from(shelf, timezone.now() - timedelta(days=3))
    publish(shelf, timezone.now() - timedelta(days=2), title="Perahu Baru")
    rebuild()
    for count in (1, 0):
        call_command("send_digests")
        assert capsys.readouterr().out == f"{count} ringkasan ditulis.\n"
