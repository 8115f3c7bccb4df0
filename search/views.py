"""The search page, the page of its filters, and suggestions while typing."""

import logging
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import is_ratelimited

from common.tables import table_response
from search.download import MOST_ROWS, table_of
from search.errors import SearchUnavailable
from search.facets import codes_of_reader
from search.finding import find_documents
from search.like_units import like_mine
from search.page import ResultPage, address, newest, result_page
from search.parameters import Parameters, read_leniently
from search.query_help import EXAMPLES
from search.query_log import is_by_a_person, query_log
from search.suggestions import suggestions_for

logger = logging.getLogger(__name__)

_MOST_SUGGESTIONS: Final = 8

# The quickest person stays far below; a script that copies the site does not.
_SEARCH_RATE: Final = "600/m"
_SUGGESTION_RATE: Final = "1200/m"
_OPENED_RATE: Final = "60/m"
_DOWNLOAD_RATE: Final = "30/m"

_too_many = partial(is_ratelimited, key="ip", increment=True)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer a search; where the engine is down, say so and offer the newest cases."""
    return _page(request, "search/results.html", whole_facets=False)


@require_safe
def filters(request: HttpRequest) -> HttpResponse:
    """Show the filters of a search as a page of their own, for phones without JavaScript."""
    return _page(request, "search/filters.html", whole_facets=True)


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the results of a search as a table, all pages of it up to so many rows."""
    if _too_many(request, group="download", rate=_DOWNLOAD_RATE):
        return render(request, "search/too_many.html", status=429)
    parameters = replace(_read(request), page=1, page_size=MOST_ROWS)
    now = timezone.now()
    try:
        cases = find_documents(parameters, now)
    except SearchUnavailable as unavailable:
        return _unavailable(request, parameters, unavailable, now)
    return table_response(table_of(cases, request.build_absolute_uri("/").rstrip("/")), kind, "inovasi")


def _read(request: HttpRequest) -> Parameters:
    return read_leniently(request.GET, codes_of_reader(request.user), like_mine(request.user))


def _page(request: HttpRequest, template: str, *, whole_facets: bool) -> HttpResponse:
    if _too_many(request, group="search", rate=_SEARCH_RATE):
        return render(request, "search/too_many.html", status=429)
    parameters = _read(request)
    now = timezone.now()
    try:
        page: ResultPage = result_page(parameters, now, whole_facets=whole_facets)
    except SearchUnavailable as unavailable:
        return _unavailable(request, parameters, unavailable, now)
    if not whole_facets and _is_a_new_search(request, page.parameters):
        query_log.searched(page.parameters.q, page.total)
    response = render(request, template, {"parameters": page.parameters, "examples": EXAMPLES, "page": page})
    if "HX-Request" in request.headers:
        # A form sends its empty fields too; the address that can be shared has only what was chosen.
        response["HX-Push-Url"] = address(page.parameters)
    return response


def _unavailable(
    request: HttpRequest, parameters: Parameters, unavailable: SearchUnavailable, now: datetime
) -> HttpResponse:
    logger.warning("Search is not available: %s", unavailable.reason)
    reason = unavailable.reason if request.user.is_superuser else unavailable.public
    context = {"parameters": parameters, "examples": EXAMPLES, "reason": reason, "cards": newest(request, now)}
    return render(request, "search/unavailable.html", context, status=503)


def _is_a_new_search(request: HttpRequest, parameters: Parameters) -> bool:
    """Say whether a person asks for the first page without filters: what follows narrows the same search."""
    plain = parameters == Parameters(q=parameters.q, page_size=parameters.page_size)
    return plain and "HX-Request" not in request.headers and is_by_a_person(request)


@csrf_exempt  # A reader has no session, and what can be done here is to add one to a count.
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Count that a hit of a search was opened; sent by the page's script, so known of readers with JavaScript."""
    from_here = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if from_here and is_by_a_person(request) and not _too_many(request, group="opened", rate=_OPENED_RATE):
        query_log.clicked(request.POST.get("q", ""))
    return HttpResponse(status=204)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return what may be meant by the beginning of a query; nothing when the engine is down."""
    if _too_many(request, group="suggestions", rate=_SUGGESTION_RATE):
        return JsonResponse({"suggestions": []}, status=429)
    found = suggestions_for(request.GET.get("q", ""), timezone.now(), _MOST_SUGGESTIONS)
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
