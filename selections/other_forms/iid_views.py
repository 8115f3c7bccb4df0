"""The self-check by the regional innovation index, for those who write for the unit of the case."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.attempts import attempt
from innovations.models import InnovationPage
from selections.models import FilledForm
from selections.other_forms.actions import Form, fill_form
from selections.other_forms.iid import Index, versions
from selections.other_forms.iid_form import SelfCheckForm
from selections.other_forms.proposals import proposals_for
from selections.other_forms.queries import Filled, case_to_fill, filled_form
from selections.rules.self_check import self_check
from units.views.requests import PersonRequest


@login_required
@never_cache
def fill(request: PersonRequest, case_id: int, version: str = "") -> HttpResponse:
    """Show the indicators with what the case proposes, and store what the person chose."""
    case, index = case_to_fill(request.user, case_id), _index(version)
    asked = Form(FilledForm.Form.IID, index.version)
    filled = filled_form(case, asked)
    form = SelfCheckForm(request.POST or None, index=index, filled=filled)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if attempt(request, lambda: fill_form(request.user, case, asked, form.answers, seen=seen)):
            messages.success(request, _("Saved."))
            return redirect("iid_version", case.pk, index.version)
    proposals = proposals_for(case, index.version, timezone.now())
    context = _context(case, index, filled) | {"form": form, "rows": form.rows(proposals)}
    return render(request, "selections/other_forms/iid.html", context)


@login_required
@require_safe
@never_cache
def printed(request: PersonRequest, case_id: int, version: str) -> HttpResponse:
    """Show what is stored as a page to print."""
    case, index = case_to_fill(request.user, case_id), _index(version)
    filled = filled_form(case, Form(FilledForm.Form.IID, index.version))
    rows = SelfCheckForm(None, index=index, filled=filled).rows({})
    return render(request, "selections/other_forms/iid_print.html", _context(case, index, filled) | {"rows": rows})


def _context(case: InnovationPage, index: Index, filled: Filled) -> dict[str, Any]:
    chosen = {int(number): answer.choice for number, answer in filled.answers.items()}
    return {
        "case": case,
        "index": index,
        "versions": versions(),
        "filled": filled.form,
        "check": self_check(index.indicators, chosen),
        "mandatory_known": any(one.mandatory is not None for one in index.indicators),
    }


def _index(version: str) -> Index:
    found = versions().get(version) if version else next(iter(versions().values()))
    if found is None:
        raise Http404
    return found
