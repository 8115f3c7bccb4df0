"""Filling a site with synthetic cases."""

import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import override_settings


def fill_cases(size: int, seed: int) -> None:
    """Make a site ready, and import the first ``size`` synthetic cases; those that are there stay."""
    call_command("migrate", verbosity=0)
    call_command("setup_site", stdout=StringIO())
    with tempfile.TemporaryDirectory() as folder, override_settings(SEARCH_INDEXER="worker"):
        file = Path(folder) / "cases.jsonl"
        call_command("make_cases", size, seed, output=file)
        call_command("import_cases", str(file), verbosity=0, stdout=StringIO())
