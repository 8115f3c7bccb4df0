"""How complete a case is, what it lacks, and why that matters. The weights are data."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from common.vocabulary import reads_english

CRITERIA = Path(__file__).parent.parent / "data" / "completeness.json"
FULL_SCORE = 100

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    """One thing that a case should have. ``key`` names it in the record; texts are by language."""

    key: str
    weight: int
    required: bool
    labels: Mapping[str, str]
    reasons: Mapping[str, str]

    @property
    def label(self) -> str:
        """Return its name in the reader's language."""
        return self.labels[_language()]

    @property
    def why(self) -> str:
        """Return in the reader's language why it matters."""
        return self.reasons[_language()]


@dataclass(frozen=True)
class Completeness:
    """A score from 0 to 100 and what is missing, heaviest first."""

    score: int
    missing: tuple[Criterion, ...]


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return the criteria in the order in which a person fills in a case."""
    rows = json.loads(CRITERIA.read_text(encoding="utf-8"))["criteria"]
    return tuple(Criterion(row["key"], row["weight"], row["required"], row["label"], row["why"]) for row in rows)


def completeness(record: Record) -> Completeness:
    """Return how complete a case record is.

    The score is the weight of what is there in per cent of all weight, rounded
    down: 100 means that nothing is missing. «Unknown» as a code counts as missing.
    """
    missing = [criterion for criterion in criteria() if not is_met(criterion.key, record)]
    total = sum(criterion.weight for criterion in criteria())
    lacking = sum(criterion.weight for criterion in missing)
    score = (total - lacking) * FULL_SCORE // total
    return Completeness(score, tuple(sorted(missing, key=lambda criterion: -criterion.weight)))


def is_met(key: str, record: Record) -> bool:
    """Say whether the record has what the criterion ``key`` asks for."""
    if key in _SPECIAL:
        return _SPECIAL[key](record)
    value: Any = record
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value not in (None, "", [], {}, "unknown")


def _any_outcome(test: Callable[[Record], bool]) -> Callable[[Record], bool]:
    return lambda record: any(test(outcome) for outcome in record.get("outcomes") or ())


def _has(outcome: Record, *keys: str) -> bool:
    return all(outcome.get(key) not in (None, "") for key in keys)


def _cost_is_known(record: Record) -> bool:
    return _has(record.get("cost") or {}, "setup_idr") or _has(record.get("cost") or {}, "yearly_idr")


_SPECIAL: Mapping[str, Callable[[Record], bool]] = {
    "outcomes": _any_outcome(lambda outcome: _has(outcome, "value") or _has(outcome, "baseline")),
    "outcomes.compared": _any_outcome(lambda outcome: _has(outcome, "baseline", "value")),
    "outcomes.proven": _any_outcome(lambda outcome: _has(outcome, "evidence") or _has(outcome, "source")),
    "cost": _cost_is_known,
    "begun": lambda record: bool(record.get("started_on") or record.get("seen_on")),
    "contact": lambda record: _has(record.get("contact") or {}, "office"),
}


def _language() -> str:
    return "en" if reads_english() else "id"
