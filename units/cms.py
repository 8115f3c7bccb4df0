"""What of the CMS is the moderators' alone: its menu entries and the permission for its models."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from common.models import User
from units.queries import is_moderator, moderators


class ModeratorsMenuItem(MenuItem):
    """A link that only moderators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may use it."""
        return is_moderator(request.user)


class ModeratorsPage(ViewSet):
    """A page of the moderators' own with its entry in the menu; the gate keeps everyone else out.

    ``view`` answers it.
    """

    menu_item_class = ModeratorsMenuItem
    view: Callable[[HttpRequest], HttpResponse]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", self.view, name="index")]


class ModeratorsPolicy(BasePermissionPolicy):
    """A moderator may do everything with the model, nobody else anything.

    It asks for the membership, not for Django's permissions: there is no row to grant and to forget.
    """

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        """Say whether the person moderates: at most one query."""
        return is_moderator(user)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        """Return the moderators."""
        return moderators()
