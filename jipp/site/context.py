"""What every public template gets: the links of the header."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.formatting import number
from common.models import Notification


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
    """Return the navigation and the links of the person at the keyboard.

    No SQL for who is not logged in; for others a query where a page shows the links: the CMS's do not.
    """
    return {
        "navigation": _links(request, NAVIGATION),
        "account": SimpleLazyObject(lambda: _account(request)),
    }


def _account(request: HttpRequest) -> list[Link]:
    """Return the links of the person, and how much of what he or she was told is not read yet."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _links(request, SIGNED_OUT)
    unread = Notification.objects.filter(person=user, read_at=None).count()
    told = ngettext("%(count)s notification", "%(count)s notifications", unread) % {"count": number(unread)}
    return [*_links(request, SIGNED_IN), *(_links(request, (("notifications", told),)) if unread else ())]


def _links(request: HttpRequest, items: tuple[tuple[str, str | Promise], ...]) -> list[Link]:
    links = [(reverse(name), label) for name, label in items]
    return [Link(url, label, request.path.startswith(url)) for url, label in links]
