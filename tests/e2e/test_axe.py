"""axe finds nothing on any kind of public page, in either theme, wide or narrow; nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import NARROW, WIDE, window
from tests.factories import CaseFactory
from tests.selections.published import published_pages
from tests.site.builders import full_case
from tests.site.pages import addresses

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults(page: Page) -> list[str]:
    """Return what axe finds on the page once it is all there, each with its rule and place."""
    page.wait_for_load_state()  # a click waits no longer than until the next page begins
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize(
    ("viewport", "theme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide and light", "narrow and dark"]
)
def test_no_page_kind_has_a_fault(browser: Browser, live: str, viewport: dict[str, int], theme: str) -> None:
    thin = CaseFactory()
    places = [*addresses(full_case()), *published_pages(), thin.url]
    places += ["/cari/", "/cari/?q=perahu", "/cari/?q=tidakadasamasekali", "/salah/"]
    with window(browser, live, viewport=viewport, color_scheme=theme) as page:
        for place in places:
            page.goto(place)
            assert faults(page) == [], place
            assert page.evaluate(SIDEWAYS) == 0, place
