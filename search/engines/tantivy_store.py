"""Where tantivy's index lives: generations, the pointer to the one that answers, locks.

``index/current`` names the generation that answers; ``index/gen-<layout>-<id>/`` is a
tantivy index. One process at a time writes, under a lock on ``index/writer.lock``; the
lock and the writer last for one short batch; a rebuild holds ``index/rebuild.lock``.
Readers notice another process's work by looking at two small files.
"""

import fcntl
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from tantivy import Index, IndexWriter, Searcher

from search.engines.tantivy_schema import layout, register_tokenizers, schema
from search.errors import IndexBusy, IndexMissing, SearchUnavailable

LOCK_PATIENCE: Final = 3.0
"""Seconds a writer waits for its turn."""

_POLL: Final = 0.02
_OPENED_TRIES: Final = 3
_SMALL_HEAP: Final = 20_000_000
_LARGE_HEAP: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class _Opened:
    generation: str
    stamp: tuple[int, int, int]
    index: Index
    searcher: Searcher


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Turn what tantivy and the file system raise into a SearchUnavailable with a reason."""
    try:
        yield
    except SearchUnavailable:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise SearchUnavailable(_reason(place, error)) from error
    except BaseException as error:
        # A Rust panic is a BaseException; only its name tells it from Ctrl-C.
        if type(error).__name__ != "PanicException":
            raise
        raise SearchUnavailable(_reason(place, error)) from error


def _reason(place: Path, error: BaseException) -> str:
    return _("The search index in %(place)s can't be used: %(error)s") % {"place": place, "error": error}


class Store:
    """The directory of one index."""

    def __init__(self, directory: str) -> None:
        """Name the directory; nothing is touched before it is needed."""
        self.root = Path(directory)
        self._opened: _Opened | None = None
        self._opening = threading.Lock()

    @property
    def generation(self) -> str:
        """Return the generation that answers.

        Raises IndexMissing where there is none, or one of another layout.
        """
        try:
            name = (self.root / "current").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexMissing(_("The search index has not been built yet.")) from None
        if not name.startswith(f"gen-{layout()}-"):
            raise IndexMissing(_("The search index was built by another version and must be rebuilt."))
        return name

    def searcher(self) -> Searcher:
        """Return a searcher that sees all that was stored before this call."""
        with explained(self.root):
            for attempt in range(_OPENED_TRIES):
                generation = self.generation
                try:
                    return self._current(generation, self._stamp(generation)).searcher
                except (OSError, ValueError):
                    # Another process may have switched and removed this generation.
                    if attempt == _OPENED_TRIES - 1 or generation == self.generation:
                        raise
        raise AssertionError("unreachable")

    def _stamp(self, generation: str) -> tuple[int, int, int]:
        found = os.stat(self.root / generation / "meta.json")
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _current(self, generation: str, stamp: tuple[int, int, int]) -> _Opened:
        opened = self._opened
        if opened is None or (opened.generation, opened.stamp) != (generation, stamp):
            with self._opening:
                opened = self._opened = self._open(generation, stamp)
        return opened

    def _open(self, generation: str, stamp: tuple[int, int, int]) -> _Opened:
        old = self._opened
        index = old.index if old and old.generation == generation else self.open_index(generation)
        index.reload()
        return _Opened(generation, stamp, index, index.searcher())

    def open_index(self, generation: str) -> Index:
        """Open a generation for reading or writing."""
        index = Index.open(str(self.root / generation))
        register_tokenizers(index)
        index.config_reader("manual")
        return index

    @contextmanager
    def locked(self, task: str = "writer", patience: float | None = None) -> Iterator[None]:
        """Hold the lock of a task. Raises IndexBusy when it isn't free in time.

        Who waits stands at a turnstile, so that one who writes again and again can't
        keep the others out.
        """
        deadline = time.monotonic() + (LOCK_PATIENCE if patience is None else patience)
        with ExitStack() as held:
            with self._lock_file(f"{task}.turnstile", deadline):
                held.enter_context(self._lock_file(f"{task}.lock", deadline))
            yield

    @contextmanager
    def _lock_file(self, name: str, deadline: float) -> Iterator[None]:
        with explained(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.root / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o664)
        try:
            _wait_for(handle, deadline)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def writer(self, index: Index, *, large: bool = False) -> Iterator[IndexWriter]:
        """Yield a writer for one batch; commit at the end, drop all on an error."""
        with explained(self.root):
            # One thread keeps up with the language chain, and leaves fewer segments for a search to look into.
            writer = index.writer(_LARGE_HEAP if large else _SMALL_HEAP, num_threads=1)
            try:
                yield writer
                writer.commit()
            except BaseException:
                with suppress(Exception):
                    writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()

    def new_generation(self) -> str:
        """Make an empty generation beside the one that answers and return its name."""
        name = f"gen-{layout()}-{uuid.uuid4().hex[:12]}"
        with explained(self.root):
            (self.root / name).mkdir(parents=True)
            Index(schema(), str(self.root / name), reuse=False)
        return name

    def switch(self, generation: str) -> None:
        """Let a generation answer, at once and for good, and remove all others.

        The caller holds the locks of writing and of rebuilding: nobody else has one.
        """
        with explained(self.root):
            pointer = self.root / f"current.{generation}"
            with pointer.open("w", encoding="utf-8") as file:
                file.write(generation)
                file.flush()
                os.fsync(file.fileno())
            os.replace(pointer, self.root / "current")
        for other in self.root.glob("gen-*"):
            if other.name != generation:
                shutil.rmtree(other, ignore_errors=True)

    def drop(self, generation: str) -> None:
        """Remove a generation that was never switched to."""
        shutil.rmtree(self.root / generation, ignore_errors=True)


def _wait_for(handle: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise IndexBusy(_("Another process is writing to the search index.")) from None
            time.sleep(_POLL)
        else:
            return
