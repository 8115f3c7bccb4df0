"""«Laporkan kekeliruan»: a reader's note, and the list of those who answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from common.throttle import limited
from common.visibility import public_pages
from units.actions import answer_report, report_error
from units.errors import UnitError
from units.forms import AnswerForm, ReportForm
from units.models import ErrorReport
from units.queries import reports_to_answer, unit_of_page
from units.views.requests import PersonRequest

REPORTS_ON_A_PAGE = 25


@never_cache
@limited("10/h")
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a note on a public page of a unit; no account is needed."""
    page = get_object_or_404(public_pages(timezone.now()), pk=page_id)
    if unit_of_page(page) is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # A robot gets the same answer as a person, so that it learns nothing.
        if not form.from_robot:
            report_error(page, form.cleaned_data["message"], form.cleaned_data["email"])
        messages.success(request, _("Thank you. Your report has reached those who answer for this page."))
        return redirect(page.get_url(request))
    return render(request, "units/reports/form.html", {"page": page, "form": form})


@login_required
@never_cache
def reports(request: PersonRequest) -> HttpResponse:
    """List the reports that the person answers: open ones first, or the settled ones."""
    settled = request.GET.get("state") == "settled"
    found = reports_to_answer(request.user)
    if settled:
        found = found.exclude(state=ErrorReport.State.OPEN).order_by("-settled_at")
    else:
        found = found.filter(state=ErrorReport.State.OPEN)
    listed = Paginator(found, REPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "units/reports/list.html", {"reports": listed, "settled": settled})


@login_required
@never_cache
def report_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one report and answer it; an empty answer closes it."""
    found = get_object_or_404(reports_to_answer(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_report(request.user, found, form.cleaned_data["answer"])
        except UnitError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The report is settled."))
        return redirect("reports")
    return render(request, "units/reports/detail.html", {"report": found, "form": form})
