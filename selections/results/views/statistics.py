"""«Statistik»: how many entries came how far, as a page and as open data."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.tables import table_response
from common.throttle import limited
from selections.models import Freeze, SelectionRound
from selections.queries import rounds_seen_by, whos_of
from selections.results.statistics import statistics_of
from selections.results.views.lists import DOWNLOAD_RATE
from selections.rules.phases import Who


@require_safe
@never_cache
def statistics(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the statistics of a round."""
    found = _counted_round(request, round_id)
    context = {"round": found, "statistics": statistics_of(found)}
    return render(request, "selections/results/statistics.html", context)


@require_safe
@limited(DOWNLOAD_RATE, method=None)
def table(request: HttpRequest, round_id: int, key: str, kind: str) -> HttpResponse:
    """Send one of the tables."""
    tables = statistics_of(_counted_round(request, round_id)).tables
    return table_response(tables[key].download, kind, f"statistik-{round_id}-{key}")


@require_safe
@limited(DOWNLOAD_RATE, method=None)
def data(request: HttpRequest, round_id: int) -> HttpResponse:
    """Send all counts as JSON."""
    found = _counted_round(request, round_id)
    told = {"round": {"id": found.pk, "name": found.name, "year": found.year, "example": found.example}}
    return JsonResponse(told | statistics_of(found).data, json_dumps_params={"ensure_ascii": False})


def _counted_round(request: HttpRequest, round_id: int) -> SelectionRound:
    """Return a round that has published a list; to its secretariat any of its own."""
    found = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    if not Freeze.objects.filter(round=found).exists() and Who.SECRETARIAT not in whos_of(request.user, found):
        raise Http404
    return found
