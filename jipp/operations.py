"""Backup and restore: database, media and search index in one archive.

The archive is a tar file: ``manifest.json`` first (format, time, database
vendor, SHA-256 and size of every file), then the files. PostgreSQL goes through
its own ``pg_dump`` and ``pg_restore``, SQLite through its online backup.
"""

import datetime
import hashlib
import io
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from search.engines.tantivy_store import Store
from search.errors import SearchUnavailable

logger = logging.getLogger(__name__)

FORMAT = 1
SQLITE_FILE = "database.sqlite3"
POSTGRESQL_FILE = "database.dump"
MANIFEST = "manifest.json"


class BackupError(Exception):
    """A backup could not be made or restored; the message says why and what to do."""


def backup(target: Path) -> dict[str, Any]:
    """Write everything that the site keeps to ``target`` and return the manifest.

    Readers and writers go on meanwhile. Raises BackupError where ``target``
    exists or the database's own tool fails.
    """
    if target.exists():
        raise BackupError(_("%(file)s exists already; name a new file.") % {"file": target})
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as place:
        staging = Path(place)
        _dump_database(connection, staging)
        _copy_tree(Path(settings.MEDIA_ROOT), staging / "media")
        _copy_index(staging / "index")
        manifest: dict[str, Any] = {
            "format": FORMAT,
            "made_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "database": connection.vendor,
            "files": {str(path.relative_to(staging)): _seal(path) for path in _files(staging)},
        }
        unfinished = staging / "archive"
        with tarfile.open(unfinished, "w") as archive:
            _add_text(archive, MANIFEST, json.dumps(manifest, indent=1))
            for name in manifest["files"]:
                archive.add(staging / name, arcname=name)
        # The name appears only when the archive is whole; never for others to read.
        unfinished.chmod(0o600)
        os.link(unfinished, target)
    return manifest


def restore(source: Path) -> dict[str, Any]:
    """Bring back what ``source`` holds into an empty place and return its manifest.

    Raises BackupError where the archive is damaged, was made of another kind of
    database, or where the place is not empty: nothing is ever overwritten.
    """
    _refuse_occupied_place()
    with tempfile.TemporaryDirectory(prefix="jipp-restore-") as place:
        staging = Path(place)
        manifest = _unpack(source, staging)
        if manifest["database"] != connection.vendor:
            message = _("The backup is of %(saved)s, the database here is %(here)s.")
            raise BackupError(message % {"saved": manifest["database"], "here": connection.vendor})
        _load_database(connection, staging)
        _copy_tree(staging / "media", Path(settings.MEDIA_ROOT))
        _copy_tree(staging / "index", Path(settings.SEARCH_INDEX_DIR))
    return manifest


def _refuse_occupied_place() -> None:
    if connection.introspection.table_names():
        raise BackupError(_("The database is not empty. Restore into a new one; nothing is overwritten."))
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.SEARCH_INDEX_DIR)):
        if folder.exists() and any(folder.iterdir()):
            message = _("%(folder)s is not empty. Restore into a new place; nothing is overwritten.")
            raise BackupError(message % {"folder": folder})


def _dump_database(database: BaseDatabaseWrapper, staging: Path) -> None:
    if database.vendor == "sqlite":
        with sqlite3.connect(staging / SQLITE_FILE) as copy:
            database.ensure_connection()
            database.connection.backup(copy)
        copy.close()
        return
    _run_tool("pg_dump", database, ["--format=custom", f"--file={staging / POSTGRESQL_FILE}"])


def _load_database(database: BaseDatabaseWrapper, staging: Path) -> None:
    if database.vendor == "sqlite":
        database.close()
        shutil.copy(staging / SQLITE_FILE, database.settings_dict["NAME"])
        return
    name = database.settings_dict["NAME"]
    _run_tool("pg_restore", database, ["--no-owner", f"--dbname={name}", str(staging / POSTGRESQL_FILE)])
    connections.close_all()


def _run_tool(tool: str, database: BaseDatabaseWrapper, arguments: list[str]) -> None:
    setting = database.settings_dict
    environment = {
        **os.environ,
        "PGHOST": setting["HOST"],
        "PGPORT": setting["PORT"],
        "PGUSER": setting["USER"],
        "PGPASSWORD": setting["PASSWORD"],
        "PGDATABASE": setting["NAME"],
    }
    executable = shutil.which(tool)
    if executable is None:
        message = _("%(tool)s is not installed; it comes with PostgreSQL's client programs.")
        raise BackupError(message % {"tool": tool})
    # The program is PostgreSQL's own and no argument comes from a reader.
    done = subprocess.run([executable, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(_("%(tool)s failed: %(error)s") % {"tool": tool, "error": done.stderr.strip()})


def _unpack(source: Path, staging: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(staging, filter="data")
        manifest: dict[str, Any] = json.loads((staging / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError) as error:
        message = _("%(file)s is not a backup that can be read: %(error)s") % {"file": source, "error": error}
        raise BackupError(message) from error
    for name, seal in manifest["files"].items():
        path = staging / name
        if not path.is_file() or _seal(path) != seal:
            message = _("%(file)s is damaged: %(name)s is not what was saved.")
            raise BackupError(message % {"file": source, "name": name})
    return manifest


def _seal(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _copy_tree(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def _copy_index(target: Path) -> None:
    """Copy the index between two writes; one that cannot be held still is left out and built anew."""
    source = Path(settings.SEARCH_INDEX_DIR)
    if not source.is_dir():
        return
    try:
        with Store(str(source)).locked():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.lock", "*.turnstile"))
    except SearchUnavailable as unavailable:
        logger.warning("The backup is without the index, which can be built anew: %s", unavailable.reason)


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    raw = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(raw)
    archive.addfile(entry, io.BytesIO(raw))
