"""Menus without what does not concern the person."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)
from wagtail.admin.menu import MenuItem
from wagtail.models import WorkflowState

from innovations.models import InnovationPage
from units.queries import is_moderator

# What of Wagtail's main menu no member works with.
MODERATORS_MENU = frozenset({"reports", "settings", "snippets", "redirects"})
# Wagtail's help leads to pages elsewhere, in English; the guides of this project are in the menu.
NOBODYS_MENU = frozenset({"help"})


class ReviewMenuItem(ActionMenuItem):
    """Leads a reviewer from the editor to the page where the decision is taken."""

    name = "review"
    icon_name = "tasks"

    def __init__(self, url: str) -> None:
        """Take the address of the review."""
        super().__init__(order=0)
        self.url = url
        self.label = _("Review this case")

    def get_url(self, parent_context: Any) -> str:
        """Return the address of the review."""
        return self.url


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Wagtail's button, named after what happens."""

    def __init__(self, *, again: bool) -> None:
        """Say whether the case was submitted before."""
        super().__init__(order=60)
        self.again = again

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Put our label in the place of the task's name."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["label"] = _("Submit again") if self.again else _("Submit for review")
        return context


class WithdrawMenuItem(CancelWorkflowMenuItem):
    """The author's way back to the text while it is in review."""

    label = _("Withdraw to change it")


def fit_main_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave members what they work with (hook: construct_main_menu)."""
    hidden = NOBODYS_MENU if is_moderator(request.user) else NOBODYS_MENU | MODERATORS_MENU
    items[:] = [item for item in items if item.name not in hidden]


def fit_action_menu(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Name the steps as the network does, and leave one way for each (hook: construct_page_action_menu)."""
    page = context.get("page")
    if page is not None and not isinstance(page, InnovationPage):
        return
    items[:] = [item for item in items if not isinstance(item, RestartWorkflowMenuItem | WorkflowMenuItem)]
    for place, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[place] = SubmitMenuItem(again=bool(page and page.pk and page.current_workflow_state))
    if page is None or page.pk is None:
        return
    _fit_review(items, request, page)


def _fit_review(items: list[ActionMenuItem], request: HttpRequest, page: InnovationPage) -> None:
    """Give the reviewer the way to the review, and only the author the way to withdraw."""
    review = page.current_workflow_state
    running = review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS
    author = review is not None and request.user.pk in {page.owner_id, review.requested_by_id}
    items[:] = [item for item in items if not isinstance(item, CancelWorkflowMenuItem)]
    if running and author:
        items.insert(0, WithdrawMenuItem(order=40))
    step = page.current_workflow_task_state
    if step is not None and page.current_workflow_task.get_actions(page, request.user):
        items.insert(0, ReviewMenuItem(reverse("case_review", args=[page.pk, step.pk])))
