"""Wagtail's own search as its manual has it, over the same case pages in the same database.

The backend is ``wagtail.search.backends.database``; the fields are those that hold a
case's words. The view is that of Wagtail's project template, with the counts of four facets
by ``.facet()``: JIPP counts seventeen. Each page shows ten hits with title, address and
summary, in the same frame as JIPP's. Matches are not highlighted, as stock has nothing for it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import include, path
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from innovations.models import InnovationPage
from innovations.models.sections import SECTION_KEYS
from search.benchmark.measuring import HITS, Ask, Row
from search.benchmark.site import Site

SETTINGS: Final = {"ROOT_URLCONF": __name__}
_BACKEND: Final = "wagtail.search.backends.database"
_FACETS: Final = ("status", "stage", "connectivity", "example")
_SEARCHED: Final = ("plain_title", "summary", *(f"section_{key}" for key in SECTION_KEYS))
_SHOWN: Final = 10
_BATCH: Final = 500
_PAGE: Final = """{% extends "base.html" %}{% load wagtailcore_tags %}
{% block content %}<h1>{{ hits.paginator.count }}</h1>
{% for name, counts in facets %}<h2>{{ name }}</h2>
<ul>{% for value, count in counts %}<li>{{ value }} {{ count }}</li>{% endfor %}</ul>{% endfor %}
<ol>{% for page in hits %}<li><a href="{% pageurl page %}">{{ page.title }}</a> {{ page.summary }}</li>{% endfor %}</ol>
{% endblock %}"""


def search(request: HttpRequest) -> HttpResponse:
    """Answer a search with ten hits, the number of all and, where asked, the counts of four facets."""
    cases = InnovationPage.objects.live()
    if chosen := request.GET.get("status"):
        cases = cases.filter(status=chosen)
    results = cases.search(request.GET["q"], backend=_BACKEND)
    facets = [(name, list(results.facet(name).items())[:_SHOWN]) for name in _FACETS]
    context = {"hits": Paginator(results, HITS).page(1), "facets": facets}
    return HttpResponse(engines["django"].from_string(_PAGE).render(context, request))


def suggestions(request: HttpRequest) -> JsonResponse:
    """Return the titles of which a word begins so."""
    found = InnovationPage.objects.live().autocomplete(request.GET["q"], backend=_BACKEND)[:HITS]
    return JsonResponse({"suggestions": [page.title for page in found]})


urlpatterns = [path("stock/", search), path("stock/suggestions/", suggestions), path("", include("jipp.urls"))]


def asks(site: Site) -> dict[Row, Ask]:
    """Return what is asked of Wagtail's search; with one filter, as it has no other facet of JIPP's three."""
    return {
        Row.PAGE: lambda q: site.get("/stock/", {"q": q}),
        Row.COMMON_WORD: lambda q: site.get("/stock/", {"q": q}),
        Row.NARROWED: lambda q: site.get("/stock/", {"q": q, "status": "continues"}),
        Row.SUGGESTIONS: lambda q: site.get("/stock/suggestions/", {"q": q[:4]}),
    }


@contextmanager
def searchable_cases() -> Iterator[None]:
    """Tell Wagtail's search of the words and facets of a case; JIPP itself gives it titles only."""
    own = InnovationPage.search_fields
    fields = (*map(index.SearchField, _SEARCHED), *map(index.FilterField, _FACETS))
    InnovationPage.search_fields = [*own, *fields]
    try:
        yield
    finally:
        InnovationPage.search_fields = own


def build() -> float:
    """Let Wagtail index all cases, and return the seconds it took."""
    own = get_search_backend(_BACKEND).get_index_for_model(InnovationPage)
    started = time.perf_counter()
    keys = list(InnovationPage.objects.live().values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        own.add_items(InnovationPage, InnovationPage.objects.filter(pk__in=keys[start : start + _BATCH]))
    return time.perf_counter() - started


def database() -> str:
    """Return what people call the database."""
    return {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
