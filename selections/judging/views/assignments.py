"""Who scores what: assigning, further evaluators, conflicts, and score sheets that are opened again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt
from selections import actions
from selections.judging.assignment_page import assignment_page
from selections.judging.forms import ConflictForm, NumberForm, ReasonForm
from selections.judging.queries import assignments_of, conflicts_declared_by
from selections.models import DeclaredConflict, Entry, Review, Seat
from selections.rules.phases import Phase
from selections.seen_rounds import require_secretariat
from units.views.requests import PersonRequest

ON_A_PAGE = 100
_ASSIGNED_IN = (Phase.CHECK, Phase.JUDGING)


@login_required
@require_safe
@never_cache
def index(request: PersonRequest, round_id: int) -> HttpResponse:
    """Show per stage who scores how much, and what can't be assigned."""
    held = require_secretariat(request, round_id)
    running = held.phase in _ASSIGNED_IN
    stages = assignment_page(held) if running else []
    return render(request, "selections/judging/assignments.html", {"round": held, "stages": stages})


@login_required
@require_POST
def assign(request: PersonRequest, round_id: int, stage: str) -> HttpResponse:
    """Give every entry of a stage the evaluators that it lacks."""
    held = require_secretariat(request, round_id)
    given = attempt(request, lambda: actions.assign(request.user, held, stage))
    if given is not None:
        messages.success(request, _("Assigned: %(count)s.") % {"count": given})
    return redirect("selection_assignments", round_id)


@login_required
@require_POST
def further(request: PersonRequest, round_id: int, stage: str) -> HttpResponse:
    """Let a further evaluator score an entry."""
    held = require_secretariat(request, round_id)
    form = NumberForm(request.POST)
    entry = get_object_or_404(Entry, round=held, number=form.cleaned_data["number"] if form.is_valid() else None)
    attempt(request, lambda: actions.add_further(request.user, entry, stage))
    return redirect("selection_assignments", round_id)


@login_required
@require_safe
@never_cache
def seat(request: PersonRequest, round_id: int, pk: int) -> HttpResponse:
    """Show what somebody scores, without the scores, and the conflicts of interest."""
    held = require_secretariat(request, round_id)
    shown = get_object_or_404(Seat.objects.select_related("user"), pk=pk, round=held)
    context = {
        "round": held,
        "seat": shown,
        "page": Paginator(assignments_of(shown), ON_A_PAGE).get_page(request.GET.get("page")),
        "conflicts": conflicts_declared_by(shown),
        "form": ConflictForm(),
        "tells": held.phase in actions.CONFLICTS_TOLD_IN and shown.ended_at is None,
        "judging": held.phase == Phase.JUDGING and shown.ended_at is None,
    }
    return render(request, "selections/judging/seat.html", context)


@login_required
@require_POST
def conflict(request: PersonRequest, round_id: int, pk: int) -> HttpResponse:
    """Declare for somebody that he or she does not score an entry."""
    held = require_secretariat(request, round_id)
    person = get_object_or_404(Seat, pk=pk, round=held)
    form = ConflictForm(request.POST)
    if form.is_valid():
        entry = Entry.objects.filter(round=held, number=form.cleaned_data["number"]).first()
        reason = form.cleaned_data["reason"]
        if entry is None:
            messages.error(request, _("There is no entry with this number."))
        else:
            attempt(request, lambda: actions.declare_conflict(request.user, person, entry, reason))
    else:
        messages.error(request, _("Tell the number of the entry and the reason."))
    return redirect("selection_seat", round_id, pk)


@login_required
@require_POST
def lift(request: PersonRequest, round_id: int, pk: int, conflict: int) -> HttpResponse:
    """Lift a conflict of interest that was told by mistake."""
    held = require_secretariat(request, round_id)
    told = get_object_or_404(
        DeclaredConflict.objects.select_related("seat__round", "entry__round"), pk=conflict, seat=pk, seat__round=held
    )
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    attempt(request, lambda: actions.lift_conflict(request.user, told, reason))
    return redirect("selection_seat", round_id, pk)


@login_required
@require_POST
def reopen(request: PersonRequest, round_id: int, pk: int, review: int) -> HttpResponse:
    """Open a score sheet again."""
    held = require_secretariat(request, round_id)
    sheet = get_object_or_404(Review, pk=review, assignment__seat=pk, assignment__seat__round=held)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    attempt(request, lambda: actions.reopen_review(request.user, sheet, reason))
    return redirect("selection_seat", round_id, pk)
