"""How good the answers are: judged queries, and the figures that sum up a run of them."""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Final

LOOKED_AT: Final = 10
"""Hits of a query that count: a first page."""

USEFUL: Final = 2
"""The least grade of a case that answers a query."""

_HELD_OUT_OF: Final = 3


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with what people think of cases: 3 is what was meant, 2 useful, 1 touches it.

    ``grades`` are by record id; a case without one is no answer.
    """

    query: str
    kind: str
    grades: Mapping[str, int]

    @property
    def is_held_out(self) -> bool:
        """Say whether the query is of the third that nobody looks at while changing weights."""
        return hashlib.sha256(self.query.encode()).digest()[0] % _HELD_OUT_OF == 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gave for a judged query: record ids, the best first."""

    judged: JudgedQuery
    record_ids: Sequence[str]

    @property
    def ndcg(self) -> float:
        """Return the gain of the first page beside that of the best possible one (nDCG@10).

        A grade's gain is 2^grade - 1, and counts less further down (Järvelin and
        Kekäläinen 2002, as Burges et al. 2005 use it).
        """
        grades = self.judged.grades
        best = _gain(sorted(grades.values(), reverse=True))
        return _gain(grades.get(record_id, 0) for record_id in self.record_ids) / best

    @property
    def reciprocal_rank(self) -> float:
        """Return 1 / place of the first useful case, 0 where the first page has none."""
        for place, record_id in enumerate(self.record_ids[:LOOKED_AT], 1):
            if self.judged.grades.get(record_id, 0) >= USEFUL:
                return 1 / place
        return 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of a set of answers: means, and the share of queries that found nothing."""

    queries: int
    ndcg: float
    mrr: float
    zero_hits: float


def read_judged(file: Path) -> list[JudgedQuery]:
    """Return the judged queries of a file with one JSON object a line."""
    with file.open(encoding="utf-8") as lines:
        return [JudgedQuery(**json.loads(line)) for line in lines if line.strip()]


def answers(judged: Iterable[JudgedQuery], search: Callable[[str], Sequence[str]]) -> list[Answer]:
    """Ask every query of a search that returns record ids."""
    return [Answer(one, search(one.query)) for one in judged]


def by_kind(given: Sequence[Answer]) -> Iterator[tuple[str, Quality]]:
    """Yield the figures of each kind in the order of the file, and under ``""`` those of all."""
    for kind in dict.fromkeys(answer.judged.kind for answer in given):
        yield kind, quality([answer for answer in given if answer.judged.kind == kind])
    yield "", quality(given)


def quality(given: Sequence[Answer]) -> Quality:
    """Return the figures of some answers; there must be one at least."""
    return Quality(
        queries=len(given),
        ndcg=mean(answer.ndcg for answer in given),
        mrr=mean(answer.reciprocal_rank for answer in given),
        zero_hits=mean(not answer.record_ids for answer in given),
    )


def _gain(grades: Iterable[int]) -> float:
    places = zip(range(LOOKED_AT), grades, strict=False)
    return math.fsum((2**grade - 1) / math.log2(place + 2) for place, grade in places)
