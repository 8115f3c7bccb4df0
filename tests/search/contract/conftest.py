"""The engines that must keep the contract."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from search.engines.base import Engine
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from tests.elasticsearch import Server
from tests.search.contract.shelf import SHELF, put

Place = Callable[[str], Engine]


def _tantivy(request: pytest.FixtureRequest) -> Place:
    folder: Path = request.getfixturevalue("tmp_path_factory").mktemp("contract")
    return lambda name: TantivyEngine(str(folder / name))


def _elasticsearch(request: pytest.FixtureRequest) -> Place:
    server: Server = request.getfixturevalue("elasticsearch")
    worker = request.getfixturevalue("worker_id")
    return lambda name: ElasticsearchEngine(Connection(**server.settings(f"{name}_{worker}")))


ENGINES: dict[str, Callable[[pytest.FixtureRequest], Place]] = {
    "elasticsearch": _elasticsearch,
    "tantivy": _tantivy,
}


@pytest.fixture(scope="module", params=ENGINES)
def place(request) -> Place:
    """Return what opens the index of a name."""
    return ENGINES[request.param](request)


@pytest.fixture
def engine(place) -> Engine:
    """An empty, built index."""
    engine = place("contract")
    with engine.rebuild() as generation:
        generation.switch([])
    return engine


@pytest.fixture(scope="module")
def shelf(place) -> Engine:
    """An index that tests only read."""
    engine = place("shelf")
    with engine.rebuild() as generation:
        generation.switch([])
    put(engine, *SHELF)
    return engine


@pytest.fixture
def in_english() -> Iterator[None]:
    """Let reasons be said in English."""
    with translation.override("en"):
        yield
