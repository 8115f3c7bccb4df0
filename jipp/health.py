"""Whether the site can serve: for load balancers and for those on call."""

from datetime import datetime

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.queries import index_status
from selections.runs import run_status


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database answers, else 503; a search that is down is said, not fatal.

    Nothing here tells a stranger more than up, down, how many changes wait for the
    indexer and since when, and how many it had to set aside; the same of what rounds ask for.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    status, runs = index_status(), run_status()
    return JsonResponse(
        {
            "database": "up",
            "search": "up" if status.engine else "down",
            "waiting": status.waiting,
            "lag_seconds": _seconds_since(status.oldest),
            "failed": status.failed,
            "selections": {
                "waiting": runs.waiting,
                "lag_seconds": _seconds_since(runs.oldest),
                "failed": runs.failed,
            },
        }
    )


def _seconds_since(moment: datetime | None) -> int:
    return int((timezone.now() - moment).total_seconds()) if moment else 0
