"""«Sanggahan»: objections to published lists, with their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.attempts import attempt, understood
from selections.models import Objection, SelectionRound
from selections.results.forms import AnswerForm, ObjectionForm
from selections.results.objecting import ANSWERED_BY_OTHERS, answer_objection, object_to_list
from selections.results.objection_page import entries_to_object_to, objections_page
from selections.results.views.lists import published_round
from units.queries import desk_units
from units.views.requests import PersonRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def objections(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the objections to a round's lists; on POST take one."""
    found = published_round(request, round_id)
    form = _form(request, found)
    if request.method == "POST":
        if form is None:
            return redirect_to_login(request.get_full_path())
        if form.is_valid() and _taken(request, found, form):  # type: ignore[arg-type]
            return redirect("selection_objections", round_id)
    shown = objections_page(request.user, found, timezone.now())
    answers = [
        (one, None if one.pk in shown.kept_away else AnswerForm(auto_id=f"{one.pk}-%s")) for one in shown.waiting
    ]
    context = {
        "round": found,
        "shown": shown,
        "form": form,
        "answers": answers,
        "by_others": ANSWERED_BY_OTHERS,
        "now": timezone.now(),
    }
    return render(request, "selections/results/objections.html", context)


@login_required
@require_POST
def answer(request: PersonRequest, round_id: int, pk: int) -> HttpResponse:
    """Answer an objection."""
    found = published_round(request, round_id)
    objection = get_object_or_404(Objection.objects.exclude(cut=""), pk=pk, round=found)
    form = AnswerForm(request.POST)
    if understood(request, form):
        told = form.cleaned_data["answer"]
        if attempt(request, lambda: answer_objection(request.user, objection, told)) is not None:
            messages.success(request, _("Answered, for everyone to read."))
    return redirect("selection_objections", round_id)


def _form(request: HttpRequest, selection_round: SelectionRound) -> ObjectionForm | None:
    """Return the form for somebody who can object in the name of a unit."""
    units = desk_units(request.user)
    if not units.exists():
        return None
    entries = entries_to_object_to(request.user, selection_round)
    return ObjectionForm(request.POST or None, units=units, entries=entries)


def _taken(request: PersonRequest, selection_round: SelectionRound, form: ObjectionForm) -> bool:
    told = form.cleaned_data
    objection = attempt(
        request,
        lambda: object_to_list(request.user, selection_round, told["unit"], told["text"], told["entry"]),
    )
    if objection is not None:
        messages.success(request, _("Your objection is on record. You are told of the answer."))
    return objection is not None
