"""Logging in, invitations, passwords and the second factor, as a person meets them."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.users.models import UserProfile

from common.mail import send_waiting_mail
from common.models import OutgoingMail, User
from common.tasks import MAIL
from tests.factories import PASSWORD, MemberFactory, UnitFactory, UserFactory, image_bytes, log_in
from units.actions import invite, resend_invitation, withdraw_invitation
from units.models import Invitation, Membership

pytestmark = pytest.mark.django_db


def _link(django_capture_on_commit_callbacks, act):
    with django_capture_on_commit_callbacks(execute=True):
        act()
    return re.search(r"http://\S+?(/undangan/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def head():
    return MemberFactory(role="head")


@pytest.fixture
def link(head, django_capture_on_commit_callbacks):
    return _link(
        django_capture_on_commit_callbacks,
        lambda: invite(head.user, "Baru@Contoh.go.id", "contributor", unit=head.unit),
    )


# Logging in


def test_log_in_by_e_mail_in_any_case(client):
    user = MemberFactory().user
    answer = client.post("/masuk/", {"username": user.email.upper(), "password": PASSWORD})

    assert answer.headers["Location"] == "/kelola/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(client):
    answer = client.post("/masuk/", {"username": "a@contoh.go.id", "password": "salah"})

    assert answer.status_code == 200
    assert 'value="a@contoh.go.id"' in answer.text
    assert 'role="alert"' in answer.text


def test_too_many_wrong_passwords_say_when_to_try_again(client, settings):
    settings.AXES_ENABLED = True
    user = UserFactory()
    spellings = [user.email, user.email.upper(), f" {user.email}", user.email.title()]
    for attempt in range(settings.AXES_FAILURE_LIMIT):
        client.post("/masuk/", {"username": spellings[attempt % 4], "password": "salah"})
    answer = client.post("/masuk/", {"username": user.email, "password": PASSWORD})

    assert answer.status_code == 429
    assert "15" in answer.text


def test_logging_in_changes_the_session_key(client):
    client.get("/masuk/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.post("/masuk/", {"username": MemberFactory().user.email, "password": PASSWORD})

    assert client.session.session_key != before


def test_a_foreign_next_address_is_not_followed(client):
    user = MemberFactory().user
    answer = client.post("/masuk/?next=https://jahat.example/", {"username": user.email, "password": PASSWORD})

    assert answer.headers["Location"] == "/kelola/"


def test_logging_out_needs_the_button(client):
    log_in(client, UserFactory())
    assert client.get("/keluar/").status_code == 200
    assert "_auth_user_id" in client.session

    client.post("/keluar/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("door", "ours"),
    [
        ("/kelola/login/?next=/kelola/", "/masuk/?next=/kelola/"),
        ("/kelola/password_reset/", "/sandi/"),
        ("/_util/login/", "/masuk/"),
    ],
)
def test_wagtails_doors_lead_to_ours(client, door, ours):
    assert client.get(door).headers["Location"] == ours


def test_the_cms_sends_strangers_to_the_log_in(client):
    assert client.get("/kelola/").headers["Location"] == "/masuk/?next=/kelola/"


def test_a_person_without_role_is_told_so(client):
    log_in(client, UserFactory())
    assert client.get("/kelola/").headers["Location"] == "/akun/"
    assert client.get("/akun/").status_code == 200


def test_the_cms_account_page_works(client):
    member = log_in(client, MemberFactory().user)
    page = client.get("/kelola/account/")
    assert page.status_code == 200

    client.post("/kelola/account/", {"name_email-first_name": "Sari", "name_email-last_name": "Dewi", "locale-preferred_language": "id", "locale-current_time_zone": "Asia/Jakarta", "theme-theme": "system", "theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"})  # fmt: skip # noqa: E501
    member.refresh_from_db()
    assert member.first_name == "Sari"


# Passwords


def test_a_password_is_reset_by_a_link_that_works_once(client, django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/sandi/", {"email": user.email})
    path = re.search(r"http://[^/]+(/sandi/baru/\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    address = form.request["PATH_INFO"]
    answer = client.post(address, {"new_password1": "sungai-musi-panjang", "new_password2": "sungai-musi-panjang"})

    assert answer.headers["Location"] == "/sandi/selesai/"
    user.refresh_from_db()
    assert user.check_password("sungai-musi-panjang")
    client.session.flush()
    assert "/sandi/baru/" not in client.get(path, follow=True).request["PATH_INFO"] or not client.get(
        path, follow=True
    ).context.get("validlink")


def test_neither_the_answer_nor_its_work_tells_whether_an_address_is_known(
    client, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {**settings.TASKS, MAIL: settings.IN_A_WORKER}
    user = UserFactory()
    answers, work = [], []
    for address in (user.email, "tidak.ada@contoh.go.id"):
        with CaptureQueriesContext(connection) as asked, django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/sandi/", {"email": address})
        answers.append((answer.status_code, answer.headers["Location"]))
        work.append([query["sql"].split()[0] for query in asked])
        DBTaskResult.objects.all().delete()

    assert answers == [(302, "/sandi/terkirim/")] * 2
    assert work[0] == work[1]
    assert mail.outbox == []
    send_waiting_mail()
    assert [letter.to for letter in mail.outbox] == [[user.email]]
    assert OutgoingMail.objects.get().sent_at, "that to nobody is thrown away"


@pytest.mark.parametrize("fields", [{"is_active": False}, {"password": None}], ids=["closed", "without a password"])
def test_an_account_that_cannot_log_in_gets_no_letter(client, django_capture_on_commit_callbacks, fields):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/sandi/", {"email": UserFactory(**fields).email})

    assert answer.headers["Location"] == "/sandi/terkirim/"
    assert mail.outbox == []
    assert not OutgoingMail.objects.exists()


# Invitations


def test_an_invitation_makes_an_account_and_a_member(client, link, head):
    assert client.get(link).status_code == 200
    answer = client.post(link, {"name": "Budi", "password1": "sungai-musi-panjang", "password2": "sungai-musi-panjang"})

    assert answer.headers["Location"] == "/kelola/"
    user = User.objects.get(email="baru@contoh.go.id")
    assert (user.get_full_name(), user.memberships.get().unit) == ("Budi", head.unit)
    assert client.get("/kelola/").status_code == 200


def test_the_database_keeps_the_hash_of_the_link_alone(link):
    assert Invitation.objects.get().token_hash not in link
    assert Invitation.objects.get().email == "baru@contoh.go.id"


def _used(invitation, head):
    Invitation.objects.update(accepted_at=timezone.now())


def _expired(invitation, head):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))


def _withdrawn(invitation, head):
    withdraw_invitation(head.user, invitation)


def _sent_again(invitation, head):
    resend_invitation(head.user, invitation)


@pytest.mark.parametrize("spoil", [_used, _expired, _withdrawn, _sent_again])
def test_a_spoilt_link_explains_itself_and_makes_nobody(client, link, head, spoil):
    spoil(Invitation.objects.get(), head)
    fields = {"name": "Budi", "password1": "sungai-musi-panjang", "password2": "sungai-musi-panjang"}

    for answer in (client.get(link), client.post(link, fields)):
        assert answer.status_code == 410
        assert "<h1>" in answer.text
    assert not User.objects.filter(email="baru@contoh.go.id").exists()


def test_a_weak_password_is_refused(client, link):
    answer = client.post(link, {"name": "Budi", "password1": "12345678", "password2": "12345678"})

    assert answer.status_code == 200
    assert not User.objects.filter(email="baru@contoh.go.id").exists()


def test_who_has_an_account_logs_in_to_accept(client, link, head):
    user = UserFactory(email="baru@contoh.go.id")
    assert reverse("login") in client.get(link).text
    client.post(link, {"name": "Lain", "password1": "sungai-musi-panjang", "password2": "sungai-musi-panjang"})
    assert not user.memberships.exists()

    log_in(client, user)
    client.post(link)
    assert user.memberships.get().unit == head.unit


def test_another_persons_link_cannot_be_accepted(client, link):
    other = log_in(client, UserFactory())
    client.post(link)

    assert not other.memberships.exists()
    assert not Membership.objects.filter(user__email="baru@contoh.go.id").exists()


# Leaving


def test_ended_members_lose_the_cms(client):
    member = MemberFactory(unit=UnitFactory())
    log_in(client, member.user)
    assert client.get("/kelola/").status_code == 200
    from units.actions import end_membership

    end_membership(member.user, member)
    assert client.get("/kelola/").headers["Location"] == "/akun/"


def test_a_link_cannot_log_anybody_out(client):
    log_in(client, MemberFactory().user)
    for address in ("/keluar/", "/kelola/logout/"):
        client.get(address)
        assert "_auth_user_id" in client.session
    client.post("/kelola/logout/")
    assert "_auth_user_id" not in client.session


def test_the_account_takes_no_picture_of_a_person(client, head):
    log_in(client, head.user)
    address = reverse("wagtailadmin_account")
    assert 'type="file"' not in client.get(address).text
    names = {"name_email-first_name": "Ani", "name_email-last_name": "Contoh"}
    data = names | {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    picture = SimpleUploadedFile("wajah.png", image_bytes(), "image/png")
    assert client.post(address, data | {"avatar-avatar": picture}).status_code == 302
    assert not UserProfile.get_for_user(User.objects.get(pk=head.user.pk)).avatar
