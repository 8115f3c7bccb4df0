"""Case records going out, in the form in which they come in."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from innovations.models import InnovationPage
from innovations.queries import visible_cases
from innovations.record import to_records


@dataclass
class Exported:
    """How much was written."""

    cases: int = 0
    files: int = 0


def exported_cases(unit: str = "", *, unpublished: bool = False) -> QuerySet[InnovationPage]:
    """Return the cases to export in the order in which they came.

    ``unit`` is a part of a unit's name. Without ``unpublished`` only what everyone may read.
    """
    cases = InnovationPage.objects.all() if unpublished else visible_cases(timezone.now())
    return cases.filter(unit__name__icontains=unit).order_by("pk")


def export_cases(cases: QuerySet[InnovationPage]) -> Iterator[str]:
    """Yield one line of JSON a case, without the line's end; memory stays flat."""
    for record in to_records(cases):
        yield json.dumps(record, ensure_ascii=False)


def export_to(cases: QuerySet[InnovationPage], target: Path) -> Exported:
    """Write the records to ``target`` and their pictures and documents beside it.

    The file appears complete or not at all. Raises OSError where the place cannot be written.
    """
    counts = Exported()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as lines:
        for record in to_records(cases):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            counts.cases += 1
            counts.files += _copy_files(record, target.parent)
    unfinished.replace(target)
    return counts


def _copy_files(record: dict[str, Any], folder: Path) -> int:
    names = [item["file"] for kind in ("pictures", "documents") for item in record.get(kind, ())]
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with default_storage.open(name) as source, place.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return len(names)
