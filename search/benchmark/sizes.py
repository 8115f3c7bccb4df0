"""How quickly cases are indexed, and what the index and a worker take."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.conf import settings

from search.documents import CaseDocument
from search.indexer import rebuild
from search.projection import project, public_ids

_SAMPLE: Final = 2_000
_SERVE: Final = "from search.benchmark import worker; print(round(worker.memory_after_serving()))"


def rebuild_rate() -> float:
    """Build the index of the engine in use, from the database and with the language chain; return cases a second."""
    started = time.perf_counter()
    return rebuild() / (time.perf_counter() - started)


def sample() -> list[CaseDocument]:
    """Return some documents, for storing them without JIPP."""
    return [one.document for one in project(public_ids()[:_SAMPLE]) if one.document is not None]


def folder_size(folder: Path) -> int:
    """Return the bytes of the files in a folder and below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def worker_memory(environment: Mapping[str, str]) -> str:
    """Return the megabytes of a process of its own that has served searches."""
    surroundings = {**os.environ, **environment, "RATE_LIMITS": "0"}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", _SERVE]
    done = subprocess.run(  # noqa: S603 - the project's own command
        command, cwd=settings.BASE_DIR, env=surroundings, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()
