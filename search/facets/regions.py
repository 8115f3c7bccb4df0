"""The names of regions, kept in memory: 552 rows that change once in years."""

from collections.abc import Mapping

from django.core.cache import cache

from units.models import Region

_KEY = "search.region_names"
_KEPT_FOR = 600


def region_names() -> Mapping[str, str]:
    """Return the name of each region by its code (at most one SQL query)."""
    names: dict[str, str] | None = cache.get(_KEY)
    if not names:
        names = dict(Region.objects.values_list("code", "name"))
        cache.set(_KEY, names, _KEPT_FOR)
    return names
