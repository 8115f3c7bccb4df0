"""Which pages everyone may read now."""

from datetime import datetime

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def unexpired(now: datetime) -> Q:
    """Return the condition that a page's time has not run out.

    A page past ``expire_at`` stays live until a job unpublishes it, so the date is asked for as well.
    """
    return Q(expire_at=None) | Q(expire_at__gt=now)


def open_to_all(now: datetime) -> Q:
    """Return the condition that everyone may read a page: live, not private, not expired.

    One query for the private places. Wagtail's ``PageQuerySet.public`` means the same and loads
    the page of each restriction whole; a case page asks this three times.
    """
    condition = Q(live=True) & unexpired(now)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        condition &= ~Q(path__startswith=path)
    return condition


def public_pages(now: datetime) -> PageQuerySet[Page]:
    """Return the pages that everyone may read. One query for the private places, besides its own."""
    return Page.objects.filter(open_to_all(now))
