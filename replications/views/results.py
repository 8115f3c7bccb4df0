"""The copier's own results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from common.attempts import attempt
from replications import actions
from replications.forms import ReportForm, ResultFormSet, results_to_tell
from replications.queries import seen_by, steps_for
from replications.rules import Step
from units.views.requests import PersonRequest


@login_required
@never_cache
def results(request: PersonRequest, pk: int) -> HttpResponse:
    """Tell the results, on the indicators of the source and on others, and what was learned."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    if Step.ACHIEVE not in steps_for(request.user, replication):
        messages.error(request, _("Results are told by the unit that copies, once its implementation has begun."))
        return redirect("replication", pk)
    said = {name: getattr(replication, name) for name in ("changed", "went_wrong", "obstacles")}
    form = ReportForm(request.POST or None, initial=said | {"seen": replication.version})
    figures = ResultFormSet(request.POST or None, initial=results_to_tell(replication.case, replication))
    if request.method == "POST" and form.is_valid() and figures.is_valid():
        told = dict(form.cleaned_data)
        seen = told.pop("seen")
        report = actions.Report(results=[row.figures for row in figures.told], **told)
        if attempt(request, lambda: actions.tell_results(request.user, replication, report, seen=seen)):
            return redirect("replication", pk)
    return render(request, "replications/results.html", {"replication": replication, "form": form, "figures": figures})
