"""Who may judge which case, what waits for whom, and what happened so far."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from common.models import User
from innovations.models.case import InnovationPage
from innovations.models.provenance import Contribution
from units.queries import first_free, is_moderator, moderators, units_of, verifiers_in_turn
from units.rules import Act

UNIT, NETWORK = "unit", "network"


@dataclass(frozen=True)
class ReviewEvent:
    """One line of a case's history."""

    at: datetime
    who: User | None
    what: str | Promise
    reason: str


@dataclass(frozen=True)
class OpenReview:
    """A case that waits for somebody's judgement."""

    state: TaskState
    page: InnovationPage

    @property
    def step(self) -> str:
        """Return the step of the review."""
        step: str = self.state.task.reviewtask.step
        return step


def contributors(pages: Iterable[InnovationPage]) -> defaultdict[int, set[int]]:
    """Return by case the ids of who changed its text since it was last published: one query."""
    published = {page.pk: page.last_published_at for page in pages}
    changes = Contribution.objects.filter(page__in=published)
    wrote: defaultdict[int, set[int]] = defaultdict(set)
    for page, person, at in changes.values_list("page_id", "user_id", "changed_at"):
        since = published[page]
        if since is None or at > since:
            wrote[page].add(person)
    return wrote


def reviewers(step: str, pages: Collection[InnovationPage]) -> dict[int, list[User]]:
    """Return by case who may take the step: four queries at most, however many cases.

    The unit's step: who may verify for the unit and has not changed the text; where
    that is nobody, the moderators who have not. The network's step: the moderators.
    """
    network = list(moderators())
    if step == NETWORK:
        return {page.pk: network for page in pages}
    wrote = contributors(pages)
    turns = verifiers_in_turn({page.unit for page in pages})
    return {page.pk: first_free([*turns[page.unit_id], network], wrote[page.pk]) for page in pages}


def may_review(user: User, step: str, page: InnovationPage) -> bool:
    """Say whether the person may take the step for the case: four queries at most."""
    if step == NETWORK:
        return is_moderator(user)
    return user in reviewers(step, [page])[page.pk]


def open_reviews(user: User, step: str | None = None) -> list[OpenReview]:
    """Return what waits for the person's judgement, oldest first: seven queries at most, however much it is."""
    moderates = is_moderator(user)
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__reviewtask__isnull=False,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related("task__reviewtask", "workflow_state__requested_by")
    if step is not None:
        states = states.filter(task__reviewtask__step=step)
    found = with_cases(states.order_by("started_at")) if moderates or units_of(user, Act.VERIFY).exists() else []
    free = reviewers(UNIT, [one.page for one in found if one.step == UNIT])
    return [one for one in found if (moderates if one.step == NETWORK else user in free[one.page.pk])]


def sent_back_to(user: User) -> list[OpenReview]:
    """Return the person's cases that were sent back and not submitted again, oldest first: two queries."""
    states = TaskState.objects.filter(workflowstate__status=WorkflowState.STATUS_NEEDS_CHANGES)
    mine = states.filter(workflowstate__requested_by=user).select_related("workflow_state", "finished_by")
    return with_cases(mine.order_by("finished_at"))


def with_cases(states: Iterable[TaskState]) -> list[OpenReview]:
    """Put each state with its case: one query for all cases."""
    states = list(states)
    cases = InnovationPage.objects.select_related("unit__agency").in_bulk(
        [int(state.workflow_state.object_id) for state in states]
    )
    found = [(state, cases.get(int(state.workflow_state.object_id))) for state in states]
    return [OpenReview(state, page) for state, page in found if page is not None]


def states_of(pages: Iterable[InnovationPage]) -> dict[int, WorkflowState]:
    """Return the running or sent-back review of each case that has one, by the case's key: one query."""
    rows = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=get_default_page_content_type(),
            object_id__in=[str(page.pk) for page in pages],
            current_task_state__task__reviewtask__isnull=False,
        )
        .select_related("current_task_state__task__reviewtask", "current_task_state__finished_by")
    )
    return {int(row.object_id): row for row in rows}


def history(page: InnovationPage) -> list[ReviewEvent]:
    """Return what happened in the reviews of the case, newest first: one query."""
    steps = TaskState.objects.for_instance(page).select_related("finished_by", "workflow_state__requested_by", "task")
    events = []
    last: TaskState | None = None
    for step in steps.order_by("pk"):
        author = step.workflow_state.requested_by
        if last is None or last.workflow_state_id != step.workflow_state_id:
            events.append(ReviewEvent(step.started_at, author, _("Submitted"), ""))
        elif last.status == TaskState.STATUS_REJECTED:
            events.append(ReviewEvent(step.started_at, author, _("Submitted again"), ""))
        if step.status in _VERDICTS and step.finished_at is not None:
            events.append(ReviewEvent(step.finished_at, step.finished_by, _VERDICTS[step.status], step.comment))
        last = step
    return sorted(events, key=lambda event: event.at, reverse=True)


def changed_since_verified(page: InnovationPage, workflow_state: WorkflowState) -> bool:
    """Say whether the text is another than the one that the unit's verifier approved: two queries."""
    verified = workflow_state.task_states.filter(task__reviewtask__step=UNIT, status=TaskState.STATUS_APPROVED)
    last = verified.order_by("-finished_at").values_list("finished_at", flat=True).first()
    return last is not None and Contribution.objects.filter(page_id=page.pk, changed_at__gt=last).exists()


_VERDICTS = {
    TaskState.STATUS_APPROVED: _("Approved"),
    TaskState.STATUS_REJECTED: _("Sent back"),
    TaskState.STATUS_CANCELLED: _("Withdrawn"),
}
