"""Measuring: how long a thing takes, alone or side by side with others that answer the same question."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import cycle, islice
from statistics import quantiles
from typing import Any, Final

from django.test import Client, override_settings

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
COMMON: Final = ("pelayanan",)
"""A word that most cases have: whatever looks at each hit takes longest."""

FILTERED: Final = {"sector": ("health", "education"), "status": ("continues",), "region": ("35",)}
HITS: Final = 10
_WARM_UP: Final = 5
_ROUNDS_OF_SLOW: Final = 2


@dataclass(frozen=True, slots=True)
class Timing:
    """Middle and slow end of a measurement, in milliseconds."""

    what: str
    p50: float
    p95: float


class Row(StrEnum):
    """What is asked. ``engine`` begins where the words are understood, ``request`` where a worker gets it."""

    HITS = "engine: ten hits"
    FACETS = "engine: ten hits, all facets"
    FILTERS = "engine: the same, three filters"
    BEGINNING = "engine: suggestions"
    PAGE = "request: search page"
    COMMON_WORD = "request: the same, a common word"
    NARROWED = "request: the same, three filters"
    API = "request: search API"
    SUGGESTIONS = "request: suggestions"
    CASE = "request: case page"
    PUBLISH = "publish a case and index it"


Ask = Callable[[str], object]


@dataclass(frozen=True)
class Column:
    """Somebody who answers, and how it is asked; ``settings`` hold while it is. Who is slow is asked less often."""

    name: str
    asks: Mapping[Row, Ask]
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_slow: bool = False


def measure(what: str, times: int, run: Ask, inputs: Iterable[str] = QUERIES) -> Timing:
    """Run something on each input in turn and return how long it took."""
    given = list(islice(cycle(inputs), times + _WARM_UP))
    for one in given[:_WARM_UP]:
        run(one)
    return _timing(what, [_timed(run, one) for one in given[_WARM_UP:]])


def side_by_side(row: Row, columns: Sequence[Column], rounds: int, inputs: Sequence[str]) -> list[Timing]:
    """Return how long each took: all inputs a round, taking turns, so that a slow minute meets all.

    The first round warms up and is not counted.
    """
    took: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for column in (one for one in columns if row in one.asks):
            if column.is_slow and not 1 <= number <= _ROUNDS_OF_SLOW:
                continue
            with override_settings(**column.settings):
                round_took = [_timed(column.asks[row], one) for one in inputs]
            if number:
                took.setdefault(column.name, []).extend(round_took)
    return [_timing(name, figures) for name, figures in took.items()]


def _timed(run: Ask, one: str) -> float:
    started = time.perf_counter()
    run(one)
    return (time.perf_counter() - started) * 1000


def _timing(what: str, took: list[float]) -> Timing:
    cuts = quantiles(took, n=100, method="inclusive")
    return Timing(what, cuts[49], cuts[94])


def get(client: Client, path: str, data: dict[str, Any]) -> None:
    """Ask for a page; raises RuntimeError for any answer but 200."""
    response = client.get(path, data)
    if response.status_code != 200:
        raise RuntimeError(f"{path} {data} answered {response.status_code}")
