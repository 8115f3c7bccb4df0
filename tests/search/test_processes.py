"""Several processes on one database and index: killed between publish and index, all at once."""

import pytest
from django.core.management import call_command

from search.indexer import drain, verify
from search.models import IndexEvent
from tests.factories import UnitFactory
from tests.search.processes import Place, found

PUBLISH_AND_DIE = """
from unittest import mock
from search import indexer
case = DraftFactory(title="Perahu Pintar", unit=ServiceUnit.objects.first())
with mock.patch.object(indexer, "drain", side_effect=lambda *_: os._exit(9)):
    case.get_latest_revision().publish()
"""

PUBLISH_MANY = """
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


@pytest.fixture
def place(shared_database, tmp_path) -> Place:
    call_command("search_index")
    for name in ("Satu", "Dua"):
        UnitFactory(name=f"Puskesmas {name}")
    return Place(shared_database, tmp_path)


def test_a_process_killed_between_publish_and_index_loses_nothing(place):
    assert place.start(PUBLISH_AND_DIE).wait(timeout=180) == 9
    assert IndexEvent.waiting().exists()
    assert found("perahu") == set()
    call_command("search_index")
    assert found("perahu") == {"Perahu Pintar"}


def test_processes_that_publish_and_search_at_once_lose_nothing(place):
    running = [place.start(PUBLISH_MANY, "Satu"), place.start(PUBLISH_MANY, "Dua"), place.start(SEARCH_MANY)]
    assert [process.wait(timeout=180) for process in running] == [0, 0, 0]
    drain()
    assert found("kereta") == {f"Kereta {name} {number}" for name in ("Satu", "Dua") for number in range(6)}
    assert verify() == []
