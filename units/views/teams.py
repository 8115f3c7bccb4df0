"""«Anggota»: who acts for a unit, an agency or the network, without any knowledge of the CMS."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.throttle import limited
from units.actions import change_role, end_membership, invite, resend_invitation, update_profile, withdraw_invitation
from units.errors import UnitError
from units.forms import EndForm, InviteForm, RoleForm, UnitProfileForm
from units.models import Agency, Invitation, ServiceUnit
from units.queries import can_act_for, current_memberships, is_moderator, successors_of, units_of
from units.rules import Act
from units.teams import TEAM_KINDS, Team, team_of
from units.views.requests import PersonRequest

UNITS_ON_A_PAGE = 25
# Letters go to whatever address is typed, with the name of who invites.
_INVITATION_RATE = "60/h"


@login_required
@never_cache
def teams(request: PersonRequest) -> HttpResponse:
    """List the units that the person staffs; with one alone, go straight to it."""
    units = units_of(request.user, Act.STAFF).select_related("agency").order_by("name")
    moderator = is_moderator(request.user)
    # PostgreSQL takes no NUL in a text.
    wanted = request.GET.get("q", "").replace("\0", "").strip()
    if not moderator and not wanted and units.count() == 1:
        return redirect(Team(unit=units.get()).url)
    if not moderator and not units.exists():
        raise Http404
    if wanted:
        units = units.filter(name__icontains=wanted)
    context = {
        "q": wanted,
        "units": Paginator(units, UNITS_ON_A_PAGE).get_page(request.GET.get("page")),
        "agencies": Agency.objects.filter(name__icontains=wanted)[:UNITS_ON_A_PAGE] if moderator and wanted else [],
        "superuser": request.user.is_superuser,
    }
    return render(request, "units/team/index.html", context)


@login_required
@never_cache
@limited(_INVITATION_RATE, key="user")
def team(request: PersonRequest, kind: str, pk: int = 0) -> HttpResponse:
    """Show members and invitations; POST invites."""
    place = _require_staffed(request, TEAM_KINDS[kind](pk))
    form = InviteForm(request.POST or None, roles=place.roles)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite(request.user, email, form.cleaned_data["role"], unit=place.unit, agency=place.agency)
        except UnitError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": email})
            return redirect(place.url)
    context = {
        "team": place,
        "form": form,
        "members": place.members(),
        "invitations": place.invitations(timezone.now()),
    }
    return render(request, "units/team/team.html", context)


@login_required
@never_cache
def member(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a member's role (``act`` = role) or end the membership (``act`` = end)."""
    held = get_object_or_404(current_memberships().select_related("unit", "agency", "user"), pk=pk)
    place = _require_staffed(request, team_of(held))
    act = request.POST.get("act")
    role_form = RoleForm(request.POST if act == "role" else None, roles=place.roles, initial={"role": held.role})
    end_form = EndForm(request.POST if act == "end" else None, successors=successors_of(held))
    try:
        if act == "role" and role_form.is_valid():
            change_role(request.user, held, role_form.cleaned_data["role"])
            messages.success(request, _("The role of %(name)s is changed.") % {"name": held.user})
            return redirect(place.url)
        if act == "end" and end_form.is_valid():
            end_membership(request.user, held, end_form.cleaned_data.get("successor"))
            messages.success(request, _("%(name)s is no longer a member here.") % {"name": held.user})
            return redirect(place.url if place.may_be_staffed_by(request.user) else "account")
    except UnitError as error:
        messages.error(request, str(error))
        return redirect(place.url)
    context = {"team": place, "membership": held, "role_form": role_form, "end_form": end_form}
    return render(request, "units/team/member.html", context)


@login_required
@require_POST
@limited(_INVITATION_RATE, key="user")
def change_invitation(request: PersonRequest, pk: int, act: str) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    invitation = get_object_or_404(Invitation.objects.select_related("unit", "agency"), pk=pk)
    place = _require_staffed(request, team_of(invitation))
    values: dict[str, Any] = {"email": invitation.email}
    try:
        if act == "resend":
            resend_invitation(request.user, invitation)
            messages.success(request, _("A new invitation to %(email)s is on its way.") % values)
        else:
            withdraw_invitation(request.user, invitation)
            messages.success(request, _("The invitation to %(email)s is withdrawn.") % values)
    except UnitError as error:
        messages.error(request, str(error))
    return redirect(place.url)


@login_required
@never_cache
def profile(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what the unit says of itself."""
    unit = get_object_or_404(ServiceUnit.objects.select_related("agency", "region"), pk=pk)
    if not can_act_for(request.user, unit, Act.ANSWER):
        raise Http404
    form = UnitProfileForm(request.POST or None, instance=unit)
    if request.method == "POST" and form.is_valid():
        update_profile(request.user, unit, form.cleaned_data)
        messages.success(request, _("The profile is saved."))
        return redirect(Team(unit=unit).url)
    return render(request, "units/team/profile.html", {"unit": unit, "form": form, "team": Team(unit=unit)})


def _require_staffed(request: PersonRequest, place: Team) -> Team:
    # 404, not 403: who is a member where is nobody else's business.
    if not place.may_be_staffed_by(request.user):
        raise Http404
    return place
