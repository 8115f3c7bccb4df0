"""Elasticsearch stopped, started and rebuilt while four writers publish and eight readers search."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.errors import SearchUnavailable
from tests.elasticsearch import Server
from tests.search.builders import request
from tests.search.processes import Place

pytestmark = pytest.mark.long

WRITERS = (("Satu", "Dua"), ("Tiga", "Empat"))  # the threads of each process
READERS = 8

PREPARE = """
from django.core.management import call_command
from tests.factories import UnitFactory
call_command("search_index")
for name in sys.argv[1:]:
    UnitFactory(name=f"Puskesmas {name}")
"""

WATCH = """
from django.core.management import call_command
call_command("search_index", "--watch")
"""

REBUILD = """
from django.core.management import call_command
call_command("search_rebuild")
"""

PUBLISH = """
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.factories import CaseFactory
from units.models import ServiceUnit
folder, names = Path(sys.argv[1]), sys.argv[2:]
def write(name):
    unit = ServiceUnit.objects.get(name=f"Puskesmas {name}")
    number = 0
    while not (folder / "stop").exists():
        CaseFactory(title=f"Kereta {name} {number}", unit=unit)
        with (folder / f"published-{name}").open("a") as file:
            print(f"Kereta {name} {number}", file=file)
        number += 1
        time.sleep(0.3)
with ThreadPoolExecutor() as pool: list(pool.map(write, names))
"""

SEARCH = """
import json, time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from django.test import Client
folder, readers = Path(sys.argv[1]), int(sys.argv[2])
answers = Counter()
def read(_number):
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    while not (folder / "stop").exists():
        for path in ("/cari/?q=kereta", "/cari/saran/?q=ker", "/api/v1/cases?q=kereta"):
            answers[client.get(path).status_code] += 1
            time.sleep(0.2)
with ThreadPoolExecutor(readers) as pool: list(pool.map(read, range(readers)))
(folder / "answers").write_text(json.dumps(answers))
"""

COMPARE = """
drain()
assert verify() == []
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One that a test may stop."""
    server = Server.start()
    yield server
    server.remove()


class Crowd:
    """The processes that publish, index and search, and what they have done so far."""

    def __init__(self, place: Place, folder: Path, indexer: str) -> None:
        self.folder = folder
        self.indexers = [place.start(WATCH)] if indexer == "worker" else []
        self.others = [place.start(PUBLISH, str(folder), *names) for names in WRITERS]
        self.others.append(place.start(SEARCH, str(folder), str(READERS)))

    def published(self) -> list[str]:
        return [line for file in self.folder.glob("published-*") for line in file.read_text().splitlines()]

    def wait_for_published(self, more: int) -> None:
        goal = len(self.published()) + more
        deadline = time.monotonic() + 120
        while len(self.published()) < goal:
            assert time.monotonic() < deadline, "the writers do not get on"
            time.sleep(0.1)

    def stop(self) -> list[int]:
        (self.folder / "stop").touch()
        ended = [process.wait(timeout=120) for process in self.others]
        for indexer in self.indexers:
            indexer.terminate()
            indexer.wait(timeout=60)
        return ended

    def answers(self) -> Counter[str]:
        return Counter(json.loads((self.folder / "answers").read_text()))


def names(engine: ElasticsearchEngine) -> list[str]:
    try:
        return [hit.document.name for hit in engine.search(request("kereta", size=5_000)).hits]
    except SearchUnavailable:
        return []


def seconds_until_found(engine: ElasticsearchEngine, published: list[str]) -> float:
    started = time.monotonic()
    while not set(published) <= set(names(engine)):
        assert time.monotonic() - started < 60, set(published) - set(names(engine))
        time.sleep(0.05)
    return time.monotonic() - started


@pytest.mark.parametrize("indexer", ["worker", "inline"])
def test_an_outage_and_rebuilds_lose_and_double_nothing(server, another_database, tmp_path, indexer):
    prefix = f"outage_{indexer}"
    settings = {**server.environment, "SEARCH_ELASTICSEARCH_PREFIX": prefix}
    place = Place(another_database, tmp_path, SEARCH_INDEXER=indexer, DEBUG="0", RATE_LIMITS="0", **settings)
    assert place.run(PREPARE, *chain.from_iterable(WRITERS)) == 0
    engine = ElasticsearchEngine(Connection(**server.settings(prefix)))
    crowd = Crowd(place, tmp_path, indexer)
    try:
        crowd.wait_for_published(12)
        assert place.run(REBUILD) == 0
        server.stop()
        crowd.wait_for_published(12)
        server.start_again()
        took = seconds_until_found(engine, crowd.published())
        assert place.run(REBUILD) == 0
        crowd.wait_for_published(4)
    finally:
        ended = crowd.stop()
    assert set(ended) == {0}
    assert place.run(COMPARE) == 0
    assert sorted(names(engine)) == sorted(crowd.published())
    answers = crowd.answers()
    print(
        f"\n{indexer}: all found {took:.1f} s after the return; {len(crowd.published())} published, answers {answers}"
    )
    assert answers.keys() == {"200", "503"}
