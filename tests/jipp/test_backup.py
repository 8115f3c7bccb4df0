"""A backup brings back everything, or refuses and says why."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from search.engines.tantivy_store import Store
from search.indexer import rebuild
from tests.factories import CaseFactory

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path):
    """Return a backup of a site with a picture file and an index file."""
    for folder, name in ((settings.MEDIA_ROOT, "pictures/a.jpg"), (settings.SEARCH_INDEX_DIR, "CURRENT")):
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    target = tmp_path / "jipp.tar"
    call_command("backup", target)
    return target


@pytest.fixture
def elsewhere(tmp_path):
    """Return the environment of a new, empty site of the same kind."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    environment = {**os.environ, "JIPP_DATA_DIR": str(place), "DJANGO_SETTINGS_MODULE": "jipp.settings.development"}
    if connection.vendor == "sqlite":
        yield place, {**environment, "DATABASE_URL": ""}
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    setting = connection.settings_dict
    yield (
        place,
        {
            **environment,
            "DATABASE_URL": f"postgres://{setting['USER']}@{setting['HOST']}:{setting['PORT']}/{name}",
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _manage(environment, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _rows(environment):
    code = (
        "import json; from django.apps import apps; "
        "print(json.dumps({m._meta.label: m._base_manager.count() for m in apps.get_models()}))"
    )
    done = _manage(environment, "shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_restored_into_an_empty_place_everything_is_equal(archive, elsewhere):
    from django.apps import apps

    place, environment = elsewhere
    done = _manage(environment, "restore", archive)
    assert done.returncode == 0, done.stderr
    assert _rows(environment) == {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    assert (place / "media" / "pictures" / "a.jpg").read_bytes() == b"pictures/a.jpg"
    assert (place / "index" / "CURRENT").read_bytes() == b"CURRENT"


def test_what_was_found_before_is_found_after_a_restore(tmp_path, elsewhere):
    CaseFactory(title="Perahu Pintar", summary="Perpustakaan terapung.")
    rebuild()
    call_command("backup", tmp_path / "jipp.tar")
    _place, environment = elsewhere
    assert _manage(environment, "restore", tmp_path / "jipp.tar").returncode == 0
    verified = _manage(environment, "search_verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    code = (
        "from django.utils import timezone; from search.finding import find; from search.parameters import Parameters; "
        "print([one.hit.document.name for one in find(Parameters(q='terapung'), timezone.now()).hits])"
    )
    assert "Perahu Pintar" in _manage(environment, "shell", "-v", "0", "-c", code).stdout


def test_an_index_that_is_written_too_long_is_left_out(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("search.engines.tantivy_store.LOCK_PATIENCE", 0.1)
    with Store(str(settings.SEARCH_INDEX_DIR)).locked():
        call_command("backup", tmp_path / "without.tar")
    with tarfile.open(tmp_path / "without.tar") as whole:
        names = whole.getnames()
    assert "media/pictures/a.jpg" in names
    assert not any(name.startswith("index/") for name in names)


def test_a_restore_never_overwrites(archive, elsewhere):
    _place, environment = elsewhere
    assert _manage(environment, "restore", archive).returncode == 0
    again = _manage(environment, "restore", archive)
    assert again.returncode != 0
    assert _("The database is not empty. Restore into a new one; nothing is overwritten.") in again.stderr


def test_a_backup_never_overwrites(archive):
    before = archive.read_bytes()
    with pytest.raises(CommandError, match=archive.name):
        call_command("backup", archive)
    assert archive.read_bytes() == before


def test_a_backup_is_for_its_owner_only(archive):
    assert archive.stat().st_mode & 0o077 == 0


def test_a_damaged_backup_is_refused_and_named(archive, elsewhere, tmp_path):
    unpacked = tmp_path / "unpacked"
    with tarfile.open(archive) as whole:
        whole.extractall(unpacked, filter="data")
    (unpacked / "media" / "pictures" / "a.jpg").write_bytes(b"tampered")
    damaged = tmp_path / "damaged.tar"
    with tarfile.open(damaged, "w") as tampered:
        for path in sorted(unpacked.rglob("*")):
            tampered.add(path, arcname=path.relative_to(unpacked), recursive=False)
    place, environment = elsewhere
    done = _manage(environment, "restore", damaged)
    assert done.returncode != 0
    assert "media/pictures/a.jpg" in done.stderr
    assert not (place / "media").exists()


def test_something_that_is_no_backup_is_refused(elsewhere, tmp_path):
    _place, environment = elsewhere
    no_backup = tmp_path / "letter.txt"
    no_backup.write_text("Dengan hormat,")
    done = _manage(environment, "restore", no_backup)
    assert done.returncode != 0
    assert f"CommandError: {no_backup}" in done.stderr
    shutil.rmtree(tmp_path / "elsewhere")
