"""«Pendampingan»: what a role model passes on to which units."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from replications import actions
from replications.mentoring_forms import LearnerForm, MentoringPlanForm, ReasonForm, UnitSearchForm
from replications.mentoring_history import history_of
from replications.mentoring_queries import (
    copies_in_plan,
    plans_seen_by,
    practices_of,
    public_practices_of,
    units_named_like,
)
from replications.models import MentoringPlan, RoleModel
from units.queries import can_act_for
from units.rules import Act
from units.views.requests import PersonRequest

ON_A_PAGE = 25
UNITS_SHOWN = 20


@login_required
@require_safe
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List the plans of the person's units."""
    listed = Paginator(plans_seen_by(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "replications/mentoring_plans.html", {"plans": listed})


@login_required
@never_cache
def write(request: PersonRequest, role_model_id: int) -> HttpResponse:
    """Write a plan for a role model."""
    running = RoleModel.objects.running(timezone.localdate()).select_related("unit__agency", "sector")
    role_model = get_object_or_404(running, pk=role_model_id)
    if not can_act_for(request.user, role_model.unit, Act.ANSWER):
        raise Http404
    form = MentoringPlanForm(request.POST or None, practices=practices_of(role_model.unit))
    if request.method == "POST" and form.is_valid():
        cases, today = form.cleaned_data["cases"], timezone.localdate()
        plan = attempt(request, lambda: actions.plan_mentoring(request.user, role_model, form.told, cases, today))
        if plan is not None:
            return redirect("mentoring_plan", plan.pk)
    return render(request, "replications/mentoring_form.html", {"role_model": role_model, "form": form})


@login_required
@never_cache
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a plan."""
    plan = _written_by(request, pk)
    role_model = plan.role_model
    form = MentoringPlanForm(request.POST or None, instance=plan, practices=practices_of(role_model.unit))
    if request.method == "POST" and form.is_valid():
        cases = form.cleaned_data["cases"]
        if attempt(request, lambda: actions.change_mentoring(request.user, plan, form.told, cases)):
            return redirect("mentoring_plan", pk)
    context = {"role_model": role_model, "plan": plan, "form": form}
    return render(request, "replications/mentoring_form.html", context)


@login_required
@require_POST
def close(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a plan."""
    plan = _written_by(request, pk)
    form = ReasonForm(request.POST)
    if understood(request, form):
        attempt(request, lambda: actions.close_mentoring(request.user, plan, form.cleaned_data["reason"]))
    return redirect("mentoring_plan", pk)


@login_required
@require_safe
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a plan with its units, its clinics and what came of it; find units to add."""
    plan = get_object_or_404(plans_seen_by(request.user), pk=pk)
    form = UnitSearchForm(request.GET or None)
    answers = can_act_for(request.user, plan.role_model.unit, Act.ANSWER)
    context = {
        "plan": plan,
        "units": plan.units.order_by("name"),
        "cases": public_practices_of(plan),
        "clinics": plan.clinics.select_related("host"),
        "copies": copies_in_plan(plan),
        "history": history_of(plan),
        "answers": answers,
        "may_change": answers and plan.closed_at is None,
        "form": form,
        "found": units_named_like(form.cleaned_data["q"], UNITS_SHOWN) if form.is_valid() else [],
    }
    return render(request, "replications/mentoring_plan.html", context)


@login_required
@require_POST
def learner(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a unit to a plan, or take it off."""
    plan = get_object_or_404(plans_seen_by(request.user), pk=pk)
    form = LearnerForm(request.POST)
    if understood(request, form):
        unit = form.cleaned_data["unit"]
        act = actions.remove_learner if form.cleaned_data["remove"] else actions.add_learner
        attempt(request, lambda: act(request.user, plan, unit))
    return redirect("mentoring_plan", pk)


def _written_by(request: PersonRequest, pk: int) -> MentoringPlan:
    plan = get_object_or_404(plans_seen_by(request.user), pk=pk)
    if not can_act_for(request.user, plan.role_model.unit, Act.ANSWER):
        raise Http404
    return plan
