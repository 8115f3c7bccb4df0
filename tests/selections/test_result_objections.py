"""Objections to a published list: who may object until when, who answers, and what everyone reads."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from common.models import Event, Notification
from selections.actions import amend_rules
from selections.errors import BlockedError, SelectionError
from selections.models import Objection
from selections.panel.verifying import changes_since
from selections.results.objecting import answer_objection, object_to_list
from selections.rounds.facts import facts_of
from selections.rules.objections import ObjectionRefusal, objection_refusal, until_anew
from selections.rules.phases import Phase
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.judging import entered
from tests.selections.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

UNTIL = datetime.datetime.fromisoformat("2026-03-02T16:00:00+07:00")
SECOND = datetime.timedelta(seconds=1)

REFUSALS = [
    (Phase.OBJECTION, UNTIL, UNTIL, "Salah hitung.", None),
    (Phase.OBJECTION, UNTIL, UNTIL + SECOND, "Salah hitung.", ObjectionRefusal.LATE),
    (Phase.OBJECTION, None, UNTIL, "Salah hitung.", ObjectionRefusal.LATE),
    (Phase.OBJECTION, UNTIL, UNTIL, "  ", ObjectionRefusal.TEXT),
    (Phase.PANEL, UNTIL, UNTIL, "Salah hitung.", ObjectionRefusal.PHASE),
    (Phase.FINISHED, UNTIL, UNTIL, "Salah hitung.", ObjectionRefusal.PHASE),
]


@pytest.mark.parametrize(("phase", "until", "now", "text", "refused"), REFUSALS)
def test_when_a_list_may_be_objected_to(phase, until, now, text, refused):
    assert objection_refusal(phase, until, now, text) is refused


ANNOUNCED = UNTIL - datetime.timedelta(days=7, hours=5)
DAY = datetime.timedelta(days=1)

ANEW = [
    # What the rule says, what it had said of the list before, when the next one is announced.
    (UNTIL, UNTIL, ANNOUNCED + 3 * DAY, UNTIL + 3 * DAY),
    (UNTIL, UNTIL, ANNOUNCED + 19 * DAY, UNTIL + 19 * DAY),
    (UNTIL, UNTIL, ANNOUNCED + 19 * DAY + SECOND, UNTIL + 20 * DAY),
    (UNTIL + DAY, UNTIL, ANNOUNCED + 19 * DAY, UNTIL + 19 * DAY),
    (UNTIL + 30 * DAY, UNTIL, ANNOUNCED + 19 * DAY, UNTIL + 30 * DAY),
    (None, UNTIL, ANNOUNCED + DAY, None),
    (UNTIL, None, ANNOUNCED + DAY, UNTIL),
]


@pytest.mark.parametrize(("rule", "before", "now", "until"), ANEW)
def test_a_list_that_takes_the_place_of_another_may_be_objected_to_as_long(rule, before, now, until):
    assert until_anew(rule, before, ANNOUNCED, now) == until


@pytest.fixture
def published(selection_round, moderator):
    """A round whose first list is published."""
    publish(selection_round, moderator)
    return selection_round


@pytest.fixture
def entry(published):
    return published.entries.get(number=3)


@pytest.fixture
def member(entry):
    """Somebody who writes for the unit of the entry that fell short."""
    return MemberFactory(unit=entry.unit).user


def time_is_over(selection_round):
    """Let the time for objections to the first list be over, as if the list had been announced long ago."""
    first, *others = selection_round.rules["cuts"]
    past = (timezone.now() - DAY).isoformat()
    selection_round.rules = selection_round.rules | {"cuts": [first | {"objections_until": past}, *others]}
    selection_round.save()


def address(selection_round):
    return reverse("selection_objections", args=[selection_round.pk])


def test_a_member_objects_and_everyone_reads_it_once_it_is_answered(client, published, entry, member, moderator):
    log_in(client, member)
    told = {"unit": entry.unit.pk, "entry": entry.pk, "text": "Nilai «dampak» keliru."}
    assert client.post(address(published), told).status_code == 302
    assert "Nilai «dampak» keliru." in client.get(address(published)).content.decode()
    assert facts_of(published, timezone.now()).open_objections == 1
    client.logout()
    assert "keliru" not in client.get(address(published)).content.decode()
    objection = Objection.objects.get()
    log_in(client, moderator)
    client.post(reverse("selection_answer", args=[published.pk, objection.pk]), {"answer": "Sudah dihitung ulang."})
    client.logout()
    words = client.get(address(published)).content.decode()
    assert "keliru" in words
    assert "Sudah dihitung ulang." in words
    assert entry.unit.name in words
    assert member.get_full_name() not in words
    assert moderator.get_full_name() not in words
    assert facts_of(published, timezone.now()).open_objections == 0
    assert Notification.objects.filter(person=member, address=address(published)).count() == 1
    verbs = Event.objects.filter(data__objection=objection.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["selection.list_objected", "selection.objection_answered"]


def test_late_is_late_by_the_clock_of_the_server(client, make_round, moderator):
    closed = make_round()
    publish(closed, moderator)
    time_is_over(closed)
    entry = closed.entries.get(number=3)
    log_in(client, MemberFactory(unit=entry.unit).user)
    response = client.post(address(closed), {"unit": entry.unit.pk, "text": "Terlambat."})
    assert "menurut jam server" in response.content.decode()
    assert not Objection.objects.exists()


def test_who_may_object(published, entry, member, moderator, seated, make_round):
    for person in (UserFactory(), MemberFactory().user, seated(published, "evaluator"), moderator):
        with pytest.raises(PermissionDenied):
            object_to_list(person, published, entry.unit, "Keliru.")
    with pytest.raises(PermissionDenied):
        object_to_list(member, published, entry.unit, "Keliru.", entered(make_round(name="Lain"), 1))
    assert object_to_list(member, published, entry.unit, "Keliru.", entry).cut == "top_99"


def test_said_twice_it_is_one_objection(published, entry, member):
    first = object_to_list(member, published, entry.unit, "Keliru.", entry)
    assert object_to_list(member, published, entry.unit, " Keliru. ", entry) == first


def test_who_may_answer_and_only_once(published, entry, member, moderator, seated):
    objection = object_to_list(member, published, entry.unit, "Keliru.", entry)
    for person in (member, seated(published, "evaluator"), seated(published, "panel")):
        with pytest.raises(PermissionDenied):
            answer_objection(person, objection, "Tidak.")
    with pytest.raises(SelectionError):
        answer_objection(moderator, objection, "  ")
    answer_objection(moderator, objection, "Ya.")
    with pytest.raises(SelectionError):
        answer_objection(seated(published, "secretariat"), objection, "Tidak.")
    objection.refresh_from_db()
    assert objection.answer == "Ya."


@pytest.mark.parametrize("words", ["Ya. " * 2000, "Ya.\0", "", "  "])
def test_an_answer_that_cannot_be_kept_is_refused_in_words(client, published, entry, member, moderator, words):
    objection = object_to_list(member, published, entry.unit, "Salah hitung.", entry)
    log_in(client, moderator)
    page = client.post(reverse("selection_answer", args=[published.pk, objection.pk]), {"answer": words}, follow=True)
    objection.refresh_from_db()
    assert (objection.answer, objection.answered_at) == ("", None)
    assert [one.level_tag for one in page.context["messages"]] == ["error"]


def test_answering_is_no_change_of_what_was_frozen(published, entry, member, moderator):
    objection = object_to_list(member, published, entry.unit, "Keliru.", entry)
    answer_objection(moderator, objection, "Ya.")
    assert list(changes_since(published)) == []


def test_an_objection_to_the_check_of_an_entry_is_not_shown_here(client, published, entry, member, moderator):
    Objection.objects.create(
        round=published, entry=entry, author=member, unit=entry.unit, text="Berkas ada.", answered_at=timezone.now()
    )
    log_in(client, moderator)
    assert "Berkas ada." not in client.get(address(published)).content.decode()


def test_a_list_that_is_announced_anew_is_objected_to_anew(client, published, entry, member, moderator):
    time_is_over(published)
    with pytest.raises(SelectionError):
        object_to_list(member, published, entry.unit, "Keliru.", entry)
    first = published.freezes.get()
    second = publish(published, moderator)
    objections = published.present_cut.objections_until
    assert objections > timezone.now()
    assert json.loads(second.payload)["rules"]["cuts"][0]["objections_until"] == objections.isoformat()
    assert object_to_list(member, published, entry.unit, "Masih keliru.", entry).cut == "top_99"
    reason = f"menggantikan daftar {first.number}"
    assert reason in client.get(reverse("selection_results", args=[published.pk])).text
    assert reason in client.get(reverse("selection_round", args=[published.pk])).text
    assert list(changes_since(published)) == []


def test_a_rule_that_gives_a_list_more_time_counts(published, moderator):
    cuts = [one | {"objections_until": (timezone.now() + 90 * DAY).isoformat()} for one in published.rules["cuts"]]
    rules = published.rules | {"cuts": cuts}
    amended = amend_rules(moderator, published, rules, "Libur bersama.", seen=published.version)
    publish(amended, moderator)
    assert amended.rules == rules


def test_a_first_list_is_not_published_when_nobody_could_object_to_it(make_round, moderator):
    late = make_round(opens_at=timezone.now() - datetime.timedelta(days=41))
    with pytest.raises(BlockedError, match="Masa sanggah"):
        publish(late, moderator)
    assert not late.freezes.exists()
