"""«Laporkan kekeliruan»: from a reader to whoever answers, and back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from common.models import OutgoingMail
from tests.factories import CaseFactory, DraftFactory, MemberFactory, UserFactory, log_in
from units.actions import answer_report, report_error
from units.errors import UnitError
from units.models import ErrorReport

pytestmark = pytest.mark.django_db
FORM = {"message": "Tarifnya sudah gratis sejak 2024.", "email": "warga@contoh.id", "consent": "on"}


@pytest.fixture
def case():
    return CaseFactory()


def test_a_reader_reports_without_account_and_the_answerer_gets_a_letter(client, case):
    head = MemberFactory(role="head", unit=case.unit).user
    assert client.get(f"/laporkan/{case.pk}/").status_code == 200
    answer = client.post(f"/laporkan/{case.pk}/", FORM)

    assert answer.headers["Location"] == case.url
    report = ErrorReport.objects.get()
    assert (report.unit, report.page_title, report.state) == (case.unit, case.title, "open")
    assert OutgoingMail.objects.get().to == head.email


def test_an_imported_units_reports_go_to_the_moderators(client, case):
    moderator = MemberFactory(role="moderator").user
    client.post(f"/laporkan/{case.unit.page.pk}/", FORM)
    assert OutgoingMail.objects.get().to == moderator.email


@pytest.mark.parametrize(
    "change",
    [{"consent": ""}, {"message": "pendek"}, {"email": "bukan alamat"}, {"message": "x" * 2001}],
)
def test_what_is_missing_is_said_and_nothing_is_stored(client, case, change):
    answer = client.post(f"/laporkan/{case.pk}/", FORM | change)
    assert answer.status_code == 200
    assert "errors" in answer.text
    assert not ErrorReport.objects.exists()


def test_a_robot_is_thanked_and_ignored(client, case):
    assert client.post(f"/laporkan/{case.pk}/", FORM | {"website": "http://spam"}).status_code == 302
    assert not ErrorReport.objects.exists()


def test_a_double_press_stores_one_report(client, case):
    for _press in range(2):
        client.post(f"/laporkan/{case.pk}/", FORM)
    assert ErrorReport.objects.count() == 1


def test_only_public_pages_of_units_can_be_reported(client, case):
    draft = DraftFactory(unit=case.unit)
    index = case.unit.page.get_parent().get_parent()
    for page in (draft, index):
        assert client.get(f"/laporkan/{page.pk}/").status_code == 404


def test_reports_are_limited(client, case, settings):
    settings.RATELIMIT_ENABLE = True
    answers = [client.post(f"/laporkan/{case.pk}/", FORM).status_code for _number in range(11)]
    assert answers[0] == 302
    assert answers[-1] in {403, 429}


def test_the_answer_reaches_the_reader(case):
    head = MemberFactory(role="head", unit=case.unit).user
    report = report_error(case, FORM["message"], FORM["email"])
    answer_report(head, report, "Terima kasih, sudah kami perbaiki.")

    report.refresh_from_db()
    assert (report.state, report.settled_by) == ("answered", head)
    letter = OutgoingMail.objects.get(key=f"answer-{report.pk}")
    assert letter.to == "warga@contoh.id"
    assert "sudah kami perbaiki" in letter.body


def test_an_empty_answer_closes_without_a_letter(case):
    head = MemberFactory(role="head", unit=case.unit).user
    report = answer_report(head, report_error(case, FORM["message"], FORM["email"]), "  ")
    assert report.state == "closed"
    assert not OutgoingMail.objects.filter(key__startswith="answer-").exists()


def test_a_report_is_settled_once(case):
    head = MemberFactory(role="head", unit=case.unit).user
    report = report_error(case, FORM["message"])
    answer_report(head, report, "Baik.")
    with pytest.raises(UnitError):
        answer_report(head, report, "Lagi.")


@pytest.mark.parametrize("role", ["contributor", "verifier"])
def test_those_who_do_not_answer_cannot(case, role):
    with pytest.raises(PermissionDenied):
        answer_report(MemberFactory(role=role, unit=case.unit).user, report_error(case, FORM["message"]), "Ya.")


def test_another_unit_does_not_see_the_report(client, case):
    report = report_error(case, FORM["message"])
    log_in(client, MemberFactory(role="head").user)

    assert client.get(f"/laporan/{report.pk}/").status_code == 404
    assert client.post(f"/laporan/{report.pk}/", {"answer": "Ya."}).status_code == 404
    assert case.title not in client.get("/laporan/").text


def test_the_head_lists_and_settles(client, case):
    report = report_error(case, FORM["message"])
    log_in(client, MemberFactory(role="head", unit=case.unit).user)
    assert case.title in client.get("/laporan/").text
    client.post(f"/laporan/{report.pk}/", {"answer": "Sudah diperbaiki."})

    assert case.title not in client.get("/laporan/").text
    assert case.title in client.get("/laporan/?state=settled").text
    assert "Sudah diperbaiki." in client.get(f"/laporan/{report.pk}/").text


def test_readers_are_forgotten_after_a_year_without_an_answer(case):
    report_error(case, FORM["message"], FORM["email"])
    for days, email in ((364, "warga@contoh.id"), (366, "")):
        ErrorReport.objects.update(reported_at=timezone.now() - timedelta(days=days))
        call_command("forget_reporters")
        assert ErrorReport.objects.get().reporter_email == email


def test_readers_are_forgotten_half_a_year_after_the_answer(case):
    report = report_error(case, FORM["message"], FORM["email"])
    waiting = report_error(case, FORM["message"] + " Sekali lagi.", FORM["email"])
    answer_report(MemberFactory(role="moderator").user, report, "Baik.")
    ErrorReport.objects.filter(pk=report.pk).update(settled_at=timezone.now() - timedelta(days=181))
    call_command("forget_reporters")

    report.refresh_from_db()
    waiting.refresh_from_db()
    assert (report.reporter_email, waiting.reporter_email) == ("", "warga@contoh.id")


def test_the_list_needs_a_log_in(client):
    assert client.get("/laporan/").headers["Location"].startswith("/masuk/")
    log_in(client, UserFactory())
    assert client.get("/laporan/").status_code == 200
