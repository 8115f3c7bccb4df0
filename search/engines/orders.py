"""By what hits are sorted: for each order a whole number of a case, the largest first.

One table for every engine, so that hits stand in the same order on each.
"""

from collections.abc import Callable, Mapping
from typing import Final

from search.documents import CaseDocument
from search.engines.base import Sort

_HUNDREDTHS: Final = 100
_MOST: Final = 10**10


def _proven(case: CaseDocument) -> int:
    """Return the effect at the units that copied, in hundredths; a change for the worse stays above none known."""
    effect = case.numbers.get("copier_effect")
    if effect is None:
        return 0
    return max(1, min(round(effect * _HUNDREDTHS), _MOST) + _MOST)


ORDERS: Final[Mapping[Sort, Callable[[CaseDocument], int]]] = {
    Sort.NEWEST: lambda case: case.published_at,
    Sort.COMPLETE: lambda case: case.completeness,
    Sort.COPIED: lambda case: int(case.numbers.get("copiers", 0)),
    Sort.PROVEN: _proven,
}
"""Every order but that by relevance."""
