"""Inviting units to the groups that are by invitation, and taking invitations back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.attempts import attempt
from replications.mentoring_forms import UnitSearchForm
from replications.mentoring_queries import units_named_like
from selections import actions
from selections.entries.forms import InviteUnitForm
from selections.entries.queries import invited_units
from selections.models import InvitedUnit
from selections.seen_rounds import require_secretariat
from units.views.requests import PersonRequest

FOUND = 20


@login_required
@never_cache
def invite(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show who is invited and look for units by name; POST invites one."""
    held = require_secretariat(request, round_id)
    form = InviteUnitForm(request.POST or None, rulebook=held.rulebook)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        attempt(request, lambda: actions.invite_unit(request.user, held, told["group"], told["unit"]))
        return redirect("round_invited_units", round_id)
    search = UnitSearchForm(request.GET or None)
    context = {
        "round": held,
        "form": form,
        "search": search,
        "units": units_named_like(search.cleaned_data["q"], FOUND) if search.is_valid() else [],
        "invited": invited_units(held),
    }
    return render(request, "selections/entries/invited.html", context)


@login_required
@require_POST
def withdraw(request: PersonRequest, round_id: int, invited_id: int) -> HttpResponse:
    """Take an invitation back."""
    held = require_secretariat(request, round_id)
    invited = get_object_or_404(InvitedUnit.objects.select_related("round", "unit"), pk=invited_id, round=held)
    attempt(request, lambda: actions.withdraw_unit_invitation(request.user, invited))
    return redirect("round_invited_units", round_id)
