"""Facets as the page shows them: options with counts, children under their parents, chips."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from search.facets import BY_KEY, FACETS
from search.facets.kinds import Facet
from search.parameters import Parameters

Counts = tuple[tuple[str, int], ...]

_OPEN_AT_FIRST = 3


@dataclass(frozen=True)
class Option:
    """A code that can be chosen."""

    value: str
    label: str
    count: int
    selected: bool
    children: list["Option"] = field(default_factory=list)


@dataclass(frozen=True)
class FacetView:
    """One facet with its options; ``chosen`` is how many are selected."""

    key: str
    label: str
    open: bool
    chosen: int
    options: list[Option]


@dataclass(frozen=True)
class Chip:
    """A chosen code and the address without it."""

    key: str
    code: str
    group: str
    label: str
    url: str


def facet_views(parameters: Parameters, counts: Mapping[str, Counts]) -> list[FacetView]:
    """Return the facets that offer a choice, in the registry's order."""
    views = []
    for place, facet in enumerate(FACETS):
        chosen = parameters.filters.get(facet.key, ())
        options = _options(facet, counts.get(facet.key, ()), chosen)
        if options:
            is_open = bool(chosen) or place < _OPEN_AT_FIRST
            views.append(FacetView(facet.key, str(facet.label), is_open, len(chosen), options))
    return views


def chips(parameters: Parameters) -> list[Chip]:
    """Return the chosen codes in the registry's order."""
    return [
        Chip(key, code, str(facet.label), facet.name(code), _address(parameters.without(key, code)))
        for key, facet in BY_KEY.items()
        for code in parameters.filters.get(key, ())
    ]


def _address(parameters: Parameters) -> str:
    return f"{reverse('search')}?{parameters.query_string()}"


def _options(facet: Facet, counts: Counts, chosen: tuple[str, ...]) -> list[Option]:
    counted = dict(counts) | {code: 0 for code in chosen if code not in dict(counts)}
    options: dict[str, Option] = {}
    children = []
    for code, count in facet.ordered(list(counted.items())):
        option = Option(code, facet.name(code), count, code in chosen)
        parent = facet.parent(code)
        if parent is None:
            options[code] = option
        else:
            children.append((parent, option))
    for parent, option in children:
        if parent in options:
            options[parent].children.append(option)
        else:
            options[option.value] = option
    return list(options.values())
