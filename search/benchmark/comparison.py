"""JIPP on each of its engines beside the raw engines and Wagtail's own search, at one size."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.test import override_settings

from search.benchmark import raw_tantivy, sizes, stock
from search.benchmark.measuring import COMMON, QUERIES, Ask, Column, Row, Timing, side_by_side
from search.benchmark.ports import port_asks
from search.benchmark.site import Site, case_pages, page_asks, publishing
from search.benchmark.table import Figure
from search.documents import CaseDocument

RATE: Final = "indexing, cases a second"
DISK: Final = "index on disk, MB"
MEMORY: Final = "memory of a worker, MB"
_COMPARED: Final = tuple(row for row in Row if row not in (Row.CASE, Row.PUBLISH))
_MEGABYTE: Final = 1_000_000
_PUBLISHED: Final = 20
_WHOLE_FROM: Final = 100


@dataclass(frozen=True)
class Backend:
    """An engine of JIPP's and how to do without JIPP what it does."""

    name: str
    settings: dict[str, Any]
    raw_asks: Callable[[], dict[Row, Ask]]
    store_raw: Callable[[list[CaseDocument]], float]
    size: Callable[[], int]

    @property
    def column(self) -> str:
        """Return what JIPP on it is called in the table."""
        return f"JIPP, {self.name}, {stock.database()}"


def _backends() -> list[Backend]:
    """Return tantivy, and Elasticsearch where the settings name one."""
    folder = Path(settings.SEARCH_INDEX_DIR)
    tantivy = Backend(
        "tantivy",
        {"SEARCH_ENGINE": "tantivy"},
        raw_tantivy.raw_asks,
        raw_tantivy.store_raw,
        lambda: sizes.folder_size(folder),
    )
    if not settings.SEARCH_ELASTICSEARCH:
        return [tantivy]
    from search.benchmark import raw_elasticsearch as raw

    chosen = {"SEARCH_ENGINE": "elasticsearch"}
    return [tantivy, Backend("Elasticsearch", chosen, raw.raw_asks, raw.store_raw, raw.size_on_disk)]


def compare(cases: int, rounds: int) -> Iterator[Figure]:
    """Build the indexes of the cases that there are, and yield every figure, of all in turn."""
    backends, site = _backends(), Site()
    sample = sizes.sample()
    built: list[tuple[str, str, str]] = []
    for one in backends:
        with override_settings(**one.settings):
            built.append((RATE, one.column, f"{sizes.rebuild_rate():.0f}"))
            built.append((DISK, one.column, f"{one.size() / _MEGABYTE:.0f}"))
            built.append((RATE, f"raw, {one.name}", f"{len(sample) / one.store_raw(sample):.0f}"))
    with stock.searchable_cases():
        name = f"Wagtail, {stock.database()}"
        built.append((RATE, name, f"{cases / stock.build():.0f}"))
        columns = [*_columns(backends, site), Column(name, stock.asks(site), stock.SETTINGS, is_slow=True)]
        for row in _COMPARED:
            for timing in side_by_side(row, columns, rounds, COMMON * 3 if row is Row.COMMON_WORD else QUERIES):
                yield _figure(cases, row, timing)
    for one in backends:
        with override_settings(**one.settings):
            yield _figure(cases, Row.CASE, case_pages(site, _PUBLISHED), one.column)
            yield _figure(cases, Row.PUBLISH, publishing(_PUBLISHED), one.column)
        built.append((MEMORY, one.column, sizes.worker_memory(one.settings)))
    yield from (Figure(cases, *one) for one in built)


def _columns(backends: list[Backend], site: Site) -> Iterator[Column]:
    for one in backends:
        with override_settings(**one.settings):
            yield Column(f"raw, {one.name}", one.raw_asks())
            yield Column(one.column, {**port_asks(), **page_asks(site)}, one.settings)


def _figure(cases: int, row: Row, timing: Timing, column: str = "") -> Figure:
    return Figure(cases, row, column or timing.what, f"{_shown(timing.p50)} / {_shown(timing.p95)}")


def _shown(milliseconds: float) -> str:
    return f"{milliseconds:.2f}" if milliseconds < _WHOLE_FROM else f"{milliseconds:.0f}"
