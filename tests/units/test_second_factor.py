"""The second factor: setting it up, proving it, and losing it."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from common.models import Event
from tests.factories import PASSWORD, MemberFactory, log_in

pytestmark = pytest.mark.django_db


def _code(device):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = timezone.now().timestamp()
    return f"{totp.token():06d}"


@pytest.fixture
def moderator(settings):
    settings.MODERATOR_SECOND_FACTOR = True
    return MemberFactory(role="moderator").user


@pytest.mark.parametrize("address", ["/kelola/", "/kelola/pages/", "/kelola/images/", "/kelola/reports/site-history/"])
def test_a_moderator_sets_up_the_second_factor_before_anything(client, moderator, address):
    client.force_login(moderator)
    assert client.get(address).headers["Location"].startswith("/masuk/kode/?next=")
    assert client.get("/masuk/kode/").headers["Location"].startswith("/akun/kode/")


@pytest.mark.parametrize(
    "address",
    [
        "/seleksi/7/catatan/catatan.csv",
        "/seleksi/7/hasil/1.xlsx",
        "/konfirmasi/7/",
        "/koleksi/",
        "/koleksi/7/koleksi.csv",
        "/formulir/unpsa/7/",
    ],
)
def test_a_password_alone_opens_nothing_that_people_act_in(client, moderator, address):
    client.force_login(moderator)
    for ask in (client.get, client.post):
        assert ask(address).headers["Location"].startswith("/masuk/kode/?next=")


def test_setting_up_shows_a_code_and_then_recovery_codes_once(client, moderator):
    client.force_login(moderator)
    page = client.get("/akun/kode/")
    device = TOTPDevice.objects.get(user=moderator)
    assert "data:image/svg+xml" in page.text
    assert page.context["secret"] == client.get("/akun/kode/").context["secret"]

    wrong = client.post("/akun/kode/", {"code": "000000"})
    assert "codes" not in (wrong.context or {})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    done = client.post("/akun/kode/", {"code": _code(device)})
    assert len(done.context["codes"]) == 10
    assert client.get("/kelola/").status_code == 200


@pytest.fixture
def with_factor(client, moderator):
    client.force_login(moderator)
    client.get("/akun/kode/")
    codes = client.post("/akun/kode/", {"code": _code(TOTPDevice.objects.get())}).context["codes"]
    client.logout()
    client.force_login(moderator)
    return codes


def test_the_password_alone_does_not_change_the_password(client, moderator, with_factor):
    new = {
        "old_password": PASSWORD,
        "new_password1": "kunci-lain-sama-sekali",
        "new_password2": "kunci-lain-sama-sekali",
    }
    assert client.post("/akun/sandi/", new).headers["Location"] == "/masuk/kode/?next=%2Fakun%2Fsandi%2F"
    client.post("/masuk/kode/", {"code": with_factor[0]})
    assert client.post("/akun/sandi/", new).headers["Location"] == "/akun/sandi/selesai/"


def test_a_recovery_code_works_once(client, moderator, with_factor):
    client.post("/masuk/kode/", {"code": with_factor[0].upper(), "next": "/kelola/"})
    assert client.get("/kelola/").status_code == 200

    client.logout()
    client.force_login(moderator)
    client.post("/masuk/kode/", {"code": with_factor[0]})
    assert client.get("/kelola/").status_code == 302


def test_guessing_codes_is_slowed_down(client, with_factor):
    for _attempt in range(4):
        client.post("/masuk/kode/", {"code": "000000"})
    client.post("/masuk/kode/", {"code": with_factor[1]})

    assert client.get("/kelola/").status_code == 302


def test_a_stolen_password_cannot_replace_the_second_factor(client, with_factor):
    assert client.get("/akun/kode/").headers["Location"] == "/masuk/kode/"
    assert client.post("/akun/kode/cadangan/").headers["Location"] == "/masuk/kode/"
    assert client.post("/akun/kode/lepas/").headers["Location"] == "/masuk/kode/"
    assert TOTPDevice.objects.filter(confirmed=True).exists()


def test_a_moderator_cannot_do_without_and_a_member_can(client, moderator, with_factor):
    client.post("/masuk/kode/", {"code": with_factor[0]})
    client.post("/akun/kode/lepas/")
    assert TOTPDevice.objects.filter(user=moderator).exists()

    member = log_in(client, MemberFactory().user)
    client.post("/akun/kode/lepas/")
    assert not TOTPDevice.objects.filter(user=member).exists()


def test_who_lost_phone_and_codes_is_helped_by_the_operator(client, moderator, with_factor):
    call_command("reset_second_factor", moderator.email)

    assert not TOTPDevice.objects.exists()
    assert Event.objects.filter(verb="account.second_factor_off").exists()


def test_the_second_factor_can_be_off_for_a_demonstration(client, settings):
    settings.MODERATOR_SECOND_FACTOR = False
    client.force_login(MemberFactory(role="moderator").user)

    assert client.get("/kelola/").status_code == 200


@pytest.mark.parametrize(
    "way", ["x", "account", "//lain.example/", "https://lain.example/", "/\\lain.example", "\ud7ff"]
)
def test_a_way_back_that_leads_nowhere_is_left_out(client, moderator, way):
    client.force_login(moderator)
    client.get("/akun/kode/")
    done = client.post("/akun/kode/", {"code": _code(TOTPDevice.objects.get()), "next": way})
    assert (len(done.context["codes"]), done.context["next"]) == (10, "/kelola/")
    assert client.get("/masuk/kode/", {"next": way}).headers["Location"] == "/kelola/"
