"""Reads about who judges what. Each says how many SQL queries it makes."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from common.models import User
from selections.models import Assignment, DeclaredConflict, Seat, SeatInvitation, SelectionRound
from selections.queries import judged_entries
from selections.rules.phases import JUDGED, Phase
from selections.rules.rulebook import Stage
from units.tokens import token_hash

WHOSE = ("unit__agency__region__parent", "unit__region__parent")
"""What hiding whose an entry is needs to know of it."""


def team_of(selection_round: SelectionRound) -> QuerySet[Seat]:
    """Return the seats of a round, with the ``load`` of each and how much of it is ``handed_in``: two queries."""
    running = Q(assignments__ended_at=None)
    return (
        Seat.objects.filter(round=selection_round, ended_at=None)
        .select_related("user")
        .prefetch_related("sectors")
        .annotate(
            load=Count("assignments", filter=running),
            handed_in=Count("assignments", filter=running & Q(assignments__review__handed_in_at__isnull=False)),
        )
        .order_by("role", "user__first_name", "pk")
    )


def loads_of(selection_round: SelectionRound) -> dict[Seat, list[tuple[Stage, int]]]:
    """Return who scores how many entries at which stages of the present cut: two queries."""
    stages = {one.code: one for one in selection_round.rulebook.stages_before(selection_round.present_cut.code)}
    given = Assignment.objects.filter(
        entry__in=judged_entries(selection_round), stage__in=stages, ended_at=None, seat__ended_at=None
    )
    counted = given.order_by("stage").values_list("seat", "stage").annotate(count=Count("pk"))
    loads: defaultdict[int, list[tuple[Stage, int]]] = defaultdict(list)
    for seat, code, count in counted:
        loads[seat].append((stages[code], count))
    return {seat: loads[seat.pk] for seat in Seat.objects.filter(pk__in=loads).select_related("user")}


def seat_invitations(selection_round: SelectionRound, now: datetime) -> QuerySet[SeatInvitation]:
    """Return the invitations to a round that wait: two queries."""
    return SeatInvitation.objects.waiting(now).filter(round=selection_round).prefetch_related("sectors")


def seat_invitation_for(token: str) -> SeatInvitation | None:
    """Return the invitation whose link has this token, in whatever state: one query."""
    return SeatInvitation.objects.filter(token_hash=token_hash(token)).select_related("round", "invited_by").first()


def own_assignments(user: User) -> QuerySet[Assignment]:
    """Return what the person scores or has scored, by round, stage and number, each with its sheet: one query.

    Nothing before the scoring begins, and nothing of a seat that has ended. Records and answers are
    read where they are shown.
    """
    shown = Assignment.objects.filter(
        seat__user=user, seat__ended_at=None, ended_at=None, entry__round__phase__in=JUDGED
    )
    return (
        shown.select_related("review", "seat", "entry__round", *(f"entry__{one}" for one in WHOSE))
        .defer("entry__record", "entry__answers")
        .order_by("-entry__round__year", "entry__round", "stage", "entry__number")
    )


def open_scores(user: User) -> list[tuple[int, str, int]]:
    """Return how many scores the person has yet to hand in, by round and stage: one query."""
    running = own_assignments(user).filter(entry__round__phase=Phase.JUDGING, review__handed_in_at=None)
    counted = running.order_by("entry__round", "stage").values_list("entry__round", "stage")
    return list(counted.annotate(count=Count("pk")))


def beside(assignment: Assignment) -> list[tuple[int, bool]]:
    """Return the keys of what the same seat scores at the same stage, by number, each with whether it is handed in.

    One query.
    """
    rows = Assignment.objects.filter(seat=assignment.seat_id, stage=assignment.stage, ended_at=None)
    keys = rows.order_by("entry__number").values_list("pk", "review__handed_in_at")
    return [(pk, handed_in is not None) for pk, handed_in in keys]


def assignments_of(seat: Seat) -> QuerySet[Assignment]:
    """Return what a seat scores, for the secretariat: with whether it is handed in, without the scores. One query."""
    return (
        seat.assignments.filter(ended_at=None)
        .select_related("entry", "review")
        .only("stage", "further", "entry__number", "entry__title", "review__handed_in_at")
        .order_by("stage", "entry__number")
    )


def conflicts_declared_by(seat: Seat) -> QuerySet[DeclaredConflict]:
    """Return the conflicts that a seat's person declared, or that were declared for that person: one query."""
    return (
        seat.conflicts.select_related("entry")
        .only("reason", "at", "lifted_at", "entry__number", "entry__title")
        .order_by("at")
    )
