"""A visitor's interest, without an account."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.models import OutgoingMail
from replications.actions import answer_inquiry, inquire
from replications.errors import ReplicationError
from replications.models import Inquiry
from tests.factories import DraftFactory, MemberFactory, log_in

pytestmark = pytest.mark.django_db
FORM = {
    "office": "Kelurahan Melati",
    "name": "Rina",
    "email": "rina@contoh.id",
    "message": "Bolehkah kami meniru formulirnya?",
    "consent": "on",
}


@pytest.fixture
def asked(two):
    return inquire(two.case, **{name: FORM[name] for name in ("office", "name", "email", "message")})


def test_a_visitor_asks_and_those_who_answer_get_a_letter(client, two):
    address = f"/replikasi/minat/{two.case.pk}/"
    assert client.get(address).status_code == 200
    for _press in range(2):
        assert client.post(address, FORM).headers["Location"] == two.case.url
    assert Inquiry.objects.get().office == "Kelurahan Melati"
    assert [mail.to for mail in OutgoingMail.objects.all()] == [two.source_head.email]


@pytest.mark.parametrize("change", [{"consent": ""}, {"email": "bukan"}, {"office": ""}, {"message": "x" * 2001}])
def test_what_is_missing_is_said_and_nothing_is_stored(client, two, change):
    assert "errors" in client.post(f"/replikasi/minat/{two.case.pk}/", FORM | change).text
    assert not Inquiry.objects.exists()


def test_a_robot_is_thanked_and_ignored(client, two):
    assert client.post(f"/replikasi/minat/{two.case.pk}/", FORM | {"website": "spam"}).status_code == 302
    assert not Inquiry.objects.exists()


def test_visitors_are_limited_and_members_behind_the_same_address_are_not_kept_out(client, two, settings):
    settings.RATELIMIT_ENABLE = True
    address = f"/replikasi/minat/{two.case.pk}/"
    answers = [client.post(address, FORM).status_code for _number in range(21)]
    assert (answers[0], answers[-1]) == (302, 429)
    log_in(client, two.writer)
    assert client.post(address, {"unit": two.unit.pk, "need": "Antre."}).status_code == 302


def test_nobody_asks_about_what_is_not_public(client, two):
    assert client.post(f"/replikasi/minat/{DraftFactory(unit=two.unit).pk}/", FORM).status_code == 404


def test_the_visitor_gets_the_answer_once(client, two, asked):
    log_in(client, two.source_head)
    assert "Rina" in client.get(f"/replikasi/pengunjung/{asked.pk}/").text
    client.post(f"/replikasi/pengunjung/{asked.pk}/", {"answer": "Boleh."})
    assert "Boleh." in OutgoingMail.objects.get(to="rina@contoh.id").body
    with pytest.raises(ReplicationError, match=str(two.source_head)):
        answer_inquiry(MemberFactory(role="moderator").user, asked, "Juga boleh.")


def test_an_empty_answer_is_none(two, asked):
    with pytest.raises(ReplicationError):
        answer_inquiry(two.source_head, asked, "  ")


@pytest.mark.parametrize("person", ["writer", "head", "source_writer"])
def test_others_do_not_see_who_asked(client, two, asked, person):
    log_in(client, getattr(two, person))
    assert client.get(f"/replikasi/pengunjung/{asked.pk}/").status_code == 404
    assert "Kelurahan" not in client.get("/replikasi/pengunjung/").text


def test_names_are_forgotten_after_a_year_without_an_answer(asked):
    for days, email in ((364, "rina@contoh.id"), (366, "")):
        Inquiry.objects.update(asked_at=timezone.now() - timedelta(days=days))
        call_command("forget_inquirers")
        assert Inquiry.objects.get().email == email


def test_names_are_forgotten_180_days_after_the_answer(two, asked):
    answer_inquiry(two.source_head, asked, "Boleh.")
    call_command("forget_inquirers")
    assert Inquiry.objects.get().email
    Inquiry.objects.update(answered_at=timezone.now() - timedelta(days=181))
    call_command("forget_inquirers")
    assert (Inquiry.objects.get().email, Inquiry.objects.get().name) == ("", "")
