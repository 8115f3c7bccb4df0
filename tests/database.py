"""The test database: migrated once, kept, and copied for every test process."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def prepare_sqlite(target: Path) -> None:
    """Put a migrated database at ``target`` and use it."""
    kept = CACHE / f"{fingerprint()}.sqlite3"
    with _one_at_a_time():
        if not kept.exists():
            building = kept.with_suffix(".building")
            building.unlink(missing_ok=True)
            _use(str(building))
            call_command("migrate", verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            for old in CACHE.glob("*.sqlite3"):
                old.unlink()
            building.rename(kept)
    shutil.copy(kept, target)
    _use(str(target))


def prepare_postgresql(target: str) -> None:
    """Make the database ``target`` as a copy of a migrated one and use it."""
    server = connection.settings_dict["NAME"]
    kept = f"jipp_{fingerprint()}"
    with _one_at_a_time():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept])
            exists = cursor.fetchone()
            if not exists:
                cursor.execute(f'CREATE DATABASE "{kept}"')
        if not exists:
            _use(kept)
            call_command("migrate", verbosity=0)
            _use(server)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{kept}"')
    _use(target)
