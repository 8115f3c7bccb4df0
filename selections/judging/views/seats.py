"""Who works in a round: its team, invitations to it, and accepting one."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from common.attempts import attempt
from common.throttle import limited
from selections import actions
from selections.judging.forms import SeatForm
from selections.judging.queries import seat_invitation_for, seat_invitations, team_of
from selections.models import Seat, SeatInvitation
from selections.rules.phases import Phase
from selections.seen_rounds import require_secretariat
from units.views.one_time_links import follow_link
from units.views.requests import PersonRequest


@login_required
@never_cache
@limited("60/h", key="user")
def team(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show who works in a round and who is invited; POST invites."""
    held = require_secretariat(request, round_id)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        invited = attempt(
            request, lambda: actions.invite_to_round(request.user, held, told["email"], told["role"], told["sectors"])
        )
        if invited is not None:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": invited.email})
            return redirect("selection_team", round_id)
    context = {
        "round": held,
        "form": form,
        "seats": team_of(held),
        "invitations": seat_invitations(held, timezone.now()),
        "finished": held.phase == Phase.FINISHED,
    }
    return render(request, "selections/judging/team.html", context)


@login_required
@require_POST
def end(request: PersonRequest, round_id: int, pk: int) -> HttpResponse:
    """End somebody's work in a round."""
    held = require_secretariat(request, round_id)
    seat = get_object_or_404(Seat.objects.select_related("user", "round"), pk=pk, round=held)
    lacking = attempt(request, lambda: actions.end_seat(request.user, seat))
    if lacking:
        words = _("%(count)s entries lack somebody now: nobody without a conflict was left for them.")
        messages.warning(request, words % {"count": lacking})
    return redirect("selection_team", round_id)


@login_required
@require_POST
def withdraw(request: PersonRequest, round_id: int, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    held = require_secretariat(request, round_id)
    invited = get_object_or_404(SeatInvitation.objects.select_related("round"), pk=pk, round=held)
    actions.withdraw_seat_invitation(request.user, invited)
    return redirect("selection_team", round_id)


@never_cache
@sensitive_post_parameters()
@limited("30/m", method=None)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation to a round."""
    found = seat_invitation_for(token)
    home = reverse("selection_round", args=[found.round_id]) if found else ""
    return follow_link(request, found, partial(actions.accept_seat, token), found and found.round, lambda _user: home)
