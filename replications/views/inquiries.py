"""The interests of visitors, for those who answer them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from common.attempts import attempt
from replications.actions import answer_inquiry
from replications.queries import inquiries_seen_by
from units.forms import AnswerForm
from units.views.requests import PersonRequest

ON_A_PAGE = 25


@login_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """List what visitors ask: what waits, or what was answered."""
    answered = request.GET.get("state") == "answered"
    found = inquiries_seen_by(request.user).filter(answered_at__isnull=not answered)
    listed = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "replications/inquiries.html", {"inquiries": listed, "answered": answered})


@login_required
@never_cache
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one and answer it."""
    inquiry = get_object_or_404(inquiries_seen_by(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if attempt(request, lambda: answer_inquiry(request.user, inquiry, answer)):
            messages.success(request, _("The answer is on its way."))
            return redirect("inquiries")
    return render(request, "replications/inquiry.html", {"inquiry": inquiry, "form": form})
