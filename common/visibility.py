"""Which pages everyone may read now."""

from datetime import datetime

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet


def unexpired(now: datetime) -> Q:
    """Return the condition that a page's time has not run out.

    A page past ``expire_at`` stays live until a job unpublishes it, so the date is asked for as well.
    """
    return Q(expire_at=None) | Q(expire_at__gt=now)


def public_pages(now: datetime) -> PageQuerySet[Page]:
    """Return the pages that are live, not private and not expired. One query for the private places."""
    return Page.objects.live().public().filter(unexpired(now))
