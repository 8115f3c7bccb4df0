"""«Umpan balik»: what a round tells the unit of an entry."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selections.entries.hands import hands_of
from selections.models import Entry
from selections.results.letters import feedback_letter
from units.views.requests import PersonRequest


@login_required
@require_safe
@never_cache
def feedback(request: PersonRequest, pk: int) -> HttpResponse:
    """Show scores and comments to who writes for the entry's unit, its local admin and the secretariat."""
    entry = get_object_or_404(Entry.objects.select_related("round", "unit__agency", "unit__region"), pk=pk)
    letter = feedback_letter(entry) if hands_of(request.user, entry) else None
    if letter is None:
        raise Http404
    return render(request, "selections/results/letter.html", {"letter": letter, "entry": entry, "round": entry.round})
