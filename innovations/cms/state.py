"""Where a case stands and what happened so far: the first panel of the editor."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.models import WorkflowState

from innovations.models import InnovationPage
from innovations.review_queries import history, reviewers_for


@dataclass(frozen=True)
class CaseState:
    """The state of a case in words: for the author, the reviewer and the list of cases."""

    code: str
    label: str | Promise
    waits_for: str
    reason: str


def case_state(page: InnovationPage, review: WorkflowState | None) -> CaseState:
    """Return the state of a case whose running or sent-back review is ``review``.

    Up to three queries where the case waits for somebody, none otherwise.
    """
    step = review.current_task_state if review else None
    if review is None or step is None:
        return _without_review(page)
    if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return CaseState("sent_back", gettext_lazy("Sent back"), "", step.comment)
    people = reviewers_for(step.task.specific.step, page)
    names = ", ".join(str(person) for person in people) or _("a network moderator")
    return CaseState("in_review", step.task.name, names, "")


def _without_review(page: InnovationPage) -> CaseState:
    if not page.live:
        return CaseState("draft", gettext_lazy("Draft"), "", "")
    if page.has_unpublished_changes:
        return CaseState("changed", gettext_lazy("Published, with changes that are not yet"), "", "")
    return CaseState("published", gettext_lazy("Published"), "", "")


class StatePanel(Panel):
    """State and history, for everyone who may open the editor."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page and one request."""

        template_name = "innovations/cms/state.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the state, the history, and the way to the review for who may take it."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            # The copy of unsaved text on the device is kept by person (static/cms/offline.js).
            context["person"] = self.request.user.pk
            if not page.pk:
                context["state"] = CaseState("new", gettext_lazy("Not saved yet"), "", "")
                return context
            step = page.current_workflow_task_state
            may_review = step is not None and bool(page.current_workflow_task.get_actions(page, self.request.user))
            context["state"] = case_state(page, page.current_workflow_state)
            context["history"] = history(page)
            context["review_url"] = reverse("case_review", args=[page.pk, step.pk]) if may_review else ""
            return context
