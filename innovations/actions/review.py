"""The way of a case through review to publication."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowPage, WorkflowTask

from common.actions import record_event
from common.models import User
from innovations.models import InnovationPage, ReviewTask
from innovations.record import to_record
from innovations.review_queries import may_review
from innovations.rules import required_on_submit
from units.models import UnitIndexPage

WORKFLOW_NAME = "Tinjauan inovasi"
STEP_NAMES = {
    ReviewTask.Step.UNIT: "Verifikasi unit",
    ReviewTask.Step.NETWORK: "Moderasi jaringan",
}


class SubmissionIncompleteError(ValidationError):
    """The case lacks what is required; one message for each gap."""


class ReviewRefusedError(Exception):
    """The judgement cannot be taken; the text says why, in the reader's language."""


@transaction.atomic
def ensure_workflow() -> Workflow:
    """Make what is missing of the review and hang it on the list of units; idempotent."""
    first = ReviewTask.objects.filter(step=ReviewTask.Step.UNIT).first()
    workflow = first.workflows.first() if first else None
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
    for order, (step, name) in enumerate(STEP_NAMES.items()):
        task, _new = ReviewTask.objects.get_or_create(step=step, defaults={"name": name})
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.update_or_create(page=UnitIndexPage.objects.get(), defaults={"workflow": workflow})
    # Wagtail's migration makes a review by its own groups, which nobody is in here.
    Workflow.objects.filter(workflow_tasks__task__groupapprovaltask__isnull=False, workflow_states=None).delete()
    GroupApprovalTask.objects.filter(task_states=None).delete()
    return workflow


def require_complete(page: InnovationPage) -> None:
    """Raise SubmissionIncompleteError, naming every gap, unless the case may be submitted."""
    gaps = required_on_submit(to_record(page))
    if gaps:
        raise SubmissionIncompleteError([gap.message for gap in gaps])


@transaction.atomic
def decide_review(task_state_id: int, user: User, *, approve: bool, reason: str = "") -> None:
    """Approve the case or send it back; of two people at once the first decides.

    Approval at the last step publishes. Raises ReviewRefusedError where it was decided
    before, the text has changed since or lacks what is required by now, or no reason was
    given for sending it back; PermissionDenied for a person who may not take this step.
    """
    state = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state_id).specific
    page = state.workflow_state.content_object.specific
    task = state.task.specific
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ReviewRefusedError(_decided(state))
    if not may_review(user, task.step, page):
        raise PermissionDenied
    if not approve and not reason.strip():
        raise ReviewRefusedError(_("Say what is to be mended: without a reason the author cannot go on."))
    if approve and (page.latest_revision_id != state.revision_id or state.revision.created_at > state.started_at):
        raise ReviewRefusedError(_("The text has changed since it was submitted. Send it back, so that it comes anew."))
    verb = "innovations.review_approved" if approve else "innovations.review_sent_back"
    record_event(verb, page, actor=user, step=task.step, reason=reason.strip())
    if not approve:
        state.reject(user=user, comment=reason.strip())
        return
    try:
        state.approve(user=user, comment=reason.strip())
    except SubmissionIncompleteError as error:
        message = _("It cannot be approved yet: %(gaps)s Send it back, so that it is completed.")
        raise ReviewRefusedError(message % {"gaps": " ".join(error.messages)}) from error


def _decided(state: TaskState) -> str:
    person = str(state.finished_by) if state.finished_by else _("somebody else")
    if state.status == TaskState.STATUS_APPROVED:
        return _("%(person)s has approved this case already; nothing more to do here.") % {"person": person}
    if state.status == TaskState.STATUS_REJECTED:
        return _("%(person)s has sent this case back already; nothing more to do here.") % {"person": person}
    return _("The author has withdrawn this case; nothing more to do here.")
