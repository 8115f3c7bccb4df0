"""Comparing in a browser: from the ticks in a list to one printed page."""

import re

import pytest
from playwright.sync_api import Page, expect

from innovations.models import InnovationPage
from selections.collecting.actions import add_cases, open_collection
from tests.e2e.conftest import cookies
from tests.e2e.looks import all_well_made
from tests.factories import MemberFactory
from tests.replications.builders import copied
from tests.site.builders import full_case, outcome

pytestmark = pytest.mark.browser


def _cases(count: int) -> list[InnovationPage]:
    """Return cases that measured much, and were copied with obstacles."""
    made = []
    for number in range(count):
        case = full_case(title=f"SAMPAN AKTA KELILING PULAU TERLUAR {number}", cost_funding="APBD kota dan dana desa")
        case.outcomes = [outcome(indicator=f"Ukuran layanan nomor {place} di kepulauan") for place in range(10)]
        case.save_revision().publish()
        copied(case, started_on="2026-01-01", obstacles=["budget", "staff", "skills"])
        made.append(case)
    return made


def test_two_ticked_cases_are_compared_without_javascript(plain: Page) -> None:
    _cases(2)
    plain.goto("/inovasi/")
    for box in plain.get_by_role("checkbox").all():
        box.check()
    plain.get_by_role("button", name="Bandingkan 2 sampai 4").click()
    expect(plain).to_have_url(re.compile(r"/banding/\?kasus=\d+&kasus=\d+$"))
    expect(plain.get_by_role("table")).to_contain_text("Ukuran layanan nomor 1")


def _address(cases: list[InnovationPage]) -> str:
    return "/banding/?" + "&".join(f"kasus={case.pk}" for case in cases)


@pytest.mark.parametrize("count", [2, 4])
def test_the_fullest_comparison_prints_on_one_page(page: Page, count: int) -> None:
    page.goto(_address(_cases(count)))
    assert re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True)) == [b"1"]


def test_comparison_and_collections_have_no_fault(page: Page, live: str) -> None:
    cases = _cases(3)
    member = MemberFactory()
    collection = open_collection(member.user, "Jemput bola")
    add_cases(collection, [case.pk for case in cases])
    cases[2].unpublish()
    own = f"/koleksi/{collection.pk}/"
    places = ["/koleksi/", "/koleksi/baru/", own, f"{own}ubah/", f"/koleksi/tambah/?kasus={cases[0].pk}", cases[0].url]
    page.context.add_cookies(cookies(live, member.user))
    all_well_made(page, *places, _address(cases[:2]), f"/banding/?kasus={cases[0].pk}&kasus=x", "/inovasi/")
