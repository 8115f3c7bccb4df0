"""Several processes on one database and index: killed between publish and index, all at once."""

import pytest

from tests.search.processes import Place

PREPARE = """
from django.core.management import call_command
call_command("search_index")
from tests.factories import UnitFactory
UnitFactory(name="Puskesmas Satu"), UnitFactory(name="Puskesmas Dua")
"""

PUBLISH_AND_DIE = """
from unittest import mock
from innovations.models import InnovationPage
from search import indexer
from tests.factories import DraftFactory
from units.models import ServiceUnit
case = DraftFactory(title="Perahu Pintar", unit=ServiceUnit.objects.first())
with mock.patch.object(indexer, "drain", side_effect=lambda *_: os._exit(9)):
    case.get_latest_revision().publish()
"""

FIND_AFTER_A_RUN = """
from django.core.management import call_command
assert IndexEvent.waiting().exists() and found("perahu") == set()
call_command("search_index")
assert found("perahu") == {"Perahu Pintar"}, found("perahu")
"""

PUBLISH_MANY = """
from tests.factories import CaseFactory
from units.models import ServiceUnit
name = sys.argv[1]
unit = ServiceUnit.objects.get(name=f"Puskesmas {name}")
for number in range(6):
    CaseFactory(title=f"Kereta {name} {number}", unit=unit)
    assert f"Kereta {name} {number}" in found("kereta") or IndexEvent.waiting().exists()
"""

SEARCH_MANY = """
for number in range(30):
    found("kereta")
"""

ALL_THERE = """
drain()
expected = {f"Kereta {name} {number}" for name in ("Satu", "Dua") for number in range(6)}
assert found("kereta") == expected, found("kereta")
assert verify() == []
"""


@pytest.fixture
def place(another_database, tmp_path) -> Place:
    place = Place(another_database, tmp_path)
    assert place.run(PREPARE) == 0
    return place


def test_a_process_killed_between_publish_and_index_loses_nothing(place):
    assert place.run(PUBLISH_AND_DIE) == 9
    assert place.run(FIND_AFTER_A_RUN) == 0


def test_processes_that_publish_and_search_at_once_lose_nothing(place):
    running = [place.start(PUBLISH_MANY, "Satu"), place.start(PUBLISH_MANY, "Dua"), place.start(SEARCH_MANY)]
    assert [process.wait(timeout=180) for process in running] == [0, 0, 0]
    assert place.run(ALL_THERE) == 0
