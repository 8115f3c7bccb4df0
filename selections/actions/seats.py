"""Inviting people to a round, their accepting it, and the end of their work."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from innovations.models import Sector
from selections.actions.assignments import release
from selections.actions.log import log
from selections.actions.rounds import lock_round
from selections.choices import SeatRole
from selections.errors import SelectionError
from selections.judging.letters import send_seat_invitation, tell_of_end
from selections.models import Seat, SeatInvitation, SelectionRound
from selections.queries import seats_apart
from selections.rules.phases import Phase
from units.actions.one_time_links import account_for, new_link, require_open
from units.tokens import token_hash


@transaction.atomic
def invite_to_round(
    actor: User, selection_round: SelectionRound, email: str, role: str, sectors: Iterable[Sector] = ()
) -> SeatInvitation:
    """Invite an address to a seat, with the fields that the person knows about.

    An invitation that waits already is returned as it is, without a second letter. Raises
    PermissionDenied, SelectionError where the person can't have the seat or the round is finished.
    """
    held = lock_round(actor, selection_round)
    address = email.strip().lower()
    _require_free(User.objects.filter(email=address).first(), held, SeatRole(role))
    waiting = SeatInvitation.objects.waiting(timezone.now()).filter(round=held, email=address, role=role).first()
    if waiting is not None:
        return waiting
    token, link = new_link(actor, address)
    invitation = SeatInvitation.objects.create(round=held, role=role, **link)
    invitation.sectors.set(sectors)
    log("seat_offered", held, actor, invitation=invitation.pk, role=role)
    send_seat_invitation(invitation, token)
    return invitation


@transaction.atomic
def withdraw_seat_invitation(actor: User, invitation: SeatInvitation) -> None:
    """Make the link stop working; repeating it changes nothing."""
    held = lock_round(actor, invitation.round)
    waiting = SeatInvitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=timezone.now()):
        log("seat_offer_withdrawn", held, actor, invitation=invitation.pk, role=invitation.role)


@transaction.atomic
def accept_seat(token: str, *, user: User | None = None, name: str = "", password: str = "") -> User:
    """Give the invited person the seat and return them.

    Who worked here before in that role takes the same seat again: as two, one person could score an entry
    twice. ``user`` is the person who is logged in; without, an account is made with ``name`` and
    ``password``. Raises UnitError where the link is used, expired, unknown or somebody else's, or
    the address has an account; SelectionError where the person can't have the seat.
    """
    links = SeatInvitation.objects.select_for_update(of=("self",))
    invitation = require_open(links.filter(token_hash=token_hash(token)).first())
    held = SelectionRound.objects.hold(pk=invitation.round_id)
    person = account_for(invitation, user, name, password)
    _require_free(person, held, SeatRole(invitation.role))
    seat, _new = Seat.objects.update_or_create(
        round=held, user=person, role=invitation.role, defaults={"ended_at": None}
    )
    seat.sectors.set(invitation.sectors.all())
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    log("seat_taken", held, person, seat=seat.pk, role=seat.role)
    return person


@transaction.atomic
def end_seat(actor: User, seat: Seat) -> int:
    """End a person's work in a round, and return how many entries nobody could take over.

    What was handed in stays, what is open goes to others, nobody else's entries change. Repeating it
    changes nothing.
    """
    held = lock_round(actor, seat.round)
    if not Seat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=timezone.now()):
        return 0
    log("seat_ended", held, actor, seat=seat.pk, role=seat.role)
    tell_of_end(seat)
    return release(held, seat, actor)


def _require_free(person: User | None, held: SelectionRound, role: SeatRole) -> None:
    """Raise SelectionError where a person (None: one without an account) can't have a seat."""
    if held.phase == Phase.FINISHED:
        raise SelectionError(_("The round is finished, so nobody is invited any more."))
    seats = list(seats_apart(person).filter(round=held)) if person else []
    roles = {SeatRole(seat.role) for seat in seats}
    if role in {seat.role for seat in seats if seat.ended_at is None}:
        raise SelectionError(_("%(person)s is %(role)s here already.") % {"person": person, "role": role.label})
    if roles and SeatRole.SECRETARIAT in roles | {role}:
        raise SelectionError(
            _("%(person)s is %(held)s here. Nobody scores in a round of whose secretariat he or she is.")
            % {"person": person, "held": ", ".join(str(one.label) for one in roles)}
        )
