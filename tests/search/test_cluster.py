"""Three nodes, one of them killed while others search and store."""

import signal
import threading
import time
from collections.abc import Iterator

import pytest

from search.engines.base import Upsert
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.errors import SearchUnavailable
from tests.elasticsearch import Server
from tests.search.builders import document, request

pytestmark = pytest.mark.long

READERS, WRITERS, AT_FIRST = 4, 2, 50


@pytest.fixture(scope="module")
def cluster() -> Iterator[Server]:
    server = Server.start("--nodes", "3", "--heap", "400")
    yield server
    server.remove()


class Crowd:
    """Threads that search and store until they are told to stop."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.stopping = threading.Event()
        self.answered: list[float] = []
        self.unanswered: list[tuple[float, str]] = []
        self.stored: list[int] = []
        self.turned_away: list[str] = []
        self.threads = [threading.Thread(target=self._read) for _ in range(READERS)]
        self.threads += [threading.Thread(target=self._write, args=(1000 * (n + 1),)) for n in range(WRITERS)]

    def _read(self) -> None:
        engine = ElasticsearchEngine(self.connection)
        while not self.stopping.is_set():
            started = time.monotonic()
            try:
                assert engine.search(request("perahu")).total >= AT_FIRST
                self.answered.append(time.monotonic() - started)
            except SearchUnavailable as unavailable:
                self.unanswered.append((time.monotonic() - started, unavailable.reason))

    def _write(self, page_id: int) -> None:
        engine = ElasticsearchEngine(self.connection)
        while not self.stopping.is_set():
            try:
                engine.apply([Upsert(document(page_id, f"Perahu {page_id}"))])
            except SearchUnavailable as unavailable:
                self.turned_away.append(unavailable.reason)  # and comes again, as the outbox does
            else:
                self.stored.append(page_id)
                page_id += 1

    def wait_for(self, answers: int, stored: int) -> None:
        answers, stored = answers + len(self.answered), stored + len(self.stored)
        deadline = time.monotonic() + 120
        while len(self.answered) < answers or len(self.stored) < stored:
            assert time.monotonic() < deadline, (self.unanswered, self.turned_away)
            time.sleep(0.1)


def _node_of_the_primary(connection: Connection) -> int:
    shards = connection.client().cat.shards(index=f"{connection.prefix}-*", format="json")
    [name] = [shard["node"] for shard in shards if shard["prirep"] == "p"]
    return int(name.removeprefix("node-"))


def test_a_node_that_dies_takes_no_query_beyond_its_time_and_no_change_with_it(cluster):
    connection = Connection(**cluster.settings(timeout=10))
    engine = ElasticsearchEngine(connection)
    with engine.rebuild() as generation:
        generation.add(document(n, f"Perahu {n}") for n in range(1, AT_FIRST + 1))
        generation.switch([])
    crowd = Crowd(connection)
    for thread in crowd.threads:
        thread.start()
    try:
        crowd.wait_for(answers=50, stored=10)
        cluster.signal(signal.SIGKILL, _node_of_the_primary(connection))
        crowd.wait_for(answers=200, stored=50)
    finally:
        crowd.stopping.set()
        for thread in crowd.threads:
            thread.join()
    print(f"\n{len(crowd.answered)} searches answered, the slowest in {max(crowd.answered):.1f} s")
    print(f"not answered: {crowd.unanswered}; {len(crowd.stored)} changes stored, came again: {crowd.turned_away}")
    assert all(seconds >= connection.timeout for seconds, _reason in crowd.unanswered)
    pages = [one.page_id for one in engine.contents()]
    assert sorted(pages) == sorted([*range(1, AT_FIRST + 1), *crowd.stored])
