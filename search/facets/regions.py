"""The names of regions, kept in memory: 552 rows that change once in years."""

import time
from collections.abc import Mapping
from typing import Final

from units.models import Region

_KEPT_FOR: Final = 600.0

_names: dict[str, str] = {}
_read_at = 0.0


def region_names() -> Mapping[str, str]:
    """Return the name of each region by its code; one SQL query in ten minutes."""
    global _names, _read_at
    if not _names or time.monotonic() - _read_at > _KEPT_FOR:
        _names = dict(Region.objects.values_list("code", "name"))
        _read_at = time.monotonic()
    return _names
