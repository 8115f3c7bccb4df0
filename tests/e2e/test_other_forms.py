"""The forms that a unit fills from its case, in a browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import cookies, desk
from tests.e2e.looks import all_well_made
from tests.factories import MemberFactory
from tests.site.builders import full_case

pytestmark = pytest.mark.browser


def test_a_level_is_chosen_its_points_are_shown_and_the_check_is_printed(browser: Browser, live: str) -> None:
    member = MemberFactory()
    case = full_case(unit=member.unit)
    with desk(browser, live, member.user) as page:
        page.goto(case.url)
        page.get_by_role("link", name="Indeks Inovasi Daerah").click()
        section = page.get_by_role("region", name="1. Regulasi inovasi daerah")
        section.get_by_role("radio", name="Peraturan daerah", exact=True).check()
        section.get_by_role("textbox", name="Bukti").fill("Perda 3/2024")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("9 dari 111 poin, 1 dari 20 indikator terisi")).to_be_visible()
        page.get_by_role("link", name="Halaman untuk dicetak").click()
        expect(page.get_by_role("row", name="Perda 3/2024")).to_be_visible()
        assert re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True)) == [b"1"]


def test_the_forms_have_no_fault(page: Page, live: str) -> None:
    member = MemberFactory()
    case = full_case(unit=member.unit)
    forms = ("iid/{}/", "iid/{}/2023/", "iid/{}/2026/cetak/", "unpsa/{}/", "unpsa/{}/cetak/")
    page.context.add_cookies(cookies(live, member.user))
    all_well_made(page, *(f"/formulir/{place.format(case.pk)}" for place in forms))
