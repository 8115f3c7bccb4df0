"""Two units in their browsers: from interest to the copier's own results, with paper, questions and an onlooker."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from common.models import User
from innovations.models import InnovationPage
from replications.models import Replication
from search.indexer import rebuild
from tests.e2e.conftest import desk
from tests.e2e.looks import well_made
from tests.factories import MemberFactory

pytestmark = pytest.mark.browser

PRIVATE = ["Antrean tiga jam", "Tujuh.", "Semua pulau dilayani.", "Seksi Dermaga", "Subbagian Umum"]


def take(page: Page, step: str, note: str = "") -> None:
    """Take a step on the page of a replication, opening it where it is folded."""
    box = page.locator("details.step", has=page.locator(f"summary:text-is('{step}')"))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    if note:
        box.locator("textarea").fill(note)
    box.locator("button").click()
    page.wait_for_load_state()


def agree(browser: Browser, live: str, theirs: Page, head: User, place: str) -> None:
    """Write the agreement for the source, sign and print it for the copier."""
    theirs.get_by_role("link", name="Susun kesepakatan").click()
    well_made(theirs)
    theirs.locator("[name=level]").select_option("adaptation")
    theirs.locator("[name=shared][value=sop]").check()
    theirs.locator("[name=begins_on]").fill("2026-03-02")
    theirs.locator("[name=source_contact]").fill("Seksi Dermaga")
    theirs.locator("[name=copier_contact]").fill("Subbagian Umum")
    theirs.locator("main form button").click()

    with desk(browser, live, head) as leader:
        leader.goto(place)
        take(leader, "Setujui kesepakatan")
        leader.get_by_role("link", name="Naskah untuk dicetak").click()
        expect(leader.locator("main")).to_contain_text("Pihak kedua")
        well_made(leader)
        assert leader.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def implement(ours: Page, place: str) -> None:
    """Begin, tell a milestone and the copier's own results."""
    ours.goto(place)
    ours.locator("[name=started_on]").fill("2026-03-02")
    ours.get_by_role("button", name="Mulai implementasi").click()
    for note in ("Dua perahu berlayar.", "Semua pulau dilayani."):
        ours.locator("[name=note]").first.fill(note)
        ours.get_by_role("button", name="Laporkan", exact=True).click()
        expect(ours.locator("main")).to_contain_text(note)
    ours.get_by_role("link", name="Laporkan hasil").click()
    well_made(ours)
    ours.locator("[name=form-0-baseline]").fill("200")
    ours.locator("[name=form-0-value]").fill("30")
    ours.locator("[name=went_wrong]").fill("Ombak.")
    ours.get_by_role("button", name="Laporkan hasil").click()
    expect(ours.locator(".strip")).to_contain_text("30")
    well_made(ours)


def spread(page: Page, case: InnovationPage) -> list[bool]:
    """Say for the case page, two searches and the network page whether they tell of the copy."""
    cache.clear()  # the network's sums are kept for a minute
    found = []
    for address, place in (
        (case.url, "#silsilah"),
        ("/cari/?copied=yes", ".hit"),
        ("/cari/?copier_effect_min=80", ".hit"),
        ("/jaringan/", "[aria-labelledby=practices] tbody tr"),
    ):
        page.goto(address)
        found.append(page.locator(place).filter(has_text=case.title).count() == 1)
    return found


def everyone_sees(page: Page, case: InnovationPage) -> None:
    """Expect the copier's state and figures in the source's lineage, and one unit with results in the network."""
    page.goto(case.url)
    copy = page.locator("#silsilah tbody tr").filter(has_text="Puskesmas Peniru")
    expect(copy).to_contain_text("ada hasilnya")
    expect(copy).to_contain_text("200 → 30")
    page.goto("/jaringan/")
    practice = page.locator("[aria-labelledby=practices] tbody tr").filter(has_text=case.title)
    expect(practice.locator("td").nth(1)).to_have_text("1")
    expect(practice.locator("td").nth(2)).to_have_text("1")
    practice.locator("td").nth(1).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Puskesmas Peniru")


def stays_between_the_two(onlooker: Page, case: InnovationPage, place: str) -> None:
    """Expect that a stranger reads no word of the two units, and that none of their doors opens, read or pressed."""
    for address in ("/replikasi/", "/unit-saya/", "/jaringan/", "/jaringan/replikasi/", case.url):
        onlooker.goto(address)
        for words in PRIVATE:
            expect(onlooker.locator("body")).not_to_contain_text(words)
    [token] = [one["value"] for one in onlooker.context.cookies() if one["name"] == "csrftoken"]
    before = Replication.objects.values().get()
    for door in ("", "mulai/", "tumbuh/", "hasil/", "kesepakatan/", "kesepakatan/cetak/", "naskah/", "naskah/unduh/"):
        assert onlooker.request.get(place + door).status in {404, 405}, door
        form = {"csrfmiddlewaretoken": token, "step": "stop", "note": "Bubar.", "seen": str(before["version"])}
        answer = onlooker.request.post(place + door, form=form, headers={"Referer": onlooker.url})
        assert answer.status in {404, 405}, door
    assert Replication.objects.values().get() == before


def test_from_interest_to_the_copiers_own_results(browser: Browser, live: str, page: Page, people: Any) -> None:
    case, source_head, writer, head = people
    rebuild()
    assert spread(page, case) == [False] * 4
    with desk(browser, live, writer) as ours, desk(browser, live, source_head) as theirs:
        ours.goto(case.url)
        ours.get_by_role("link", name="Sampaikan minat replikasi").click()
        well_made(ours)
        ours.locator("[name=need]").fill("Antrean tiga jam, 140 orang sehari.")
        ours.get_by_role("button", name="Sampaikan minat").click()
        expect(ours.locator("main")).to_contain_text("menunggu jawaban")
        place = re.sub(r"^https?://[^/]+", "", ours.url)

        theirs.goto("/unit-saya/")
        well_made(theirs)
        theirs.locator(f"a[href='{place}']").click()
        well_made(theirs)
        take(theirs, "Ajukan pertanyaan", "Berapa pulau yang dilayani?")
        ours.goto(place)
        take(ours, "Jawab pertanyaan", "Tujuh.")
        theirs.goto(place)
        take(theirs, "Terima")

        agree(browser, live, theirs, head, place)
        implement(ours, place)
    assert Replication.objects.get().state == "achieved"
    assert spread(page, case) == [True] * 4
    everyone_sees(page, case)
    with desk(browser, live, MemberFactory(role="head").user) as onlooker:
        stays_between_the_two(onlooker, case, place)


def test_an_onlooker_sees_and_does_nothing_of_it(browser: Browser, live: str, people: Any) -> None:
    case, _source_head, writer, _head = people
    with desk(browser, live, writer) as ours:
        ours.goto(f"/replikasi/minat/{case.pk}/")
        ours.locator("[name=need]").fill("Antrean tiga jam.")
        ours.get_by_role("button", name="Sampaikan minat").click()
        place = re.sub(r"^https?://[^/]+", "", ours.url)
    with desk(browser, live, MemberFactory(role="head").user) as onlooker:
        assert onlooker.goto(place).status == 404
        onlooker.goto("/replikasi/")
        expect(onlooker.locator("main")).not_to_contain_text("Puskesmas Peniru")


def test_a_visitor_asks_without_an_account_or_javascript(plain: Page, people: Any) -> None:
    case = people[0]
    plain.goto(case.url)
    plain.get_by_role("link", name="Sampaikan minat replikasi").click()
    for name, text in {"office": "Kelurahan", "email": "rina@contoh.id", "message": "Bolehkah kami meniru?"}.items():
        plain.locator(f"[name={name}]").fill(text)
    plain.locator("[name=consent]").check()
    plain.get_by_role("button", name="Kirim pesan").click()
    expect(plain.locator("main")).to_contain_text("Terima kasih")
