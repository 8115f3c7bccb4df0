"""What every public template gets: the links of the header."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


def site(request: HttpRequest) -> dict[str, list[Link]]:
    """Return the navigation and the links of the person at the keyboard: no SQL for who is not logged in."""
    user = getattr(request, "user", None)
    account = SIGNED_IN if user is not None and user.is_authenticated else SIGNED_OUT
    return {"navigation": _links(request, NAVIGATION), "account": _links(request, account)}


def _links(request: HttpRequest, items: tuple[tuple[str, Promise], ...]) -> list[Link]:
    links = [(reverse(name), label) for name, label in items]
    return [Link(url, label, request.path.startswith(url)) for url, label in links]
