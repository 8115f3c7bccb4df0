"""«Minat replikasi»: of a member for a unit, or of a visitor without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from common.models import User
from common.throttle import limited
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.actions import express_interest, inquire
from replications.clinic_queries import clinics_that_led_to
from replications.errors import ReplicationError
from replications.forms import InquiryForm, InterestForm
from replications.queries import running, units_that_may_copy


@never_cache
@limited("20/h", key="user_or_ip")
def interest(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask a member for which unit and what it needs, and a visitor what he or she would like to know."""
    case = get_object_or_404(visible_cases(timezone.now()).select_related("unit__agency"), pk=case_id)
    if request.user.is_authenticated:
        return _of_member(request, request.user, case)
    return _of_visitor(request, case)


def _of_member(request: HttpRequest, user: User, case: InnovationPage) -> HttpResponse:
    units = units_that_may_copy(user, case)
    clinics = clinics_that_led_to(case, units)
    initial = {"clinic": request.GET.get("klinik")}
    form = InterestForm(request.POST or None, units=units, clinics=clinics, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            replication = express_interest(user, case, **form.cleaned_data)
        except ReplicationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your unit's interest is on its way to %(unit)s.") % {"unit": case.unit})
            return redirect("replication", replication.pk)
    context = {"case": case, "form": form, "units": units, "running": running(case.pk, units)}
    return render(request, "replications/interest.html", context)


def _of_visitor(request: HttpRequest, case: InnovationPage) -> HttpResponse:
    form = InquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # A robot gets the same answer as a person, so that it learns nothing.
        if not form.from_robot:
            inquire(case, **{name: form.cleaned_data[name] for name in InquiryForm.Meta.fields})
        messages.success(request, _("Thank you. Your message has reached those who answer for %s.") % case.unit)
        return redirect(case.get_url(request))
    return render(request, "replications/inquiry_form.html", {"case": case, "form": form})
