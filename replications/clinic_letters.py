"""The letters about coaching clinics; in Indonesian, as those of ``letters``."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from replications.letters import to_member
from replications.models import Clinic, Registration
from units.letters import link_to


def tell_of_seat(registration: Registration) -> None:
    """Say that a unit has a seat, at once or after having waited; once."""
    words = _("%(unit)s has a seat at «%(clinic)s».")
    _tell(registration, f"clinic-seat-{registration.pk}", _("Your seat: %(clinic)s"), words, with_link=True)


def tell_of_waiting(registration: Registration) -> None:
    """Say that a unit waits for a seat."""
    words = _("All seats of «%(clinic)s» are taken. %(unit)s is on the waiting list: a letter comes when one is free.")
    _tell(registration, f"clinic-waiting-{registration.pk}", _("Waiting list: %(clinic)s"), words)


def tell_of_change(registration: Registration, sequence: int) -> None:
    """Say that time or place are others now."""
    words = _("Time, place or seats of «%(clinic)s» have changed. Take the calendar file of its page anew.")
    _tell(registration, f"clinic-changed-{registration.pk}-{sequence}", _("Changed: %(clinic)s"), words)


def tell_of_cancelling(registration: Registration) -> None:
    """Say that a clinic does not take place, and why."""
    words = _("«%(clinic)s» does not take place. The reason: %(reason)s")
    _tell(registration, f"clinic-cancelled-{registration.pk}", _("Cancelled: %(clinic)s"), words)


def remind_of_clinic(registration: Registration, days: int) -> None:
    """Remind a unit that has a seat, so many days before; anew where the clinic was moved to another day."""
    words = _("%(unit)s has a seat at «%(clinic)s». Step back on its page if nobody can come: others wait.")
    key = f"clinic-{registration.pk}-{registration.clinic.begins_at:%Y%m%d}-{days}"
    _tell(registration, key, _("Coming up: %(clinic)s"), words, with_link=True)


def ask_for_feedback(registration: Registration) -> None:
    """Ask a unit that was there how useful it was; once."""
    words = _("%(unit)s was at «%(clinic)s». Say how useful it was, and show interest in what you want to copy.")
    _tell(registration, f"clinic-feedback-{registration.pk}", _("How was it? %(clinic)s"), words)


def _tell(registration: Registration, key: str, subject: Promise, words: Promise, *, with_link: bool = False) -> None:
    """Tell who registered the unit. The address of an online meeting is for those who have a seat."""
    clinic: Clinic = registration.clinic
    with translation.override(settings.LANGUAGE_CODE):
        known = {"unit": registration.unit, "clinic": clinic, "reason": clinic.cancelled_reason}
        when = date_format(timezone.localtime(clinic.begins_at, clinic.zone), "l, j F Y, H.i T")
        where = " · ".join(filter(None, (clinic.place, clinic.link if with_link else "")))
        address = link_to("clinic", clinic.pk)
        text = "\n\n".join((str(words) % known, f"{when}\n{where}", address))
        line = str(subject) % known
        to_member(registration.registered_by, registration.unit, key, line, text, address)
