"""The test database: migrated once, kept, and copied for every test process.

A test with real transactions leaves its rows behind. Its process then goes on
with a new copy: emptying every table and filling in again what migrations fill
in takes many times as long, and the event log refuses to be emptied.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "test-database"
SHAPERS = ("*/migrations/*.py", "*/data/*.json", "*/data/*.csv", "requirements.txt", "common/vocabulary.py")


def fingerprint() -> str:
    """Return a hash of everything that shapes a freshly migrated database."""
    digest = hashlib.sha256()
    for pattern in SHAPERS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Sqlite:
    """Databases are files, their names the files' paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def name(self, purpose: str) -> str:
        return str(self.folder / f"{purpose}.sqlite3")

    def address(self, name: str) -> str:
        return f"sqlite:///{name}"

    def migrated(self) -> str:
        kept = CACHE / f"{fingerprint()}.sqlite3"
        if not kept.exists():
            building = kept.with_suffix(".building")
            building.unlink(missing_ok=True)
            _migrate(str(building))
            for old in CACHE.glob("*.sqlite3"):
                old.unlink()
            building.rename(kept)
        return str(kept)

    def copy(self, source: str, target: str) -> None:
        shutil.copy(source, target)

    def drop(self, name: str) -> None:
        for path in self.folder.glob(f"{Path(name).name}*"):  # with its -wal and -shm
            path.unlink()


class Postgresql:
    """Databases of one server; a new server has none to keep."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.server = connection.copy()  # stays where it is when ``connection`` moves on

    def name(self, purpose: str) -> str:
        return f"jipp_{self.worker}_{purpose}"

    def address(self, name: str) -> str:
        server = connection.settings_dict
        return f"postgres://{server['USER']}@{server['HOST']}:{server['PORT']}/{name}"

    def migrated(self) -> str:
        kept = f"jipp_{fingerprint()}"
        with self.server.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept])
            exists = cursor.fetchone()
        if not exists:
            self.copy("template1", kept)
            _migrate(kept)
        return kept

    def copy(self, source: str, target: str) -> None:
        with self.server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def drop(self, name: str) -> None:
        with self.server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class TestDatabase:
    """What one process's tests run on: a copy of a migrated database with the fixed pages."""

    __test__ = False

    def __init__(self, worker: str, folder: Path) -> None:
        self.engine = Sqlite(folder) if connection.vendor == "sqlite" else Postgresql(worker)
        self.fresh = self.engine.name("fresh")
        self.copies = (self.engine.name(f"copy{number}") for number in count())

    def prepare(self) -> None:
        """Make the database with the fixed pages, and use a copy of it."""
        from jipp.tree import build_tree

        with _one_at_a_time():
            self.engine.copy(self.engine.migrated(), self.fresh)
        _use(self.fresh)
        build_tree()
        self.renew()

    def renew(self) -> None:
        """Go on with a new copy; whatever is still at work on the old one disturbs nobody."""
        old, new = connection.settings_dict["NAME"], next(self.copies)
        _use(new)
        self.engine.copy(self.fresh, new)
        if old != self.fresh:
            self.engine.drop(old)

    @property
    def address(self) -> str:
        """Return where other processes find the copy in use."""
        return self.engine.address(connection.settings_dict["NAME"])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    _use(name)
    call_command("migrate", verbosity=0)
    connection.close()
