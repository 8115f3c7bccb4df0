"""The letters of this room. The reader's language is not known: they are in Indonesian."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.actions import notify, queue_mail
from common.models import User
from units.models import ErrorReport, Invitation, Membership, OneTimeInvitation, ServiceUnit


def link_to(name: str, *args: object) -> str:
    """Return the whole address of a page by its name: letters are read elsewhere."""
    return settings.BASE_URL.rstrip("/") + reverse(name, args=args)


def place_name(scope: Invitation | Membership) -> str:
    """Return the name of the unit, agency or network in which the role holds."""
    if scope.unit is not None:
        return scope.unit.name
    if scope.agency is not None:
        return scope.agency.name
    return _("Public Service Innovation Network (JIPP)")


def send_invitation(invitation: Invitation, token: str) -> None:
    """Write the letter with the link to membership."""
    with translation.override(settings.LANGUAGE_CODE):
        place = place_name(invitation)
    send_one_time_link(invitation, invitation.get_role_display(), place, link_to("accept_invitation", token))


def send_one_time_link(invitation: OneTimeInvitation, role: str, place: str, link: str) -> None:
    """Write the letter that invites somebody to a role in a place, with the one-time link."""
    with translation.override(settings.LANGUAGE_CODE):
        body = _(
            "%(inviter)s invites you to JIPP as %(role)s for %(place)s.\n\n"
            "Open this link to make your account or to accept with the one you have:\n%(link)s\n\n"
            "The link works once, until %(until)s. If you do not know what this is about, do nothing."
        ) % {
            "inviter": invitation.invited_by,
            "role": role,
            "place": place,
            "link": link,
            "until": date_format(invitation.expires_at, "DATE_FORMAT"),
        }
        subject = _("Invitation to JIPP: %(place)s") % {"place": place}
        queue_mail(f"invitation-{invitation.token_hash}", to=invitation.email, subject=subject, body=body)


def send_handover(successor: User, membership: Membership, drafts: int) -> None:
    """Tell a person what has passed to them."""
    address = link_to("wagtailadmin_home")
    with translation.override(settings.LANGUAGE_CODE):
        body = _(
            "%(leaver)s no longer works for %(place)s in JIPP. What was in hand is now yours: "
            "%(drafts)s cases, running reviews and open invitations.\n\nSee: %(link)s"
        ) % {
            "leaver": membership.user,
            "place": place_name(membership),
            "drafts": drafts,
            "link": address,
        }
        subject = _("You take over from %(leaver)s") % {"leaver": membership.user}
        notify(successor, f"handover-{membership.pk}", subject=subject, body=body, address=address)


def send_open_reports(unit: ServiceUnit, to: User, number: int) -> None:
    """Tell the first head of a unit which reports wait from the time before."""
    address = link_to("reports")
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(unit)s: you answer for its pages now") % {"unit": unit.name}
        body = _(
            "You have taken over the pages of %(unit)s in JIPP. %(number)s error reports wait for an answer:\n%(link)s"
        ) % {"unit": unit.name, "number": number, "link": address}
        notify(to, f"taken-over-{unit.pk}-{to.pk}", subject=subject, body=body, address=address)


def send_report(report: ErrorReport, to: User) -> None:
    """Tell a person who answers for the unit that somebody reports an error."""
    address = link_to("report_detail", report.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Error reported: %(page)s") % {"page": report.page_title}
        body = _("Somebody reports an error on «%(page)s»:\n\n%(message)s\n\nAnswer here: %(link)s") % {
            "page": report.page_title,
            "message": report.message,
            "link": address,
        }
        notify(to, f"report-{report.pk}-{to.pk}", subject=subject, body=body, address=address)


def send_answer(report: ErrorReport) -> None:
    """Send the answer to the person who reported, where an address was left."""
    if not report.reporter_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Answer to your report on «%(page)s»") % {"page": report.page_title}
        body = _("You wrote:\n%(message)s\n\nThe answer of %(unit)s:\n%(answer)s") % {
            "message": report.message,
            "unit": report.unit.name,
            "answer": report.answer,
        }
        queue_mail(f"answer-{report.pk}", to=report.reporter_email, subject=subject, body=body)
