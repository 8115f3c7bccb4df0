"""«Minat replikasi»: a member shows a unit's interest in a case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from innovations.queries import visible_cases
from replications.actions import express_interest
from replications.errors import ReplicationError
from replications.forms import InterestForm
from replications.queries import running, units_that_may_copy
from units.views.requests import PersonRequest


@login_required
@never_cache
def interest(request: PersonRequest, case_id: int) -> HttpResponse:
    """Ask for which unit and what it needs; where the unit is copying the case already, go there."""
    case = get_object_or_404(visible_cases(timezone.now()).select_related("unit__agency"), pk=case_id)
    units = units_that_may_copy(request.user, case)
    form = InterestForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("unit", "need", "means", "wished_on")}
        try:
            replication = express_interest(request.user, case, **fields)
        except ReplicationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your unit's interest is on its way to %(unit)s.") % {"unit": case.unit})
            return redirect("replication", replication.pk)
    context = {"case": case, "form": form, "units": units, "running": running(case.pk, units)}
    return render(request, "replications/interest.html", context)
