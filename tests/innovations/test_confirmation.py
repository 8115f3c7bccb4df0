"""A unit confirms its case: who may, what becomes public, what a waiting draft keeps, who is reminded."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from common.models import Event, OutgoingMail
from innovations import rules
from innovations.actions import Confirmation, ConfirmationRefusedError, confirm_case, remind_of_confirmations
from innovations.confirmation_queries import overdue_cases
from innovations.models import InnovationPage
from search.models import IndexEvent
from tests.factories import CaseFactory, MemberFactory, UserFactory, log_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW).isoformat()
CONTINUES = Confirmation("continues")
FIGURE = {"indicator": "Waktu tunggu", "unit": "menit", "better": "lower", "value": Decimal(4), "value_on": "2026"}


def fresh(case: InnovationPage) -> InnovationPage:
    return InnovationPage.objects.get(pk=case.pk)


@pytest.fixture
def head(unit):
    return MemberFactory(unit=unit, role="head").user


@pytest.fixture
def case(unit):
    return CaseFactory(
        unit=unit, title="Perahu Sehat", status="grown", status_reason="Dua perahu.", confirmed_on="2024"
    )


@pytest.mark.parametrize("role", ["verifier", "head", "local_admin", "moderator"])
def test_who_checks_or_answers_for_the_unit_confirms(unit, case, role):
    place = {"local_admin": {"agency": unit.agency}, "moderator": {}}.get(role, {"unit": unit})
    person = MemberFactory(role=role, **place).user
    confirm_case(person, case, CONTINUES, NOW)
    now = fresh(case)
    assert (now.confirmed_on, now.status, now.status_reason) == (TODAY, "continues", "")
    event = Event.objects.get(verb="innovations.confirmed")
    assert (event.actor, event.data["before"], event.data["status"]) == (person, "2024", "continues")


def test_contributors_and_strangers_do_not(author, case):
    for person in (author, UserFactory(), MemberFactory(role="head").user, MemberFactory(role="local_admin").user):
        with pytest.raises(PermissionDenied):
            confirm_case(person, case, CONTINUES, NOW)
    assert fresh(case).confirmed_on == "2024"


@pytest.mark.parametrize("status", ["grown", "stopped"])
def test_grown_and_stopped_need_a_reason(head, case, status):
    with pytest.raises(ConfirmationRefusedError):
        confirm_case(head, case, Confirmation(status, "  "), NOW)
    confirm_case(head, case, Confirmation(status, "Perahu rusak."), NOW)
    assert (fresh(case).status, fresh(case).status_reason) == (status, "Perahu rusak.")


@pytest.mark.parametrize("status", ["unknown", "", "fly"])
def test_nothing_else_is_a_confirmation(head, case, status):
    with pytest.raises(ConfirmationRefusedError):
        confirm_case(head, case, Confirmation(status), NOW)


def test_what_is_not_public_is_not_confirmed(head, case):
    case.expire_at = NOW - datetime.timedelta(minutes=1)
    case.save()
    with pytest.raises(ConfirmationRefusedError):
        confirm_case(head, case, CONTINUES, NOW)
    case.expire_at = None
    case.save()
    case.unpublish()
    with pytest.raises(ConfirmationRefusedError):
        confirm_case(head, case, CONTINUES, NOW)


def test_a_waiting_draft_is_neither_published_nor_lost_and_keeps_what_was_confirmed(head, case):
    draft = case.get_latest_revision_as_object()
    draft.title, draft.status = "Perahu Sehat Baru", "unknown"
    waiting = draft.save_revision()
    confirm_case(head, fresh(case), Confirmation("stopped", "Perahu rusak.", FIGURE), NOW)
    shown = fresh(case)
    assert (shown.title, shown.status, shown.has_unpublished_changes) == ("Perahu Sehat", "stopped", True)
    assert shown.latest_revision_id == waiting.pk
    waiting.refresh_from_db()
    waiting.publish()
    after = fresh(case)
    assert (after.title, after.status, after.status_reason) == ("Perahu Sehat Baru", "stopped", "Perahu rusak.")
    assert after.confirmed_on == TODAY
    assert [(one.indicator, one.value) for one in after.outcomes.all()] == [("Waktu tunggu", Decimal(4))]


def test_what_is_edited_next_begins_with_what_was_confirmed(head, case):
    confirm_case(head, case, CONTINUES, NOW)
    latest = fresh(case).get_latest_revision_as_object()
    assert (latest.confirmed_on, latest.status) == (TODAY, "continues")
    assert Revision.objects.for_instance(case).count() == 1


def test_a_case_without_a_revision_is_confirmed_too(head, case):
    InnovationPage.objects.filter(pk=case.pk).update(latest_revision=None, live_revision=None)
    Revision.objects.for_instance(case).delete()
    confirm_case(head, fresh(case), CONTINUES, NOW)
    assert fresh(case).confirmed_on == TODAY


def test_a_new_figure_is_the_units_own_word_and_is_added_once(head, case):
    for _press in range(2):
        confirm_case(head, fresh(case), Confirmation("continues", "", FIGURE), NOW)
    assert [(one.indicator, one.evidence) for one in fresh(case).outcomes.all()] == [("Waktu tunggu", "self_reported")]


def test_the_search_hears_of_it(head, case):
    before = IndexEvent.objects.filter(page_id=case.pk).count()
    confirm_case(head, case, CONTINUES, NOW)
    assert IndexEvent.objects.filter(page_id=case.pk).count() == before + 1


def test_each_reminder_goes_once_and_one_letter_a_person(unit, head, author, case, verifier):
    CaseFactory(unit=unit, confirmed_on="2023-05")
    CaseFactory(unit=unit, confirmed_on="2023", status="stopped")
    CaseFactory(unit=unit)
    assert remind_of_confirmations(NOW) == 1
    letter = OutgoingMail.objects.get()
    assert letter.to == head.email
    assert f"/konfirmasi/{case.pk}/" in letter.body
    assert letter.body.count("/konfirmasi/") == 2
    assert remind_of_confirmations(NOW) == 0
    assert remind_of_confirmations(NOW + datetime.timedelta(days=1)) == 0
    call_command("remind_of_confirmations")
    assert OutgoingMail.objects.count() == 1


def test_the_next_date_has_reminders_of_its_own(head, case):
    remind_of_confirmations(NOW)
    confirm_case(head, case, CONTINUES, NOW)
    assert remind_of_confirmations(NOW) == 0
    sent = [
        remind_of_confirmations(NOW + datetime.timedelta(days=days)) for days in (350, 352, 360, 366, 380, 400, 900)
    ]
    assert sent == [0, 1, 0, 1, 0, 1, 0]


def test_where_the_unit_has_nobody_who_may_others_are_asked(unit, author, case):
    moderator = MemberFactory(role="moderator").user
    remind_of_confirmations(NOW)
    assert OutgoingMail.objects.get().to == moderator.email


def test_reminding_costs_the_same_queries_however_many_cases(unit, head, django_assert_num_queries):
    for _number in range(4):
        CaseFactory(unit=unit)
    with django_assert_num_queries(6):
        remind_of_confirmations(NOW)


def test_the_page_confirms_in_one_press(client, head, case):
    log_in(client, head)
    address = f"/konfirmasi/{case.pk}/"
    assert address in client.get(case.url).text
    page = client.get(address).text
    assert 'value="grown"' in page
    answer = client.post(address, {"status": "continues"}, follow=True)
    assert answer.redirect_chain[-1][0] == case.url
    assert fresh(case).confirmed_on == TODAY


def test_the_page_takes_a_figure_as_officials_type_it(client, head, case):
    log_in(client, head)
    posted = {"status": "continues", "indicator": "Waktu tunggu", "unit": "menit", "value": "4,5", "better": "lower"}
    client.post(f"/konfirmasi/{case.pk}/", posted)
    assert fresh(case).outcomes.get().value == Decimal("4.5")


@pytest.mark.parametrize(
    "posted",
    [
        {"reason": ""},
        {"status": "unknown"},
        {"status": "grown"},
        {"status": "stopped", "reason": "<b>rusak</b>"},
        {"status": "continues", "value": "4"},
        {"status": "continues", "indicator": "Waktu", "unit": "menit", "value": "empat"},
    ],
)
def test_what_lacks_is_said_and_nothing_changes(client, head, case, posted):
    log_in(client, head)
    answer = client.post(f"/konfirmasi/{case.pk}/", posted)
    assert answer.status_code == 200
    assert "errors" in answer.text
    assert fresh(case).confirmed_on == "2024"


def test_others_get_no_page(client, author, case):
    address = f"/konfirmasi/{case.pk}/"
    assert client.get(address).headers["Location"].startswith("/masuk/")
    for person in (author, UserFactory(), MemberFactory(role="head").user):
        log_in(client, person)
        assert client.get(address).status_code == client.post(address, {"status": "continues"}).status_code == 403
        assert address not in client.get(case.url).text
    assert fresh(case).confirmed_on == "2024"


def test_a_case_that_is_not_public_has_no_such_page(client, head, case):
    log_in(client, head)
    case.unpublish()
    assert client.get(f"/konfirmasi/{case.pk}/").status_code == client.get("/konfirmasi/999999/").status_code == 404


def test_the_press_needs_the_forms_own_key(head, case):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    log_in(client, head)
    assert client.post(f"/konfirmasi/{case.pk}/", {"status": "continues"}).status_code == 403


def test_page_and_lists_say_what_is_overdue(client, unit, case):
    CaseFactory(unit=unit, title="Perahu Baru")
    assert "badge overdue" in client.get(case.url).text
    assert client.get("/inovasi/").text.count("badge overdue") == 1


def test_what_has_stopped_shows_its_lesson_and_is_not_called_overdue(client, head, case):
    confirm_case(head, case, Confirmation("stopped", "Perahu rusak, tidak ada suku cadang."), NOW)
    page = client.get(case.url).text
    assert "Perahu rusak, tidak ada suku cadang." in page
    assert "badge overdue" not in page


@pytest.mark.parametrize(
    ("status", "confirmed_on", "published", "is_overdue"),
    [
        ("continues", "2025-11-24", "2020-01-01", True),
        ("continues", "2025-11-25", "2020-01-01", False),
        ("grown", "2025-10", "2020-01-01", True),
        ("grown", "2025-11", "2020-01-01", False),
        ("unknown", "2024", "2020-01-01", True),
        ("", "2025", "2020-01-01", False),
        ("", "", "2025-11-24", True),
        ("", "", "2025-11-25", False),
        ("stopped", "2019", "2019-01-01", False),
    ],
)
def test_the_database_finds_the_overdue_cases_by_the_rule(case, status, confirmed_on, published, is_overdue):
    now = timezone.make_aware(datetime.datetime(2026, 11, 25, 12))
    first = timezone.make_aware(datetime.datetime.fromisoformat(published))
    InnovationPage.objects.filter(pk=case.pk).update(status=status, confirmed_on=confirmed_on, first_published_at=first)
    assert overdue_cases(now).exists() is is_overdue
    assert rules.is_overdue(fresh(case).confirmed_until, timezone.localdate(now)) is is_overdue
