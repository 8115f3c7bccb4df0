"""Reads of the rules and of what they are applied to. Each says how many SQL queries it costs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count

from innovations.models import Outcome
from innovations.queries import visible_cases
from search.effects.matching import EffectMatcher
from search.language import normalise
from search.models import EffectRule

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An indicator that no rule fits, as it is written most often, and how many cases have it."""

    indicator: str
    cases: int


def current_matcher() -> EffectMatcher:
    """Return the rules as they stand now (one SQL query)."""
    return EffectMatcher(EffectRule.objects.order_by("pk").values_list("words", "effect"))


def unmapped_indicators(now: datetime) -> list[Unmapped]:
    """Return the indicators of public cases that no rule fits, the most frequent first (three SQL queries)."""
    matcher = current_matcher()
    public = Outcome.objects.filter(page__in=visible_cases(now)).order_by()
    spellings: dict[str, Counter[str]] = {}
    for indicator, cases in public.values_list("indicator").annotate(Count("page", distinct=True)):
        if not matcher.effect_of(indicator):
            spellings.setdefault(normalise(indicator), Counter())[indicator] += cases
    found = [Unmapped(written.most_common(1)[0][0], written.total()) for written in spellings.values()]
    return sorted(found, key=lambda one: (-one.cases, one.indicator))


def cases_measured_otherwise(before: EffectMatcher, after: EffectMatcher) -> Iterator[int]:
    """Yield the pages with an outcome whose effect differs (a query, and one for 500 such indicators)."""
    indicators = Outcome.objects.order_by().values_list("indicator", flat=True).distinct()
    changed = [text for text in indicators if before.effect_of(text) != after.effect_of(text)]
    for start in range(0, len(changed), _BATCH):
        some = Outcome.objects.filter(indicator__in=changed[start : start + _BATCH])
        yield from some.order_by().values_list("page_id", flat=True).distinct()
