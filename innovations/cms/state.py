"""Where a case stands and what happened so far: the first panel of the editor."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import Panel
from wagtail.models import WorkflowState

from common.models import User
from innovations.models import InnovationPage
from innovations.review_queries import history, reviewers, states_of


@dataclass(frozen=True)
class CaseState:
    """The state of a case in words: for the author, the reviewer and the list of cases."""

    code: str
    label: str | Promise
    waits_for: str
    reason: str


def case_states(pages: Collection[InnovationPage]) -> dict[int, CaseState]:
    """Return by case where it stands: six queries at most, however many cases."""
    reviews = states_of(pages)
    running: defaultdict[str, list[InnovationPage]] = defaultdict(list)
    for page in pages:
        review = reviews.get(page.pk)
        if review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS:
            running[review.current_task_state.task.reviewtask.step].append(page)
    people: dict[int, list[User]] = {}
    for step, waiting in running.items():
        people |= reviewers(step, waiting)
    return {page.pk: _state(page, reviews.get(page.pk), people.get(page.pk, [])) for page in pages}


def _state(page: InnovationPage, review: WorkflowState | None, people: list[User]) -> CaseState:
    if review is None:
        return _without_review(page)
    step = review.current_task_state
    if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return CaseState("sent_back", gettext_lazy("Sent back"), "", step.comment)
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
            context["state"] = case_states([page])[page.pk]
            context["history"] = history(page)
            context["review_url"] = reverse("case_review", args=[page.pk, step.pk]) if may_review else ""
            return context
