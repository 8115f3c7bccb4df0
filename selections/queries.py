"""Reads about rounds. Each says how many SQL queries it makes."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from common.models import Event, User
from selections.choices import SeatRole
from selections.event_rounds import RoundOf
from selections.models import Entry, Review, Seat, SelectionRound, Vote
from selections.rules.entries import EntryState
from selections.rules.phases import Part, Phase, Who, sees
from units.models import Agency, Role
from units.queries import is_moderator, is_operator, standings_of
from units.rules import Standing

_WHO = {
    SeatRole.SECRETARIAT: Who.SECRETARIAT,
    SeatRole.EVALUATOR: Who.EVALUATOR,
    SeatRole.PANEL: Who.PANEL,
}


def may_organise(user: User | AnonymousUser, agency: int | None) -> bool:
    """Say whether the person may hold rounds: a moderator those of the nation, a local admin those of the agency.

    At most one query.
    """
    if is_operator(user):
        return True
    if agency is None:
        return is_moderator(user)
    return Standing(Role.LOCAL_ADMIN, None, agency) in standings_of(user)


def agencies_to_organise_for(user: User | AnonymousUser) -> list[Agency | None]:
    """Return for whom the person may hold rounds; None stands for the nation. At most two queries."""
    nation: list[Agency | None] = [None] if is_moderator(user) else []
    return [*nation, *Agency.objects.filter(pk__in=agencies_administered_by(user))]


def panel_seat(user: User, selection_round: SelectionRound) -> Seat | None:
    """Return the seat that the person holds in the panel of a round now: one query."""
    return Seat.objects.filter(round=selection_round, user=user, role=SeatRole.PANEL, ended_at=None).first()


def seats_apart(*people: User) -> QuerySet[Seat]:
    """Return the seats that keep people from organising their rounds: those that run or in which they judged."""
    scored = Review.objects.filter(assignment__seat=OuterRef("pk")).exclude(handed_in_at=None)
    voted = Vote.objects.filter(seat=OuterRef("pk"))
    return Seat.objects.filter(Q(ended_at=None) | Exists(scored) | Exists(voted), user__in=people)


def whos_of(user: User | AnonymousUser, selection_round: SelectionRound) -> frozenset[Who]:
    """Return as what the person looks at a round: at most two queries.

    Whoever organises a round is of its secretariat, unless he or she scores in it or has scored:
    nobody judges and sees what others scored.
    """
    seats = list(seats_apart(user).filter(round=selection_round)) if user.is_authenticated else []
    if not seats and may_organise(user, selection_round.agency_id):
        return frozenset({Who.SECRETARIAT})
    return frozenset(_WHO[SeatRole(seat.role)] for seat in seats if seat.ended_at is None)


def may_see(user: User | AnonymousUser, selection_round: SelectionRound, part: Part) -> bool:
    """Say whether the person may see a part of a round now: at most two queries."""
    return sees(part, whos_of(user, selection_round), Phase(selection_round.phase))


def rounds_run_by(user: User | AnonymousUser) -> QuerySet[SelectionRound]:
    """Return the rounds of whose secretariat the person is; as ``whos_of`` says for one. At most one query before."""
    if not user.is_authenticated:
        return SelectionRound.objects.none()
    seats = Seat.objects.filter(user=user, ended_at=None)
    seated = Q(pk__in=seats.filter(role=SeatRole.SECRETARIAT).values("round"))
    organised = Q(agency__in=agencies_administered_by(user))
    if is_moderator(user):
        organised |= Q(agency=None)
    if is_operator(user):
        organised = Q()
    return SelectionRound.objects.filter(seated | (organised & ~Q(pk__in=seats_apart(user).values("round"))))


def rounds_seen_by(user: User | AnonymousUser) -> QuerySet[SelectionRound]:
    """Return the rounds that the person may know of: those that opened, and drafts of whose secretariat he or she is.

    At most one query before the one that reads them.
    """
    return SelectionRound.objects.filter(~Q(phase=Phase.DRAFT) | Q(pk__in=rounds_run_by(user).values("pk")))


def agencies_administered_by(user: User | AnonymousUser) -> list[int]:
    """Return the keys of the agencies whose local admin the person is: at most one query."""
    return [held.agency for held in standings_of(user) if held.role == Role.LOCAL_ADMIN and held.agency is not None]


def log_of(selection_round: SelectionRound) -> QuerySet[Event]:
    """Return what anybody did in a round, the latest first: one query when read."""
    events = Event.objects.alias(round=RoundOf("data")).filter(round=str(selection_round.pk))
    return events.select_related("actor")


def judged_entries(selection_round: SelectionRound, cut: int | None = None) -> QuerySet[Entry]:
    """Return the entries that a cut (by its number, else the present one) is about.

    For the first all that were admitted, then those on the list before.
    """
    number = selection_round.cut if cut is None else cut
    admitted = Entry.objects.filter(round=selection_round, state=EntryState.ADMITTED)
    if number == 0:
        return admitted
    return admitted.filter(placements__cut=selection_round.rulebook.cuts[number - 1].code)
