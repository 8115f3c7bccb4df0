"""The page on which a reviewer reads a case and decides."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from common.models import User
from innovations.actions import ReviewRefusedError, decide_review
from innovations.cms.advice import advice_for
from innovations.models import InnovationPage
from innovations.record import to_record
from innovations.review_queries import contributors, history
from innovations.workflow import ReasonForm, ReviewTask


class CmsRequest(HttpRequest):
    """A request inside the CMS: its door lets nobody else in."""

    user: User


def review(request: CmsRequest, page_id: int, task_state_id: int) -> HttpResponse:
    """Show the case as submitted (GET) or take the decision (POST: ``decision`` = approve, send_back)."""
    page: InnovationPage = get_object_or_404(InnovationPage.objects.select_related("unit"), pk=page_id)
    states = TaskState.objects.filter(workflow_state__object_id=str(page_id)).select_related("workflow_state")
    state = get_object_or_404(states, pk=task_state_id)
    task = state.task.specific
    if not isinstance(task, ReviewTask) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    decision = request.POST.get("decision")
    form = ReasonForm(request.POST if decision == "send_back" else None)
    if decision == "approve" or form.is_valid():
        return _decide(request, page, state, form)
    return render(request, "innovations/cms/review.html", _context(request, page, state, task, form))


def _decide(request: CmsRequest, page: InnovationPage, state: TaskState, form: ReasonForm) -> HttpResponse:
    approve = not form.is_bound
    reason = "" if approve else form.cleaned_data["comment"]
    try:
        decide_review(state.pk, request.user, approve=approve, reason=reason)
    except ReviewRefusedError as error:
        messages.error(request, str(error))
        return redirect("case_review", page.pk, state.pk)
    page.refresh_from_db()
    if not approve:
        messages.success(
            request, _("“%(case)s” is sent back. The author has your reason.") % {"case": page.draft_title}
        )
    elif page.live and not page.has_unpublished_changes:
        messages.success(request, _("“%(case)s” is published.") % {"case": page.title})
    else:
        messages.success(
            request,
            _("“%(case)s” is approved. It now waits for a network moderator.") % {"case": page.draft_title},
        )
    return redirect("wagtailadmin_home")


def _context(
    request: CmsRequest, page: InnovationPage, state: TaskState, task: ReviewTask, form: ReasonForm
) -> dict[str, Any]:
    return {
        "page_title": _("Review"),
        "header_title": _("Review: %(case)s") % {"case": page.draft_title},
        "case": page,
        "state": state,
        "task": task,
        "form": form,
        "may_decide": bool(task.get_actions(page, request.user)) and state.status == TaskState.STATUS_IN_PROGRESS,
        "wrote_it": request.user.pk in contributors([page])[page.pk],
        "advice": advice_for(to_record(state.revision.as_object())),
        "history": history(page),
    }
