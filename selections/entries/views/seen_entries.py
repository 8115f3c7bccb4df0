"""Which entries a person may open."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from selections.entries.hands import hands_of
from selections.entries.queries import RELATED, entries_seen_by
from selections.models import Entry
from selections.rules.entries import Hand
from units.views.requests import PersonRequest


def seen_entry(request: PersonRequest, pk: int) -> Entry:
    """Return an entry that the person may read, or about which he or she decides in the secretariat's stead."""
    found = entries_seen_by(request.user).filter(pk=pk).first()
    if found is not None:
        return found
    other = get_object_or_404(Entry.objects.select_related(*RELATED), pk=pk)
    if Hand.SECRETARIAT not in hands_of(request.user, other):
        raise Http404
    return other
