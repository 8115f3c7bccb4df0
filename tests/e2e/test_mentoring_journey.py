"""In browsers: a question and its answer, a role model, a mentoring plan, and a clinic with one seat for two units."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from replications.models import Clinic, Replication
from tests.e2e.conftest import cookies, desk
from tests.e2e.looks import well_made
from tests.factories import MemberFactory, UnitFactory

pytestmark = pytest.mark.browser


def test_a_question_is_asked_and_answered_without_javascript(plain: Page, live: str, people: Any) -> None:
    case, source_head, writer, _head = people
    plain.context.add_cookies(cookies(live, writer))
    plain.goto(case.url)
    plain.locator("#tanya a.button").click()
    plain.locator("[name=text]").fill("Berapa biaya perahunya?")
    plain.get_by_role("button", name="Tanyakan").click()
    thread = plain.url
    plain.context.add_cookies(cookies(live, source_head))
    plain.goto("/unit-saya/")
    plain.locator("a[href^='/tanya/']").click()
    plain.locator("[name=text]").fill("Rp 12 juta.")
    plain.get_by_role("button", name="Kirim jawaban").click()
    plain.context.add_cookies(cookies(live, writer))
    plain.goto(thread)
    plain.get_by_role("button", name="Tandai sebagai jawaban").click()
    plain.context.clear_cookies()
    plain.goto(case.url)
    expect(plain.locator("#tanya")).to_contain_text("Rp 12 juta.")
    expect(plain.locator("#tanya")).to_contain_text("Jawaban terpilih")


def test_a_thread_reads_well_for_everyone_who_sees_it(browser: Browser, live: str, people: Any) -> None:
    case, source_head, writer, _head = people
    with desk(browser, live, writer) as ours, desk(browser, live, source_head) as theirs:
        ours.goto(f"/tanya/inovasi/{case.pk}/")
        well_made(ours)
        ours.locator("[name=text]").fill("Berapa biaya perahunya?")
        ours.get_by_role("button", name="Tanyakan").click()
        theirs.goto("/tanya/")
        well_made(theirs)
        theirs.goto(ours.url)
        well_made(theirs)
        theirs.locator("summary", has_text="Sembunyikan").click()
        theirs.locator("[name=reason]").fill("Ganda.")
        theirs.get_by_role("button", name="Sembunyikan").click()
        expect(theirs.locator("main")).to_contain_text("Ganda.")
        well_made(theirs)
        assert ours.goto(ours.url).status == 404


def test_from_a_role_model_to_an_interest_that_came_of_its_clinic(browser: Browser, live: str, people: Any) -> None:
    case, source_head, writer, _head = people
    unit = case.unit
    _name_role_model(browser, live, unit)
    with desk(browser, live, source_head) as host:
        _plan(host, case, "Puskesmas Peniru")
        _announce(host, case)
        place = host.url
        with desk(browser, live, MemberFactory(unit=UnitFactory()).user) as first, desk(browser, live, writer) as ours:
            for page, button in ((first, "Ambil kursi"), (ours, "Masuk daftar tunggu")):
                page.goto(place)
                well_made(page)
                page.get_by_role("button", name=button).click()
            expect(ours.locator("main")).to_contain_text("dalam daftar tunggu")
            first.get_by_role("button", name="Batal ikut").click()
            ours.goto(place)
            expect(ours.locator("main")).to_contain_text("mendapat kursi")
            begins = timezone.now() - timedelta(days=1)
            Clinic.objects.update(begins_at=begins, ends_at=begins + timedelta(hours=2))
            host.goto(f"{place}peserta/")
            well_made(host)
            host.locator("[name=present]").check()
            host.get_by_role("button", name="Catat yang hadir").click()
            ours.goto(place)
            well_made(ours)
            ours.locator("[name=rating]").fill("5")
            ours.get_by_role("button", name="Sampaikan kepada penyelenggara").click()
            ours.get_by_role("link", name="Sampaikan minat replikasi").click()
            well_made(ours)
            ours.locator("[name=need]").fill("Antrean tiga jam.")
            ours.get_by_role("button", name="Sampaikan minat").click()
        host.goto(place)
        expect(host.locator("#outcome + dl")).to_contain_text("5,0 dari 5")
    assert Replication.objects.get().clinic == Clinic.objects.get()


def _name_role_model(browser: Browser, live: str, unit: Any) -> None:
    with desk(browser, live, MemberFactory(role="moderator").user) as moderator:
        moderator.goto("/teladan/")
        moderator.get_by_role("link", name="Tetapkan unit teladan").click()
        moderator.locator("main [name=q]").fill(unit.name)
        moderator.get_by_role("button", name="Cari unit").click()
        well_made(moderator)
        moderator.get_by_role("link", name=unit.name, exact=True).click()
        well_made(moderator)
        fields = {"index_name": "Indeks Pelayanan Publik", "index_value": "4.41", "index_year": "2025"}
        fields |= {"source": "Laporan", "ends_on": (timezone.localdate() + timedelta(days=700)).isoformat()}
        for name, text in fields.items():
            moderator.locator(f"[name={name}]").fill(text)
        moderator.locator("[name=sector]").select_option(index=1)
        moderator.get_by_role("button", name="Tetapkan sebagai unit teladan").click()
        well_made(moderator)
        moderator.goto("/teladan/")
        well_made(moderator)


def _plan(host: Page, case: Any, learner: str) -> None:
    host.goto(case.url)
    host.locator("a[href^='/teladan/'].badge").click()
    host.get_by_role("link", name="Rencanakan pendampingan").click()
    well_made(host)
    host.locator("[name=goal]").fill("Menjalankan perahu.")
    host.get_by_label(case.title).check()
    host.locator("[name=begins_on]").fill("2026-05-01")
    host.locator("[name=ends_on]").fill("2026-09-01")
    host.get_by_role("button", name="Simpan rencana").click()
    host.locator("main [name=q]").fill(learner)
    host.get_by_role("button", name="Cari unit").click()
    host.get_by_role("button", name=re.compile("^Tambahkan")).click()
    expect(host.locator("main")).to_contain_text(learner)
    well_made(host)


def _announce(host: Page, case: Any) -> None:
    host.get_by_role("link", name="Umumkan klinik").click()
    well_made(host)
    begins = timezone.localtime() + timedelta(days=20)
    moments = {"begins_at": begins, "ends_at": begins + timedelta(hours=2)}
    fields = {"title": "Klinik Perahu", "about": "Bawa SOP.", "place": "Aula", "seats": "1"}
    for name, text in (fields | {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in moments.items()}).items():
        host.locator(f"[name={name}]").fill(text)
    host.get_by_label(case.title).check()
    host.get_by_role("button", name="Umumkan", exact=True).click()
    expect(host.locator("main")).to_contain_text("tersisa 1")
    well_made(host)
