"""Facets: by what cases are filtered and counted.

``registry.FACETS`` is the one list. The form, the addresses, the API, its description
and the index all read it, so a facet is added in that one place.
"""

from search.facets.registry import BY_KEY, FACETS, codes_of_reader

__all__ = ["BY_KEY", "FACETS", "codes_of_reader"]
