"""The engines that must keep the contract."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from tests.elasticsearch import Server


def _tantivy(request: pytest.FixtureRequest) -> Engine:
    directory: Path = request.getfixturevalue("tmp_path")
    return TantivyEngine(str(directory / "contract"))


def _elasticsearch(request: pytest.FixtureRequest) -> Engine:
    server: Server = request.getfixturevalue("elasticsearch")
    prefix = f"contract_{request.getfixturevalue('worker_id')}"
    return ElasticsearchEngine(Connection(**server.settings(prefix)))


ENGINES: dict[str, Callable[[pytest.FixtureRequest], Engine]] = {
    "elasticsearch": _elasticsearch,
    "tantivy": _tantivy,
}


@pytest.fixture(params=ENGINES)
def engine(request) -> Engine:
    """An empty, built index."""
    engine = ENGINES[request.param](request)
    with engine.rebuild() as generation:
        generation.switch([])
    return engine
