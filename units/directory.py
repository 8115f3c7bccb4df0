"""Reads for the public list of units."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from common.paging import Pager, page_address, pager
from common.vocabulary import UNIT_TYPES
from units.models import ServiceUnit, UnitPage

UNITS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Directory:
    """One page of the list, and what was asked for."""

    pages: list[UnitPage]
    units: list[ServiceUnit]
    total: int
    pager: Pager
    name: str
    type: str
    types: list[tuple[str, str]]


def directory(request: HttpRequest) -> Directory:
    """Return the units whose name contains ``nama`` and whose type is ``jenis``: three queries.

    Lenient: an unknown type is no type, a page past the end is the last.
    """
    name = request.GET.get("nama", "").replace("\0", "").strip()[:100]
    kind = request.GET.get("jenis", "")
    kind = kind if kind in UNIT_TYPES else ""
    found = _places()
    if name:
        found = found.filter(unit__name__icontains=name)
    if kind:
        found = found.filter(unit__type=kind)
    paginator = Paginator(found, UNITS_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    pages = list(page)
    return Directory(
        pages=pages,
        units=[place.unit for place in pages],
        total=paginator.count,
        pager=pager(page.number, paginator.num_pages, page_address(request.path, request.GET)),
        name=name,
        type=kind,
        types=UNIT_TYPES.choices(),
    )


def units_below(agency_path: str) -> list[UnitPage]:
    """Return the unit pages of an agency's place in the tree: two queries."""
    return list(_places().filter(path__startswith=agency_path))


def _places() -> QuerySet[UnitPage]:
    return UnitPage.objects.live().public().select_related("unit__region", "unit__agency").order_by("unit__name", "pk")
