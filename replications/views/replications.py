"""«Replikasi»: the copies in which a person's units take part, and the way of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from common.attempts import attempt, understood
from replications import actions
from replications.forms import MilestoneForm, PaperForm, StartForm, StepForm
from replications.models import Milestone
from replications.overview import overview
from replications.queries import seen_by
from replications.rules import ENDED, Step
from units.views.requests import PersonRequest

ON_A_PAGE = 25


@login_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List the replications of the person's units: those that run, or those that ended."""
    ended = request.GET.get("state") == "ended"
    found = seen_by(request.user)
    found = found.filter(state__in=ENDED) if ended else found.exclude(state__in=ENDED)
    listed = Paginator(found.order_by("-waiting_since"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "replications/list.html", {"replications": listed, "ended": ended})


@login_required
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show how far a replication has come and what can be done; POST takes a step."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    form = StepForm(request.POST or None)
    if request.method == "POST" and understood(request, form):
        step, seen, note = (form.cleaned_data[name] for name in ("step", "seen", "note"))
        attempt(request, lambda: actions.take_step(request.user, replication, Step(step), seen=seen, note=note))
        return redirect("replication", pk)
    context = {
        "replication": replication,
        "overview": overview(request.user, replication),
        "start_form": StartForm(initial={"seen": replication.version, "started_on": timezone.localdate()}),
        "paper_form": PaperForm(),
    }
    return render(request, "replications/detail.html", context)


@login_required
@require_POST
def start(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the implementation."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    form = StartForm(request.POST)
    if understood(request, form):
        day, seen = form.cleaned_data["started_on"], form.cleaned_data["seen"]
        attempt(request, lambda: actions.start(request.user, replication, day, timezone.localdate(), seen=seen))
    return redirect("replication", pk)


@login_required
@require_POST
def milestone(request: PersonRequest, pk: int, milestone_id: int) -> HttpResponse:
    """Say how it goes at a milestone."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    found = get_object_or_404(Milestone, pk=milestone_id, replication=replication)
    form = MilestoneForm(request.POST)
    if understood(request, form):
        note = form.cleaned_data["note"]
        attempt(request, lambda: actions.tell_milestone(request.user, found, note, timezone.localdate()))
    return redirect("replication", pk)


@login_required
@require_POST
def grow(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a case of the copier's own, and go on writing it in the CMS."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    page = attempt(request, lambda: actions.grow_case(request.user, replication))
    if page is None:
        return redirect("replication", pk)
    return redirect("wagtailadmin_pages:edit", page.pk)
