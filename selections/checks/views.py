"""The administrative selection: the entries of a round, what the checks found, decisions and objections."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from selections import actions
from selections.checks.forms import AnswerForm, DecideForm, EntryFilter, ObjectionForm
from selections.checks.words import reason_of
from selections.entries.page import entry_page
from selections.entries.queries import filtered, latest_check, round_entries
from selections.entries.views.seen_entries import seen_entry
from selections.models import CheckFinding, Objection
from selections.rules.checks import Found
from selections.rules.entries import Hand
from selections.seen_rounds import require_secretariat
from units.views.requests import PersonRequest

ON_A_PAGE = 50


@login_required
@require_safe
@never_cache
def entries(request: PersonRequest, round_id: int) -> HttpResponse:
    """List the entries of a round to its secretariat, narrowed as asked."""
    held = require_secretariat(request, round_id)
    form = EntryFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    listed = Paginator(filtered(round_entries(held), **asked), ON_A_PAGE).get_page(request.GET.get("page"))
    run = latest_check(held)
    running = run is not None and run.is_running(timezone.now())
    context = {"round": held, "form": form, "entries": listed, "run": run, "running": running}
    return render(request, "selections/entries/round.html", context)


@login_required
@require_POST
def check_all(request: PersonRequest, round_id: int) -> HttpResponse:
    """Have all entries checked that wait for a decision."""
    held = require_secretariat(request, round_id)
    attempt(request, lambda: actions.request_check(request.user, held))
    return redirect("round_entries", round_id)


@login_required
@require_safe
@never_cache
def check(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what the checks found of an entry, to the secretariat."""
    page = entry_page(request.user, seen_entry(request, pk), timezone.now())
    if Hand.SECRETARIAT not in page.hands:
        raise Http404
    findings = [(one, reason_of(one)) for one in page.entry.findings.select_related("decided_by")]
    return render(request, "selections/entries/check.html", {"page": page, "findings": findings})


@login_required
@require_POST
def decide(request: PersonRequest, pk: int, finding_id: int) -> HttpResponse:
    """Decide against a finding."""
    finding = get_object_or_404(CheckFinding, pk=finding_id, entry=seen_entry(request, pk))
    form = DecideForm(request.POST)
    if understood(request, form):
        decided, reason, seen = (form.cleaned_data[name] for name in ("decided", "reason", "seen"))
        attempt(request, lambda: actions.decide_finding(request.user, finding, Found(decided), reason, seen=seen))
    return redirect("entry_check", pk)


@login_required
@require_POST
def objection(request: PersonRequest, pk: int) -> HttpResponse:
    """Object to the check."""
    entry, form = seen_entry(request, pk), ObjectionForm(request.POST)
    if understood(request, form):
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
        attempt(request, lambda: actions.object_to_check(request.user, entry, text, seen=seen))
    return redirect("entry", pk)


@login_required
@require_POST
def answer(request: PersonRequest, pk: int, objection_id: int) -> HttpResponse:
    """Answer an objection."""
    found = get_object_or_404(Objection.objects.select_related("entry"), pk=objection_id, entry=seen_entry(request, pk))
    form = AnswerForm(request.POST)
    if understood(request, form):
        told = form.cleaned_data
        attempt(
            request,
            lambda: actions.answer_objection_to_check(
                request.user, found, told["answer"], accept=told["accept"], seen=told["seen"]
            ),
        )
    return redirect("entry", pk)
