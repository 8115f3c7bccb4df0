"""Reading by keyboard, on a phone, without JavaScript and on paper."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from innovations.demo import load_demo
from innovations.models import InnovationPage
from innovations.models.sections import SECTION_KEYS
from search.indexer import rebuild
from search.models import QueryCount
from search.query_log import query_log
from tests.e2e.conftest import WIDE
from tests.factories import UnitFactory
from tests.replications.builders import copied
from tests.site.builders import full_case
from tests.site.pages import FIXED

pytestmark = pytest.mark.browser


def test_the_first_key_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/tentang/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_menu_opens_without_javascript(plain: Page) -> None:
    plain.goto("/tentang/")
    menu = plain.get_by_role("navigation", name="Menu utama")
    expect(menu).to_be_hidden()
    plain.locator("summary").filter(has_text="Menu").click()
    menu.get_by_role("link", name="Inovasi").click()
    expect(plain).to_have_url(re.compile("/inovasi/$"))


def test_the_language_changes_without_javascript_and_stays(plain: Page) -> None:
    plain.goto("/tentang/")
    plain.get_by_role("button", name="English").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("About JIPP")
    plain.goto("/")
    expect(plain.locator("html")).to_have_attribute("lang", "en")


def test_buttons_that_need_javascript_appear_only_with_it(page: Page, plain: Page) -> None:
    case = full_case()
    for window, count in ((page, 1), (plain, 0)):
        window.goto(case.url)
        expect(window.get_by_role("button", name="Cetak")).to_have_count(count)


def test_the_filters_need_a_button_only_without_javascript(page: Page, plain: Page) -> None:
    full_case()
    rebuild()
    plain.set_viewport_size(WIDE)
    for window in (page, plain):
        window.goto("/cari/")
        window.get_by_role("checkbox", name="Jemput bola").check()
    expect(page).to_have_url(re.compile("service_mode=outreach"))
    expect(page.get_by_role("button", name="Tampilkan hasil")).to_be_hidden()
    plain.get_by_role("button", name="Tampilkan hasil").click()
    expect(plain).to_have_url(re.compile("service_mode=outreach"))


def test_everything_fits_the_narrowest_screen(phone: Page) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    for place in [*FIXED, full_case().url]:
        phone.goto(place)
        assert phone.evaluate("document.documentElement.scrollWidth") == 320, place


def test_the_table_of_contents_leads_to_what_went_wrong(phone: Page) -> None:
    phone.goto(full_case().url)
    phone.get_by_role("navigation", name="Di halaman ini").get_by_role("link", name="Yang tidak berjalan").click()
    expect(phone.get_by_role("heading", name="Yang tidak berjalan")).to_be_in_viewport()


def _printed_pages(page: Page, case: InnovationPage) -> list[bytes]:
    page.goto(case.url)
    return re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True))


def test_a_full_case_prints_on_two_pages(page: Page) -> None:
    assert _printed_pages(page, full_case()) == [b"2"]


def test_a_case_prints_who_copied_it_as_a_short_table(page: Page) -> None:
    case = full_case()
    for number in range(30):
        copied(case, unit=UnitFactory(name=f"Puskesmas Peniru Pulau Jauh {number:02}"))
    assert _printed_pages(page, case) == [b"2"]
    page.emulate_media(media="print")
    lineage = page.locator("#silsilah")
    expect(lineage.locator("svg")).to_be_hidden()
    expect(lineage.locator("tbody tr[aria-current]")).to_be_hidden()
    expect(lineage.locator("tbody tr:visible")).to_have_count(4)
    expect(lineage.locator(".print-only")).to_be_visible()
    page.emulate_media(media="screen")
    expect(lineage.locator("svg")).to_be_visible()


def test_the_longest_made_up_cases_print_on_two_pages(page: Page) -> None:
    load_demo()
    made_up = InnovationPage.objects.filter(example=True)
    longest = sorted(made_up, key=lambda case: -sum(len(getattr(case, f"section_{key}")) for key in SECTION_KEYS))
    assert {case.title: _printed_pages(page, case) for case in longest[:3]} == {
        case.title: [b"2"] for case in longest[:3]
    }


def test_suggestions_are_walked_and_taken_by_keyboard(page: Page) -> None:
    def answer(route: Route) -> None:
        route.fulfill(json={"suggestions": [{"text": "antrean"}, {"text": "Kesehatan", "url": "/sektor/health/"}]})

    page.route("**/cari/saran/**", answer)
    page.goto("/")
    box = page.get_by_role("combobox", name="Cari inovasi")
    box.press_sequentially("ant")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "q-suggestions-1")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("r")
    expect(options).to_have_count(2)
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile("/sektor/health/$"))


def test_an_opened_hit_is_counted_once_a_page(page: Page, settings: Any) -> None:
    settings.SEARCH_LOG = True
    case = full_case()
    rebuild()
    page.goto(f"/cari/?q={case.title}")
    page.get_by_role("link", name=case.title).first.click()
    page.wait_for_url(re.compile(case.url))
    # The browser sends the count beside the way to the next page, and reports its answer to nobody who left.
    arrives_by = time.monotonic() + 30
    while not QueryCount.objects.filter(clicks__gt=0) and time.monotonic() < arrives_by:
        page.wait_for_timeout(100)
        query_log.flush()
    [counted] = QueryCount.objects.all()
    assert (counted.searches, counted.clicks) == (1, 1)
