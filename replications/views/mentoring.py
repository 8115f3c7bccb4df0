"""«Pendampingan»: what a role model passes on to which units."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt
from replications import actions
from replications.mentoring_forms import LearnerForm, MentoringPlanForm, UnitSearchForm
from replications.mentoring_queries import copies_in_plan, plans_seen_by, practices_of, units_named_like
from replications.models import RoleModel
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
        told = dict(form.cleaned_data)
        cases, today = told.pop("cases"), timezone.localdate()
        plan = attempt(request, lambda: actions.plan_mentoring(request.user, role_model, told, cases, today))
        if plan is not None:
            return redirect("mentoring_plan", plan.pk)
    return render(request, "replications/mentoring_form.html", {"role_model": role_model, "form": form})


@login_required
@require_safe
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a plan with its units, its clinics and what came of it; find units to add."""
    plan = get_object_or_404(plans_seen_by(request.user), pk=pk)
    form = UnitSearchForm(request.GET or None)
    context = {
        "plan": plan,
        "units": plan.units.order_by("name"),
        "cases": plan.cases.order_by("title"),
        "clinics": plan.clinics.all(),
        "copies": copies_in_plan(plan),
        "may_change": can_act_for(request.user, plan.role_model.unit, Act.ANSWER),
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
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        act = actions.remove_learner if form.cleaned_data["remove"] else actions.add_learner
        attempt(request, lambda: act(request.user, plan, unit))
    return redirect("mentoring_plan", pk)
