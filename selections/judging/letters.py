"""The letters to those who work in a round. The reader's language is not known: they are in Indonesian."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.actions import Notice, notify, notify_all
from selections.models import Assignment, Seat, SeatInvitation, SelectionRound
from selections.rules.rulebook import Stage
from units.letters import link_to, send_one_time_link


def send_seat_invitation(invitation: SeatInvitation, token: str) -> None:
    """Write the letter with the link to a seat."""
    with translation.override(settings.LANGUAGE_CODE):
        role = invitation.get_role_display()
    send_one_time_link(invitation, role, str(invitation.round), link_to("seat_invitation", token))


def tell_of_end(seat: Seat) -> None:
    """Tell a person that the seat has ended."""
    with translation.override(settings.LANGUAGE_CODE):
        values = {"round": seat.round, "role": seat.get_role_display()}
        subject = _("%(round)s: your work as %(role)s has ended") % values
        body = _("The secretariat of %(round)s has ended your work as %(role)s. What you handed in stays.") % values
        address = link_to("selection_round", seat.round_id)
        key = f"seat-{seat.pk}-ended-{timezone.now().isoformat()}"
        notify(seat.user, key, subject=subject, body=body, address=address)


def tell_of_reopening(assignment: Assignment, version: int, reason: str) -> None:
    """Tell an evaluator that a score sheet is open again, and why. The entry is named by its number."""
    with translation.override(settings.LANGUAGE_CODE):
        values = {"round": assignment.entry.round, "number": f"{assignment.entry.number:04}", "reason": reason}
        subject = _("%(round)s: your score sheet of entry %(number)s is open again") % values
        address = link_to("score_sheet", assignment.pk)
        body = _("The secretariat opened it: %(reason)s\n\nHand it in again: %(link)s") % {**values, "link": address}
        key = f"review-{assignment.pk}-{version}"
        notify(assignment.seat.user, key, subject=subject, body=body, address=address)


def tell_of_scoring(selection_round: SelectionRound, given: Mapping[Seat, Sequence[tuple[Stage, int]]]) -> None:
    """Tell everybody that the scoring begins: how many entries each scores at which stage, and by when.

    A few queries for a thousand people.
    """
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: the scoring begins") % {"round": selection_round}
        address = link_to("scores")
        key = f"scoring-{selection_round.pk}-{selection_round.version}"
        notify_all(
            Notice(seat.user, f"{key}-{seat.pk}", subject, "\n".join([*map(_to_score, told), "", address]), address)
            for seat, told in given.items()
        )


def tell_of_assignments(selection_round: SelectionRound, stage: Stage, given: Mapping[Seat, int]) -> None:
    """Tell people that there is more to score, while the scoring runs: one letter each, however many entries."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(round)s: more entries to score") % {"round": selection_round}
        address = link_to("scores")
        key = f"assigned-{stage.code}-{timezone.now().isoformat()}"
        notify_all(
            Notice(seat.user, f"{key}-{seat.pk}", subject, f"{_to_score((stage, count))}\n\n{address}", address)
            for seat, count in given.items()
        )


def _to_score(told: tuple[Stage, int]) -> str:
    stage, count = told
    words = ngettext(
        "%(stage)s: %(count)s entry for you to score, until %(until)s.",
        "%(stage)s: %(count)s entries for you to score, until %(until)s.",
        count,
    )
    until = date_format(timezone.localtime(stage.due_at), "j F Y, H.i T") if stage.due_at else _("not set")
    return words % {"stage": stage.name, "count": count, "until": until}
