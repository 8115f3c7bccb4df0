"""What every test has: a migrated database with the fixed pages, and empty places for files."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.template import RequestContext
from django.test import TransactionTestCase
from django.test.client import store_rendered_templates

from tests import elasticsearch as server
from tests.database import TestDatabase

ASKS_FOR_DATABASE = {"db", "transactional_db", "live_server"}
"""The fixtures that lead to a database; pytest-django lets a test without them reach none."""


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder that all processes of this run share."""
    if not hasattr(config, "workerinput"):
        folder = os.environ[server.SHARED] = tempfile.mkdtemp(prefix="jipp-tests-")
        (Path(folder) / "controller").write_text(str(os.getpid()))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the processes of this run started together."""
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(server.SHARED))
        server.remove_shared(folder)
        shutil.rmtree(folder)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the first process begin with what takes long; leave to SQLite's run what asks for no database.

    That can't differ on another one. What is long is a part of one process's share: the others take over the rest.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if not _asks_for_database(item)]
    items[:] = [item for item in items if _asks_for_database(item)]
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of every later collection of garbage, which it makes slow."""
    gc.collect()
    gc.freeze()


def _asks_for_database(item: pytest.Item) -> bool:
    asked: set[str] = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & ASKS_FOR_DATABASE)


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Return the name of this test process, also where there is one only."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def elasticsearch() -> server.Server:
    """Return the Elasticsearch of this run."""
    return server.shared()


@pytest.fixture(scope="session")
def secure_elasticsearch() -> server.Server:
    """Return one that speaks TLS and asks who is there."""
    return server.shared("--secure")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: Any, worker_id: str
) -> Iterator[TestDatabase]:
    """Prepare this process's database, which a test with real transactions renews instead of emptying it."""
    with django_db_blocker.unblock():
        database = TestDatabase(worker_id, tmp_path_factory.mktemp("database"))
        database.prepare()
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", database.renew):
        yield database
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(scope="module")
def module_db(django_db_setup: TestDatabase, django_db_blocker: Any) -> Iterator[None]:
    """Let what fixtures of the module write stand for all its tests; what a test writes itself is undone as ever.

    Not for a module with tests of real transactions.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shared_database(transactional_db: None, django_db_setup: TestDatabase) -> str:
    """Return the address of the test's database, for other processes beside it."""
    return django_db_setup.address


@pytest.fixture(scope="session", autouse=True)
def _one_context_an_answer() -> Iterator[None]:
    """Keep of an answer the context of its page: the client's copies of every part's and widget's cost a tenth."""

    def keep_first(store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **named: Any) -> None:
        if "context" not in store and isinstance(context, RequestContext):
            store_rendered_templates(store, signal, sender, template, context, **named)

    with mock.patch("django.test.client.store_rendered_templates", keep_first):
        yield


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Give each test its own media folder, search index and cache, and nothing remembered of another's rows."""
    from search.like_units import units_with_cases
    from search.pins import pins_in_use
    from search.thesaurus import thesaurus_in_use

    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    thesaurus_in_use.forget()
    pins_in_use.forget()
    units_with_cases.forget()
    yield
    cache.clear()


def pytest_report_header() -> str:
    """Say which database the tests run on, and which tests not."""
    left_out = "" if connection.vendor == "sqlite" else "; what asks for no database is left to the run on SQLite"
    return f"database: {connection.vendor}{left_out}"
