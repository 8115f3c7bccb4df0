"""The letters of this room. The reader's language is not known: they are in Indonesian."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from common.actions import notify, queue_mail
from common.models import User
from replications.choices import DONE
from replications.models import Inquiry, Milestone, Replication
from replications.rules import Side, Step
from units.letters import link_to
from units.models import ServiceUnit
from units.queries import answerers_for, can_act_for
from units.rules import Act


def tell_of_step(replication: Replication, step: Step, by: Side, note: str, actor: User) -> None:
    """Tell those who answer for the other unit what was done, in whose turn it may now be."""
    unit, other = replication.unit, replication.case.unit
    if by is Side.SOURCE:
        unit, other = other, unit
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(case)s: %(unit)s %(done)s") % {"case": replication.case, "unit": unit, "done": DONE[step]}
        body = _("%(unit)s (%(person)s) %(done)s: copying «%(case)s».") % {
            "unit": unit,
            "person": actor,
            "done": DONE[step],
            "case": replication.case,
        }
        address = link_to("replication", replication.pk)
        text = "\n\n".join(filter(None, (body, note, _("See: %s") % address)))
        to_answerers(other, f"replication-{replication.pk}-{replication.version}", subject, text, address)


def remind_of_step(replication: Replication, side: Side, days: int) -> None:
    """Remind a unit that the other one has waited for its step for so many days."""
    unit = replication.case.unit if side is Side.SOURCE else replication.unit
    address = link_to("replication", replication.pk)
    key = f"replication-{replication.pk}-{replication.version}-{side}-{days}"
    remind_unit(unit, key, str(replication), days, address)


def remind_of_inquiry(inquiry: Inquiry, days: int) -> None:
    """Remind the unit that a visitor has waited for so many days."""
    remind_unit(inquiry.case.unit, f"inquiry-{inquiry.pk}-{days}", str(inquiry), days, link_to("inquiry", inquiry.pk))


def remind_unit(unit: ServiceUnit, key: str, what: str, days: int, address: str) -> None:
    """Remind those who answer for a unit of what has waited for it for so many days."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Waiting for %(days)s days: %(what)s") % {"days": days, "what": what}
        body = _("%(what)s has waited for your unit for %(days)s days. The next step is yours:\n%(link)s") % {
            "what": what,
            "days": days,
            "link": address,
        }
        to_answerers(unit, key, subject, body, address)


def remind_of_milestone(milestone: Milestone) -> None:
    """Ask the unit that copies how it goes, on the day of a milestone."""
    replication = milestone.replication
    address = link_to("replication", replication.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("How does it go? %(case)s") % {"case": replication.case}
        body = _("Your unit has copied «%(case)s» for %(months)s months. Tell how it goes:\n%(link)s") % {
            "months": milestone.months,
            "case": replication.case,
            "link": address,
        }
        to_answerers(replication.unit, f"milestone-{milestone.pk}", subject, body, address)


def send_inquiry(inquiry: Inquiry) -> None:
    """Tell those who answer for the unit that a visitor is interested."""
    address = link_to("inquiry", inquiry.pk)
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Interest of a visitor: %(case)s") % {"case": inquiry.case}
        body = _("%(office)s asks about «%(case)s»:\n\n%(message)s\n\nAnswer here: %(link)s") % {
            "office": inquiry.office,
            "case": inquiry.case,
            "message": inquiry.message,
            "link": address,
        }
        to_answerers(inquiry.case.unit, f"inquiry-{inquiry.pk}", subject, body, address)


def send_inquiry_answer(inquiry: Inquiry) -> None:
    """Send the visitor the answer."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Answer to your interest in «%(case)s»") % {"case": inquiry.case}
        body = _("You wrote:\n%(message)s\n\nThe answer of %(unit)s:\n%(answer)s") % {
            "message": inquiry.message,
            "unit": inquiry.case.unit,
            "answer": inquiry.answer,
        }
        queue_mail(f"inquiry-answer-{inquiry.pk}", to=inquiry.email, subject=subject, body=body)


def to_member(person: User, unit: ServiceUnit, key: str, subject: str, body: str, address: str) -> None:
    """Tell the person who acted for a unit; those who answer for it where he or she does so no more."""
    if can_act_for(person, unit, Act.WRITE):
        notify(person, key, subject=subject, body=body, address=address)
    else:
        to_answerers(unit, key, subject, body, address)


def to_answerers(unit: ServiceUnit, key: str, subject: str, body: str, address: str) -> None:
    """Tell each person who answers for a unit."""
    for person in answerers_for(unit):
        notify(person, f"{key}-{person.pk}", subject=subject, body=body, address=address)
