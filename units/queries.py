"""Reads about people and units. Each says how many SQL queries it makes."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from common.models import User
from units.models import Membership, Role, ServiceUnit
from units.rules import ROLES_FOR, Act, Standing, may


def current_memberships() -> QuerySet[Membership]:
    """Return the memberships that run, of people who can log in."""
    return Membership.objects.filter(ended_at=None, user__is_active=True)


def standings_of(user: User | AnonymousUser) -> tuple[Standing, ...]:
    """Return what the person is in which unit or agency: one query, then kept on the person.

    ``units.actions`` forgets what is kept when it changes a membership.
    """
    if not user.is_authenticated or not user.is_active:
        return ()
    kept: tuple[Standing, ...] | None = getattr(user, "_standings", None)
    if kept is None:
        rows = Membership.objects.filter(user=user, ended_at=None).values_list("role", "unit_id", "agency_id")
        kept = tuple(Standing(role, unit, agency) for role, unit, agency in rows)
        user._standings = kept  # type: ignore[union-attr]
    return kept


def is_moderator(user: User | AnonymousUser) -> bool:
    """Say whether the person moderates the network (superusers do): at most one query."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(held.role == Role.MODERATOR for held in standings_of(user))


def can_act_for(user: User | AnonymousUser, unit: ServiceUnit, act: Act | str) -> bool:
    """Say whether the person may do ``act`` (see ``rules.Act``) for the unit: at most one query."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return may(Act(act), standings_of(user), unit.pk, unit.agency_id)


def units_of(user: User | AnonymousUser, act: Act | str = Act.WRITE) -> QuerySet[ServiceUnit]:
    """Return the units for which the person may do ``act``; all of them for a moderator."""
    roles = ROLES_FOR[Act(act)]
    held = [standing for standing in standings_of(user) if standing.role in roles]
    if (user.is_authenticated and user.is_superuser) or any(one.role == Role.MODERATOR for one in held):
        return ServiceUnit.objects.all()
    return ServiceUnit.objects.filter(
        Q(pk__in=[one.unit for one in held if one.unit]) | Q(agency__in=[one.agency for one in held if one.agency])
    )


def members_of(unit: ServiceUnit) -> QuerySet[Membership]:
    """Return the unit's running memberships with their people, heads first: one query."""
    return current_memberships().filter(unit=unit).select_related("user").order_by("-role", "started_at")


def moderators() -> QuerySet[User]:
    """Return the network moderators: one query."""
    return User.objects.filter(is_active=True, memberships__role=Role.MODERATOR, memberships__ended_at=None)


def answerers_for(unit: ServiceUnit) -> list[User]:
    """Return who answers for the unit: its members' heads, else its members, else its
    agency's local admins, else the network moderators. At most three queries.
    """
    members = list(members_of(unit))
    heads = [member.user for member in members if member.role == Role.HEAD]
    if members:
        return heads or [member.user for member in members]
    return _local_admins(unit) or list(moderators())


def verifiers_for(unit: ServiceUnit, changed_by: Iterable[int] = ()) -> list[User]:
    """Return who may verify a case of the unit that the people ``changed_by`` (ids) wrote.

    The unit's verifiers; where none of them is left, its head; where the head wrote
    it too, the agency's local admins; where there are none, nobody but a moderator,
    who publishes anyway. At most two queries.
    """
    wrote = set(changed_by)
    free = [member for member in members_of(unit) if member.user_id not in wrote]
    for role in (Role.VERIFIER, Role.HEAD):
        found = [member.user for member in free if member.role == role]
        if found:
            return found
    return [admin for admin in _local_admins(unit) if admin.pk not in wrote]


def _local_admins(unit: ServiceUnit) -> list[User]:
    if unit.agency_id is None:
        return []
    held = current_memberships().filter(role=Role.LOCAL_ADMIN, agency=unit.agency_id)
    return [member.user for member in held.select_related("user")]
