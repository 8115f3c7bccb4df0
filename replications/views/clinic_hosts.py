"""Holding a clinic, for those who answer for its host."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from replications import actions
from replications.clinic_forms import AttendanceForm, ClinicForm, MaterialForm
from replications.clinic_queries import seating, units_that_may_host
from replications.mentoring_forms import ReasonForm
from replications.mentoring_queries import plans_of, practices_of
from replications.models import Clinic, ClinicMaterial
from replications.rules import Phase
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act
from units.time_zones import time_zone_of
from units.views.requests import PersonRequest

UNITS_SHOWN = 100


@login_required
@require_safe
@never_cache
def choose(request: PersonRequest) -> HttpResponse:
    """Ask which unit holds the clinic."""
    units = units_that_may_host(request.user)[:UNITS_SHOWN]
    return render(request, "replications/clinic_host.html", {"units": units})


@login_required
@never_cache
def announce(request: PersonRequest, unit_id: int) -> HttpResponse:
    """Announce a clinic of a unit."""
    host = get_object_or_404(units_that_may_host(request.user), pk=unit_id)
    form = _form(request, host)
    if request.method == "POST" and form.is_valid():
        cases = form.cleaned_data["cases"]
        clinic = attempt(request, lambda: actions.announce_clinic(request.user, host, form.told, cases))
        if clinic is not None:
            messages.success(request, _("The clinic is announced. Units can register from now on."))
            return redirect("clinic", clinic.pk)
    return render(request, "replications/clinic_form.html", {"host": host, "form": form, "clinic": None})


@login_required
@never_cache
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a clinic that has not begun."""
    clinic = _hosted(request, pk)
    form = _form(request, clinic.host, clinic)
    if request.method == "POST" and form.is_valid():
        cases = form.cleaned_data["cases"]
        if attempt(request, lambda: actions.change_clinic(request.user, clinic, form.told, cases)):
            return redirect("clinic", pk)
    return render(request, "replications/clinic_form.html", {"host": clinic.host, "form": form, "clinic": clinic})


@login_required
@require_POST
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Cancel a clinic that has not begun."""
    clinic = _hosted(request, pk)
    form = ReasonForm(request.POST)
    if understood(request, form):
        attempt(request, lambda: actions.cancel_clinic(request.user, clinic, form.cleaned_data["reason"]))
    return redirect("clinic", pk)


@login_required
@never_cache
def participants(request: PersonRequest, pk: int) -> HttpResponse:
    """Show who is registered, and note who was there."""
    clinic = _hosted(request, pk)
    if request.method == "POST":
        form = AttendanceForm(request.POST, clinic=clinic)
        if understood(request, form):
            present = [one.pk for one in form.cleaned_data["present"]]
            attempt(request, lambda: actions.note_attendance(request.user, clinic, present))
        return redirect("clinic_participants", pk)
    context = {
        "clinic": clinic,
        "seating": seating(clinic),
        "begun": clinic.phase(timezone.now()) in {Phase.RUNNING, Phase.PAST},
    }
    return render(request, "replications/clinic_participants.html", context)


@login_required
@never_cache
def add_material(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a document."""
    clinic = _hosted(request, pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        title, file = form.cleaned_data["title"], form.cleaned_data["file"]
        if attempt(request, lambda: actions.add_material(request.user, clinic, title, file)):
            return redirect("clinic", pk)
    return render(request, "replications/clinic_material.html", {"clinic": clinic, "form": form})


@login_required
@require_POST
def remove_material(request: PersonRequest, pk: int, material_id: int) -> HttpResponse:
    """Take a document off the clinic."""
    clinic = _hosted(request, pk)
    found = get_object_or_404(ClinicMaterial, pk=material_id, clinic=clinic)
    attempt(request, lambda: actions.remove_material(request.user, found))
    return redirect("clinic", pk)


def _hosted(request: PersonRequest, pk: int) -> Clinic:
    clinic = get_object_or_404(Clinic.objects.select_related("host__agency"), pk=pk)
    if not can_act_for(request.user, clinic.host, Act.ANSWER):
        raise Http404
    return clinic


def _form(request: PersonRequest, host: ServiceUnit, clinic: Clinic | None = None) -> ClinicForm:
    plans = plans_of(host, kept=clinic.plan_id if clinic else None)
    own = {"practices": practices_of(host), "plans": plans, "zone": time_zone_of(host.region_id)}
    return ClinicForm(request.POST or None, instance=clinic, **own)
