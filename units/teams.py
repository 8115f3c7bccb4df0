"""Those who act for one unit, one agency or the network, and what of them a person may change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from common.models import User
from units.models import Agency, Invitation, Membership, Role, ServiceUnit
from units.queries import can_staff, current_memberships
from units.rules import UNIT_ROLES, Standing


@dataclass(frozen=True)
class Team:
    """The place in which roles are held: a unit, an agency, or neither for the network."""

    unit: ServiceUnit | None = None
    agency: Agency | None = None

    @property
    def name(self) -> str:
        """Return the name of the place."""
        place = self.unit or self.agency
        return place.name if place else _("Network moderators")

    @property
    def url(self) -> str:
        """Return the address of the team's page."""
        if self.unit is not None:
            return reverse("team_unit", args=[self.unit.pk])
        if self.agency is not None:
            return reverse("team_agency", args=[self.agency.pk])
        return reverse("team_moderators")

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles that can be held here."""
        if self.unit is not None:
            return UNIT_ROLES
        return (Role.LOCAL_ADMIN,) if self.agency is not None else (Role.MODERATOR,)

    def members(self) -> QuerySet[Membership]:
        """Return the running memberships: one query."""
        members = current_memberships().filter(unit=self.unit, agency=self.agency, role__in=self.roles)
        return members.select_related("user").order_by("started_at")

    def invitations(self, now: datetime) -> QuerySet[Invitation]:
        """Return the invitations that wait: one query."""
        return Invitation.objects.waiting(now).filter(unit=self.unit, agency=self.agency, role__in=self.roles)

    def may_be_staffed_by(self, user: User) -> bool:
        """Say whether the person may invite, change and end here."""
        unit, agency = self.unit, self.agency
        wanted = Standing(self.roles[0], unit.pk if unit else None, agency.pk if agency else None)
        return can_staff(user, wanted, unit)


def team_of(scope: Membership | Invitation) -> Team:
    """Return the team to which a membership or an invitation belongs."""
    return Team(unit=scope.unit, agency=scope.agency)


def _unit_team(pk: int) -> Team:
    return Team(unit=get_object_or_404(ServiceUnit.objects.select_related("agency"), pk=pk))


def _agency_team(pk: int) -> Team:
    return Team(agency=get_object_or_404(Agency, pk=pk))


TEAM_KINDS: dict[str, Callable[[int], Team]] = {
    "unit": _unit_team,
    "agency": _agency_team,
    "moderators": lambda _pk: Team(),
}
