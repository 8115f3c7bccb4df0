"""Programs that search and publish in processes of their own, beside a test on its database and index."""

import os
import subprocess
import sys
from pathlib import Path

from django.utils import timezone

from search.finding import find, still_public
from search.parameters import Parameters

ROOT = Path(__file__).resolve().parent.parent.parent

SETUP = """
import os, sys, django
django.setup()
from search.models import IndexEvent
from tests.factories import CaseFactory, DraftFactory
from tests.search.processes import found
from units.models import ServiceUnit
"""


def found(query: str) -> set[str]:
    """Return the names of the cases that a reader finds now."""
    now = timezone.now()
    hits = find(Parameters(q=query, page_size=100), now)
    return {one.hit.document.name for one in still_public(hits, now)}


class Place:
    """The database and the folder of a test, for programs with the names of ``SETUP``."""

    def __init__(self, database: str, folder: Path, **settings: str) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": database,
            "JIPP_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "jipp.settings.development",
            "PYTHONPATH": str(ROOT),
            **settings,
        }

    def start(self, code: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", SETUP + code, *arguments], env=self.environment, cwd=ROOT)
