"""«Jaringan»: what is copied where, by whom and how far; the lists behind the numbers; the tables to download."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from common.formatting import number
from common.paging import Pager, page_address, pager
from common.tables import table_response
from common.throttle import limited
from innovations.confirmation_queries import overdue_cases
from innovations.models import InnovationPage
from innovations.rules import CONFIRMED_FOR_MONTHS
from replications.choices import REACHED
from replications.mentoring_queries import running_role_models
from replications.models import Replication
from replications.network import charts, grids
from replications.network.grids import Grid
from replications.network.listing import OF_CASE, cases_by_key, chosen, copying_units, listed, units_by_key, with_places
from replications.network.scope import public_replications
from replications.network.sums import Sums, kept_sums, sums_of
from replications.rules import FEWEST
from units.tile_map import Tile, province_names, tiles

_ON_A_PAGE: Final = 25
_MOST_ROWS: Final = 5_000
_DOWNLOAD_RATE: Final = "30/m"


class Chip(NamedTuple):
    """A chosen filter, and the address without it."""

    group: str
    label: str
    url: str


class Listing(NamedTuple):
    """One page of a long table."""

    grid: Grid
    total: int
    pager: Pager


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show all sums: four queries, and those of the sums once a minute."""
    sums, names = _sums(request), province_names()
    obstacles = [(grids.obstacle_label(code), number(count), count) for code, count in sums.obstacles]
    steps = [(str(REACHED[step.state]), grids.Cell(grids.count_text(step)).text, step.count) for step in sums.steps]
    context = {
        "sums": sums,
        "fewest": FEWEST,
        "months": CONFIRMED_FOR_MONTHS,
        "other_url": grids.address("network", example=not sums.example),
        "funnel": grids.funnel_grid(sums),
        "funnel_chart": charts.bar_chart(steps),
        "tiles": _tiles(sums, names),
        "without": sum(code not in sums.provinces for code in names),
        "provinces": grids.provinces_grid(sums, names),
        "matrix": grids.matrix_grid(sums, names),
        "practices": _practices(sums),
        "units": _units(sums),
        "obstacles": grids.obstacles_grid(sums),
        "obstacles_chart": charts.bar_chart(obstacles),
        "overdue_url": grids.address("network_overdue", example=sums.example_cases),
    }
    return render(request, "replications/network/overview.html", context)


def _tiles(sums: Sums, names: dict[str, str]) -> list[Tile]:
    def label(name: str, count: int) -> str:
        words = ngettext("%(name)s: %(count)s unit copies", "%(name)s: %(count)s units copy", count)
        return words % {"name": name, "count": count}

    counts = {code: found.units for code, found in sums.provinces.items() if code}
    return tiles(counts, names, label, lambda code: grids.listed_at(sums, region=code))


@require_safe
def replications(request: HttpRequest) -> HttpResponse:
    """List the replications behind a number: six queries, and one for each filter that names something."""
    public = _public(request)
    filters = chosen(public, request.GET)
    rows = listed(public, filters)
    example = _sums(request).example
    context = {
        "example": example,
        "listing": _listing(request, rows, lambda rows: grids.replications_grid(with_places(rows))),
        "units": copying_units(rows),
        "chips": [Chip(one.heading, one.label, _without(request, one.key)) for one in filters],
        "clear_url": grids.address("network_replications", example=example),
        "network_url": grids.address("network", example=example),
    }
    return render(request, "replications/network/replications.html", context)


@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """List the cases that nobody has confirmed for long: three queries."""
    context = {
        "listing": _listing(request, _overdue(request), grids.overdue_grid),
        "months": CONFIRMED_FOR_MONTHS,
        "network_url": grids.address("network", example=_wants_examples(request)),
    }
    return render(request, "replications/network/overdue.html", context)


@require_safe
@limited(_DOWNLOAD_RATE, method=None)
def download(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Send one of the tables, all of its rows up to so many."""
    return table_response(_GRIDS[key](request).table, kind, f"jaringan-{key}")


def _wants_examples(request: HttpRequest) -> bool:
    return request.GET.get("example") == "1"


def _sums(request: HttpRequest) -> Sums:
    return kept_sums(example=_wants_examples(request))


def _public(request: HttpRequest) -> QuerySet[Replication]:
    return public_replications(timezone.now(), example=_sums(request).example)


def _overdue(request: HttpRequest) -> QuerySet[InnovationPage]:
    cases = overdue_cases(timezone.now()).filter(example=_sums(request).example_cases)
    return cases.select_related("unit").only(*OF_CASE, "confirmed_on", "first_published_at")


def _listed(request: HttpRequest) -> Grid:
    public = _public(request)
    return grids.replications_grid(with_places(listed(public, chosen(public, request.GET))[:_MOST_ROWS]))


def _all_sums(request: HttpRequest) -> Sums:
    return sums_of(timezone.now(), example=_wants_examples(request))


def _practices(sums: Sums) -> Grid:
    leading = sums.practices[:_MOST_ROWS]
    return grids.practices_grid(sums, leading, cases_by_key([one.key for one in leading]))


def _units(sums: Sums) -> Grid:
    leading = sums.units[:_MOST_ROWS]
    keys = [one.key for one in leading]
    role_models = running_role_models(keys, timezone.localdate())
    return grids.units_grid(sums, leading, units_by_key(keys), role_models)


_GRIDS: Final[dict[str, Callable[[HttpRequest], Grid]]] = {
    "alur": lambda request: grids.funnel_grid(_sums(request)),
    "provinsi": lambda request: grids.provinces_grid(_sums(request), province_names()),
    "sektor": lambda request: grids.matrix_grid(_sums(request), province_names()),
    "praktik": lambda request: _practices(_all_sums(request)),
    "unit": lambda request: _units(_all_sums(request)),
    "hambatan": lambda request: grids.obstacles_grid(_sums(request)),
    "perlu-konfirmasi": lambda request: grids.overdue_grid(_overdue(request)[:_MOST_ROWS]),
    "replikasi": _listed,
}
"""What makes each table to download, by the word in its address."""


def _listing(request: HttpRequest, rows: QuerySet[Any], grid: Callable[[Any], Grid]) -> Listing:
    """Return the page of a list that was asked for; past the end is the last one: two queries."""
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    pages = pager(page.number, page.paginator.num_pages, page_address(request.path, request.GET))
    return Listing(grid(page.object_list), page.paginator.count, pages)


def _without(request: HttpRequest, key: str) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    kept.pop(key)
    return f"{request.path}?{kept.urlencode()}"
