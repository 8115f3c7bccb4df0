"""The forms that a unit fills from its case, in a browser."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import NARROW, WIDE, cookies, desk, window
from tests.e2e.test_axe import SIDEWAYS, faults
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


@pytest.mark.parametrize(
    ("viewport", "theme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide and light", "narrow and dark"]
)
def test_the_forms_have_no_fault(browser: Browser, live: str, viewport: dict[str, int], theme: str) -> None:
    member = MemberFactory()
    case = full_case(unit=member.unit)
    forms = ("iid/{}/", "iid/{}/2023/", "iid/{}/2026/cetak/", "unpsa/{}/", "unpsa/{}/cetak/")
    with window(browser, live, viewport=viewport, color_scheme=theme) as page:
        page.context.add_cookies(cookies(live, member.user))
        for place in forms:
            page.goto(f"/formulir/{place.format(case.pk)}")
            assert faults(page) == [], place
            assert page.evaluate(SIDEWAYS) == 0, place
