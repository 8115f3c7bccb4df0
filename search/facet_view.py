"""Facets as the page shows them: options with counts, children under their parents, chips."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from search.facets import BY_KEY, FACETS
from search.facets.base import Counts, Facet
from search.parameters import Parameters

_OPEN_AT_FIRST = 3


@dataclass(frozen=True)
class Option:
    """A code that can be chosen; ``count`` is None where its facet is not counted."""

    value: str
    label: str
    count: int | None
    selected: bool
    children: list["Option"] = field(default_factory=list)

    @property
    def is_chosen(self) -> bool:
        """Say whether the option or one below it is selected."""
        return self.selected or any(child.selected for child in self.children)


@dataclass(frozen=True)
class FacetView:
    """One facet with its options; ``chosen`` is how many are selected.

    ``more`` options are left out here; ``more_url`` is the page that has them all.
    ``typed`` is what stands in the facet's field, None where it has none.
    """

    key: str
    label: str
    hint: str
    open: bool
    chosen: int
    typed: str | None
    options: list[Option]
    more: int
    more_url: str


@dataclass(frozen=True)
class Chip:
    """A chosen code and the address without it."""

    key: str
    code: str
    group: str
    label: str
    url: str


def facet_views(parameters: Parameters, counts: Mapping[str, Counts], most: int | None) -> list[FacetView]:
    """Return the facets that offer a choice, in the registry's order.

    With ``most``, each shows so many options at first, and whatever is chosen.
    """
    views: list[FacetView] = []
    more_url = f"{reverse('search_filters')}?{parameters.query_string()}"
    for facet in FACETS:
        chosen = parameters.filters.get(facet.key, ())
        typed = facet.typed(chosen)
        options = _options(facet, counts.get(facet.key, ()), tuple(code for code in chosen if code != typed))
        if options or typed is not None:
            shown = options if most is None else _foremost(options, most)
            views.append(
                FacetView(
                    key=facet.key,
                    label=str(facet.label),
                    hint=str(facet.hint),
                    open=bool(chosen) or len(views) < _OPEN_AT_FIRST,
                    chosen=len(chosen),
                    typed=typed,
                    options=shown,
                    more=len(options) - len(shown),
                    more_url=more_url,
                )
            )
    return views


def _foremost(options: list[Option], most: int) -> list[Option]:
    """Return the options with the most cases and those chosen, in the order they have."""
    ranked = sorted(options, key=lambda option: (not option.is_chosen, -(option.count or 0)))
    kept = {option.value for option in ranked[:most]}
    return [option for option in options if option.value in kept or option.is_chosen]


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
    """Return the options, children under their parents; of many, only those under a chosen one."""
    if not facet.is_counted:
        return [Option(code, str(label), None, code in chosen) for code, label in facet.labels().items()]
    counted = dict(counts)
    for code in chosen:
        counted.setdefault(code, 0)
    if len(counted) > facet.unfolded_up_to:
        unfolded = {None, *(facet.parent(code) or code for code in chosen)}
        counted = {code: count for code, count in counted.items() if facet.parent(code) in unfolded}
    options: dict[str, Option] = {}
    for code, label, count in facet.ordered(list(counted.items())):
        option = Option(code, label, count, code in chosen)
        parent = facet.parent(code)
        if parent in options:
            options[parent].children.append(option)
        else:
            options[code] = option
    return list(options.values())
