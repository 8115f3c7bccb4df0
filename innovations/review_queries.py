"""Who may judge which case, what waits for whom, and what happened so far."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from common.models import User
from innovations.models.case import InnovationPage
from innovations.models.provenance import Contribution
from units.models import Role
from units.queries import current_memberships, is_moderator, moderators, units_of, verifiers_for
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


def contributors(page: InnovationPage) -> set[int]:
    """Return the ids of who changed the text since it was last published: one query."""
    changes = Contribution.objects.filter(page_id=page.pk)
    if page.last_published_at is not None:
        changes = changes.filter(changed_at__gt=page.last_published_at)
    return set(changes.values_list("user_id", flat=True))


def reviewers_for(step: str, page: InnovationPage) -> list[User]:
    """Return who may take the step for the case.

    The unit's step: who may verify for the unit and has not changed the text; where
    that is nobody, the moderators who have not. The network's step: the moderators.
    """
    if step == NETWORK:
        return list(moderators())
    wrote = contributors(page)
    return verifiers_for(page.unit, changed_by=wrote) or [one for one in moderators() if one.pk not in wrote]


def may_review(user: User, step: str, page: InnovationPage) -> bool:
    """Say whether the person may take the step for the case."""
    if step == NETWORK:
        return is_moderator(user)
    return user.pk in {one.pk for one in reviewers_for(step, page)}


def open_reviews(user: User, step: str | None = None) -> list[OpenReview]:
    """Return what waits for the person's judgement, oldest first.

    Eight queries, and four more for each case in a unit step that can be the
    person's: of an own unit, or for a moderator of a unit that has nobody free.
    """
    moderates = is_moderator(user)
    own = set() if user.is_superuser else set(units_of(user, Act.VERIFY).values_list("pk", flat=True))
    if not moderates and not own:
        return []
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, task__reviewtask__isnull=False, workflow_state__status="in_progress"
    ).select_related("task__reviewtask", "workflow_state__requested_by")
    if step is not None:
        states = states.filter(task__reviewtask__step=step)
    found = with_cases(states.order_by("started_at"))
    stranded = _without_verifier([one.page for one in found if one.step == UNIT]) if moderates else set()

    def waits(one: OpenReview) -> bool:
        if one.step == NETWORK:
            return moderates
        possible = one.page.unit_id in own or one.page.pk in stranded
        return possible and may_review(user, UNIT, one.page)

    return [one for one in found if waits(one)]


def _without_verifier(pages: list[InnovationPage]) -> set[int]:
    """Return the keys of the cases that nobody in their unit or agency is free to verify: three queries."""
    held = current_memberships().filter(
        Q(role__in=(Role.VERIFIER, Role.HEAD), unit__in={page.unit_id for page in pages})
        | Q(role=Role.LOCAL_ADMIN, agency__in={page.unit.agency_id for page in pages if page.unit.agency_id})
    )
    in_unit: defaultdict[int | None, set[int]] = defaultdict(set)
    in_agency: defaultdict[int | None, set[int]] = defaultdict(set)
    for person, unit, agency in held.values_list("user_id", "unit_id", "agency_id"):
        (in_unit[unit] if unit else in_agency[agency]).add(person)
    wrote: defaultdict[int, set[int]] = defaultdict(set)
    published = {page.pk: page.last_published_at for page in pages}
    changes = Contribution.objects.filter(page__in=published)
    for page, person, at in changes.values_list("page_id", "user_id", "changed_at"):
        if published[page] is None or at > published[page]:
            wrote[page].add(person)
    return {page.pk for page in pages if not (in_unit[page.unit_id] | in_agency[page.unit.agency_id]) - wrote[page.pk]}


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


def states_of(pages: QuerySet[InnovationPage]) -> dict[int, WorkflowState]:
    """Return the running or sent-back review of each case that has one, by the case's key: one query."""
    keys = pages.order_by().annotate(key=Cast("pk", CharField())).values("key")
    rows = (
        WorkflowState.objects.active()
        .filter(base_content_type=get_default_page_content_type(), object_id__in=keys)
        .select_related("current_task_state__task", "current_task_state__finished_by")
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
