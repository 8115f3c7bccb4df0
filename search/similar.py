"""Cases that are like a case or a draft: what ``innovations.similar`` asks of search."""

import logging
from collections.abc import Mapping

from django.utils import timezone

from innovations.cards import CaseCard
from innovations.queries import public_keys
from search import weights
from search.cards import card_of
from search.engines import get_engine
from search.engines.base import LikenessRequest
from search.errors import SearchUnavailable
from search.language import terms

logger = logging.getLogger(__name__)


def similar_cases(texts: Mapping[str, str], besides: int | None, most: int) -> list[CaseCard]:
    """Return the cases like a text, drawn from what the index stored; see ``innovations.similar.Finder``."""
    now = timezone.now()
    request = LikenessRequest(int(now.timestamp()), weighted_terms(texts), besides, most)
    try:
        found = get_engine().similar(request)
    except SearchUnavailable as unavailable:
        logger.warning("Similar cases are not available: %s", unavailable.reason)
        return []
    public = public_keys([case.page_id for case in found], now) if found else ()
    return [card_of(case, now) for case in found if case.page_id in public]


def weighted_terms(texts: Mapping[str, str]) -> dict[str, float]:
    """Return the terms of texts by their names in ``weights.LIKENESS``, each with its best place's weight."""
    found: dict[str, float] = {}
    for name, weight in weights.LIKENESS.items():
        for term in terms(texts.get(name, "")).split():
            found.setdefault(term, weight)
    return found
