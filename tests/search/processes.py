"""Programs that search and publish in processes of their own, on one database and index."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

SETUP = """
import os, sys, django
django.setup()
from django.utils import timezone
from search.finding import find, still_public
from search.indexer import drain, verify
from search.models import IndexEvent
from search.parameters import Parameters
def hits(q):
    now = timezone.now()
    return still_public(find(Parameters(q=q, page_size=100), now), now)
def found(q):
    return {one.hit.document.name for one in hits(q)}
"""


class Place:
    """A database and an index of their own, for programs with the names of ``SETUP``."""

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

    def run(self, code: str, *arguments: str) -> int:
        return self.start(code, *arguments).wait(timeout=180)
