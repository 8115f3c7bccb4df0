"""Working off the outbox: from rows to the index. The only caller of ``Engine.apply``."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import DatabaseError
from django.db.models import F, Max, Q
from django.utils import timezone

from search.engines import get_engine
from search.engines.base import Change, Removal, Upsert
from search.errors import IndexMissing, SearchUnavailable
from search.models import IndexEvent
from search.projection import public_cases, public_document, public_documents

logger = logging.getLogger(__name__)

_BATCH: Final = 200
_INLINE_SECONDS: Final = 5.0
_INLINE_REBUILD: Final = 500
"""Cases up to which a missing index is built by the process that publishes."""

_MOST_TRIES: Final = 3
_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Drained:
    """What a run did: rows worked off, rows set aside with an error."""

    done: int = 0
    set_aside: int = 0


def waiting() -> "IndexEvent.objects":
    """Return the rows that no run has worked off yet, oldest first."""
    return IndexEvent.objects.filter(done_at=None, set_aside=False)
