"""Elasticsearch stopped, started and rebuilt while four writers publish and eight readers search."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from search.engines import get_engine
from search.errors import SearchUnavailable
from search.indexer import drain, rebuild, verify
from tests.elasticsearch import Server
from tests.factories import UnitFactory
from tests.search.builders import request
from tests.search.processes import Place

pytestmark = pytest.mark.long

WRITERS = (("Satu", "Dua"), ("Tiga", "Empat"))  # the threads of each process
READERS = 8

WATCH = """
from django.core.management import call_command
call_command("search_index", "--watch")
"""

PUBLISH = """
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
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
            time.sleep(0.5)
with ThreadPoolExecutor(readers) as pool: list(pool.map(read, range(readers)))
(folder / "answers").write_text(json.dumps(answers))
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


def names() -> list[str]:
    try:
        return [hit.document.name for hit in get_engine().search(request("kereta", size=5_000)).hits]
    except SearchUnavailable:
        return []


def seconds_until_found(published: list[str]) -> float:
    started = time.monotonic()
    while not set(published) <= set(names()):
        assert time.monotonic() - started < 60, set(published) - set(names())
        time.sleep(0.05)
    return time.monotonic() - started


@pytest.mark.parametrize("indexer", ["worker", "inline"])
def test_an_outage_and_rebuilds_lose_and_double_nothing(server, shared_database, settings, tmp_path, indexer):
    prefix = f"outage_{indexer}"
    settings.SEARCH_ENGINE, settings.SEARCH_ELASTICSEARCH = "elasticsearch", server.settings(prefix)
    environment = {**server.environment, "SEARCH_ELASTICSEARCH_PREFIX": prefix, "SEARCH_INDEXER": indexer}
    place = Place(shared_database, tmp_path, DEBUG="0", RATE_LIMITS="0", **environment)
    for name in chain.from_iterable(WRITERS):
        UnitFactory(name=f"Puskesmas {name}")
    rebuild()
    crowd = Crowd(place, tmp_path, indexer)
    try:
        crowd.wait_for_published(12)
        rebuild()
        server.stop()
        crowd.wait_for_published(12)
        server.start_again()
        took = seconds_until_found(crowd.published())
        rebuild()
        crowd.wait_for_published(4)
    finally:
        ended = crowd.stop()
    assert set(ended) == {0}
    drain()
    assert verify() == []
    assert sorted(names()) == sorted(crowd.published())
    answers = crowd.answers()
    print(
        f"\n{indexer}: all found {took:.1f} s after the return; {len(crowd.published())} published, answers {answers}"
    )
    assert answers.keys() == {"200", "503"}
