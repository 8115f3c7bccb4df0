"""«Konfirmasi»: the unit says once a year whether its case still runs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from innovations.actions import ConfirmationRefusedError, confirm_case
from innovations.confirmation_form import ConfirmationForm
from innovations.queries import may_confirm, visible_cases
from units.views.requests import PersonRequest


@login_required
@never_cache
def confirm(request: PersonRequest, page_id: int) -> HttpResponse:
    """Confirm a public case; whoever may not gets 403."""
    now = timezone.now()
    case = get_object_or_404(visible_cases(now).select_related("unit"), pk=page_id)
    if not may_confirm(request.user, case.unit):
        raise PermissionDenied
    form = ConfirmationForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_case(request.user, case, form.said, now)
        except ConfirmationRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Thank you. The case is confirmed; everyone can see it."))
        return redirect(case.get_url(request))
    return render(request, "innovations/confirm.html", {"case": case, "form": form})
