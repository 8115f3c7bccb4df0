"""Case records for tests: a small good one, and help to import and read back."""

import json
from pathlib import Path
from typing import Any

from innovations.importing.beside import Beside
from innovations.importing.lines import read_lines
from innovations.importing.run import ImportOptions, ImportReport, run_import

DATA = Path(__file__).parents[2] / "innovations" / "data"


def record(record_id: str = "uji-1", **values: Any) -> dict[str, Any]:
    """Return a small good record; a value None takes the key away."""
    found = {
        "id": record_id,
        "name": "Payjem Pas Ngamuk",
        "plain_title": "Penjemputan pasien gangguan jiwa dari rumah",
        "unit": {"name": "RSJD Contoh", "type": "hospital", "level": "city", "region": "33.72"},
        **values,
    }
    return {key: value for key, value in found.items() if value is not None}


def read_data(name: str) -> list[dict[str, Any]]:
    """Return the records of a file in ``innovations/data``."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def import_all(*records: Any, beside: Beside | None = None, **options: bool) -> ImportReport:
    """Import records given as objects."""
    lines = [json.dumps(each).encode() for each in records]
    return run_import(read_lines(lines), options=ImportOptions(**options), beside=beside)


def import_text(text: bytes, **options: bool) -> ImportReport:
    """Import a file given as bytes."""
    return run_import(read_lines(text.splitlines(keepends=True)), options=ImportOptions(**options))
