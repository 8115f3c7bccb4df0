"""Accounts and members in a browser, without JavaScript; axe finds nothing on their pages."""

from typing import Any

import pytest
from django.core import mail
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import window
from tests.e2e.looks import all_well_made
from tests.factories import PASSWORD, CaseFactory, MemberFactory
from units.actions import invite, report_error

pytestmark = pytest.mark.browser


def _log_in(page: Page, email: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("Alamat surel").fill(email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()


def test_no_page_has_a_fault(page: Page) -> None:
    head = MemberFactory(role="head")
    other = MemberFactory(unit=head.unit)
    invite(head.user, "seseorang.baru@contoh.go.id", "verifier", unit=head.unit)
    report = report_error(CaseFactory(unit=head.unit), "Nomor telepon sudah berganti.")
    all_well_made(page, "/masuk/", "/sandi/", f"/laporkan/{report.page.pk}/")
    _log_in(page, head.user.email)
    all_well_made(page, "/akun/", "/akun/kode/", "/akun/sandi/", "/anggota/", f"/anggota/{other.pk}/")
    all_well_made(page, f"/anggota/unit/{head.unit.pk}/profil/", "/laporan/", f"/laporan/{report.pk}/", "/keluar/")


def test_from_invitation_to_member_without_javascript(browser: Browser, live: str, settings: Any) -> None:
    settings.BASE_URL = live
    head = MemberFactory(role="head")
    with window(browser, live, java_script_enabled=False) as page:
        _log_in(page, head.user.email)
        page.goto("/anggota/")
        page.get_by_label("Alamat surel").fill("baru@contoh.go.id")
        page.get_by_role("button", name="Kirim undangan").click()
        expect(page.get_by_text("baru@contoh.go.id").first).to_be_visible()
    link = next(word for word in mail.outbox[-1].body.split() if "/undangan/" in word)
    with window(browser, live, java_script_enabled=False) as page:
        page.goto(link)
        page.get_by_label("Nama Anda").fill("Budi Santoso")
        for field in page.locator("input[type=password]").all():
            field.fill("sungai-musi-panjang")
        page.locator("main form button").click()
        page.goto("/akun/")
        expect(page.locator("main")).to_contain_text(head.unit.name)


def test_a_moderator_sets_up_the_second_factor(browser: Browser, live: str) -> None:
    moderator = MemberFactory(role="moderator").user
    with window(browser, live, java_script_enabled=False) as page:
        _log_in(page, moderator.email)
        assert page.url.startswith(f"{live}/akun/kode/")
        device = TOTPDevice.objects.get(user=moderator)
        page.locator("#id_code").fill(f"{TOTP(device.bin_key).token():06d}")
        page.get_by_role("button", name="Nyalakan").click()
        expect(page.locator("main li code")).to_have_count(10)
        page.locator("main a.button").click()
        expect(page).to_have_url(f"{live}/kelola/")
