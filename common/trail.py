"""The way from the home page down to where the reader is."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page

# In the page tree: 1 is the root that no site shows, 2 the home page.
HOME_DEPTH = 2


class Crumb(NamedTuple):
    """One place on the way."""

    label: str
    url: str


def trail_to(page: Page, request: HttpRequest | None) -> list[Crumb]:
    """Return the places between home and ``page``, without both: one query."""
    places = page.get_ancestors().filter(depth__gt=HOME_DEPTH)
    return [Crumb(place.title, place.get_url(request) or "") for place in places]
