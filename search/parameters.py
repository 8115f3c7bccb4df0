"""What a search address says, read in two ways: strictly (API) and leniently (page)."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.engines.base import PUBLIC_SORTS, Sort
from search.errors import ParameterError
from search.facets import BY_KEY
from search.like_units import LikeMine

PAGE_SIZE: Final = 20
HITS_ON_A_PAGE: Final = 10
LARGEST_PAGE_SIZE: Final = 100
_MOST_CODES: Final = 50
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_SINGLE: Final = ("q", "page", "page_size", "sort")

Filters = Mapping[str, tuple[str, ...]]
Refuse = Callable[[ParameterError], None]


@dataclass(frozen=True, slots=True)
class Parameters:
    """A search as its address has it. ``page`` counts from 1; ``filters`` are clean values by facet.

    ``reader``, ``like_mine`` and ``now`` are not in the address: the codes that stand for who
    asks, by facet, the units seen from those of who asks, and when (seconds since 1970).
    """

    q: str = ""
    page: int = 1
    page_size: int = PAGE_SIZE
    sort: Sort = Sort.RELEVANCE
    filters: Filters = field(default_factory=dict)
    reader: Filters = field(default_factory=dict, compare=False)
    like_mine: LikeMine | None = field(default=None, compare=False)
    now: int = field(default_factory=lambda: int(time.time()), compare=False)

    @property
    def chosen(self) -> int:
        """Return the number of chosen codes."""
        return sum(map(len, self.filters.values()))

    def without(self, key: str, code: str | None = None) -> "Parameters":
        """Return the search without a code of a facet, or without all of them, from page 1."""
        codes = tuple(one for one in self.filters.get(key, ()) if code is not None and one != code)
        filters = {other: kept for other, kept in self.filters.items() if other != key}
        return replace(self, page=1, filters=filters | ({key: codes} if codes else {}))

    def including(self, key: str, value: str) -> "Parameters":
        """Return the search with one more value of a facet, from page 1."""
        return replace(self, page=1, filters={**self.filters, key: (*self.filters.get(key, ()), value)})

    def at_page(self, page: int) -> "Parameters":
        """Return another page of the same search."""
        return replace(self, page=page)

    def asked_at(self, now: datetime) -> "Parameters":
        """Return the same search, asked at ``now``."""
        return replace(self, now=int(now.timestamp()))

    def sorted_by(self, sort: Sort) -> "Parameters":
        """Return the first page of the same search in another order."""
        return replace(self, page=1, sort=sort)

    @property
    def question(self) -> str:
        """Return the query string of what is asked, whatever the page and the order."""
        return replace(self, page=1, sort=Sort.RELEVANCE).query_string()

    def query_string(self) -> str:
        """Return the canonical query string; what is as usual is left out."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(key, code) for key in BY_KEY for code in self.filters.get(key, ())]
        if self.sort is not Sort.RELEVANCE:
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)


class ParameterErrors(Exception):  # noqa: N818 - several errors in one
    """Everything that is wrong with an address."""

    def __init__(self, errors: list[ParameterError]) -> None:
        """Keep the errors, in the order of the address."""
        super().__init__("; ".join(map(str, errors)))
        self.errors = errors


def read_strictly(given: QueryDict) -> Parameters:
    """Return the search of an address; raises ParameterErrors that names everything wrong."""
    errors: list[ParameterError] = []
    parameters = _read(given, errors.append)
    for name, values in given.lists():
        if name not in _SINGLE and (name not in BY_KEY or BY_KEY[name].is_personal):
            errors.append(ParameterError(name, values[-1] if values else "", _("There is no such parameter.")))
    if errors:
        raise ParameterErrors(errors)
    return parameters


def read_leniently(given: QueryDict, reader: Filters | None = None, mine: LikeMine | None = None) -> Parameters:
    """Return the search of an address; what can't be read, or not be said of the reader, is left out.

    The page has a size of its own, small enough for a phone on a weak link.
    """
    sorts = PUBLIC_SORTS if mine is None else tuple(Sort)
    found = _read(given, lambda _error: None, reader, sorts)
    return replace(found, page_size=HITS_ON_A_PAGE, like_mine=mine)


def _read(
    given: QueryDict, refuse: Refuse, reader: Filters | None = None, sorts: tuple[Sort, ...] = PUBLIC_SORTS
) -> Parameters:
    return Parameters(
        q=given.get("q", ""),
        page=_number(given, "page", 1, None, refuse),
        page_size=_number(given, "page_size", PAGE_SIZE, LARGEST_PAGE_SIZE, refuse),
        sort=_sort(given, refuse, sorts),
        filters=_filters(given, refuse, reader or {}),
        reader=reader or {},
    )


def _number(given: QueryDict, name: str, usual: int, largest: int | None, refuse: Refuse) -> int:
    raw = given.get(name)
    if raw is None:
        return usual
    value = int(raw) if _WHOLE_NUMBER.fullmatch(raw.strip()) else 0
    if value < 1 or (largest is not None and value > largest):
        message = _("Write a whole number from 1.")
        if largest is not None:
            message = _("Write a whole number from 1 to %d.") % largest
        refuse(ParameterError(name, raw, message))
        return usual
    return value


def _sort(given: QueryDict, refuse: Refuse, sorts: tuple[Sort, ...]) -> Sort:
    raw = given.get("sort", Sort.RELEVANCE)
    if raw not in sorts:
        refuse(ParameterError("sort", raw, _("Write one of %s.") % ", ".join(sorts)))
        return Sort.RELEVANCE
    return Sort(raw)


def _filters(given: QueryDict, refuse: Refuse, reader: Filters) -> Filters:
    filters: dict[str, tuple[str, ...]] = {}
    for key, facet in BY_KEY.items():
        if facet.is_personal and not reader.get(key):
            continue
        codes = []
        for raw in given.getlist(key):
            try:
                codes.append(facet.clean(raw))
            except ParameterError as error:
                refuse(error)
        if codes:
            filters[key] = facet.joined(codes)[:_MOST_CODES]
    return filters
