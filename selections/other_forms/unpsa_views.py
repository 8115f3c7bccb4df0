"""The sheet for the UN Public Service Awards, for those who write for the unit of the case."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.attempts import attempt
from innovations.models import InnovationPage
from selections.models import FilledForm
from selections.other_forms.actions import Form, fill_form
from selections.other_forms.queries import case_to_fill, filled_form
from selections.other_forms.unpsa import sheet
from selections.other_forms.unpsa_form import SheetForm
from units.views.requests import PersonRequest


@login_required
@never_cache
def fill(request: PersonRequest, case_id: int) -> HttpResponse:
    """Show the fields beside the texts of the case, and store what was written in English."""
    case = case_to_fill(request.user, case_id)
    form, context = _sheet_of(case, request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if attempt(request, lambda: fill_form(request.user, case, _asked(), form.answers, seen=seen)):
            messages.success(request, _("Saved."))
            return redirect("unpsa", case.pk)
    return render(request, "selections/other_forms/unpsa.html", context)


@login_required
@require_safe
@never_cache
def printed(request: PersonRequest, case_id: int) -> HttpResponse:
    """Show the English answers as a page to print."""
    _form, context = _sheet_of(case_to_fill(request.user, case_id), None)
    return render(request, "selections/other_forms/unpsa_print.html", context)


@login_required
@require_safe
@never_cache
def text(request: PersonRequest, case_id: int) -> HttpResponse:
    """Send the English answers as plain text, in English throughout: it goes into an English form."""
    case = case_to_fill(request.user, case_id)
    with translation.override("en"):
        _form, context = _sheet_of(case, None)
        response = render(
            request, "selections/other_forms/unpsa.txt", context, content_type="text/plain; charset=utf-8"
        )
    name = slugify(case.title)[:60] or case.record_id
    response["Content-Disposition"] = f'attachment; filename="unpsa-{name}.txt"'
    return response


def _asked() -> Form:
    return Form(FilledForm.Form.UNPSA, sheet().version)


def _sheet_of(case: InnovationPage, data: Any) -> tuple[SheetForm, dict[str, Any]]:
    filled = filled_form(case, _asked())
    form = SheetForm(data, sheet=sheet(), filled=filled)
    groups = form.groups(case)
    rows = [row for _heading, some in groups for row in some]
    lacking = [row for row in rows if not row.answer]
    return form, {
        "case": case,
        "sheet": sheet(),
        "filled": filled.form,
        "form": form,
        "groups": groups,
        "lacking": lacking,
        "answered": len(rows) - len(lacking),
        "all": len(rows),
    }
