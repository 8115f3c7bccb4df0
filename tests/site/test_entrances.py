"""What an entrance of the home page counts is what the search behind it finds."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from jipp.site.needs import NEEDS
from search.indexer import rebuild
from tests.factories import CaseFactory, UnitFactory
from units.models import ServiceUnit

pytestmark = pytest.mark.django_db

COSTS = [(None, None), (0, 0), (0, None), (9_000_000, None), (60_000_000, 40_000_000), (None, 99_000_000)]


@pytest.fixture
def _cases() -> None:
    """Make cases on both sides of the borders of every entrance."""
    unit = UnitFactory()
    for setup, yearly in COSTS:
        CaseFactory(unit=unit, cost_setup_idr=setup, cost_yearly_idr=yearly)
    for connectivity in ("", "none", "intermittent", "always", "unknown"):
        CaseFactory(unit=unit, connectivity=connectivity)
    _filed(unit, service_modes=["online", "kiosk", "outreach"], beneficiaries=["older_people", "disabled_people"])
    _filed(unit, service_modes=["one_stop", "after_hours"], beneficiaries=["newborns", "small_business"])
    rebuild()


def _filed(unit: ServiceUnit, **codes: list[str]) -> None:
    case = CaseFactory(unit=unit)
    for name, values in codes.items():
        setattr(case, name, values)
    case.save_revision().publish()


@pytest.mark.usefixtures("_cases")
def test_entrances_and_tiles_count_what_the_search_finds(client: Client) -> None:
    home = BeautifulSoup(client.get("/").content, "html.parser")
    entrances = home.select(".needs a")
    assert len(entrances) == len(NEEDS)
    for link in [*entrances, *home.select(".tile-map a.few, .tile-map a.many")]:
        found = BeautifulSoup(client.get(link["href"]).content, "html.parser")
        told = link.get("aria-label", "").rpartition(": ")[2] or link.select_one(".count").text
        assert told == found.select_one("#total").text.strip(), link["href"]
