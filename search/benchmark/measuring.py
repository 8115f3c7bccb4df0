"""Measuring a running site from inside: whole requests, the engine, raw tantivy, publishing."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles
from typing import Any, Final

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from tantivy import Index, Order, Searcher

from innovations.models import InnovationPage
from search.engines import get_engine
from search.engines.base import SearchRequest
from search.engines.tantivy_schema import facet_field
from search.engines.tantivy_store import Store
from search.expansion import expand
from search.facets import FACETS
from search.finding import find
from search.language import normalise, terms
from search.parameters import Parameters
from search.query import parse
from search.weights import FIELDS

QUERIES: Final = (
    "pelayanan",
    "akta kelahiran",
    "antrean loket",
    "ibu hamil di desa terpencil",
    "imunisasi posyandu keliling",
    "KTP-el lansia",
    "izin usaha tanpa antre",
    "rumah sakit rujukan pasien",
    "sampah bank sampah",
    "perpustakaan keliling sekolah pulau",
    "bagaimana cara mengurangi antrean di puskesmas",
    "jemput bola disabilitas",
)
FILTERED: Final = {"sector": ("health", "education"), "status": ("continues",), "region": ("35",)}
_WARM_UP: Final = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Middle and slow end of a measurement, in milliseconds."""

    what: str
    p50: float
    p95: float


def measure(what: str, times: int, run: Callable[[str], Any], inputs: Iterable[str] = QUERIES) -> Timing:
    """Run something on each input in turn and return how long it took."""
    given = list(islice(cycle(inputs), times + _WARM_UP))
    for one in given[:_WARM_UP]:
        run(one)
    took = []
    for one in given[_WARM_UP:]:
        started = time.perf_counter()
        run(one)
        took.append((time.perf_counter() - started) * 1000)
    cuts = quantiles(took, n=100, method="inclusive")
    return Timing(what, cuts[49], cuts[94])


def measure_searching(times: int) -> Iterator[Timing]:
    """Yield the timings of reading: requests, the search room, its engine, raw tantivy."""
    client = Client(HTTP_HOST="localhost")
    page, suggest, api = reverse("search"), reverse("search_suggest"), reverse("api_cases")
    with override_settings(RATELIMIT_ENABLE=False, DEBUG=False, ALLOWED_HOSTS=["localhost"]):
        yield measure("search page, all facets", times, lambda q: get(client, page, {"q": q}))
        yield measure("search page, three filters", times, lambda q: get(client, page, {"q": q, **FILTERED}))
        yield measure("search API, all facets", times, lambda q: get(client, api, {"q": q}))
        yield measure("suggestions", times, lambda q: get(client, suggest, {"q": q[:4]}))
        addresses = _case_addresses()
        if addresses:
            yield measure("case page", times, lambda address: get(client, address, {}), addresses)
    yield measure("search room, with highlights", times, lambda q: find(Parameters(q=q), timezone.now()))
    yield from _measure_engine(times)


def get(client: Client, path: str, data: dict[str, Any]) -> None:
    """Ask for a page; raises RuntimeError for any answer but 200."""
    response = client.get(path, data)
    if response.status_code != 200:
        raise RuntimeError(f"{path} {data} answered {response.status_code}")


def _case_addresses() -> list[str]:
    pages = InnovationPage.objects.live().order_by("pk")[: len(QUERIES)]
    return [address for address in (page.get_url() for page in pages) if address]


def _measure_engine(times: int) -> Iterator[Timing]:
    engine = get_engine()
    facets = tuple(facet.key for facet in FACETS)
    now = int(time.time())

    def ask(q: str, wanted: tuple[str, ...]) -> None:
        query = parse(q)
        engine.search(SearchRequest(now, expand(query), normalise(query.text), facets=wanted))

    yield measure("engine port, all facets", times, lambda q: ask(q, facets))
    yield measure("engine port, no facets", times, lambda q: ask(q, ()))
    store = Store(str(settings.SEARCH_INDEX_DIR))
    index, searcher = store.open_index(store.generation), store.searcher()
    yield measure("raw tantivy, all facets", times, lambda q: _raw(index, searcher, q, facets))
    yield measure("raw tantivy, no facets", times, lambda q: _raw(index, searcher, q, ()))


def _raw(index: Index, searcher: Searcher, q: str, facets: tuple[str, ...]) -> None:
    """Search as tantivy's own query parser would, read the documents, count the facets."""
    query = index.parse_query(terms(q), list(FIELDS), field_boosts=dict(FIELDS))
    for _score, address in searcher.search(query, 20, order=Order.Desc).hits:
        searcher.doc(address)
    if facets:
        searcher.aggregate(query, {key: {"terms": {"field": facet_field(key), "size": 2000}} for key in facets})


def measure_publishing(times: int) -> Timing:
    """Publish made-up cases again and again and return how long one took, indexing included."""
    pages = list(InnovationPage.objects.live().filter(example=True).order_by("pk")[:times])

    def publish(number: str) -> None:
        page = pages[int(number) % len(pages)]
        page.summary = f"{page.summary.split(' Diukur')[0]} Diukur {number}."
        page.save_revision().publish()

    return measure("publish, indexing included", times, publish, map(str, range(times + _WARM_UP)))
