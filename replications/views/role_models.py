"""«Unit teladan»: who is a role model and why; moderators name and end them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from common.vocabulary import SECTORS
from innovations.models import Sector
from replications import actions
from replications.mentoring_forms import ReasonForm, RoleModelForm, UnitSearchForm
from replications.mentoring_queries import role_models, units_named_like
from replications.models import RoleModel
from units.models import ServiceUnit
from units.queries import can_act_for, is_moderator
from units.rules import Act
from units.views.requests import PersonRequest

ON_A_PAGE = 25
UNITS_SHOWN = 20


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """List the role models, or those that were, in one field or in all."""
    ended = request.GET.get("state") == "ended"
    code = request.GET.get("sektor", "")
    sector = Sector.objects.filter(pk=code).first() if code in SECTORS else None
    found = role_models(timezone.localdate(), ended=ended, sector=sector.pk if sector else "")
    context = {
        "role_models": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "ended": ended,
        "sector": sector,
        "may_name": is_moderator(request.user),
    }
    return render(request, "replications/role_models.html", context)


@require_safe
@never_cache
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show why a unit is a role model, and until when."""
    found = get_object_or_404(RoleModel.objects.select_related("unit__page", "unit__region", "sector"), pk=pk)
    running = found.withdrawn_at is None and found.ends_on >= timezone.localdate()
    context = {
        "role_model": found,
        "running": running,
        "may_end": running and is_moderator(request.user),
        "may_mentor": running and can_act_for(request.user, found.unit, Act.ANSWER),
    }
    return render(request, "replications/role_model.html", context)


@login_required
@require_safe
@never_cache
def choose(request: PersonRequest) -> HttpResponse:
    """Let a moderator find the unit to name."""
    _moderators_only(request)
    form = UnitSearchForm(request.GET or None)
    units = units_named_like(form.cleaned_data["q"], UNITS_SHOWN) if form.is_valid() else []
    context = {"form": form, "units": units, "most": UNITS_SHOWN}
    return render(request, "replications/role_model_unit.html", context)


@login_required
@never_cache
def name(request: PersonRequest, unit_id: int) -> HttpResponse:
    """Let a moderator name a unit a role model."""
    _moderators_only(request)
    unit = get_object_or_404(ServiceUnit, pk=unit_id)
    form = RoleModelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        named = attempt(request, lambda: actions.name_role_model(request.user, unit, form.evidence, today))
        if named is not None:
            messages.success(request, _("%(unit)s is a role model now, and gets a letter.") % {"unit": unit})
            return redirect("role_model", named.pk)
    return render(request, "replications/role_model_form.html", {"unit": unit, "form": form})


@login_required
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a moderator end a role model before its last day."""
    found = get_object_or_404(RoleModel, pk=pk)
    form = ReasonForm(request.POST)
    if understood(request, form):
        reason, today = form.cleaned_data["reason"], timezone.localdate()
        attempt(request, lambda: actions.withdraw_role_model(request.user, found, reason, today))
    return redirect("role_model", pk)


def _moderators_only(request: PersonRequest) -> None:
    if not is_moderator(request.user):
        raise PermissionDenied
