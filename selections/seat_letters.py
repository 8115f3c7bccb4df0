"""The letters to those who work in a round. The reader's language is not known: they are in Indonesian."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.actions import notify
from selections.models import Assignment, Seat, SeatInvitation
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


def tell_of_assignments(seat: Seat, stage: Stage, count: int) -> None:
    """Tell somebody that there is more to score, while the scoring runs."""
    with translation.override(settings.LANGUAGE_CODE):
        values = {"round": seat.round, "stage": stage.name, "count": count}
        subject = _("%(round)s: entries to score") % values
        body = ngettext(
            "%(count)s entry was given to you to score (%(stage)s).",
            "%(count)s entries were given to you to score (%(stage)s).",
            count,
        )
        address = link_to("scores")
        key = f"assigned-{seat.pk}-{stage.code}-{timezone.now().isoformat()}"
        notify(seat.user, key, subject=subject, body=f"{body % values}\n\n{address}", address=address)
