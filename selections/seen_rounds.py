"""The round that a page is about, to those who may see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from selections.models import SelectionRound
from selections.queries import rounds_seen_by, whos_of
from selections.rules.phases import Who
from units.views.requests import PersonRequest


def seen_round(request: HttpRequest, round_id: int) -> SelectionRound:
    """Return a round to who may know of it; others learn nothing of it (Http404)."""
    shown = rounds_seen_by(request.user).select_related("agency", "copied_from")
    return get_object_or_404(shown, pk=round_id)


def require_secretariat(request: PersonRequest, round_id: int) -> SelectionRound:
    """Return a round to one of its secretariat; others learn nothing of it (Http404)."""
    held = seen_round(request, round_id)
    if Who.SECRETARIAT not in whos_of(request.user, held):
        raise Http404
    return held
