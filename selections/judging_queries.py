"""Reads about who judges what. Each says how many SQL queries it makes."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from selections.models import Seat, SeatInvitation, SelectionRound
from units.tokens import token_hash


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


def seat_invitations(selection_round: SelectionRound, now: datetime) -> QuerySet[SeatInvitation]:
    """Return the invitations to a round that wait: two queries."""
    return SeatInvitation.objects.waiting(now).filter(round=selection_round).prefetch_related("sectors")


def seat_invitation_for(token: str) -> SeatInvitation | None:
    """Return the invitation whose link has this token, in whatever state: one query."""
    return SeatInvitation.objects.filter(token_hash=token_hash(token)).select_related("round", "invited_by").first()
