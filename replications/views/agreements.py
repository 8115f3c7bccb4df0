"""The agreement: writing it, printing it, and the signed paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from common.attempts import attempt, understood
from common.files import serve, stored_document
from replications import actions
from replications.forms import AgreementForm, PaperForm
from replications.models import Agreement
from replications.queries import seen_by, steps_for
from replications.rules import Step
from units.views.requests import PersonRequest


@login_required
@never_cache
def agreement(request: PersonRequest, pk: int) -> HttpResponse:
    """Write the terms, or other terms in their place."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    if Step.PROPOSE not in steps_for(request.user, replication):
        messages.error(request, _("The agreement can't be changed in the present state of the replication."))
        return redirect("replication", pk)
    written = Agreement.objects.filter(replication=replication).first()
    form = AgreementForm(request.POST or None, instance=written, initial={"seen": replication.version})
    if request.method == "POST" and form.is_valid():
        terms, seen = form.terms, form.cleaned_data["seen"]
        attempt(request, lambda: actions.propose_agreement(request.user, replication, terms, seen=seen))
        return redirect("replication", pk)
    return render(request, "replications/agreement.html", {"replication": replication, "form": form})


@login_required
@never_cache
def printed(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the agreement of the two units as a page to print and sign."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    written = get_object_or_404(Agreement, replication=replication)
    return render(request, "replications/agreement_print.html", {"replication": replication, "agreement": written})


@login_required
@require_POST
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the signed paper."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    form = PaperForm(request.POST, request.FILES)
    if understood(request, form):
        attempt(request, lambda: actions.attach_signed_file(request.user, replication, form.cleaned_data["file"]))
    return redirect("replication", pk)


@login_required
@require_safe
def paper_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Send the signed paper to the members of the two units."""
    replication = get_object_or_404(seen_by(request.user), pk=pk)
    written = get_object_or_404(Agreement.objects.select_related("signed_file"), replication=replication)
    if written.signed_file is None:
        raise Http404
    try:
        return serve(request, stored_document(written.signed_file), public=False)
    except FileNotFoundError as error:
        raise Http404 from error
