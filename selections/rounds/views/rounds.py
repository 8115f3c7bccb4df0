"""Rounds: the list, one round with its rules, and preparing one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from selections import actions
from selections.queries import agencies_to_organise_for, rounds_seen_by
from selections.rounds.forms.rounds import BeginningForm, RoundForm, StepForm
from selections.rounds.page import round_page
from selections.rules.differences import differences
from selections.rules.phases import RoundStep
from selections.seen_rounds import require_secretariat, seen_round
from units.views.requests import PersonRequest

ROUNDS_A_PAGE = 20


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show the rounds."""
    rounds = Paginator(rounds_seen_by(request.user), ROUNDS_A_PAGE).get_page(request.GET.get("page"))
    places = agencies_to_organise_for(request.user)
    return render(request, "selections/rounds/list.html", {"rounds": rounds, "may_prepare": bool(places)})


@require_safe
@never_cache
def detail(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show a round: its rules and phase, and to its secretariat what is to be done."""
    return render(
        request, "selections/rounds/detail.html", {"room": round_page(request.user, seen_round(request, round_id))}
    )


@login_required
@never_cache
def prepare(request: PersonRequest) -> HttpResponse:
    """Prepare a round from a template, as a copy of another, or from nothing."""
    places = agencies_to_organise_for(request.user)
    if not places:
        raise Http404
    beginning = BeginningForm(request.GET or None, rounds=rounds_seen_by(request.user))
    begun = beginning.beginning() if beginning.is_valid() else None
    if begun is None:
        return render(request, "selections/rounds/begin.html", {"form": beginning})
    form = RoundForm(request.POST or None, initial=begun.identity, places=places)
    if request.method == "POST" and form.is_valid():
        prepared = actions.prepare_round(
            request.user,
            form.identity,
            agency=form.place,
            rules=begun.rules,
            copied_from=begun.copied_from,
        )
        messages.success(request, _("The round is prepared. Set what is blank, then open it."))
        return redirect("selection_round", prepared.pk)
    return render(request, "selections/rounds/form.html", {"form": form, "begun": begun})


@login_required
@never_cache
def rename(request: PersonRequest, round_id: int) -> HttpResponse:
    """Change how a round in draft is called."""
    held = require_secretariat(request, round_id)
    form = RoundForm(request.POST or None, instance=held, places=[held.agency])
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        attempt(request, lambda: actions.change_identity(request.user, held, form.identity, seen=seen))
        return redirect("selection_round", round_id)
    return render(request, "selections/rounds/form.html", {"form": form, "round": held})


@require_safe
@never_cache
def changes(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what differs from the round that this one was copied from."""
    shown = seen_round(request, round_id)
    earlier = shown.copied_from
    if earlier is None or not rounds_seen_by(request.user).filter(pk=earlier.pk).exists():
        raise Http404
    context = {"round": shown, "earlier": earlier, "differences": differences(earlier.rules, shown.rules)}
    return render(request, "selections/rounds/differences.html", context)


@login_required
@require_POST
def step(request: PersonRequest, round_id: int) -> HttpResponse:
    """Take the round on."""
    held = require_secretariat(request, round_id)
    form = StepForm(request.POST)
    if understood(request, form):
        told = form.cleaned_data
        wanted, seen, note = RoundStep(told["step"]), told["seen"], told["note"]
        if wanted is RoundStep.FREEZE:
            attempt(request, lambda: actions.request_freeze(request.user, held, seen=seen))
        else:
            attempt(request, lambda: actions.take_on(request.user, held, wanted, seen=seen, note=note))
    return redirect("selection_round", round_id)
