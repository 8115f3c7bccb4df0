"""axe finds nothing on any kind of public page, in either theme, wide or narrow; nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

from tests.e2e.looks import all_well_made
from tests.factories import CaseFactory
from tests.selections.published import published_pages
from tests.site.builders import full_case
from tests.site.pages import addresses

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_no_page_kind_has_a_fault(page: Page) -> None:
    thin = CaseFactory()
    all_well_made(page, *addresses(full_case()), *published_pages(), thin.url)
    all_well_made(page, "/cari/", "/cari/?q=perahu", "/cari/?q=tidakadasamasekali", "/salah/")
