"""Reads about people and units. Each says how many SQL queries it makes."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import Page

from common.models import User
from units.likeness import KINDS_OF_MANY, UnitProfile
from units.models import BudgetBand, ErrorReport, Invitation, Membership, Role, ServiceUnit
from units.models.regions import PROVINCE_CODE_LENGTH
from units.rules import ROLES_FOR, Act, Standing, may, may_staff
from units.tokens import token_hash


def current_memberships() -> QuerySet[Membership]:
    """Return the memberships that run, of people who can log in."""
    return Membership.objects.filter(ended_at=None, user__is_active=True)


def standings_of(user: User | AnonymousUser) -> tuple[Standing, ...]:
    """Return what the person is in which unit or agency: one query, then kept on the person.

    ``units.actions`` forgets what is kept when it changes a membership.
    """
    if not user.is_authenticated or not user.is_active:
        return ()
    if "_standings" not in user.__dict__:
        rows = Membership.objects.filter(user=user, ended_at=None).values_list("role", "unit_id", "agency_id")
        user.__dict__["_standings"] = tuple(Standing(role, unit, agency) for role, unit, agency in rows)
    kept: tuple[Standing, ...] = user.__dict__["_standings"]
    return kept


def is_operator(user: User | AnonymousUser) -> bool:
    """Say whether the person operates the site (a superuser) and may do everything: no query."""
    return user.is_authenticated and user.is_active and user.is_superuser


def is_moderator(user: User | AnonymousUser) -> bool:
    """Say whether the person moderates the network (operators do): at most one query."""
    return is_operator(user) or any(held.role == Role.MODERATOR for held in standings_of(user))


def second_factor_required(user: User) -> bool:
    """Say whether the person's role needs a second factor: at most one query."""
    return bool(settings.MODERATOR_SECOND_FACTOR) and is_moderator(user)


def second_factor_of(user: User) -> TOTPDevice | None:
    """Return the person's confirmed second factor: one query."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def needs_second_factor(user: User) -> bool:
    """Say whether a password alone is not enough, by role or by the person's own choice. Two queries at most."""
    return second_factor_required(user) or second_factor_of(user) is not None


def lacks_second_factor(user: User | AnonymousUser) -> bool:
    """Say whether a person who is logged in has yet to prove the second factor.

    Just after the password ``user`` is a plain person, who has proven nothing yet.
    """
    proven = getattr(user, "is_verified", None)
    if not user.is_authenticated or (proven is not None and proven()):
        return False
    return needs_second_factor(user)


def can_staff(user: User | AnonymousUser, wanted: Standing, unit: ServiceUnit | None = None) -> bool:
    """Say whether the person may give, change or end the role ``wanted`` (in ``unit``): at most one query."""
    return may_staff(standings_of(user), wanted, unit.agency_id if unit else None, superuser=is_operator(user))


def invitation_for(token: str) -> Invitation | None:
    """Return the invitation whose link has this token, in whatever state: one query."""
    return (
        Invitation.objects.filter(token_hash=token_hash(token)).select_related("unit", "agency", "invited_by").first()
    )


def can_act_for(user: User | AnonymousUser, unit: ServiceUnit, act: Act | str) -> bool:
    """Say whether the person may do ``act`` (see ``rules.Act``) for the unit: at most one query."""
    return is_operator(user) or may(Act(act), standings_of(user), unit.pk, unit.agency_id)


def units_of(user: User | AnonymousUser, act: Act | str = Act.WRITE) -> QuerySet[ServiceUnit]:
    """Return the units for which the person may do ``act``; all of them for a moderator."""
    roles = ROLES_FOR[Act(act)]
    held = [standing for standing in standings_of(user) if standing.role in roles]
    if is_operator(user) or any(one.role == Role.MODERATOR for one in held):
        return ServiceUnit.objects.all()
    return ServiceUnit.objects.filter(
        Q(pk__in=[one.unit for one in held if one.unit]) | Q(agency__in=[one.agency for one in held if one.agency])
    )


def own_units(user: User | AnonymousUser) -> QuerySet[ServiceUnit]:
    """Return the units of which the person is a member, however much more the person may act for."""
    return ServiceUnit.objects.filter(pk__in=[held.unit for held in standings_of(user) if held.unit])


def desk_units(user: User | AnonymousUser) -> QuerySet[ServiceUnit]:
    """Return the units whose work lies on the person's desk.

    Those for which the person may write; of a moderator, who may for all, the own ones alone.
    """
    return own_units(user) if is_moderator(user) else units_of(user, Act.WRITE)


def unit_profiles(units: QuerySet[ServiceUnit]) -> dict[int, UnitProfile]:
    """Return by unit what tells which others are like it: one query.

    A kind that stands for many («other», «unit not known») says nothing of a unit.
    """
    bands = {band: place for place, band in enumerate(BudgetBand.values)}
    fields = ("type", "level", "population_served", "staff", "connectivity", "remote", "budget_band", "region_id")
    return {
        pk: UnitProfile(
            type="" if kind in KINDS_OF_MANY else kind,
            level=level,
            population=population,
            staff=staff,
            connectivity=connectivity,
            remote=remote,
            budget=bands.get(band),
            province=(region or "")[:PROVINCE_CODE_LENGTH],
        )
        for pk, kind, level, population, staff, connectivity, remote, band, region in units.order_by("pk").values_list(
            "pk", *fields
        )
    }


def members_of(unit: ServiceUnit) -> QuerySet[Membership]:
    """Return the unit's running memberships with their people, the oldest first: one query."""
    return current_memberships().filter(unit=unit).select_related("user").order_by("started_at")


def moderators() -> QuerySet[User]:
    """Return the network moderators: one query."""
    return User.objects.filter(is_active=True, memberships__role=Role.MODERATOR, memberships__ended_at=None)


def answerers_for(unit: ServiceUnit) -> list[User]:
    """Return who answers for the unit.

    Its heads, else its members, else the local admins of its agency, else the
    network moderators. At most three queries.
    """
    members = list(members_of(unit))
    heads = [member.user for member in members if member.role == Role.HEAD]
    if members:
        return heads or [member.user for member in members]
    return local_admins(unit.agency_id) or list(moderators())


def verifiers_in_turn(units: Iterable[ServiceUnit]) -> dict[int, list[list[User]]]:
    """Return by unit who verifies its cases, those who come first in front: two queries.

    The unit's verifiers; where none of them is free, its heads; where none of them is, the
    agency's local admins.
    """
    wanted = list(units)
    held = current_memberships().select_related("user").order_by("started_at")
    people: defaultdict[tuple[str, int | None], list[User]] = defaultdict(list)
    for member in held.filter(role__in=(Role.VERIFIER, Role.HEAD), unit__in=wanted):
        people[member.role, member.unit_id].append(member.user)
    agencies = {unit.agency_id for unit in wanted if unit.agency_id is not None}
    for member in held.filter(role=Role.LOCAL_ADMIN, agency__in=agencies):
        people[member.role, member.agency_id].append(member.user)
    return {
        unit.pk: [
            people[Role.VERIFIER, unit.pk],
            people[Role.HEAD, unit.pk],
            people[Role.LOCAL_ADMIN, unit.agency_id],
        ]
        for unit in wanted
    }


def first_free(turns: Iterable[Collection[User]], wrote: Container[int]) -> list[User]:
    """Return those of the first turn in which somebody did not write the text (``wrote``: ids)."""
    for people in turns:
        free = [person for person in people if person.pk not in wrote]
        if free:
            return free
    return []


def local_admins(agency: int | None) -> list[User]:
    """Return the local admins of an agency, by its key; nobody where there is no agency. At most one query."""
    if agency is None:
        return []
    held = current_memberships().filter(role=Role.LOCAL_ADMIN, agency=agency)
    return [member.user for member in held.select_related("user")]


def successors_of(membership: Membership) -> list[User]:
    """Return who can take over from a member, the likeliest first. At most three queries.

    In a unit its heads, then its other members, then the agency's local admins;
    in an agency the other local admins; in the network the other moderators.
    """
    leaver = membership.user_id
    if membership.unit is not None:
        rank = {Role.HEAD: 0, Role.VERIFIER: 1, Role.CONTRIBUTOR: 2}
        members = sorted(members_of(membership.unit), key=lambda member: rank[Role(member.role)])
        found = [member.user for member in members] + local_admins(membership.unit.agency_id)
    elif membership.agency is not None:
        others = current_memberships().filter(role=Role.LOCAL_ADMIN, agency=membership.agency)
        found = [member.user for member in others.select_related("user")]
    else:
        found = list(moderators())
    return [user for user in found if user.pk != leaver]


def unit_of_page(page: Page) -> ServiceUnit | None:
    """Return the unit whose page this is or whose case; None for other pages. One query."""
    paths = [page.path[:length] for length in range(page.steplen, len(page.path) + 1, page.steplen)]
    return ServiceUnit.objects.filter(page__path__in=paths).select_related("agency").first()


def reports_to_answer(user: User | AnonymousUser) -> QuerySet[ErrorReport]:
    """Return the reports that the person may see and answer, oldest first."""
    reports = ErrorReport.objects.filter(unit__in=units_of(user, Act.ANSWER)).select_related("unit", "settled_by")
    return reports.order_by("reported_at")
