"""What every test has: a migrated database with the fixed pages, and empty places for files."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests import database
from tests import elasticsearch as server


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder that all processes of this run share."""
    if not hasattr(config, "workerinput"):
        os.environ[server.SHARED] = tempfile.mkdtemp(prefix="jipp-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the processes of this run started together."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(server.SHARED))
        server.remove_shared(folder)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: Any, worker_id: str
) -> Iterator[None]:
    """Copy the kept database for this process and build the fixed pages in it."""
    from jipp.tree import build_tree

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            database.prepare_sqlite(tmp_path_factory.mktemp("database") / "test.sqlite3")
        else:
            database.prepare_postgresql(f"jipp_test_{worker_id}")
        build_tree()
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Return the name of this test process, also where there is one only."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def elasticsearch() -> server.Server:
    """Return the Elasticsearch of this run."""
    return server.shared()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Any:
    """Let a test with real transactions empty the database, then build the fixed pages again."""
    if not ("transactional_db" in getattr(item, "fixturenames", ()) or _is_transactional(item)):
        return (yield)
    from pytest_django.plugin import blocking_manager_key

    from jipp.tree import build_tree

    # SQLite empties tables row by row, which the event log refuses.
    guard = importlib.import_module("common.migrations.0002_event_append_only")
    unblock = item.config.stash[blocking_manager_key].unblock
    with unblock(), connection.schema_editor() as editor:
        guard.allow_changes(None, editor)
    result = yield
    with unblock():
        with connection.schema_editor() as editor:
            guard.refuse_changes(None, editor)
        build_tree()
    return result


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Give each test its own media folder, search index and cache, and nothing remembered of another's rows."""
    from search.thesaurus import synonyms_in_use

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    synonyms_in_use.forget()
    yield
    cache.clear()


def pytest_report_header() -> str:
    """Say which database the tests run on."""
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"
