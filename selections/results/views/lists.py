"""«Hasil»: the published lists of a round, and the files with which anyone can prove them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.tables import table_response
from common.throttle import limited
from selections.models import Freeze, SelectionRound
from selections.results.list_view import list_table, shown_lists
from selections.results.published import published_list, published_rounds

DOWNLOAD_RATE = "30/m"


@require_safe
@never_cache
def lists(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the lists that a round has published."""
    found = published_round(request, round_id)
    context = {"round": found, "lists": shown_lists(found, timezone.now(), request)}
    return render(request, "selections/results/lists.html", context)


@require_safe
@limited(DOWNLOAD_RATE, method=None)
def frozen_file(request: HttpRequest, round_id: int, number: int) -> HttpResponse:
    """Send a frozen list as ``verify_shortlist`` takes it; its text is sent as it was hashed."""
    freeze = _freeze(request, round_id, number)
    content = f'{{"sha256":"{freeze.sha256}","shortlist":{freeze.payload}}}'
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="hasil-{round_id}-{number}.json"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@limited(DOWNLOAD_RATE, method=None)
def table(request: HttpRequest, round_id: int, number: int, kind: str) -> HttpResponse:
    """Send a frozen list as a table."""
    freeze = _freeze(request, round_id, number)
    return table_response(list_table(published_list(freeze)), kind, f"hasil-{round_id}-{number}")


def published_round(request: HttpRequest, round_id: int) -> SelectionRound:
    """Return a round that has published a list; of others nobody learns here (Http404)."""
    return get_object_or_404(published_rounds(request.user), pk=round_id)


def _freeze(request: HttpRequest, round_id: int, number: int) -> Freeze:
    return get_object_or_404(Freeze, round=published_round(request, round_id), number=number)
