"""The two steps of review, one task class for all units.

A verifier of the unit who did not write the text, then a network moderator, whose
approval publishes. While a case is in review nobody changes its text.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState

from common.models import User
from innovations.models.case import InnovationPage
from innovations.review_queries import changed_since_verified, may_review, open_reviews


class ReviewLock(WorkflowLock):
    """The text stands still while others judge it."""

    def get_message(self, user: User) -> str:
        """Say why nothing can be changed, and what to do about it."""
        return format_html(
            "<b>{}</b> {}",
            _("This case is in review: “%(step)s”.") % {"step": self.task.name},
            _("Its text can be changed again when it is sent back or withdrawn."),
        )

    def get_locked_by(self, user: User, can_lock: bool = False) -> Any:
        """Name the lock, for the side panel."""
        return _("In review")

    def get_description(self, user: User, can_lock: bool = False) -> Any:
        """Say what the lock means, for the side panel."""
        return _("Its text can be changed again when it is sent back or withdrawn.")


class ReasonForm(forms.Form):
    """Why a case is sent back. Without a reason the author cannot mend it."""

    comment = forms.CharField(
        label=_("What is to be mended"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )


class ReviewTask(Task):
    """One step of review. Who may take it depends on the case: see ``review_queries``."""

    class Step(models.TextChoices):
        """Who judges."""

        UNIT = "unit", _("Verifier of the unit")
        NETWORK = "network", _("Network moderator")

    step = models.CharField(_("step"), max_length=8, choices=Step.choices, unique=True)

    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "step"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "step"]

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Begin the step. Raises SubmissionIncompleteError where the case still lacks what is required.

        Every way of submitting comes through here, whatever was checked before. A text
        that changed after a moderator sent it back goes to the unit's verifier again.
        """
        # The actions of this room work on this model.
        from innovations.actions import require_complete

        page = workflow_state.content_object.specific
        require_complete(page.get_latest_revision_as_object())
        if self.step == self.Step.NETWORK and changed_since_verified(page, workflow_state):
            verification = ReviewTask.objects.get(step=self.Step.UNIT)
            return verification.start(workflow_state, user=user)
        state: TaskState = super().start(workflow_state, user=user)
        return state

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Approve or send back, under the same rules wherever it is asked for.

        Raises PermissionDenied for every refusal: Wagtail's own addresses, to which no button leads, know no other.
        """
        from innovations.actions import ReviewRefusedError, decide_review

        try:
            decide_review(task_state.pk, user, approve=action_name == "approve", reason=kwargs.get("comment", ""))
        except ReviewRefusedError as error:
            raise PermissionDenied from error

    def user_can_access_editor(self, obj: InnovationPage, user: User) -> bool:
        """Let the reviewer open the case."""
        return may_review(user, self.step, obj.specific)

    def locked_for_user(self, obj: InnovationPage, user: User) -> bool:
        """Lock the text for everyone, reviewers included."""
        return True

    def get_actions(self, obj: InnovationPage, user: User) -> list[tuple[str, Any, bool]]:
        """Return what the person may do with the case at this step."""
        if obj.current_workflow_task != self or not may_review(user, self.step, obj.specific):
            return []
        approve = _("Approve and publish") if self.step == self.Step.NETWORK else _("Approve")
        return [("reject", _("Send back"), True), ("approve", approve, False)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Ask for a reason where a case is sent back."""
        if action == "reject":
            return ReasonForm
        form: type[forms.Form] = super().get_form_for_action(action)
        return form

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Return the open reviews of this step that wait for the person."""
        return TaskState.objects.filter(pk__in=[one.state.pk for one in open_reviews(user, self.step)])

    @classmethod
    def get_description(cls) -> Any:
        """Say what the task is, for the page where workflows are set up."""
        return _("The unit's verifier, or the network's moderator, approves the case or sends it back")
