"""Setting and amending the rules of a round, part by part."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from common.attempts import attempt
from selections import actions
from selections.forms import SeenForm
from selections.models import SelectionRound
from selections.rounds.award_ranks import doubtful_ranks
from selections.rounds.forms.rounds import NoteForm
from selections.rounds.forms.rules import PARTS, RulePart
from selections.rules.phases import Phase
from selections.seen_rounds import require_secretariat
from units.views.requests import PersonRequest

MOST_ROWS = 200


@login_required
@never_cache
def rules(request: PersonRequest, round_id: int, part: str) -> HttpResponse:
    """Change one part of the rules; once the round is open, with a reason."""
    held = require_secretariat(request, round_id)
    if part not in PARTS or held.phase == Phase.FINISHED:
        raise Http404
    amends = held.phase != Phase.DRAFT
    rows = _forms(request, held, PARTS[part])
    reason = (NoteForm if amends else SeenForm)(request.POST or None, initial={"seen": held.version})
    if request.method == "POST" and rows.is_valid() and reason.is_valid():
        changed = held.rules | {part: _told(rows, PARTS[part])}
        seen = reason.cleaned_data["seen"]
        if amends:
            note = reason.cleaned_data["note"]
            done = attempt(request, lambda: actions.amend_rules(request.user, held, changed, note, seen=seen))
        else:
            done = attempt(request, lambda: actions.change_rules(request.user, held, changed, seen=seen))
        if done is not None:
            return redirect("selection_round", round_id)
    context = {
        "round": held,
        "part": PARTS[part],
        "rows": rows,
        "reason": reason,
        "doubtful_ranks": doubtful_ranks(held) if part == "groups" else "",
    }
    return render(request, "selections/rounds/rules.html", context)


def _forms(request: PersonRequest, held: SelectionRound, part: RulePart) -> Any:
    stored = held.rules.get(part.key)
    rulebook = held.rulebook
    if not part.rows:
        return part.form(request.POST or None, initial=stored or {}, rulebook=rulebook, prefix="row")
    many = forms.formset_factory(
        part.form, extra=2, can_delete=True, can_order=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return many(request.POST or None, initial=stored or [], form_kwargs={"rulebook": rulebook}, prefix="row")


def _told(rows: Any, part: RulePart) -> Any:
    """Return what the forms say as the rulebook keeps it."""
    if not part.rows:
        return rows.told()
    return [form.told() for form in rows.ordered_forms if form.cleaned_data]
