"""The places of units in the page tree: /unit/ → agency → unit → its cases."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from common.models import User


class _PlacePermissions(PagePermissionTester):
    """What a person may do with a place in the tree: hide it, but neither remove nor move it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Keep the place of its people, with all that lies below."""
        return False

    def can_move_to(self, destination: Page) -> bool:
        """Keep a unit in its agency: who may do what for it follows the tree and the agency alike."""
        return False


class _Place:
    """A page that stands for something outside the tree."""

    def permissions_for_user(self, user: User) -> _PlacePermissions:
        """Return what the person may do with it."""
        return _PlacePermissions(user, self)


class UnitIndexPage(_Place, Page):
    """The list of all units, at ``/unit/``. There is one."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["units.AgencyPage"]
    template = "units/index.html"

    class Meta:
        verbose_name = _("unit list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the list that was asked for."""
        from units.directory import directory

        return super().get_context(request, *args, **kwargs) | {"directory": directory(request)}


class AgencyPage(_Place, Page):
    """An agency's place in the tree; without an agency, that of «Belum diketahui»."""

    agency = models.OneToOneField(
        "units.Agency",
        verbose_name=_("agency"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="page",
    )

    # Made by ``units.actions`` alone: a place without its agency or unit is an error.
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["units.UnitIndexPage"]
    subpage_types: ClassVar[list[str]] = ["units.UnitPage"]
    template = "units/agency.html"

    class Meta:
        verbose_name = _("agency page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages of the agency's units."""
        from units.directory import units_below

        return super().get_context(request, *args, **kwargs) | {"places": units_below(self.path)}


class UnitPage(_Place, Page):
    """A unit's public page; its cases are the pages below it."""

    unit = models.OneToOneField(
        "units.ServiceUnit", verbose_name=_("unit"), editable=False, on_delete=models.PROTECT, related_name="page"
    )

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["units.AgencyPage"]
    template = "units/unit.html"

    class Meta:
        verbose_name = _("unit page")
