"""What every public template gets: the links of the header."""

from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from common.formatting import number
from common.models import Notification, User


class Link(NamedTuple):
    """One link of the header; ``current`` where the reader is in that part of the site."""

    url: str
    label: str | Promise
    current: bool


# Names of addresses and what the reader sees of them.
NAVIGATION = (
    ("search", _("Search")),
    ("innovations", _("Innovations")),
    ("units", _("Units")),
    ("about", _("About")),
)
SIGNED_OUT = (("login", _("Log in")),)
SIGNED_IN = (
    ("wagtailadmin_home", _("Workspace")),
    ("desk", _("My unit")),
    ("account", _("My account")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, the links of the person at the keyboard, and how many notifications are unread.

    No SQL for who is not logged in; for others a query where a page shows the links: the CMS's do not.
    """
    unread = cache(lambda: _unread(_person(request)))
    return {
        "navigation": _links(request, NAVIGATION),
        "account": SimpleLazyObject(lambda: _account(request, unread())),
        "unread": unread,
    }


def _person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def _unread(person: User | None) -> int:
    return Notification.objects.filter(person=person, read_at=None).count() if person else 0


def _account(request: HttpRequest, unread: int) -> list[Link]:
    """Return the links of the person; that to the desk says how much is unread, in as little room as there is."""
    if _person(request) is None:
        return _links(request, SIGNED_OUT)
    counted = {"desk": f" ({number(unread)})" if unread else ""}
    return _links(request, tuple((name, f"{label}{counted.get(name, '')}") for name, label in SIGNED_IN))


def _links(request: HttpRequest, items: tuple[tuple[str, str | Promise], ...]) -> list[Link]:
    links = [(reverse(name), label) for name, label in items]
    return [Link(url, label, request.path.startswith(url)) for url, label in links]
