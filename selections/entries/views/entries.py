"""Entries: the list of a person's units, entering a case, one entry with its steps, its form."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from innovations.models import InnovationPage
from selections import actions
from selections.entries.forms import AnswersForm, EnterForm, EntryStepForm, PaperForm
from selections.entries.page import EntryPage, answers_of, entry_page
from selections.entries.queries import cases_to_enter, is_taking, own_entries, waiting_for_admin
from selections.entries.views.seen_entries import seen_entry
from selections.forms import SeenForm
from selections.models import Entry
from selections.queries import rounds_seen_by
from selections.rules.entries import EntryStep
from units.views.requests import PersonRequest

ON_A_PAGE = 25


@login_required
@require_safe
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List the entries of the person's units, and what waits for the local admin."""
    listed = Paginator(own_entries(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = list(waiting_for_admin(request.user))
    return render(request, "selections/entries/list.html", {"entries": listed, "waiting": waiting})


@login_required
@never_cache
def enter(request: PersonRequest, round_id: int) -> HttpResponse:
    """Choose a case to enter, its group and category; POST enters it."""
    selection_round = get_object_or_404(rounds_seen_by(request.user), pk=round_id)
    cases = list(cases_to_enter(request.user, selection_round).only("title", "path", "depth"))
    rulebook = selection_round.rulebook
    form = EnterForm(request.POST or None, initial=request.GET.dict(), rulebook=rulebook, cases=cases)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        case = get_object_or_404(InnovationPage, pk=chosen["case"])
        entry = attempt(
            request,
            lambda: actions.enter_case(request.user, selection_round, case, chosen["group"], chosen["category"]),
        )
        if entry is not None:
            return redirect("entry_form", entry.pk)
    now = timezone.now()
    context = {"round": selection_round, "form": form, "cases": cases, "takes": is_taking(selection_round, now)}
    return render(request, "selections/entries/enter.html", context | {"now": now, "dates": rulebook.dates})


@login_required
@require_safe
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an entry: what was written and attached, what can be done, and what was done."""
    entry = seen_entry(request, pk)
    return render(request, "selections/entries/detail.html", {"page": entry_page(request.user, entry, timezone.now())})


@login_required
@require_safe
@never_cache
def record(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the case's record as it was pinned, byte for byte, so that its SHA-256 can be checked."""
    entry = seen_entry(request, pk)
    response = HttpResponse(entry.record, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="proposal-{entry.number:04}.json"'
    return response


@login_required
@never_cache
def write(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the answers; POST keeps them, also from a page that saves by itself.

    Where somebody was quicker, what was typed stays, with what is stored beside it.
    """
    entry, stored = seen_entry(request, pk), None
    form = AnswersForm(request.POST or None, entry=entry, rulebook=entry.round.rulebook)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        kept = attempt(
            request,
            lambda: actions.save_answers(request.user, entry, form.answers, told["category"], seen=told["seen"]),
        )
        present = kept or seen_entry(request, pk)
        stored = present if kept is None and present.version != told["seen"] else None
        if "HX-Request" in request.headers:
            return _saved(request, kept, stale=stored is not None)
        if kept is not None:
            return redirect("entry" if "done" in request.POST else "entry_form", pk)
    page = entry_page(request.user, stored or entry, timezone.now())
    if not page.may_write and request.method != "POST":
        return redirect("entry", pk)
    return render(request, "selections/entries/form.html", _writing(page, form, stored))


def _writing(page: EntryPage, form: AnswersForm, stored: Entry | None) -> dict[str, Any]:
    version = page.entry.version
    return {
        "page": page,
        "form": form,
        "stored": stored,
        "seen": version if stored else form["seen"].value(),
        "rows": list(zip(page.answers, form.boxes, form.others(stored), strict=True)),
        "papers": [(line, PaperForm(paper=line.paper, initial={"seen": version})) for line in page.papers],
    }


def _saved(request: PersonRequest, kept: Entry | None, *, stale: bool) -> HttpResponse:
    """Say what became of a form that saved itself, and which version it shows now."""
    rulebook = kept.round.rulebook if kept is not None else None
    context = {
        "kept": kept,
        "stale": stale,
        "answers": answers_of(kept, rulebook) if kept and rulebook else [],
        "papers": rulebook.papers_of(kept.group) if kept and rulebook else [],
        "now": timezone.now(),
    }
    return render(request, "selections/entries/saved.html", context)


@login_required
@require_POST
def step(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a step with an entry."""
    entry, form = seen_entry(request, pk), EntryStepForm(request.POST)
    if understood(request, form):
        told = form.cleaned_data
        wanted, seen, note = EntryStep(told["step"]), told["seen"], told["note"]
        attempt(request, lambda: actions.take_entry_step(request.user, entry, wanted, seen=seen, note=note))
    return redirect("entry", pk)


@login_required
@require_POST
def pin(request: PersonRequest, pk: int) -> HttpResponse:
    """Pin the case as it is published now."""
    entry, form = seen_entry(request, pk), SeenForm(request.POST)
    if understood(request, form):
        attempt(request, lambda: actions.pin_again(request.user, entry, seen=form.cleaned_data["seen"]))
    return redirect("entry", pk)
