"""Cases that are like a case or a draft: what ``innovations.similar`` asks of search."""

import logging
from collections.abc import Mapping

from django.utils import timezone

from search import weights
from search.engines import get_engine
from search.engines.base import LikenessRequest
from search.errors import SearchUnavailable
from search.language import terms

logger = logging.getLogger(__name__)


def similar_pages(texts: Mapping[str, str], besides: int | None, most: int) -> list[int]:
    """Return the pages of cases like a text, the likest first; see ``innovations.similar.Finder``."""
    request = LikenessRequest(int(timezone.now().timestamp()), weighted_terms(texts), besides, most)
    try:
        return get_engine().similar(request)
    except SearchUnavailable as unavailable:
        logger.warning("Similar cases are not available: %s", unavailable.reason)
        return []


def weighted_terms(texts: Mapping[str, str]) -> dict[str, float]:
    """Return the terms of texts by their names in ``weights.LIKENESS``, each with its best place's weight."""
    found: dict[str, float] = {}
    for name, weight in weights.LIKENESS.items():
        for term in terms(texts.get(name, "")).split():
            found.setdefault(term, weight)
    return found
