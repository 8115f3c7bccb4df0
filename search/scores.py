"""Why a case stands where it does, and what other weights would do to the judged queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from innovations.queries import visible_cases
from search.engines import get_engine
from search.engines.base import ScoreExplanation
from search.finding import Reading, read
from search.parameters import Parameters
from search.quality import LOOKED_AT, USEFUL, Answer, JudgedQuery, read_judged
from search.weights import Weights


@dataclass(frozen=True, slots=True)
class Explanation:
    """A search as it is understood, and what a case's score for it is made of."""

    reading: Reading
    score: ScoreExplanation


def explain_score(text: str, page_id: int, now: datetime) -> Explanation:
    """Explain the score of a page's case for a search. Raises SearchUnavailable."""
    reading = read(Parameters(q=text), now)
    return Explanation(reading, get_engine().explain(reading.request, page_id))


def judged_here(file: Path, now: datetime) -> list[JudgedQuery]:
    """Return the judged queries of a file of which this site has a useful case, graded by what it has (one SQL query).

    Raises OSError where there is no such file.
    """
    judged = read_judged(file)
    graded = {record_id for one in judged for record_id in one.grades}
    here = set(visible_cases(now).filter(record_id__in=graded).values_list("record_id", flat=True))
    kept = (replace(one, grades={key: one.grades[key] for key in one.grades if key in here}) for one in judged)
    return [one for one in kept if max(one.grades.values(), default=0) >= USEFUL]


def judge(judged: Sequence[JudgedQuery], trials: Sequence[Weights], now: datetime) -> list[list[Answer]]:
    """Ask the judged queries with each of several weights, without pins. Raises SearchUnavailable."""
    given: list[list[Answer]] = [[] for _ in trials]
    for one in judged:
        reading = read(Parameters(q=one.query, page_size=LOOKED_AT), now)
        for answers, tried in zip(given, trials, strict=True):
            answers.append(Answer(one, _record_ids(reading, tried)))
    return given


def _record_ids(reading: Reading, weights: Weights) -> list[str]:
    if reading.is_empty:
        return []
    request = replace(reading.request, weights=weights, pinned=(), facets=())
    return [hit.document.record_id for hit in get_engine().search(request).hits]
