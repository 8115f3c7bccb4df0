"""Score sheets to print and fill by hand: one for all entries of a stage, and one for each."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selections.judging.blank_sheets import BlankSheets, blank_sheets
from selections.models import SelectionRound
from selections.queries import rounds_seen_by
from units.views.requests import PersonRequest


@login_required
@require_safe
@never_cache
def overview(request: PersonRequest, round_id: int, stage: str) -> HttpResponse:
    """Show one sheet for all entries that the person may score, or assigns."""
    held, printed = _printed(request, round_id, stage)
    return render(request, "selections/blank/list.html", {"round": held, "printed": printed})


@login_required
@require_safe
@never_cache
def sheet(request: PersonRequest, round_id: int, stage: str, number: int) -> HttpResponse:
    """Show the sheet of one of them."""
    held, printed = _printed(request, round_id, stage)
    found = next((one for one in printed.sheets if one.number == number), None)
    if found is None:
        raise Http404
    return render(request, "selections/blank/sheet.html", {"round": held, "printed": printed, "sheet": found})


def _printed(request: PersonRequest, round_id: int, stage: str) -> tuple[SelectionRound, BlankSheets]:
    held = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    printed = blank_sheets(request.user, held, stage)
    if printed is None:
        raise Http404
    return held, printed
