"""How a page may look: wide and light, or narrow and dark, as its reader has it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import NARROW, WIDE

LOOKS = ((WIDE, "light"), (NARROW, "dark"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def well_made(page: Page) -> None:
    """Expect that axe finds nothing in either look and that nothing scrolls sideways; leave the page as it was."""
    page.wait_for_load_state()  # a click waits no longer than until the next page begins
    before = page.viewport_size
    for size, theme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]] == [], page.url
        assert page.evaluate(SIDEWAYS) == 0, page.url
    page.emulate_media(color_scheme="null")
    page.set_viewport_size(before)


def all_well_made(page: Page, *places: str) -> None:
    """Open each of the places and expect it to be well made."""
    for place in places:
        page.goto(place)
        well_made(page)
