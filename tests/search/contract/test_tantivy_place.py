"""The embedded engine and its directory: missing, broken, busy, switched by another process."""

import fcntl
import multiprocessing
import os
import pwd
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from search.engines import tantivy_store
from search.engines.base import SearchRequest, Upsert
from search.engines.tantivy import TantivyEngine
from search.errors import IndexBusy, IndexMissing, SearchUnavailable
from tests.search.builders import document, request


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(place):
    engine = TantivyEngine(str(place))
    with engine.rebuild() as generation:
        generation.switch([])
    return engine


def test_a_missing_index_says_so(place):
    engine = TantivyEngine(str(place))
    with pytest.raises(IndexMissing):
        engine.search(SearchRequest(now=1))
    with pytest.raises(IndexMissing):
        engine.apply([Upsert(document(1))])


def test_a_file_in_its_place_is_a_reason_not_a_crash(place):
    place.write_text("not a folder")
    engine = TantivyEngine(str(place))
    for use in (lambda: engine.search(SearchRequest(now=1)), lambda: engine.apply([Upsert(document(1))])):
        with pytest.raises(SearchUnavailable, match="index"):
            use()


@pytest.mark.parametrize("broken", ["meta.json", "segment"])
def test_a_broken_index_is_a_reason_not_a_crash(engine, place, broken):
    engine.apply([Upsert(document(1, "Perahu"))])
    generation = place / (place / "current").read_text()
    for file in generation.iterdir():
        if file.name == broken or (broken == "segment" and file.suffix in {".idx", ".store", ".term", ".pos"}):
            file.write_bytes(b"broken")
    fresh = TantivyEngine(str(place))
    with pytest.raises(SearchUnavailable):
        fresh.search(request("perahu"))


def test_an_index_of_another_layout_must_be_rebuilt(engine, place):
    (place / "current").write_text("gen-00000000-abc")
    with pytest.raises(IndexMissing):
        engine.search(SearchRequest(now=1))


def test_a_busy_lock_is_waited_for_only_so_long(engine, place, monkeypatch):
    monkeypatch.setattr(tantivy_store, "LOCK_PATIENCE", 0.1)
    with (place / "writer.lock").open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy):
            engine.apply([Upsert(document(1))])
    engine.apply([Upsert(document(1))])
    assert engine.search(request()).total == 1


def test_a_reader_sees_what_another_one_stored_or_switched(engine, place):
    other = TantivyEngine(str(place))
    assert engine.search(request()).total == 0
    other.apply([Upsert(document(1, "Perahu"))])
    assert engine.search(request()).total == 1
    with other.rebuild() as generation:
        generation.add([document(2), document(3)])
        generation.switch([])
    assert engine.search(request()).total == 2
    assert len(list(place.glob("gen-*"))) == 1


def _store(directory, first):
    engine = TantivyEngine(directory)
    waiting = list(range(first, first + 10))
    while waiting:
        # As the outbox does: what was refused in a crowd is brought again.
        with suppress(IndexBusy):
            engine.apply([Upsert(document(waiting[0], f"Perahu {waiting[0]}"))])
            waiting.pop(0)
    os._exit(0)


def test_processes_that_write_at_once_lose_nothing(engine, place):
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_store, args=(str(place), first)) for first in (1, 101)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        engine.search(request("perahu"))
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert engine.search(request("perahu")).total == 20


def _as_somebody_without_rights(place, use) -> bool:
    """Say whether ``use`` gives a reason to a user who may not write. Root may always, so it changes."""
    child = os.fork()
    if child == 0:
        refused = False
        try:
            if os.getuid() == 0:
                nobody = pwd.getpwnam("nobody")
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
            use(TantivyEngine(str(place)))
        except SearchUnavailable as unavailable:
            refused = bool(unavailable.reason)
        finally:
            os._exit(0 if refused else 1)
    return os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize(
    "use", [lambda engine: engine.apply([Upsert(document(1))]), lambda engine: engine.rebuild().__enter__()]
)
def test_a_folder_that_may_not_be_written_is_a_reason_not_a_crash(use):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = Path(folder) / "index"
        engine = TantivyEngine(str(place))
        with engine.rebuild() as generation:
            generation.switch([])
        for part in (folder, place, *place.iterdir()):
            os.chmod(part, 0o555)
        assert _as_somebody_without_rights(place, use)
        for part in (folder, place, *place.iterdir()):
            os.chmod(part, 0o755)
