"""«Klinik»: the coaching clinics, and taking part in one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from common.files import serve, stored_document
from common.icalendar import CONTENT_TYPE
from common.throttle import limited
from replications import actions
from replications.clinic_calendar import calendar_of
from replications.clinic_forms import FeedbackForm, UnitForm
from replications.clinic_queries import clinics, units_that_may_host, units_that_may_register
from replications.clinic_view import clinic_view
from replications.models import Clinic, ClinicMaterial
from units.views.requests import PersonRequest

ON_A_PAGE = 25


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """List the clinics to come, or those that are over."""
    past = request.GET.get("state") == "past"
    listed = Paginator(clinics(timezone.now(), past=past), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"clinics": listed, "past": past, "may_host": units_that_may_host(request.user).exists()}
    return render(request, "replications/clinics.html", context)


@require_safe
@never_cache
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a clinic, and what the person can do for the own units."""
    clinic = _clinic(pk)
    context = {"clinic": clinic, "view": clinic_view(request.user, clinic, timezone.now())}
    return render(request, "replications/clinic.html", context)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the calendar file."""
    headers = {"Content-Disposition": f'attachment; filename="klinik-{pk}.ics"'}
    return HttpResponse(calendar_of(_clinic(pk)), content_type=CONTENT_TYPE, headers=headers)


@require_safe
def material(request: HttpRequest, pk: int, material_id: int) -> HttpResponseBase:
    """Send a document of a clinic."""
    found = get_object_or_404(ClinicMaterial.objects.select_related("document"), pk=material_id, clinic=pk)
    try:
        return serve(request, stored_document(found.document), public=True)
    except FileNotFoundError as error:
        raise Http404 from error


@login_required
@require_POST
@limited("60/h", key="user")
def register(request: PersonRequest, pk: int) -> HttpResponse:
    """Register one of the person's units."""
    clinic = _clinic(pk)
    form = UnitForm(request.POST, units=units_that_may_register(request.user, clinic))
    if understood(request, form):
        unit = form.cleaned_data["unit"]
        if attempt(request, lambda: actions.register(request.user, clinic, unit)):
            messages.success(
                request, _("Your unit is registered. Whether it has a seat, stands below and in the letter.")
            )
    return redirect("clinic", pk)


@login_required
@require_POST
@limited("60/h", key="user")
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one of the person's units off the clinic."""
    clinic = _clinic(pk)
    form = UnitForm(request.POST, units=units_that_may_register(request.user, clinic))
    if understood(request, form):
        unit = form.cleaned_data["unit"]
        attempt(request, lambda: actions.withdraw_registration(request.user, clinic, unit))
    return redirect("clinic", pk)


@login_required
@require_POST
def feedback(request: PersonRequest, pk: int) -> HttpResponse:
    """Say how useful the clinic was for one of the person's units."""
    clinic = _clinic(pk)
    units = UnitForm(request.POST, units=units_that_may_register(request.user, clinic))
    form = FeedbackForm(request.POST)
    if understood(request, units) and understood(request, form):
        unit, told = units.cleaned_data["unit"], form.cleaned_data
        given = attempt(
            request,
            lambda: actions.give_feedback(request.user, clinic, unit, told["rating"], told["feedback"]),
        )
        if given is not None:
            messages.success(request, _("Thank you. The host reads it."))
    return redirect("clinic", pk)


def _clinic(pk: int) -> Clinic:
    return get_object_or_404(Clinic.objects.select_related("host__agency", "host__page"), pk=pk)
