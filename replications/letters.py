"""The letters of this room. The reader's language is not known: they are in Indonesian."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from common.actions import queue_mail
from common.models import User
from replications.choices import DONE
from replications.models import Replication
from replications.rules import Side, Step
from units.letters import link_to
from units.queries import answerers_for


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
        text = "\n\n".join(filter(None, (body, note, _("See: %s") % link_to("replication", replication.pk))))
        for person in answerers_for(other):
            key = f"replication-{replication.pk}-{replication.version}-{person.pk}"
            queue_mail(key, to=person.email, subject=subject, body=text)


def remind(replication: Replication, side: Side, days: int) -> None:
    """Remind a unit that the other one has waited for its answer for so many days."""
    unit = replication.case.unit if side is Side.SOURCE else replication.unit
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Waiting for %(days)s days: %(replication)s") % {"days": days, "replication": replication}
        body = _("%(replication)s has waited for your unit for %(days)s days. The next step is yours:\n%(link)s") % {
            "replication": replication,
            "days": days,
            "link": link_to("replication", replication.pk),
        }
        for person in answerers_for(unit):
            key = f"replication-{replication.pk}-{replication.version}-{days}-{person.pk}"
            queue_mail(key, to=person.email, subject=subject, body=body)
