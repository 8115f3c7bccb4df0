"""«Unit saya»."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from replications.desk import desk_of
from units.views.requests import PersonRequest


@login_required
@never_cache
def desk(request: PersonRequest) -> HttpResponse:
    """Show what waits for the person's units."""
    context = {"desk": desk_of(request.user, timezone.localdate()), "today": timezone.localdate()}
    return render(request, "replications/desk.html", context)
