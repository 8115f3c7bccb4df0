"""Which cases editors have pinned to the top of a search."""

from collections.abc import Mapping
from datetime import date

from search.models import PinnedCase
from search.query import ReaderQuery, parse
from search.remembered import Remembered

Rows = tuple[tuple[str, int, date | None], ...]
Pins = Mapping[str, list[tuple[int, date | None]]]


def _rows() -> Rows:
    """Return search, case and last day of every pin, the first place first (one SQL query)."""
    return tuple(PinnedCase.objects.order_by("place", "pk").values_list("query", "case_id", "until"))


def _by_key(rows: Rows) -> Pins:
    pins: dict[str, list[tuple[int, date | None]]] = {}
    for query, case_id, until in rows:
        pins.setdefault(parse(query).key, []).append((case_id, until))
    return pins


pins_in_use: Remembered[Rows, Pins] = Remembered(_rows, _by_key)


def pinned_pages(query: ReaderQuery, today: date) -> tuple[int, ...]:
    """Return the pages pinned for a query today, the first first. One SQL query a second at most."""
    return tuple(page_id for page_id, until in pins_in_use().get(query.key, ()) if until is None or until >= today)
