"""The official regions, kept equal to ``units/data/regions.csv``."""

import csv
from pathlib import Path
from typing import Any

from django.db import router

from units.models import Region

REGIONS = Path(__file__).parent / "data" / "regions.csv"


def load_regions(using: str = "default", **kwargs: Any) -> None:
    """Add and update the provinces, regencies and cities; idempotent (signal: post_migrate)."""
    if not router.allow_migrate_model(using, Region):
        return
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    regions = [
        Region(code=row["code"], name=row["name"], level=row["level"], parent_id=row["parent"] or None) for row in rows
    ]
    Region.objects.using(using).bulk_create(
        regions, update_conflicts=True, unique_fields=["code"], update_fields=["name", "level", "parent"]
    )
