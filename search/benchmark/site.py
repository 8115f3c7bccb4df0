"""Whole requests, as a worker of the server answers them: JIPP's own pages."""

from typing import Any

from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import reverse

from innovations.models import InnovationPage
from search.benchmark.measuring import FILTERED, QUERIES, Ask, Row, Timing, measure


class Site:
    """The site behind Django's WSGI handler, asked by a browser that takes compressed pages."""

    def __init__(self) -> None:
        """Load the site."""
        self._handler = get_wsgi_application()
        self._requests = RequestFactory(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip", HTTP_USER_AGENT="Mozilla")

    def get(self, path: str, data: dict[str, Any]) -> None:
        """Ask for a page; raises RuntimeError for any answer but 200."""
        response = self._handler.get_response(self._requests.get(path, data))
        if response.status_code != 200:
            raise RuntimeError(f"{path} {data} answered {response.status_code}")


def page_asks(site: Site) -> dict[Row, Ask]:
    """Return what is asked of the site's pages."""
    search, api, suggest = reverse("search"), reverse("api_cases"), reverse("search_suggest")
    return {
        Row.PAGE: lambda q: site.get(search, {"q": q}),
        Row.COMMON_WORD: lambda q: site.get(search, {"q": q}),
        Row.NARROWED: lambda q: site.get(search, {"q": q, **FILTERED}),
        Row.API: lambda q: site.get(api, {"q": q}),
        Row.SUGGESTIONS: lambda q: site.get(suggest, {"q": q[:4]}),
    }


def case_pages(site: Site, times: int) -> Timing:
    """Return how long the pages of cases take."""
    addresses = [address for address in (page.get_url() for page in _cases()) if address]
    return measure(Row.CASE, times, lambda address: site.get(address, {}), addresses)


def publishing(times: int) -> Timing:
    """Publish made-up cases again and again and return how long one took, indexing included."""
    pages = _cases()

    def publish(number: str) -> None:
        page = pages[int(number) % len(pages)]
        page.summary = f"{page.summary.split(' Diukur')[0]} Diukur {number}."
        page.save_revision().publish()

    return measure(Row.PUBLISH, times, publish, map(str, range(2 * times)))


def _cases() -> list[InnovationPage]:
    return list(InnovationPage.objects.live().filter(example=True).order_by("pk")[: len(QUERIES)])
