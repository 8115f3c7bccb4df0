"""Lists of cases, page by page: all of them, or those under one heading."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from wagtail.query import PageQuerySet

from common.paging import Pager, page_address, pager
from innovations import queries
from innovations.cards import CaseCard
from innovations.models import InnovationPage

CASES_ON_A_PAGE = 20


@dataclass(frozen=True)
class Listing:
    """One page of a list of cases."""

    cards: list[CaseCard]
    total: int
    pager: Pager


def all_cases(request: HttpRequest) -> Listing:
    """Return all visible cases, the newest first: six queries."""
    return listing(request, queries.visible_cases(timezone.now()))


def listing(request: HttpRequest, cases: PageQuerySet[InnovationPage]) -> Listing:
    """Return the page of ``cases`` that was asked for, the newest first; past the end is the last page."""
    paginator = Paginator(queries.newest_first(cases), CASES_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return Listing(
        cards=queries.case_cards(page.object_list, request),
        total=paginator.count,
        pager=pager(page.number, paginator.num_pages, page_address(request.path, request.GET)),
    )
