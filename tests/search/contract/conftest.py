"""The engines that must keep the contract."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "tantivy": lambda directory: TantivyEngine(str(directory)),
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request, tmp_path) -> Engine:
    """An empty, built index."""
    engine = ENGINES[request.param](tmp_path / "contract")
    with engine.rebuild() as generation:
        generation.switch([])
    return engine
