"""What a person who leaves had in hand passes to somebody who stays."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.query import PageQuerySet

from common.models import User
from units.letters import send_handover
from units.models import AgencyPage, Invitation, Membership, UnitIndexPage, UnitPage


def hand_over(membership: Membership, heir: User | None) -> dict[str, int]:
    """Pass on cases, running reviews and open invitations; unlock what the leaver had locked.

    Without an heir the work keeps its owner's name, and whoever answers for the
    unit reaches it all the same. Returns how many of each were passed on.
    """
    leaver = membership.user
    pages = _pages_left(membership)
    locked = pages.filter(locked_by=leaver).update(locked=False, locked_by=None, locked_at=None)
    if heir is None:
        return {"unlocked": locked}
    reviews = _reviews_asked_for(leaver, pages).update(requested_by=heir)
    drafts = pages.filter(owner=leaver).update(owner=heir)
    invitations = _invitations(membership).update(invited_by=heir)
    if drafts or reviews or invitations:
        send_handover(heir, membership, drafts)
    return {"cases": drafts, "reviews": reviews, "invitations": invitations, "unlocked": locked}


def _pages_left(membership: Membership) -> PageQuerySet:
    """Return the pages that the person reached by this membership and by no other that runs."""
    pages = Page.objects.descendant_of(_place(membership))
    for other in Membership.objects.filter(user=membership.user_id, ended_at=None):
        pages = pages.not_descendant_of(_place(other))
    return pages


def _reviews_asked_for(leaver: User, pages: PageQuerySet) -> QuerySet[WorkflowState]:
    running = WorkflowState.objects.filter(
        requested_by=leaver,
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    asked = [int(object_id) for object_id in running.values_list("object_id", flat=True)]
    left = [str(pk) for pk in pages.filter(pk__in=asked).values_list("pk", flat=True)]
    asked_here: QuerySet[WorkflowState] = running.filter(object_id__in=left)
    return asked_here


def _place(membership: Membership) -> Page:
    if membership.unit_id is not None:
        return UnitPage.objects.get(unit=membership.unit_id)
    if membership.agency_id is not None:
        return AgencyPage.objects.get(agency=membership.agency_id)
    return UnitIndexPage.objects.get()


def _invitations(membership: Membership) -> QuerySet[Invitation]:
    waiting = Invitation.objects.waiting(timezone.now()).filter(invited_by=membership.user_id)
    if membership.unit_id is not None:
        return waiting.filter(unit=membership.unit_id)
    if membership.agency_id is not None:
        return waiting.filter(unit__agency=membership.agency_id)
    return waiting
