"""What a person has to do with an entry. Each function says how many SQL queries it makes."""

from django.contrib.auth.models import AnonymousUser

from common.models import User
from selections.choices import SeatRole
from selections.entries.conflicts import secretariat_conflicts
from selections.models import Entry, Seat, SelectionRound
from selections.queries import seats_apart, whos_of
from selections.rules.entries import Hand
from selections.rules.phases import Phase, Who
from units.models import Role, ServiceUnit
from units.queries import is_moderator, is_operator, local_admins, moderators, standings_of
from units.rules import Act, Standing, may


def writes_for(user: User | AnonymousUser, unit: ServiceUnit) -> bool:
    """Say whether the person writes entries for a unit: at most one query.

    Moderators, who write its cases too, do not: they admit what units enter.
    """
    held = [one for one in standings_of(user) if one.role != Role.MODERATOR]
    return is_operator(user) or may(Act.WRITE, held, unit.pk, unit.agency_id)


def hands_of(user: User | AnonymousUser, entry: Entry) -> frozenset[Hand]:
    """Return what the person has to do with an entry: at most two queries, for the secretariat two more.

    ``entry`` is read with its unit and round. Who submits for a unit is the local admin of its
    agency, and a moderator where the unit has no agency.
    """
    unit = entry.unit
    hands = set()
    if writes_for(user, unit):
        hands.add(Hand.WRITER)
    stands_in = unit.agency_id is None and is_moderator(user)
    admin = Standing(Role.LOCAL_ADMIN, None, unit.agency_id) in standings_of(user)
    if admin or stands_in or is_operator(user):
        hands.add(Hand.LOCAL_ADMIN)
    return frozenset(hands | _of_secretariat(user, entry))


def secretariat_in(selection_round: SelectionRound) -> list[User]:
    """Return everybody of a round's secretariat: who is seated, and who organises without judging. Three queries."""
    seats = Seat.objects.filter(round=selection_round, role=SeatRole.SECRETARIAT, ended_at=None, user__is_active=True)
    organisers = list(moderators()) if selection_round.agency_id is None else local_admins(selection_round.agency_id)
    apart = set(seats_apart(*organisers).filter(round=selection_round).values_list("user", flat=True))
    return [*(seat.user for seat in seats.select_related("user")), *(one for one in organisers if one.pk not in apart)]


def deciders_for(entry: Entry) -> list[User]:
    """Return who of the secretariat has no conflict of interest with an entry: five queries."""
    people = secretariat_in(entry.round)
    kept_away = secretariat_conflicts(entry, {one.pk for one in people})
    return [one for one in people if one.pk not in kept_away]


def stand_ins_for(entry: Entry) -> list[User]:
    """Return the moderators who decide about an entry of an agency's round, of whose secretariat nobody may.

    While entries are checked; then nine queries, else none.
    """
    if entry.round.agency_id is None or entry.round.phase != Phase.CHECK or deciders_for(entry):
        return []
    people = list(moderators())
    judging = set(seats_apart(*people).filter(round=entry.round_id).values_list("user", flat=True))
    kept_away = judging | secretariat_conflicts(entry, {one.pk for one in people}).keys()
    return [one for one in people if one.pk not in kept_away]


def _of_secretariat(user: User | AnonymousUser, entry: Entry) -> set[Hand]:
    if not isinstance(user, User):
        return set()
    if Who.SECRETARIAT in whos_of(user, entry.round):
        interested = user.pk in secretariat_conflicts(entry, [user.pk])
        return {Hand.SECRETARIAT, Hand.INTERESTED} if interested else {Hand.SECRETARIAT}
    return {Hand.SECRETARIAT} if is_moderator(user) and user in stand_ins_for(entry) else set()
