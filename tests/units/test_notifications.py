"""«Pemberitahuan»: stored with the letter, shown to its person alone, and counted in the header."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from common.actions import NOTIFICATIONS_KEPT, notify
from common.models import Notification, OutgoingMail
from tests.factories import CaseFactory, MemberFactory, UserFactory, log_in
from units.actions import report_error

pytestmark = pytest.mark.django_db


def tell(person, key="k", **fields):
    notify(person, key, **{"subject": "Perihal", "body": "Isi", "address": "http://127.0.0.1:8000/akun/"} | fields)


def test_a_person_is_told_by_letter_and_on_the_site_once():
    person = UserFactory()
    for _twice in range(2):
        tell(person, subject="Perihal\nyang  panjang")
    assert [(one.to, one.subject) for one in OutgoingMail.objects.all()] == [(person.email, "Perihal yang panjang")]
    told = Notification.objects.get()
    assert (told.person, told.text, told.address, told.read_at) == (person, "Perihal yang panjang", "/akun/", None)


def test_an_act_that_fails_tells_nothing():
    with transaction.atomic():
        tell(UserFactory())
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_act_tells_whoever_answers_with_the_way_there(client):
    case = CaseFactory()
    head = MemberFactory(role="head", unit=case.unit).user
    report = report_error(case, "Tarifnya sudah gratis sejak 2024.")
    log_in(client, head)
    link = BeautifulSoup(client.get("/pemberitahuan/").content, "html.parser").select_one(".hits h2 a")
    assert link["href"] == f"/laporan/{report.pk}/"
    assert client.get(link["href"]).status_code == 200


def header(client):
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    return soup.select_one(".site-header .wide-only a[href='/unit-saya/']").text


def test_the_header_counts_what_is_not_read(client):
    person = log_in(client, UserFactory())
    assert header(client) == "Unit saya"
    for key in ("a", "b"):
        tell(person, key)
    assert header(client) == "Unit saya (2)"
    assert "Pemberitahuan (2)" in client.get("/unit-saya/").text
    client.post(f"/pemberitahuan/{Notification.objects.get(key='a').pk}/dibaca/")
    assert header(client) == "Unit saya (1)"
    client.post("/pemberitahuan/dibaca/")
    assert header(client) == "Unit saya"
    assert Notification.objects.count() == 2


def test_to_look_at_the_list_marks_nothing(client):
    person = log_in(client, UserFactory())
    tell(person)
    client.get("/pemberitahuan/")
    assert client.get("/pemberitahuan/dibaca/").status_code == 405
    assert Notification.objects.get().read_at is None


@pytest.mark.parametrize("role", ["contributor", "head", "local_admin", "moderator", None])
def test_what_a_person_was_told_is_nobody_elses_business(client, role):
    tell(UserFactory(), subject="RAHASIA")
    log_in(client, MemberFactory(role=role).user if role else UserFactory())
    assert "RAHASIA" not in client.get("/pemberitahuan/").text
    for address in ("/pemberitahuan/dibaca/", f"/pemberitahuan/{Notification.objects.get().pk}/dibaca/"):
        client.post(address)
    assert Notification.objects.get().read_at is None


def test_who_is_not_logged_in_or_lacks_the_second_factor_is_asked_first(client):
    addresses = ("/pemberitahuan/", "/pemberitahuan/dibaca/", "/pemberitahuan/1/dibaca/")
    for address in addresses:
        assert client.post(address).headers["Location"].startswith("/masuk/?")
    client.force_login(MemberFactory(role="moderator").user)
    for address in addresses:
        assert client.post(address).headers["Location"].startswith("/masuk/kode/")


def test_text_is_shown_never_run(client):
    person = log_in(client, UserFactory())
    tell(person, subject="<script>alert(1)</script>", address="")
    assert "<script>alert" not in client.get("/pemberitahuan/").text


def test_the_list_costs_the_same_however_long_it_is(client, django_assert_num_queries):
    person = log_in(client, UserFactory())
    for number in range(30):
        tell(person, f"k{number}")
    client.get("/pemberitahuan/")
    with django_assert_num_queries(7):
        assert client.get("/pemberitahuan/").text.count('<h2><a href="/akun/">') == 25


def test_they_are_kept_for_as_long_as_the_privacy_notice_says(capsys):
    person = UserFactory()
    for key, days in (("old", 1), ("young", -1)):
        tell(person, key)
        at = timezone.now() - NOTIFICATIONS_KEPT - timedelta(days=days)
        Notification.objects.filter(key=key).update(at=at)
    call_command("forget_notifications")
    assert capsys.readouterr().out == "1 pemberitahuan dihapus.\n"
    assert Notification.objects.get().key == "young"
